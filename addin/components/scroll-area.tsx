import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Holds what may be wider than the screen, and scrolls by itself: with a finger, a mouse, or, where there is something to scroll, the keyboard. */
export const ScrollArea = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }): JSX.Element => {
  const area = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const { current } = area;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => setScrolls(current.scrollWidth > current.clientWidth || current.scrollHeight > current.clientHeight));
    for (const one of [current, ...current.children]) observer.observe(one);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={area} class="scroll-area" role="group" aria-label={label} tabIndex={scrolls ? 0 : undefined}>
      {children}
    </div>
  );
};
