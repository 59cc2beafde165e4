import { fillText } from '../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../plan/locale';
import type { FieldValue } from '../plan/plan';
import type { Naming } from './describe-sync';
import type { KeptEdit } from './undo-kept';

/** Why something of a revision was not undone, as people read it. */
const texts = {
  changedField: t('{what}, {field}: {now}, endret senere (før revisjonen: {before})', '{what}, {field}: {now}, endra seinare (før revisjonen: {before})', '{what}, {field}: {now}, ändrat senare (före revisionen: {before})', '{what}, {field}: {now}, changed later (before the revision: {before})'),
  changedRecord: t('{what} kom til i revisjonen, men er endret senere', '{what} kom til i revisjonen, men er endra seinare', '{what} tillkom i revisionen men har ändrats senare', '{what} came with the revision, but was changed later'),
  removedRecord: t('{what} er slettet senere', '{what} er sletta seinare', '{what} har tagits bort senare', '{what} was removed later'),
  used: t('{what} kom til i revisjonen, men brukes nå av {users}', '{what} kom til i revisjonen, men blir no brukt av {users}', '{what} tillkom i revisionen men används nu av {users}', '{what} came with the revision, but is now used by {users}'),
  referenceGone: t('{what}, {field}: {before} er slettet senere', '{what}, {field}: {before} er sletta seinare', '{what}, {field}: {before} har tagits bort senare', '{what}, {field}: {before} was removed later'),
  codeTaken: t('{what}: koden {before} er tatt av en annen, så den er nå {now}', '{what}: koden {before} er teken av ein annan, så han er no {now}', '{what}: koden {before} har tagits av en annan, så den är nu {now}', '{what}: the code {before} is taken by another, so it is now {now}'),
  moved: t('{what} står der den står, for rader på fanen er flyttet senere', '{what} står der han står, for rader på fana er flytta seinare', '{what} står kvar där den står, eftersom rader på fliken har flyttats senare', '{what} stays where it is, since rows on its tab were moved later'),
} as const satisfies Record<string, Localized>;

const textOf = ({ reason, field }: KeptEdit): Localized => {
  switch (reason) {
    case 'changed-later': return field === null ? texts.changedRecord : texts.changedField;
    case 'removed-later': return texts.removedRecord;
    case 'used-later': return texts.used;
    case 'reference-gone': return texts.referenceGone;
    case 'code-taken': return texts.codeTaken;
    case 'moved-later': return texts.moved;
  }
};

const maxUsers = 5;

/** One line for everything of a revision that was not undone, each with its reason. */
export const keptLines = (kept: readonly KeptEdit[], naming: Naming, locale: Locale): string[] =>
  kept.map((edit) => {
    const { table, id, field, before, now, users } = edit;
    const show = (value: KeptEdit['before']): string => (field === null ? '' : naming.value(table, field, value as FieldValue | null));
    const values = { what: naming.record(table, id), field: field === null ? '' : naming.field(table, field), before: show(before), now: show(now), users: users.slice(0, maxUsers).join(', ') };
    return fillText(textOf(edit)[locale], values).replace(/^, /, '');
  });
