import { useEffect } from 'preact/hooks';

/** Names the page in the browser's tabs and history: what is shown first, so that a narrow tab still tells. */
export const useTitle = (...parts: readonly string[]): void => {
  const title = [...parts, 'Planark'].join(' – ');
  useEffect(() => { document.title = title; }, [title]);
};
