import type { sheets_v4 } from 'googleapis/build/src/apis/sheets';
import { refusalOf } from '../support/google-clients';
import { batch, bold, copied, placesOfMetadata, protectedFor, refusal, rowMetadata, rows, ruleOn, sheetOf, sorted, tabMetadata, texts, validated, valueAt, type Bench, type Clients, type Request } from './bench';

/** Whom a probe needs besides the account itself; `room` is storage of its own. */
export type Need = 'other' | 'narrow' | 'otherNarrow' | 'service' | 'hands' | 'room';

/** A look at whether one assumption of the emulator’s list holds. */
export interface Probe {
  readonly assumption: string;
  readonly needs: readonly Need[];
  holds(bench: Bench): Promise<boolean>;
}

const probe = (assumption: string, holds: Probe['holds'], ...needs: readonly Need[]): Probe => ({ assumption, needs, holds });

const given = (clients: Clients | undefined): Clients => {
  if (!clients) throw new Error('a probe ran without what it needs');
  return clients;
};

/** A spreadsheet of its own, put into the bin at the end. */
const withNew = async (who: Clients, look: (spreadsheetId: string) => Promise<boolean>, body: sheets_v4.Schema$Spreadsheet = {}): Promise<boolean> => {
  const { data } = await who.sheets.create({ requestBody: { properties: { title: 'Planark: probe' }, ...body } });
  const fileId = data.spreadsheetId ?? '';
  try {
    return await look(fileId);
  } finally {
    // Where the app does not see in Drive what it made, that is what the probe is to find.
    await refusalOf(who.drive.files.update({ fileId, requestBody: { trashed: true } }));
  }
};

const refusedAs = (bench: Bench, wording: RegExp, ...requests: readonly Request[]): Promise<boolean> => refusal(bench, bench, ...requests).then((found) => found?.status === 400 && wording.test(found.message));

const PLAIN = { metadataKey: 'planark.probe', metadataValue: 'x', visibility: 'DOCUMENT' };

const metadata: readonly Probe[] = [
  probe('deleted-metadata-id', async (bench) => {
    const metadataId = 1 + bench.sheetId;
    const made: Request = { createDeveloperMetadata: { developerMetadata: { metadataId, metadataKey: 'planark.probe', visibility: 'DOCUMENT', location: { spreadsheet: true } } } };
    const deleted: Request = { deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } } };
    await batch(bench, bench, made);
    await batch(bench, bench, deleted);
    const again = await refusal(bench, bench, made);
    if (!again) await batch(bench, bench, deleted);
    return !again;
  }),
  probe('location-type-read-only', (bench) => refusedAs(bench, /./, { createDeveloperMetadata: { developerMetadata: { metadataKey: 'planark.probe', visibility: 'DOCUMENT', location: { sheetId: bench.sheetId, locationType: 'SHEET' } } } })),
  probe('metadata-room', async (bench) => (await refusal(bench, bench, ...Array.from({ length: 16 }, () => tabMetadata(bench, 'x'.repeat(2000)))))?.status === 400),
  probe('create-keeps-metadata', (bench) => withNew(bench, async (spreadsheetId) => {
    const { data } = await bench.sheets.get({ spreadsheetId, fields: 'developerMetadata.metadataKey,sheets.developerMetadata.metadataKey' });
    return data.developerMetadata?.[0]?.metadataKey === 'planark.probe' && data.sheets?.[0]?.developerMetadata?.[0]?.metadataKey === 'planark.probe';
  }, { developerMetadata: [{ ...PLAIN, location: { spreadsheet: true } }], sheets: [{ properties: { sheetId: 7 }, developerMetadata: [{ ...PLAIN, location: { sheetId: 7 } }] }] }), 'room'),
  probe('sort-and-row-metadata', async (bench) => {
    await batch(bench, bench, texts(bench, ['c'], ['b'], ['a']), rowMetadata(bench, 0), sorted(bench, 3, 1));
    return (await placesOfMetadata(bench)).join() === '2';
  }),
  probe('copied-row-metadata', async (bench) => {
    await batch(bench, bench, texts(bench, ['a']), rowMetadata(bench, 0), copied(bench));
    return (await placesOfMetadata(bench)).join() === '0';
  }),
  probe('duplicated-metadata', async (bench) => {
    const [, reply] = await batch(bench, bench, tabMetadata(bench, 'x'), { duplicateSheet: { sourceSheetId: bench.sheetId } });
    const places = await placesOfMetadata(bench);
    await batch(bench, bench, { deleteSheet: { sheetId: reply?.duplicateSheet?.properties?.sheetId } });
    return places.join() === '-1';
  }),
];

