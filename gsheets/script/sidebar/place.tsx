import { createContext, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { texts } from './sidebar-texts';
import { useSay } from './speech';

export const ShowPlace = createContext<(place: string) => void>(() => undefined);

/** Where something stands; it leads there. */
export const Place = ({ place }: { readonly place: string }): JSX.Element => {
  const say = useSay();
  const show = useContext(ShowPlace);
  return <button type="button" class="cell" aria-label={say(texts.showPlace, { place })} onClick={() => show(place)}>{place}</button>;
};

/** A line of the server's, which begins with its cell where it has one, and two spaces. */
export const Line = ({ line }: { readonly line: string }): JSX.Element => {
  const [, place, rest] = /^(.+?![A-Z]{1,3}\d+) {2}([^]*)$/.exec(line) ?? [];
  return place === undefined ? <>{line}</> : <><Place place={place} /> {rest}</>;
};
