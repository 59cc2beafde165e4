import type { JSX } from 'preact';

/** A bar from 0 to 1 with a mark where it was expected to be. What it shows stands in words beside it, so it is left out for screen readers. */
export const Bar = ({ ratio, expected, tone = 'plain' }: { readonly ratio: number | null; readonly expected?: number | null; readonly tone?: string }): JSX.Element => (
  <svg class={`bar tone-${tone}`} aria-hidden="true" focusable="false">
    <rect class="bar-track" x="0" y="2" width="100%" height="8" rx="4" />
    {ratio !== null && ratio > 0 && <rect class="bar-fill" x="0" y="2" width={`${Math.min(ratio, 1) * 100}%`} height="8" rx="4" />}
    {expected !== null && expected !== undefined && <rect class="bar-mark" x={`${Math.min(Math.max(expected, 0.004), 0.992) * 100}%`} y="0" width="3" height="12" />}
  </svg>
);
