/** Does something after so many milliseconds; gives what calls it off. */
export const later = (milliseconds: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};
