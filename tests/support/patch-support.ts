import { inflateRawSync } from 'node:zlib';
import { patchXlsx, type PatchWarning, type TabEdits, type XlsxPatch } from '../../core/node/host-xlsx/patch/patch-xlsx';
import { readZipDirectory } from '../../core/node/host-xlsx/read/zip-directory';
import { makeXlsx, worksheetXml, type WorkbookSpec } from './make-xlsx';

/** The patched workbook, or an error that names the refusal. */
export const patched = (file: Uint8Array, patch: Partial<XlsxPatch>): Buffer => {
  const result = patchXlsx(file, { edits: [], ...patch });
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.detail}`);
  return Buffer.from(result.bytes);
};

export const warningsOf = (file: Uint8Array, patch: Partial<XlsxPatch>): readonly PatchWarning[] => {
  const result = patchXlsx(file, { edits: [], ...patch });
  return result.ok ? result.warnings : [];
};

/** Every part as the file has it: local header and compressed data, by name. */
export const rawParts = (file: Buffer): ReadonlyMap<string, Buffer> =>
  new Map([...readZipDirectory(file).values()].map(({ name, start, to }) => [name, file.subarray(start, to)]));

/** Every part unpacked, by name. */
export const unpacked = (file: Buffer): ReadonlyMap<string, Buffer> =>
  new Map([...readZipDirectory(file).values()].map(({ name, method, from, to }) => [name, method === 0 ? file.subarray(from, to) : inflateRawSync(file.subarray(from, to))]));

export const partText = (file: Buffer, part: string): string => unpacked(file).get(part)?.toString('utf8') ?? 'no such part';

/** Names of the parts that are not the same bytes in both files, those that only one has included. */
export const changedParts = (before: Buffer, after: Buffer): readonly string[] => {
  const [olds, news] = [rawParts(before), rawParts(after)];
  return [...new Set([...olds.keys(), ...news.keys()])].filter((name) => !olds.get(name)?.equals(news.get(name) ?? Buffer.alloc(0))).sort();
};

/** Markup of the tab "Plan" before some edits, and after them. */
export const editedBody = (body: string, edits: Partial<TabEdits>, spec: Omit<WorkbookSpec, 'sheets'> = {}): string => {
  const file = makeXlsx({ ...spec, sheets: [{ name: 'Plan', body }] });
  const xml = partText(patched(file, { edits: [{ tab: 'Plan', cells: [], ...edits }] }), 'xl/worksheets/sheet1.xml');
  const [open, close] = worksheetXml('|').split('|') as [string, string];
  return xml.slice(open.length, xml.length - close.length);
};
