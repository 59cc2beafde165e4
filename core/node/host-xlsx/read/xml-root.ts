import { refuse } from './refusals';
import { END, type XmlScanner } from './xml-scanner';

/** Opens the root element, which must be the one named. */
export const openRoot = (scanner: XmlScanner, name: string, part: string): void => {
  if (!scanner.nextChild() || !scanner.isNamed(name)) refuse('XML', `${part}: the root element is no ${name}`);
};

/** Reads what follows the root element: nothing may. */
export const closeRoot = (scanner: XmlScanner, part: string): void => {
  if (scanner.next() !== END) refuse('XML', `${part}: data after the root element`);
};