const rules: readonly Probe[] = [
  probe('open-ranges', async (bench) => {
    await batch(bench, bench, ruleOn(bench, 1));
    return (await sheetOf(bench)).conditionalFormats?.[0]?.ranges?.[0]?.endRowIndex === undefined;
  }),
  probe('ranges-limit-rules', async (bench) => {
    await batch(bench, bench, ruleOn(bench, 3, 4));
    return ((await sheetOf(bench, 'A1')).conditionalFormats ?? []).length === 1;
  }),
  probe('colour-steps', async (bench) => {
    await batch(bench, bench, { updateSheetProperties: { properties: { sheetId: bench.sheetId, tabColorStyle: { rgbColor: { red: 0.5 } } }, fields: 'tabColorStyle' } });
    const { red } = (await sheetOf(bench)).properties?.tabColorStyle?.rgbColor ?? {};
    // 127 or 128 of 255: which of them is the reporter’s business.
    return red === 0.49803922 || red === 0.5019608;
  }),
  probe('conditions-stay-on-their-sheet', (bench) => {
    const elsewhere = { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: '=Elsewhere!A1=1' }] };
    const rule = { ranges: [{ sheetId: bench.sheetId, endRowIndex: 1 }], booleanRule: { condition: elsewhere, format: {} } };
    return refusedAs(bench, /Conditional format rule cannot reference a different sheet\./, { addSheet: { properties: { title: 'Elsewhere' } } }, { addConditionalFormatRule: { index: 0, rule } });
  }),
  probe('appended-rows', async (bench) => {
    await batch(bench, bench, validated(bench, 5), bold(bench, 5));
    await batch(bench, bench, { appendDimension: { sheetId: bench.sheetId, dimension: 'ROWS', length: 1 } });
    const cell = (await sheetOf(bench, 'A6')).data?.[0]?.rowData?.[0]?.values?.[0];
    return cell?.dataValidation === undefined && cell?.userEnteredFormat?.textFormat?.bold !== true;
  }),
  probe('strict-validation-and-api', async (bench) => {
    await batch(bench, bench, validated(bench, 1));
    return !(await refusal(bench, bench, texts(bench, ['y'])));
  }),
  probe('semicolons-in-formulas', async (bench) => {
    await batch(bench, bench, texts(bench, ['=SUM(1;2)']));
    return (await valueAt(bench, 'A1'))?.numberValue === 3;
  }),
];

const ownerOf = async ({ drive, spreadsheetId }: Bench): Promise<string> => (await drive.files.get({ fileId: spreadsheetId, fields: 'owners(emailAddress)' })).data.owners?.[0]?.emailAddress ?? '';
/** The editors that are told of a range that the other account protects for somebody. */
const toldEditors = async (bench: Bench, ...users: readonly string[]): Promise<readonly string[]> => {
  const [reply] = await batch(given(bench.other), bench, protectedFor(bench, 'rows', ...users));
  return reply?.addProtectedRange?.protectedRange?.editors?.users ?? [];
};

