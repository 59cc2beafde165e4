import { renderPatch } from '../../core/node/journey/render-patch';
import { transplantsOf } from '../../core/node/journey/render-revision';
import { patchXlsx, type XlsxPatch } from '../../core/node/host-xlsx/patch/patch-xlsx';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { writeXlsx } from '../../core/node/host-xlsx/write/write-xlsx';
import { worksheet } from '../../core/sheet';
import type { OwnTabs } from '../contract/host-contract';
import type { HostedWorkbook } from './workbook-journey';

const patched = (bytes: Uint8Array, patch: XlsxPatch): Uint8Array => {
  const result = patchXlsx(bytes, patch);
  if (!result.ok || result.warnings.length > 0) throw new Error(JSON.stringify(result));
  return result.bytes;
};

const personsFile = (own: OwnTabs): Promise<Uint8Array> =>
  writeXlsx({ title: 'Mitt', author: 'Kari', locale: 'nb', dateFormat: 'dd.mm.yyyy', worksheets: Object.entries(own).map(([name, rows]) => worksheet({ key: name, name, columns: [{ width: 20, style: 'plain' }], rows })) });

const placeOf = (address: string): { row: number; column: number } => {
  const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address)!;
  return { row: Number(row) - 1, column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
};

/** All tabs of a file: a sync knows the results of the plan's, and whoever types has theirs calculated by a program. */
const allOf = (bytes: Uint8Array): XlsxPatch['calculated'] => {
  const read = readXlsx(bytes);
  return (read.ok ? read.value.grid.worksheets : []).map(({ name }) => [name, 'all'] as const);
};

/** A workbook as an xlsx file. */
export const hostedXlsx = async (own?: OwnTabs): Promise<HostedWorkbook> => {
  let bytes = own ? await personsFile(own) : undefined;
  const file = (): Uint8Array => bytes ?? new Uint8Array();
  return {
    insert: async (model) => {
      bytes = bytes ? patched(bytes, { edits: [], rendered: await writeXlsx(model, { isTakenApart: true }), transplants: transplantsOf(model) }) : await writeXlsx(model);
    },
    read: () => {
      const read = readXlsx(file());
      return read.ok ? Promise.resolve(read.value.grid) : Promise.reject(new Error(read.refusal.code));
    },
    write: async (patch, _, renamed) => {
      bytes = patched(file(), { ...(await renderPatch(patch)), rename: renamed, calculated: allOf(file()) });
    },
    type: (tab, address, value) => {
      bytes = patched(file(), { edits: [{ tab, cells: [{ ...placeOf(address), value }] }], calculated: allOf(file()) });
      return Promise.resolve();
    },
  };
};
