import type { ComponentChildren, JSX } from 'preact';

/** Holds what may be wider than the screen, and scrolls by itself: with a finger, a mouse, or the keyboard. */
export const ScrollArea = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }): JSX.Element => (
  <div class="scroll-area" role="group" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
