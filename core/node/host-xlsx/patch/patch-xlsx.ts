import { findExtras } from '../read/extras';
import { findTabs, readDateStylesOf, toRefusal, type Tab } from '../read/read-xlsx';
import { refuse } from '../read/refusals';
import { toSerial1904 } from '../read/serial-dates';
import { readWorkbookPart, type WorkbookPart } from '../read/workbook-part';
import { dropCalcChain } from './calc-chain';
import { editTab } from './edit-tab';
import { followRenames } from './follow-renames';
import { toRenames } from './formula-refs';
import { openDraft, readTree, type PackageDraft } from './package-draft';
import { readLooks, writePage } from './page-rows';
import type { Styling } from './row-edits';
import { replaceTabs } from './replace-tabs';
import { dropStaleResults } from './stale-results';
import type { PatchResult, PatchWarning, XlsxPatch } from './xlsx-patch';
import { editWorkbook, workbookNames } from './workbook-edit';

export type { CellEdit, NewColumns, PageCell, PageRows, PatchResult, PatchWarning, TabEdits, Transplant, XlsxPatch } from './xlsx-patch';

const storedNumbers = (draft: PackageDraft, workbook: WorkbookPart): Styling['toStored'] => {
  if (!workbook.is1904) return (value) => value;
  const isDate = readDateStylesOf(draft, workbook);
  return (value, style) => (isDate[style] ? toSerial1904(value) : value);
};

const tabOf = (tabs: readonly Tab[], name: string): Tab =>
  tabs.find(({ sheet }) => sheet.name.toLowerCase() === name.toLowerCase()) ?? refuse('SHEET_PART_MISSING', `no tab ${JSON.stringify(name)}`);

/** Edits tabs as they stand in the draft. Returns what was left out. */
const editTabs = (draft: PackageDraft, { edits, rename }: XlsxPatch): readonly PatchWarning[] => {
  const workbook = readWorkbookPart(draft);
  const tabs = findTabs(draft, workbook);
  const toStored = storedNumbers(draft, workbook);
  const outcomes = edits.map((edit) => editTab(draft, tabOf(tabs, edit.tab).part, edit, toStored));
  for (const { tab } of edits) followRenames(draft, tabOf(tabs, tab).part, toRenames(rename ?? [], []));
  if (outcomes.some(({ touchesFormulas }) => touchesFormulas)) dropCalcChain(draft, workbook);
  if (edits.some(({ cells }) => cells.length > 0)) editWorkbook(draft, workbook.part, { added: [], removed: [], names: [], recalculates: true });
  return outcomes.flatMap(({ warnings }) => warnings);
};

/** Gives names to cells; nothing is written where they mean that already. */
const writeNames = (draft: PackageDraft, { names = [] }: XlsxPatch): void => {
  if (names.length === 0) return;
  const { part } = readWorkbookPart(draft);
  const known = new Map(workbookNames(readTree(draft, part)).map(({ name, text }) => [name.toLowerCase(), text]));
  const changed = names.filter(({ name, text }) => known.get(name.toLowerCase()) !== text);
  if (changed.length > 0) editWorkbook(draft, part, { added: [], removed: [], names: changed.map((name) => ({ ...name, tab: undefined })), recalculates: true });
};

/** Writes the rows of pages, which look as some cells of another tab do. */
const writePages = (draft: PackageDraft, { pages = [], looks }: XlsxPatch): void => {
  if (pages.length === 0) return;
  const workbook = readWorkbookPart(draft);
  const tabs = findTabs(draft, workbook);
  const writing = { looks: looks ? readLooks(draft, tabOf(tabs, looks.tab).part, looks) : [], toStored: storedNumbers(draft, workbook) };
  for (const page of pages) writePage(draft, tabOf(tabs, page.tab).part, page, writing);
  dropCalcChain(draft, workbook);
  editWorkbook(draft, workbook.part, { added: [], removed: [], names: [], recalculates: true });
};

const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const patchPackage = (file: Buffer, patch: XlsxPatch): PatchResult => {
  const draft = openDraft(file);
  findTabs(draft, readWorkbookPart(draft));
  replaceTabs(draft, patch);
  writePages(draft, patch);
  const warnings = editTabs(draft, patch);
  writeNames(draft, patch);
  dropStaleResults(draft, patch);
  const isSigned = findExtras(draft).includes('signatures');
  return { ok: true, bytes: draft.toFile(), warnings: isSigned ? [{ kind: 'signed' }, ...warnings] : warnings };
};

/**
 * Writes into a workbook that belongs to somebody: tabs taken away, tabs taken over from `rendered`, rows of pages written, then cells edited. Parts that hold none
 * of this stay byte for byte as they are, and so does the rest of an edited part; but stored results that no longer hold are taken away. All or nothing: a tab that is not there, or a workbook
 * that the reader would refuse for its package or for a part that must be edited, is refused with its code. Never throws.
 */
export const patchXlsx = (bytes: Uint8Array, patch: XlsxPatch): PatchResult => {
  try {
    return patchPackage(toBuffer(bytes), patch);
  } catch (error) {
    return { ok: false, refusal: toRefusal(error) };
  }
};
