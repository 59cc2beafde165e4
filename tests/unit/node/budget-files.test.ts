import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { figureKey, type BudgetFigure } from '../../../core/plan';
import { readBudgetFile } from '../../../core/node/budget-files/read-budget-file';
import { decodeCsv } from '../../../core/node/budget-files/decode-text';
import { readCsv } from '../../../core/node/budget-files/read-csv';
import { odsToXlsx } from '../../../core/node/budget-files/convert-ods';
import { readXlsx } from '../../../core/node/host-xlsx/read/read-xlsx';
import { guessMapping, readFigures } from '../../../core/sheet';
import { makeZip, type ZipPart } from '../../support/make-xlsx';
import { describeWith } from '../../support/programs';

const read = (bytes: Uint8Array | string) => readBudgetFile(async (file) => readXlsx(Buffer.from(file)), typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
const figures = async (bytes: Uint8Array | string): Promise<readonly BudgetFigure[]> => {
  const result = await read(bytes);
  if (!result.ok || result.value.kind !== 'figures') throw new Error(JSON.stringify(result));
  return result.value.figures;
};
const refusal = async (bytes: Uint8Array | string): Promise<string> => {
  const result = await read(bytes);
  return result.ok ? 'read' : result.refusal.code;
};

test('[C30] accounts in UTF-16 are what they are in UTF-8, and half a sign of it is refused', async () => {
  const sie = '#FLAGGA 0\n#RAR 0 20260101 20261231\n#KONTO 7140 "Møter"\n#RES 0 7140 12000.50\n';
  expect(await figures(Buffer.from(`\uFEFF${sie}`, 'utf16le').swap16())).toEqual(await figures(sie));
  expect(await refusal(Buffer.concat([Buffer.from(`\uFEFF${sie}`, 'utf16le'), Buffer.from([0x20])]))).not.toBe('read');
});

describe('[C30] text with separators', () => {
  const norwegian = 'Konto;Navn;Budsjett 2026\r\n3900;Kontingent;-500 000,00\r\n06860;"Møter; kurs";40.000,50\r\n7140;Reise;1.500\r\n';
  const expected = [['3900', 'Kontingent', -50000000], ['06860', 'Møter; kurs', 4000050], ['7140', 'Reise', 150000]];
  const amounts = async (bytes: Uint8Array | string) => {
    const result = await read(bytes);
    if (!result.ok || result.value.kind !== 'grid') throw new Error(JSON.stringify(result));
    const guess = guessMapping(result.value.grid, { years: [2026], fileName: 'b.csv' });
    if (!guess.ok) throw new Error(guess.failure);
    return readFigures(result.value.grid, guess.mapping, 'nb').figures.map(({ account, name, adopted }) => [account, name, adopted]);
  };
  test.each([
    ['UTF-8', Buffer.from(norwegian)], ['UTF-8 with its mark', Buffer.from(`\uFEFF${norwegian}`)], ['Windows-1252', Buffer.from(norwegian, 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${norwegian}`, 'utf16le')], ['UTF-16, the other way about', Buffer.from(`\uFEFF${norwegian}`, 'utf16le').swap16()], ['tabs', Buffer.from(norwegian.replace('"Møter; kurs"', 'Møter, kurs').replaceAll(';', '\t').replace('Møter, kurs', 'Møter; kurs'))], ['a line that says so', Buffer.from(`sep=;\r\n${norwegian}`)],
  ])('%s', async (_, bytes) => expect(await amounts(bytes)).toEqual(expected));
  test('Windows-1252 has signs of its own where Latin-1 has none, and a dash before digits is a minus', async () => {
    const bytes = Buffer.from('Konto;Navn;Budsjett 2026\r\n6860;M\xf8ter \x96 kurs;40 000,00\r\n6820;\x93\x8akoda\x94;300,50\r\n7100;Bil;\x96\r\n7140;It\x92s;\x80 20,00\r\n3900;Kontingent;\x96300\r\n', 'latin1');
    expect(await amounts(bytes)).toEqual([['6860', 'Møter – kurs', 4000000], ['6820', '“Škoda”', 30050], ['7100', 'Bil', undefined], ['7140', 'It’s', 2000], ['3900', 'Kontingent', -30000]]);
  });
  test('an account or a department with a point in it stays as it is written', async () => {
    expect(await amounts('Konto;Navn;Budsjett 2026\n4.1;Leie;1000,00\n4.10;Kurs;500,00\n4.010;Mat;1.500,00\n')).toEqual([['4.1', 'Leie', 100000], ['4.10', 'Kurs', 50000], ['4.010', 'Mat', 150000]]);
    expect(await amounts('Konto;Navn;Budsjett 2026\n4.1;Leie;1000\n4.10;Kurs;500,00\n4.12;Mat;1.500\n')).toEqual([['4.1', 'Leie', 100000], ['4.10', 'Kurs', 50000], ['4.12', 'Mat', 150000]]);
  });
  test('[C171] with the minus behind, which tells the decimal sign too', async () => {
    expect(await amounts('Konto;Navn;Budsjett 2026\n3900;Kontingent;118.380,75-\n6860;Møter;1.500\n')).toEqual([['3900', 'Kontingent', -11838075], ['6860', 'Møter', 150000]]);
    expect(await amounts('Konto;Navn;Budsjett 2026\n3900;Kontingent;1,200.50-\n6860;Møter;1,500\n')).toEqual([['3900', 'Kontingent', -120050], ['6860', 'Møter', 150000]]);
  });
  test('with commas and decimal points', async () => expect(await amounts('Konto,Navn,Budget 2026\n3900,Kontingent,"-500,000.00"\n6860,Möten,1500.5\n')).toEqual([['3900', 'Kontingent', -50000000], ['6860', 'Möten', 150050]]));
});

const sie = `#FLAGGA 0\r\n#PROGRAM "Bokföring" 1.0\r\n#FORMAT PC8\r\n#GEN 20261101\r\n#SIETYP 4\r\n#FNAMN "Föreningen \\"Länken\\""\r\n#RAR 0 20260101 20261231\r\n#RAR -1 20250101 20251231\r\n#DIM 1 "Kostnadsställe"\r\n#OBJEKT 1 "10" "Styrelsen"
#KONTO 1930 "Bank"\r\n#KTYP 1930 T\r\n#KONTO 3900 "Medlemsavgifter"\r\n#KTYP 3900 I\r\n#KONTO 6860 "Möten och kurser"\r\n#IB 0 1930 100.00\r\n#UB 0 1930 50.00\r\n#RES 0 3900 -2500.50\r\n#RES 0 6860 1200\r\n#RES -1 6860 1000
#PSALDO 0 202601 6860 {} 1200.00\r\n#PSALDO 0 202601 6860 {1 "10"} 700.00\r\n#PSALDO 0 202601 6860 {1 "10" 6 "P1"} 300.00\r\n#PBUDGET 0 202601 6860 {} 1000.00\r\n#PBUDGET 0 202602 6860 {} 1000.00 0\r\n#PBUDGET 0 202601 3900 {} -5000
#VER A 1 20260115 "Möte"\r\n{\r\n#TRANS 6860 {1 "10"} 700.00\r\n#TRANS 1930 {} -700.00\r\n}\r\n`;
const in437 = (text: string): Buffer => Buffer.from([...text].map((sign) => ({ å: 0x86, ä: 0x84, ö: 0x94, Å: 0x8f, Ä: 0x8e, Ö: 0x99 })[sign] ?? sign.charCodeAt(0)));

test.each([['code page 437', in437(sie)], ['Windows-1252', Buffer.from(sie, 'latin1')], ['UTF-8', Buffer.from(sie)]])('[C31] a SIE file in %s gives results and budgets by year and department, income negative', async (_, bytes) => {
  const found = (await figures(bytes)).map(({ account, name, department, year, adopted, actual }) => [account, name, department, year, adopted, actual]);
  expect(found).toEqual([
    ['3900', 'Medlemsavgifter', undefined, 2026, -500000, -250050],
    ['6860', 'Möten och kurser', undefined, 2026, 200000, 50000], ['6860', 'Möten och kurser', '10 Styrelsen', 2026, undefined, 70000],
    ['6860', 'Möten och kurser', undefined, 2025, undefined, 100000],
  ]);
});

test('[C31] files of entries alone are refused, with what to export instead', async () => {
  expect(await refusal('#FLAGGA 0\n#SIETYP 4\n#KONTO 6860 "Möten"\n#VER A 1 20260115 "Möte"\n{\n#TRANS 6860 {} 700.00\n#TRANS 1930 {} -700.00\n}\n')).toBe('NO_BALANCES');
});

describe('[C31] as programs write it', () => {
  const year = '#FLAGGA 0\n#RAR 0 20260101 20261231\n';
  const read6860 = async (lines: string): Promise<readonly unknown[]> => (await figures(year + lines)).map(({ name, department, adopted, actual }) => [name, department, adopted, actual]);
  test.each([
    ['a quote inside that is not marked', '#KONTO 6860 "M"ten och kurser"\n#RES 0 6860 5', [['M"ten och kurser', undefined, undefined, 500]]],
    ['a quote in a word', '#KONTO 6860 M"ten\n#RES 0 6860 5', [['M"ten', undefined, undefined, 500]]],
    ['a quote that is marked, and a backslash', '#KONTO 6860 "M\\"te \\\\ kurs"\n#RES 0 6860 5', [['M"te \\ kurs', undefined, undefined, 500]]],
    ['tabs, no quotes, lower case, an amount with a quantity', '#konto\t6860\tMöten\n\t#res\t0\t6860\t1234.5\t12', [['Möten', undefined, undefined, 123450]]],
    ['budgets of departments alone', '#OBJEKT 1 10 Styrelsen\n#PBUDGET 0 202601 6860 {1 10} 100\n#PBUDGET 0 202602 6860 {1 10} 50', [[undefined, '10 Styrelsen', 15000, undefined]]],
    ['objects of other dimensions', '#RES 0 6860 300\n#PSALDO 0 202601 6860 {6 P1} 300.00', [[undefined, undefined, undefined, 30000]]],
    ['objects of other dimensions alone', '#PBUDGET 0 202601 6860 {6 P1} 100\n#PBUDGET 0 202602 6860 {6 P2} 50\n#PBUDGET 0 202601 6860 {7 anna} 150', [[undefined, undefined, 15000, undefined]]],
    ['departments and projects together alone', '#PBUDGET 0 202601 6860 {6 P1 1 10} 150\n#PSALDO 0 202601 6860 {1 20 6 P1} 30', [[undefined, '10', 15000, undefined], [undefined, '20', undefined, 3000]]],
    ['the year’s result, which closes the year', '#KTYP 8999 K\n#RES 0 6860 300\n#RES 0 8999 -300\n#RES 0 8990 1', [[undefined, undefined, undefined, 30000]]],
    ['months without a result of the year', '#PSALDO 0 202601 6860 {} 100\n#PSALDO 0 202602 6860 {} -30.25', [[undefined, undefined, undefined, 6975]]],
    ['accounts by their type, whatever their number', '#KTYP 1510 K\n#KTYP 6860 S\n#RES 0 1510 7\n#RES 0 6860 8', [[undefined, undefined, undefined, 700]]],
  ])('%s', async (_, lines, expected) => expect(await read6860(lines)).toEqual(expected));

  test('a fiscal year that ends in the next calendar year is of that one', async () => {
    expect((await figures('#FLAGGA 0\n#RAR 0 20250701 20260630\n#RES 0 6860 5')).map((figure) => figure.year)).toEqual([2026]);
  });
});

test('[C31] an amount with a space in it makes the line unread, not a smaller amount', async () => {
  const result = await read('#FLAGGA 0\n#RAR 0 20260101 20261231\n#PBUDGET 0 202601 5410 {} 6 000,33 0\n#RES 0 5410 6 000,33\n#RES 0 5420 5.00 3\n#PSALDO 0 202601 5430 7.00 2.5\n');
  expect(result).toMatchObject({ ok: true, value: { figures: [{ account: '5420', actual: 500 }, { account: '5430', actual: 700 }], problems: [{ code: 'BAD_LINE', place: '3' }, { code: 'BAD_LINE', place: '4' }] } });
});

test('[C31] a line that is not as the specification has it, and a year that is not told, are told with their line', async () => {
  const result = await read('#FLAGGA 0\n#RAR 0 20260101 20261231\n#RES 0 6860 tolv\n#RES -3 6860 12\n#RES 0 6860 {"10\n');
  expect(result).toMatchObject({ ok: true, value: { figures: [], problems: [{ code: 'BAD_LINE', place: '3' }, { code: 'BAD_LINE', place: '5' }, { code: 'UNKNOWN_YEAR', place: '4' }] } });
});

const account = (id: string, name: string, balance: string): string => `<n:Account><n:AccountID>${id}</n:AccountID><n:AccountDescription>${name}</n:AccountDescription><n:StandardAccountID>${id.slice(0, 2)}</n:StandardAccountID><n:AccountType>GL</n:AccountType><n:OpeningDebitBalance>0</n:OpeningDebitBalance>${balance}</n:Account>`;
const saft = `<?xml version="1.0" encoding="UTF-8"?><n:AuditFile xmlns:n="urn:StandardAuditFile-Taxation-Financial:NO"><n:Header><n:AuditFileVersion>1.30</n:AuditFileVersion><n:SelectionCriteria><n:PeriodStart>1</n:PeriodStart><n:PeriodStartYear>2026</n:PeriodStartYear><n:PeriodEnd>12</n:PeriodEnd><n:PeriodEndYear>2026</n:PeriodEndYear></n:SelectionCriteria></n:Header>
<n:MasterFiles><n:GeneralLedgerAccounts>${account('1920', 'Bank', '<n:ClosingDebitBalance>9</n:ClosingDebitBalance>')}${account('3900', 'Kontingent', '<n:ClosingCreditBalance>2500.50</n:ClosingCreditBalance>')}${account('6860', 'Møter &amp; kurs', '<n:ClosingDebitBalance>1200.00</n:ClosingDebitBalance>')}</n:GeneralLedgerAccounts></n:MasterFiles><n:GeneralLedgerEntries/></n:AuditFile>`;

test('[C32] a SAF-T file gives what accounts of income and costs come to', async () => {
  expect((await figures(saft)).map((figure) => [figureKey(figure), figure.name, figure.actual])).toEqual([['["3900","",2026]', 'Kontingent', -250050], ['["6860","",2026]', 'Møter & kurs', 120000]]);
});

const odsType = 'application/vnd.oasis.opendocument.spreadsheet';
const ods = makeZip([{ name: 'mimetype', content: odsType, stored: true }, { name: 'content.xml', content: '<office:document-content/>' }]);

/** A process that ended stays as a zombie where nobody waits for it. */
const isAlive = (pid: string): boolean => /^[^Z\s]/.test(spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout);

describeWith('ps', 'an ods file that takes too long is ended', () => {
  test('[C33] with all that it started', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'planark-office-'));
    const [office, started] = [path.join(folder, 'office'), path.join(folder, 'started')];
    writeFileSync(office, `#!/bin/sh\nsleep 60 &\necho $! > "${started}"\nwait\n`, { mode: 0o755 });
    expect(await odsToXlsx(ods, [office], 500)).toMatchObject({ ok: false, refusal: { code: 'OFFICE_FAILED' } });
    const pid = readFileSync(started, 'utf8').trim();
    for (let i = 0; i < 100 && isAlive(pid); i++) await setImmediate();
    expect([isAlive(pid), isAlive(String(process.pid))]).toEqual([false, true]);
    rmSync(folder, { recursive: true, force: true });
  });
});

test('[C38] an ods file that says less than it is, or becomes too much, never comes to LibreOffice', async () => {
  const never = [path.join(tmpdir(), 'planark-never-started')];
  const code = async (...parts: readonly ZipPart[]): Promise<unknown> => {
    const result = await odsToXlsx(makeZip([{ name: 'mimetype', content: odsType, stored: true }, ...parts]), never);
    return !result.ok && result.refusal.code === 'XLSX' ? result.refusal.refusal.code : 'started';
  };
  expect(await code({ name: 'content.xml', content: Buffer.alloc(3_000_000), declaredSize: 100 })).toBe('SIZE_LIE');
  expect(await code({ name: 'content.xml', content: Buffer.alloc(3_000_000) })).toBe('RATIO');
  expect(await code({ name: 'content.xml', content: '<a/>', declaredSize: 2 * 1024 ** 3 })).toBe('PART_TOO_LARGE');
  expect(await code({ name: '../content.xml', content: '<a/>' })).toBe('BAD_PART_NAME');
});

test('[C33] where there is no LibreOffice, that is told', async () => {
  expect(await odsToXlsx(ods, ['planark-no-such-office'])).toMatchObject({ ok: false, refusal: { code: 'NO_OFFICE' } });
});

test('[C32] the year’s result and its transfers are left out, since they close the year', async () => {
  const closed = saft.replace('</n:GeneralLedgerAccounts>', `${account('8800', 'Årsresultat', '<n:ClosingDebitBalance>1300.50</n:ClosingDebitBalance>')}${account('8960', 'Overføringer', '<n:ClosingCreditBalance>1</n:ClosingCreditBalance>')}${account('8150', 'Rentekostnad', '<n:ClosingDebitBalance>2</n:ClosingDebitBalance>')}</n:GeneralLedgerAccounts>`);
  expect((await figures(closed)).map((figure) => figure.account)).toEqual(['3900', '6860', '8150']);
});

test('[C32] a name may be raw text, and a comment may stand anywhere', async () => {
  expect((await figures(saft.replace('Kontingent', '<!-- navn --><![CDATA[Kontingent & gaver]]>'))).map((figure) => figure.name)).toEqual(['Kontingent & gaver', 'Møter & kurs']);
});

test('[C32] accounts of one’s own are known by the standard account (until 1.2), or by the code of their group (1.3)', async () => {
  const own = (id: string, group: string): string => account(id, 'Eget', '<n:ClosingDebitBalance>5</n:ClosingDebitBalance>').replace(/<n:StandardAccountID>.*<\/n:StandardAccountID>/, group);
  const found = await figures(saft.replace('</n:GeneralLedgerAccounts>', `${own('K1', '<n:StandardAccountID>68</n:StandardAccountID>')}${own('K2', '<n:StandardAccountID>19</n:StandardAccountID>')}${own('K3', '<n:GroupingCategory>RF-1167</n:GroupingCategory><n:GroupingCode>6860</n:GroupingCode>')}${own('K4', '<n:GroupingCategory>RF-1167</n:GroupingCategory><n:GroupingCode>1920</n:GroupingCode>')}</n:GeneralLedgerAccounts>`));
  expect(found.map((figure) => figure.account)).toEqual(['3900', '6860', 'K1', 'K3']);
});

test.each([
  ['nothing', '', 'EMPTY'], ['binary', Buffer.from([1, 2, 3, 0, 0, 255]), 'UNKNOWN_FORMAT'], ['a line without end', `Konto;${'9'.repeat(200_000)}`, 'LINE_TOO_LONG'], ['no cells', ';;\n;;', 'EMPTY'],
  ['too many rows', 'a;b\n'.repeat(100_001), 'TOO_MANY_ROWS'], ['a SIE file without years', '#FLAGGA 0\n#RES 0 6860 1', 'NO_YEAR'], ['a long SIE line', `#FLAGGA 0\n#KONTO 1 "${'a'.repeat(200_000)}"`, 'LINE_TOO_LONG'],
  ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><AuditFile>&b;</AuditFile>', 'DOCTYPE_REFUSED'], ['an entity of its own', saft.replace('&amp;', '&bomb;'), 'DAMAGED'], ['deep nesting', `<AuditFile>${'<a>'.repeat(1_000)}`, 'TOO_DEEP'],
  ['SAF-T cut short', saft.slice(0, 900), 'NO_LEDGER'], ['other XML', '<invoice/>', 'UNKNOWN_FORMAT'], ['SAF-T without a period', saft.replaceAll('PeriodEndYear', 'PeriodEndYeer'), 'NO_YEAR'], ['a huge text', saft.replace('Kontingent', 'a'.repeat(20_000)), 'LINE_TOO_LONG'],
  ['an element of too many attributes', `<AuditFile ${Array.from({ length: 100 }, (_, i) => `a${i}="x"`).join(' ')}></AuditFile>`, 'DAMAGED'],
  ['a comment without end', `<AuditFile><!--${'x'.repeat(2_000_000)}`, 'LINE_TOO_LONG'], ['a name without end', `<${'a'.repeat(2_000_000)}`, 'LINE_TOO_LONG'], ['a huge section of raw text', saft.replace('Kontingent', `<![CDATA[${'a'.repeat(20_000)}]]>`), 'LINE_TOO_LONG'],
  ['more departments than there can be', `#FLAGGA 0\n#RAR 0 20260101 20261231\n${Array.from({ length: 60_000 }, (_, i) => `#PSALDO 0 202601 6860 {1 ${i}} 5`).join('\n')}`, 'TOO_MANY_ROWS'],
  ['bytes that are no UTF-8', Buffer.from(saft, 'latin1'), 'DAMAGED'], ['a broken zip', Buffer.from('PK\x03\x04 and then nothing'), 'DAMAGED'], ['a broken workbook', Buffer.from('PK\x03\x04 [Content_Types].xml and then nothing'), 'XLSX'],
])('[C38] %s ends in a refusal', async (_, bytes, code) => expect(await refusal(bytes)).toBe(code));

describe('[C150] a file in a zip, as it is handed out', () => {
  const zip = (...parts: readonly ZipPart[]): Buffer => makeZip(parts);
  const name = 'SAF-T Financial_999999999_20261101.xml';
  test('is read as it is without one, whatever stands beside it', async () => {
    expect(await figures(zip({ name: 'Eksport/', content: '' }, { name: `Eksport/${name}`, content: saft }, { name: `__MACOSX/Eksport/._${name}`, content: 'x' }, { name: '.DS_Store', content: 'x' }))).toEqual(await figures(saft));
    expect(await figures(zip({ name: 'år.se', content: in437(sie) }))).toEqual(await figures(in437(sie)));
    expect(await read(zip({ name: 'b.csv', content: 'Konto;Budsjett 2026\n6860;1,5\n' }))).toMatchObject({ ok: true, value: { kind: 'grid', format: 'csv' } });
  });
  test.each<[string, Buffer, string]>([
    ['several files', zip({ name: 'a.xml', content: saft }, { name: 'b.xml', content: saft }), 'SEVERAL_FILES'], ['no file', zip({ name: 'a/', content: '' }), 'EMPTY'], ['a password', zip({ name, content: saft, flags: 1 }), 'LOCKED'],
    ['a bomb', zip({ name, content: Buffer.alloc(3_000_000) }), 'TOO_LARGE'], ['more than it says', zip({ name, content: Buffer.alloc(3_000_000), declaredSize: 100 }), 'DAMAGED'], ['more than may be', zip({ name, content: saft, declaredSize: 2 * 1024 ** 3 }), 'TOO_LARGE'],
    ['a zip', zip({ name: 'a.zip', content: zip({ name, content: saft }) }), 'UNKNOWN_FORMAT'], ['a file that leads elsewhere', zip({ name: `../${name}`, content: saft }), 'DAMAGED'], ['a part cut short', zip({ name, content: saft }).subarray(0, 400), 'DAMAGED'],
  ])('%s in it ends in a refusal', async (_, bytes, code) => expect(await refusal(bytes)).toBe(code));
});

describe('[C152] text with separators is bounded', () => {
  test('in cells, empty ones too', async () => {
    expect(await refusal(`${';'.repeat(200)}\n`.repeat(10_000))).toBe('TOO_MANY_CELLS');
    expect(await refusal(`Konto${';'.repeat(1_100)}\n`)).toBe('TOO_MANY_CELLS');
  });
  test('in time, while its rows are split and while they are read', () => {
    const rows = Buffer.from(`Konto;Budsjett 2026\n${'6860;1,5\n'.repeat(640)}`);
    const after = (calls: number) => readCsv(rows, () => calls-- <= 0);
    expect([after(0), after(10)]).toMatchObject([{ ok: false, refusal: { code: 'TOO_SLOW', detail: 'at row 64' } }, { ok: false, refusal: { code: 'TOO_SLOW', detail: 'at row 1' } }]);
    expect(readCsv(rows, () => false)).toMatchObject({ ok: true });
  });
  test('a large file in Windows-1252 is read sign by sign', () => expect(decodeCsv(Buffer.alloc(300_000, 0x96))).toBe('–'.repeat(300_000)));
});
