import type { Google, Share } from '../../gsheets/api/google';
import type { GoogleFailure, GoogleResult, ReadSpreadsheet } from '../../gsheets/rest';
import type { WorkbookModel } from '../../core/sheet';
import { applyPatch, type IsDate } from './apply-patch';
import { editedGrid, editGrid, type EditedWorkbook } from './edit-grid';
import { modelToGrid } from './model-to-grid';

interface Held {
  workbook: EditedWorkbook;
  readonly title: string;
  version: number;
  isTrashed: boolean;
  readonly shares: Share[];
  isDate: IsDate;
}

/** Something that happens at a call: a person edits, or Google fails before the call does anything (a failure), or after. */
export interface AtCall {
  readonly call: keyof Google;
  /** Done before the call. */
  readonly before?: () => void | Promise<void>;
  /** The call does nothing and answers so. */
  readonly instead?: GoogleFailure;
  /** The call does what it should and answers so. */
  readonly after?: GoogleFailure;
}

/** A Google made by hand: spreadsheets in memory behind the port, compare-and-set as its flows promise, and whatever a test wants to happen at the next call of a kind. */
export interface HandGoogle extends Google {
  readonly calls: string[];
  /** Each happens once, in the order given, at the next call of its name. */
  readonly script: AtCall[];
  held(spreadsheetId: string): Held;
  /** A person edits. */
  edit(spreadsheetId: string, change: (workbook: EditedWorkbook) => void): void;
  /** A spreadsheet that a person made. */
  add(spreadsheetId: string, title: string, workbook: EditedWorkbook): void;
}

const fail = (failure: GoogleFailure) => ({ ok: false as const, failure });
const urlOf = (spreadsheetId: string): string => `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`;
const copyOf = <T>(value: T): T => structuredClone(value);

const datesOf = ({ worksheets }: WorkbookModel): IsDate => {
  const styles = new Map(worksheets.map(({ name, columns }) => [name, columns.map(({ style }) => style)]));
  return (tab, _row, column) => styles.get(tab)?.[column] === 'date';
};

export const createHandGoogle = (account = 'planark@example.no'): HandGoogle => {
  const files = new Map<string, Held>();
  const calls: string[] = [];
  const script: AtCall[] = [];
  let made = 0;
  const at = async <T>(call: keyof Google, work: () => GoogleResult<T>): Promise<GoogleResult<T>> => {
    calls.push(call);
    const next = script.findIndex((step) => step.call === call);
    const [step] = next < 0 ? [] : script.splice(next, 1);
    await step?.before?.();
    if (step?.instead) return fail(step.instead);
    const answer = work();
    return step?.after ? fail(step.after) : answer;
  };
  const on = <T>(spreadsheetId: string, work: (file: Held) => GoogleResult<T>): GoogleResult<T> => {
    const file = files.get(spreadsheetId);
    return file ? work(file) : fail({ kind: 'not-found' });
  };
  const held = (spreadsheetId: string): Held => files.get(spreadsheetId)!;
  const gridOf = ({ workbook }: Held) => copyOf(editedGrid(workbook));
  const readOf = (spreadsheetId: string, file: Held): ReadSpreadsheet => ({ spreadsheetId, title: file.title, url: urlOf(spreadsheetId), grid: gridOf(file), raw: { spreadsheetId } });
  const isMoved = (read: ReadSpreadsheet, file: Held): boolean => JSON.stringify(read.grid) !== JSON.stringify(gridOf(file));
  return {
    calls, script, held,
    edit: (spreadsheetId, change) => { change(held(spreadsheetId).workbook); held(spreadsheetId).version++; },
    add: (spreadsheetId, title, workbook) => void files.set(spreadsheetId, { workbook, title, version: 1, isTrashed: false, shares: [], isDate: () => false }),
    account: async () => ({ ok: true, value: account }),
    create: (model) => at('create', () => {
      const spreadsheetId = `1hand${String(++made).padStart(10, '0')}`;
      files.set(spreadsheetId, { workbook: editGrid(modelToGrid(model)), title: model.title, version: 1, isTrashed: false, shares: [], isDate: datesOf(model) });
      return { ok: true, value: { spreadsheetId, url: urlOf(spreadsheetId) } };
    }),
    read: (spreadsheetId) => at('read', () => on(spreadsheetId, (file) => ({ ok: true, value: readOf(spreadsheetId, file) }))),
    insert: (read, model) => at('insert', () => on(read.spreadsheetId, (file) => {
      if (isMoved(read, file)) return fail({ kind: 'changed' });
      file.workbook = editGrid({ ...gridOf(file), worksheets: [...gridOf(file).worksheets, ...modelToGrid(model).worksheets] });
      [file.isDate, file.version] = [datesOf(model), file.version + 1];
      return { ok: true, value: undefined };
    })),
    write: (read, patch) => at('write', () => on(read.spreadsheetId, (file) => {
      if (isMoved(read, file)) return fail({ kind: 'changed' });
      const before = JSON.stringify(gridOf(file));
      applyPatch(file.workbook, patch, file.isDate);
      if (JSON.stringify(gridOf(file)) !== before) file.version++;
      return { ok: true, value: undefined };
    })),
    file: (spreadsheetId) => at('file', () => on(spreadsheetId, ({ title, isTrashed, version, shares }) =>
      ({ ok: true, value: { name: title, url: urlOf(spreadsheetId), isTrashed, modifiedTime: '2026-11-21T10:00:00.000Z', version: String(version), shares: shares.map((share) => ({ ...share, isOwner: false })) } }))),
    unshare: (spreadsheetId, person) => at('unshare', () => on(spreadsheetId, ({ shares }) => ({ ok: true, value: shares.some((share) => share.person === person && shares.splice(shares.indexOf(share), 1)) ? 'taken' : 'had-none' }))),
    discard: async (spreadsheetId) => void (await at('discard', () => on(spreadsheetId, (file) => ({ ok: true, value: (file.isTrashed = true) })))),
    share: (spreadsheetId, share) => at('share', () => on(spreadsheetId, ({ shares }) => { shares.push(share); return { ok: true, value: undefined }; })),
  };
};
