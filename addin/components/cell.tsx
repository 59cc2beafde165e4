import { createContext, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { syncTexts } from '../texts/sync-texts';
import { useSpeech } from './speech';

/** Shows a place of the workbook to the person: "Tiltak!F12", or a tab. Only beside an open workbook can that be done. */
export const ShowPlaceContext = createContext<((place: string) => void) | null>(null);

/** Where something stands. */
export const Cell = ({ place }: { readonly place: string }): JSX.Element => {
  const { say } = useSpeech();
  const show = useContext(ShowPlaceContext);
  if (!show) return <code class="cell">{place}</code>;
  return <button type="button" class="cell" aria-label={say(syncTexts.showPlace, { place })} onClick={() => show(place)}>{place}</button>;
};
