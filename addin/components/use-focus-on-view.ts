import { useEffect, useRef } from 'preact/hooks';

/** Another view begins at its heading, for those who do not see it change. */
export const useFocusOnView = (view: string): void => {
  const shown = useRef(view);
  useEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    window.scrollTo(0, 0);
    document.querySelector('main')?.focus();
  }, [view]);
};