/** A name for the second column, which then goes; what was told of names afterwards. */
const withGoneName = async (bench: Bench, look: (named: Request, names: readonly string[]) => Promise<boolean>): Promise<boolean> => {
  const [sheetId, namedRangeId] = [bench.sheetId, `planark_probe_${bench.sheetId}`];
  const named: Request = { addNamedRange: { namedRange: { namedRangeId, name: namedRangeId, range: { sheetId, startRowIndex: 0, startColumnIndex: 1, endColumnIndex: 2 } } } };
  await batch(bench, bench, named);
  await batch(bench, bench, { deleteDimension: { range: { sheetId, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } });
  const { data } = await bench.sheets.get({ spreadsheetId: bench.spreadsheetId, fields: 'namedRanges' });
  return look(named, (data.namedRanges ?? []).map(({ name }) => name ?? ''));
};

const names: readonly Probe[] = [
  probe('gone-names-stay', (bench) => withGoneName(bench, async (named, told) => {
    const { namedRangeId: _, ...other } = named.addNamedRange!.namedRange!;
    return !told.includes(other.name ?? '') && refusedAs(bench, /named range with that name already exists/, { addNamedRange: { namedRange: other } });
  })),
  probe('gone-names-answer', (bench) => withGoneName(bench, async (named) => !(await refusal(bench, bench, { deleteNamedRange: { namedRangeId: named.addNamedRange!.namedRange!.namedRangeId! } })))),
];

const protection: readonly Probe[] = [
  probe('protection-and-inserts', async (bench) => {
    await batch(bench, bench, protectedFor(bench, 'rows', bench.account));
    return (await refusal(given(bench.other), bench, { insertDimension: { range: rows(bench, 2, 3), inheritFromBefore: true } })) !== undefined;
  }, 'other'),
  probe('protection-and-rows', async (bench) => {
    await batch(bench, bench, texts(bench, ['b', '1'], ['a', '2'], ['c', '3']), protectedFor(bench, 'column', bench.account));
    const refused = [await refusal(given(bench.other), bench, sorted(bench, 3, 2)), await refusal(given(bench.other), bench, { deleteDimension: { range: rows(bench, 1, 2) } })];
    return refused.every((found) => found !== undefined);
  }, 'other'),
  probe('protection-lists-owner', async (bench) => (await toldEditors(bench, given(bench.other).account)).includes(await ownerOf(bench)), 'other'),
  probe('protection-adds-maker', async (bench) => (await toldEditors(bench, await ownerOf(bench))).includes(given(bench.other).account), 'other'),
  probe('guards-without-editors', async (bench) => {
    // Protected by one account: that it names nobody must keep the other out.
    await batch(bench, bench, protectedFor(bench, 'rows'));
    return (await refusal(given(bench.other), bench, { deleteDimension: { range: rows(bench, 1, 2) } })) !== undefined;
  }, 'other'),
  probe('norwegian-locale', (bench) => withNew(bench, () => Promise.resolve(true), { properties: { title: 'Planark: probe', locale: 'no_NO' } }).catch(() => false), 'room'),
  probe('paste-and-hidden-columns', async (bench) => {
    await batch(bench, bench, texts(bench, ['id', 'a']));
    bench.hands?.hideColumns(bench.title, 'A');
    bench.hands?.paste(bench.title, 'A1', [['new', 'b']]);
    return (await valueAt(bench, 'A1'))?.stringValue === 'new';
  }, 'hands'),
];

const refusals: readonly Probe[] = [
  probe('wording-unknown-name', (bench) => refusedAs(bench, /^Invalid JSON payload received\. Unknown name "nowhere" at 'requests\[0\]\.delete_sheet': Cannot find field\.$/, { deleteSheet: { nowhere: 1 } } as Request)),
  probe('wording-list-for-one', (bench) => refusedAs(bench, /Proto field is not repeating, cannot start list\./, { deleteSheet: { sheetId: [1] } } as unknown as Request)),
  probe('no-requests', (bench) => refusedAs(bench, /^Must specify at least one request\.$/)),
  probe('mask-empty', (bench) => refusedAs(bench, /^Invalid requests\[0\]\.updateCells: At least one field must be listed in 'fields'\. \(Use '\*' to indicate all fields\.\)$/, { updateCells: { ...texts(bench, ['a']).updateCells, fields: '' } })),
  probe('mask-spaces', async ({ sheets, drive, spreadsheetId }) => {
    const sheetsRefusal = await refusalOf(sheets.get({ spreadsheetId, fields: 'spreadsheetId, properties' }));
    const driveRefusal = await refusalOf(drive.files.get({ fileId: spreadsheetId, fields: 'id, name' }));
    return sheetsRefusal?.status === 400 && !driveRefusal;
  }),
  probe('answer-mask', async ({ sheets, spreadsheetId }) => (await refusalOf(sheets.get({ spreadsheetId, fields: 'nowhere' })))?.details.includes("Error expanding 'fields' parameter. Cannot find matching fields for path 'nowhere'.") === true),
  probe('bad-range', async ({ sheets, spreadsheetId }) => (await refusalOf(sheets.get({ spreadsheetId, ranges: ['Nowhere at all!A1'] })))?.message.startsWith('Unable to parse range: ') === true),
  probe('wording-limits', (bench) => refusedAs(bench, /more than the maximum of 50000 characters in a single cell/, texts(bench, ['x'.repeat(50_001)]))),
  probe('assumed-wordings', async (bench) => {
    const wrongEnum = await refusedAs(bench, /Invalid value at 'requests\[0\]\.merge_cells\.merge_type' \(.*\), "SOMEHOW"/, { mergeCells: { range: { sheetId: bench.sheetId }, mergeType: 'SOMEHOW' } });
    const wrongType = await refusedAs(bench, /Invalid value at 'requests\[0\]\.delete_sheet\.sheet_id' \(TYPE_INT32\), "first"/, { deleteSheet: { sheetId: 'first' } } as unknown as Request);
    return wrongEnum && wrongType && refusedAs(bench, /oneof field 'kind' is already set/, { addSheet: {}, deleteSheet: { sheetId: bench.sheetId } });
  }),
];

const isStorage = (reason: string | undefined): boolean => reason === 'storageQuotaExceeded';

const access: readonly Probe[] = [
  probe('sheets-not-shared', (bench) => withNew(bench, async (spreadsheetId) => {
    const [bySheets, byDrive] = [await refusalOf(given(bench.other).sheets.get({ spreadsheetId })), await refusalOf(given(bench.other).drive.files.get({ fileId: spreadsheetId }))];
    return bySheets?.status === 403 && bySheets.message === 'The caller does not have permission' && byDrive?.status === 404;
  }), 'other', 'room'),
  probe('drive-file-shared', async ({ otherNarrow, spreadsheetId }) => (await refusalOf(given(otherNarrow).sheets.get({ spreadsheetId }))) !== undefined, 'otherNarrow'),
  probe('drive-file-unseen', async ({ otherNarrow, spreadsheetId }) => (await refusalOf(given(otherNarrow).sheets.get({ spreadsheetId })))?.status === 404, 'otherNarrow'),
  probe('sheets-api-and-drive-file', ({ narrow }) => withNew(given(narrow), async (fileId) => !(await refusalOf(given(narrow).drive.files.get({ fileId })))), 'narrow', 'room'),
  probe('drive-lists-at-once', (bench) => withNew(bench, async (fileId) => {
    const { data } = await bench.drive.files.list({ q: "name = 'Planark: probe' and trashed = false", fields: 'files(id)' });
    return (data.files ?? []).some(({ id }) => id === fileId);
  }), 'room'),
  probe('share-without-account', (bench) => withNew(bench, async (fileId) => {
    const address = { type: 'user', role: 'reader', emailAddress: 'no-account@example.org' };
    return (await refusalOf(bench.drive.permissions.create({ fileId, requestBody: address, sendNotificationEmail: false })))?.reason === 'invalidSharingRequest';
  }), 'room'),
  probe('trashed-answers', (bench) => withNew(bench, async (fileId) => {
    await bench.drive.files.update({ fileId, requestBody: { trashed: true } });
    return !(await refusalOf(bench.sheets.get({ spreadsheetId: fileId, fields: 'spreadsheetId' })));
  }), 'room'),
  probe('no-storage', async ({ service }) => isStorage((await refusalOf(given(service).drive.files.create({ requestBody: { name: 'Planark: probe', mimeType: 'application/vnd.google-apps.spreadsheet' } })))?.reason), 'service'),
  probe('no-storage-on-create', async ({ service }) => {
    const found = await refusalOf(given(service).sheets.create({ requestBody: { properties: { title: 'Planark: probe' } } }));
    return found?.status === 403 && !isStorage(found.reason);
  }, 'service'),
];

/** One for each assumption that no page of Google’s confirms, and for no other. */
export const probes: readonly Probe[] = [...metadata, ...rules, ...names, ...protection, ...refusals, ...access];
