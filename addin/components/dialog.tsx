import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/** Asks before something is done. The browser keeps the focus inside, and gives it back when the dialog closes; Escape closes it. */
export const Dialog = ({ title, onClose, children, actions }: { readonly title: string; readonly onClose: () => void; readonly children: ComponentChildren; readonly actions: ComponentChildren }): JSX.Element => {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId} tabIndex={-1}>{title}</h2>
      <div class="dialog-body">{children}</div>
      <div class="actions">{actions}</div>
    </dialog>
  );
};
