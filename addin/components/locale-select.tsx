import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { choiceLabels, isLocale, locales, type Locale } from '../../core';

/** Chooses a language, each named in itself. */
export const LocaleSelect = ({ label, value, onLocale }: { readonly label: string; readonly value: Locale; readonly onLocale: (locale: Locale) => void }): JSX.Element => {
  const id = useId();
  return (
    <>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget: { value: chosen } }) => { if (isLocale(chosen)) onLocale(chosen); }}>
        {locales.map((one) => <option key={one} value={one} lang={one}>{choiceLabels('locale')[one]![one]}</option>)}
      </select>
    </>
  );
};
