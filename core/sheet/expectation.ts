import type { FieldType } from '../plan/field';
import { inLocales as t, type Localized } from '../plan/locale';

const dateText = t('Skriv en dato, for eksempel 31.5.2026.', 'Skriv ein dato, til dømes 31.5.2026.', 'Skriv ett datum, till exempel 2026-05-31.', 'Write a date, such as 31/5/2026.');
const choiceText = t('Velg fra listen i cellen.', 'Vel frå lista i cella.', 'Välj från listan i cellen.', 'Choose from the list in the cell.');
const numberText = t('Skriv et tall, for eksempel 12 eller 1,5.', 'Skriv eit tal, til dømes 12 eller 1,5.', 'Skriv ett tal, till exempel 12 eller 1,5.', 'Write a number, such as 12 or 1.5.');
const positiveText = t('Skriv et tall som er 0 eller mer.', 'Skriv eit tal som er 0 eller meir.', 'Skriv ett tal som är 0 eller mer.', 'Write a number that is 0 or more.');
const wholeText = (min: number, max: number): Localized =>
  t(`Skriv et helt tall fra ${min} til ${max}.`, `Skriv eit heilt tal frå ${min} til ${max}.`, `Skriv ett heltal från ${min} till ${max}.`, `Write a whole number from ${min} to ${max}.`);

/** What to write in a cell of this type, as one sentence in each language. */
export const expectation = (type: FieldType): Localized => {
  switch (type.kind) {
    case 'code': return t('Skriv en kode som begynner med en bokstav, for eksempel M1.2.', 'Skriv ein kode som byrjar med ein bokstav, til dømes M1.2.', 'Skriv en kod som börjar med en bokstav, till exempel M1.2.', 'Write a code that begins with a letter, such as M1.2.');
    case 'reference': return t('Velg fra listen, eller skriv koden.', 'Vel frå lista, eller skriv koden.', 'Välj från listan eller skriv koden.', 'Choose from the list, or write the code.');
    case 'choice': case 'boolean': return choiceText;
    case 'date': return dateText;
    case 'integer': return wholeText(type.min, type.max);
    case 'number': return type.min === undefined ? numberText : positiveText;
    case 'ratio': return t('Skriv en prosent fra 0 % til 100 %.', 'Skriv ein prosent frå 0 % til 100 %.', 'Skriv en procent från 0 % till 100 %.', 'Write a percentage from 0% to 100%.');
    case 'money': return t('Skriv et beløp, for eksempel 9 000 eller 9 000,50.', 'Skriv eit beløp, til dømes 9 000 eller 9 000,50.', 'Skriv ett belopp, till exempel 9 000 eller 9 000,50.', 'Write an amount, such as 9,000 or 9,000.50.');
    case 'months': return t('Skriv måneder, for eksempel mar, sep.', 'Skriv månader, til dømes mar, sep.', 'Skriv månader, till exempel mar, sep.', 'Write months, such as Mar, Sep.');
    case 'tables': return t('Skriv navn på faner med semikolon mellom.', 'Skriv namn på faner med semikolon mellom.', 'Skriv namn på flikar med semikolon emellan.', 'Write names of tabs with a semicolon between.');
    case 'list': return t('Skriv flere med semikolon mellom.', 'Skriv fleire med semikolon mellom.', 'Skriv flera med semikolon emellan.', 'Write several with a semicolon between.');
    case 'text': return t('Skriv en tekst.', 'Skriv ein tekst.', 'Skriv en text.', 'Write a text.');
    case 'derived': return t('Regnes ut av Planark.', 'Blir rekna ut av Planark.', 'Räknas ut av Planark.', 'Computed by Planark.');
  }
};
