import type { CommandContext } from '../../../core/node/cli/command';
import { failedReport, joinReports, sheetSyncReport } from '../../../core/node/cli/sheet-sync-report';
import { shareSheet } from '../../../core/node/cli/share-sheet';
import { createSheet } from '../../../core/node/journey/google/create-sheet';
import { syncSheet } from '../../../core/node/journey/google/sync-sheet';
import { columnAt, rowOf, setCell, tabNamed } from '../../support/edit-grid';
import { gotten, linkedWorld, planOfTwo, syncOptions, time, today } from '../../support/linked-store';

const args = { positionals: [], options: {} };
const context = { askedLocale: 'nb', environmentLocale: 'nb' } as CommandContext;

const syncedInTheGap = async () => {
  const world = await linkedWorld([planOfTwo(), planOfTwo('annen')]);
  const link = gotten(await createSheet(world, 'liten', { today, time }));
  const retitle = (id: string, title: string): void => world.google.edit(link.spreadsheetId, (workbook) => {
    const tab = tabNamed(workbook, 'Tiltak');
    setCell(tab, rowOf(tab, id), columnAt(tab, 'Tiltak'), title);
  });
  retitle('akt-1', 'Først');
  world.google.script.push({ call: 'write', before: () => retitle('akt-2', 'Så') });
  return { world, link, synced: gotten(await syncSheet(world, link, syncOptions())) };
};

test('[U6] what was taken in before the sheet was read again is told, to people and to programs', async () => {
  const { link, synced } = await syncedInTheGap();
  const { exitCode, lines, json } = sheetSyncReport(link, synced, args, context);
  const text = lines.join('\n');
  expect(exitCode).toBe(0);
  expect(text).toMatch(/Besøk → Først[^]*Tatt inn som revisjon 2\.[^]*lest på nytt:[^]*Kurs → Så[^]*Tatt inn som revisjon 3\.\nRegnearket er oppdatert\.$/);
  expect(json).toMatchObject({ revision: 3, spreadsheetId: link.spreadsheetId, changed: [{ to: 'Først' }, { to: 'Så' }], notices: expect.arrayContaining([expect.objectContaining({ code: 'SHEET_UPDATED' })]) });
});

test('[U5] a sheet that could not be written ends with 5, and says why', async () => {
  const { world, link } = await syncedInTheGap();
  world.google.edit(link.spreadsheetId, (workbook) => setCell(tabNamed(workbook, 'Plan'), 1, 2, 'Ny tittel'));
  world.google.script.push({ call: 'write', instead: { kind: 'quota' } });
  const { exitCode, lines, json } = sheetSyncReport(link, gotten(await syncSheet(world, link, syncOptions())), args, context);
  expect([exitCode, lines.at(-1)]).toEqual([5, expect.stringMatching(/^Endringene er i lageret, men regnearket kunne ikke oppdateres: Google tar ikke imot flere/)]);
  expect(json).toMatchObject({ notices: expect.arrayContaining([expect.objectContaining({ code: 'SHEET_NOT_UPDATED', message: lines.at(-1) })]) });
});

test('[U12] several are told each under its plan and address, the gravest code is the command’s, and one by itself stands as it is', async () => {
  const { link } = await syncedInTheGap();
  const ok = (exitCode: 0 | 2 | 3 | 4 | 5) => ({ link, result: { ok: true as const, value: { exitCode, lines: ['linje'], json: { exitCode } } } });
  const failed = { ok: false as const, failure: { kind: 'sheet' as const, failure: { kind: 'trashed' as const, url: link.url } } };
  const codeOf = (...reports: Parameters<typeof joinReports>[0]): number => gotten(joinReports(reports, context, 'sheetsSynced')).exitCode;
  expect([codeOf(ok(0), ok(0)), codeOf(ok(0), ok(2)), codeOf(ok(2), ok(3)), codeOf(ok(3), ok(4)), codeOf(ok(4), ok(5)), codeOf(ok(5), { link, result: failed })]).toEqual([0, 2, 3, 4, 5, 1]);
  const { lines, json } = gotten(joinReports([ok(0), { link, result: failed }], context, 'sheetsSynced'));
  expect(lines).toEqual([`liten  ${link.url}`, '  linje', '', `liten  ${link.url}`, expect.stringMatching(/^ {2}Regnearket ligger i papirkurven\./), '', '2 regneark: 1 synket, 1 feilet.']);
  expect(json).toEqual({ spreadsheets: [{ exitCode: 0 }, { plan: 'liten', spreadsheetId: link.spreadsheetId, url: link.url, error: { kind: 'sheet', reason: 'trashed', message: expect.any(String) } }], count: 2, done: 1, failed: 1 });
  expect(joinReports([{ link, result: failed }], context, 'sheetsSynced')).toBe(failed);
});

test('[U3] whom Google refuses to share with is named with how to invite them, unless they were', async () => {
  const { world, link } = await syncedInTheGap();
  const refuse = (): void => void world.google.script.push({ call: 'share', instead: { kind: 'refused', detail: 'you must check the "Notify people" box' } });
  const share = [{ person: 'ola@example.org', role: 'writer' as const }];
  refuse();
  const { exitCode, lines } = await shareSheet(world.google, link, share, undefined, context);
  expect([exitCode, lines]).toEqual([1, [expect.stringContaining(`planark gsheets share ${link.url} ola@example.org:writer --mail TEKST`)]]);
  refuse();
  expect((await shareSheet(world.google, link, share, 'Velkommen', context)).lines[0]).not.toContain('--mail');
});

test('[U9] a failure of one spreadsheet is told in the language of the others: its own, or the one that was asked for', async () => {
  const { link } = await syncedInTheGap();
  const why = { ok: false as const, failure: { kind: 'sheet' as const, failure: { kind: 'trashed' as const, url: link.url } } };
  const lineOf = (askedLocale: CommandContext['askedLocale']): string => failedReport({ ...link, locale: 'sv' }, why, { askedLocale, environmentLocale: 'en' } as CommandContext).lines[0]!;
  expect([lineOf(undefined), lineOf('nn')]).toEqual([expect.stringMatching(/^Kalkylarket ligger i papperskorgen/), expect.stringMatching(/^Reknearket ligg i papirkorga/)]);
});

test('[U9] what may pass ends with 5, all else with 1', async () => {
  const { link } = await syncedInTheGap();
  const codeOf = (kind: 'quota' | 'unavailable' | 'changed' | 'mark-taken' | 'no-answer' | 'no-access' | 'no-room'): number =>
    failedReport(link, { ok: false, failure: { kind: 'sheet', failure: { kind: 'google', failure: { kind } } } }, context).exitCode;
  expect((['quota', 'unavailable', 'changed', 'mark-taken', 'no-answer', 'no-access', 'no-room'] as const).map(codeOf)).toEqual([5, 5, 5, 5, 5, 1, 1]);
});
