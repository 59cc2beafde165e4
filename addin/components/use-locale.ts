import { useLayoutEffect, useState } from 'preact/hooks';
import type { Locale } from '../../core';
import type { Keep } from '../client/keep';
import { chooseLocale, localeKey } from '../state/language';

/** The language to speak, and what changes it; `preferred` are the tags of the languages that the person reads, best first. */
export const useLocale = (machine: Keep, preferred: readonly string[]): [Locale, (locale: Locale) => void] => {
  const [locale, setLocale] = useState(() => chooseLocale(machine.getItem(localeKey), preferred));
  useLayoutEffect(() => { document.documentElement.lang = locale; }, [locale]);
  return [locale, (chosen) => {
    machine.setItem(localeKey, chosen);
    setLocale(chosen);
  }];
};
