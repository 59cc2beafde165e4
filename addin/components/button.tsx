import type { ComponentChildren, JSX } from 'preact';

interface ButtonProps {
  readonly isOff: boolean;
  /** None where the button sends its form, which asks the same before it is sent. */
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
}

/** A page's main button. While it does nothing it keeps the focus: a disabled one would drop it to the top of the page. */
export const PrimaryButton = ({ isOff, onClick, children }: ButtonProps): JSX.Element => (
  <button type={onClick ? 'button' : 'submit'} class="primary" aria-disabled={isOff} onClick={() => isOff || onClick?.()}>{children}</button>
);
