import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { fillText, type Locale, type Localized } from '../../../core';

/** The language of the sidebar: the plan's. */
export const LocaleContext = createContext<Locale>('en');

/** Says a text in the sidebar's language. */
export const useSay = (): ((text: Localized, values?: Readonly<Record<string, string | number>>) => string) => {
  const locale = useContext(LocaleContext);
  return (text, values) => fillText(text[locale], values);
};
