import { fillText } from '../../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';
import type { RevisionInfo } from '../../sync/store';

/** Messages of revisions that no person wrote, in the language of the plan, whose history they go into. */
const texts = {
  wentBackMessage: t('Tilbake til revisjon {to}', 'Tilbake til revisjon {to}', 'Tillbaka till revision {to}', 'Back to revision {to}'),
  undoneMessage: t('Angret revisjon {undone}', 'Angra revisjon {undone}', 'Ångrade revision {undone}', 'Undid revision {undone}'),
  followedMessage: t('Overordnede mål slik de er i {plan}, revisjon {number}', 'Overordna mål slik dei er i {plan}, revisjon {number}', 'Övergripande mål så som de är i {plan}, revision {number}', 'Superior goals as they are in {plan}, revision {number}'),
  linkedMessage: t('Koblet med {file}', 'Kopla med {file}', 'Kopplad med {file}', 'Linked with {file}'),
  unlinkedMessage: t('Koblet fra {file}', 'Kopla frå {file}', 'Bortkopplad från {file}', 'No longer linked with {file}'),
  pulledMessage: t('Budsjett og regnskap fra {file}', 'Budsjett og rekneskap frå {file}', 'Budget och utfall från {file}', 'Budget and actuals from {file}'),
} as const satisfies Record<string, Localized>;

/** So much of a message is told again by the revision that undoes it: undone in turn, it would grow each time. */
const longestMessage = 100;

/** "Angret revisjon 7: Etter styremøtet". */
export const undoneMessage = ({ number, message }: RevisionInfo, { locale }: { readonly locale: Locale }): string => {
  const letters = [...message];
  const told = letters.length > longestMessage ? `${letters.slice(0, longestMessage - 1).join('')}…` : message;
  return fillText(texts.undoneMessage[locale], { undone: number }) + (told === '' ? '' : `: ${told}`);
};

/** "Tilbake til revisjon 3". */
export const wentBackMessage = (to: number, { locale }: { readonly locale: Locale }): string => fillText(texts.wentBackMessage[locale], { to });

/** "Koblet med budsjett.xlsx". */
export const linkedMessage = (file: string, { locale }: { readonly locale: Locale }): string => fillText(texts.linkedMessage[locale], { file });

/** "Koblet fra budsjett.xlsx". */
export const unlinkedMessage = (file: string, { locale }: { readonly locale: Locale }): string => fillText(texts.unlinkedMessage[locale], { file });

/** "Budsjett og regnskap fra budsjett.xlsx". */
export const pulledMessage = (file: string, { locale }: { readonly locale: Locale }): string => fillText(texts.pulledMessage[locale], { file });

/** "Overordnede mål slik de er i samhandling-2026, revisjon 3". */
export const followedMessage = ({ planId, number }: RevisionInfo, { locale }: { readonly locale: Locale }): string => fillText(texts.followedMessage[locale], { plan: planId, number });
