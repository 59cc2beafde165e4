import { fillText, type Locale, type Localized, type TextValues } from '../../core';
import { asksForToken, type ClientFailure } from '../client/failure';
import type { Book, PaneState, Trouble } from '../state/pane-state';
import type { Synced } from '../state/sync-talk';
import { frameTexts } from '../texts/frame-texts';
import { reasonOf } from '../texts/host-reasons';
import { paneTexts } from '../texts/pane-texts';
import { ribbonTexts } from '../texts/ribbon-texts';
import type { Told } from './told';

type Say = (text: Localized, values?: TextValues) => string;

const bad = (...lines: readonly string[]): Told => ({ tone: 'bad', lines });

const ofServer = (failure: ClientFailure, say: Say): Told => {
  if (asksForToken(failure)) return bad(say(ribbonTexts.signIn));
  switch (failure.kind) {
    case 'away': return bad(say(frameTexts.away), say(ribbonTexts.later));
    case 'stopped': return bad(say(failure.status === 413 ? frameTexts.tooLarge : frameTexts.stopped, failure));
    case 'refused': return bad(...new Set([failure.title, failure.detail]));
  }
};

/** How far it got all the same. */
const gotAs = (isPartial: boolean, { talk: { result } }: PaneState, say: Say): string[] => [...(result?.committed ? [say(paneTexts.storeHasIt)] : []), ...(isPartial ? [say(paneTexts.halfWritten)] : [])];

const ofWorkbook = ({ failure, kind }: Extract<Trouble, { from: 'workbook' }>, state: PaneState, say: Say): Told =>
  bad(...gotAs(failure.isPartial, state, say), failure.kind === 'editing' ? say(ribbonTexts.leaveCell) : say(reasonOf(failure, kind), { tab: failure.tab ?? '', code: failure.code ?? '' }));

const ofBook = (book: Exclude<Book, { kind: 'plan' }>, say: Say): Told => {
  if (book.kind !== 'unusable') return bad(say(ribbonTexts.noPlan));
  return bad(book.failure.kind === 'newer-format' ? say(paneTexts.newerFormat, { format: book.failure.format }) : say(paneTexts.damagedStamp));
};

const ofResult = ({ summary, committed, receivedLine, conflicts, problems, held }: Synced, say: Say): Told => {
  const open = [
    ...(held ? [held.message] : []),
    ...(conflicts.length > 0 ? [say(paneTexts.conflictCount, { count: conflicts.length })] : []),
    ...(problems.length > 0 ? [say(paneTexts.problemCount, { count: problems.length })] : []),
  ];
  const done = [...(committed ? [summary] : []), ...(receivedLine === null ? [] : [receivedLine]), ...(held ? [] : [say(paneTexts.upToDate)])];
  return { tone: open.length > 0 ? 'attention' : 'good', lines: [...done, ...open, ...(open.length > 0 ? [say(ribbonTexts.openPane)] : [])] };
};

/** Why a command got no further; null where nothing stood in its way. */
export const toldOfTrouble = (state: PaneState, locale: Locale): Told | null => {
  const { trouble, isEditing, book } = state;
  const say: Say = (text, values) => fillText(text[locale], values);
  if (trouble?.from === 'server') return ofServer(trouble.failure, say);
  if (trouble?.from === 'workbook') return ofWorkbook(trouble, state, say);
  if (trouble?.from === 'pane') return bad(...gotAs(trouble.write !== null, state, say), say(ribbonTexts.broken));
  // Whoever is in a cell keeps the write waiting: it is done when they leave it, and the next click comes after it.
  if (isEditing) return bad(...gotAs(false, state, say), say(ribbonTexts.leaveCell));
  return book.kind === 'plan' ? null : ofBook(book, say);
};

/** How a sync went. */
export const toldOfSync = (state: PaneState, locale: Locale): Told => {
  const { result } = state.talk;
  return toldOfTrouble(state, locale) ?? (result ? ofResult(result, (text, values) => fillText(text[locale], values)) : bad(ribbonTexts.broken[locale]));
};
