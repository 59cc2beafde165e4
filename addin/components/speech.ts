import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { fillText, type Locale, type Localized, type TextValues } from '../../core';

/** The language that the page speaks, and a text in it with its places filled. */
export interface Speech {
  readonly locale: Locale;
  say(text: Localized, values?: TextValues): string;
}

export const speechIn = (locale: Locale): Speech => ({ locale, say: (text, values) => fillText(text[locale], values) });

export const SpeechContext = createContext<Speech>(speechIn('nb'));
export const useSpeech = (): Speech => useContext(SpeechContext);
