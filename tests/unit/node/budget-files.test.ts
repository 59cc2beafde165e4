import { figureKey, type BudgetFigure } from '../../../core/plan';
import { readBudgetFile } from '../../../core/node/budget-files/read-budget-file';
import { odsToXlsx } from '../../../core/node/budget-files/convert-ods';
import { readXlsx } from '../../../core/node/host-xlsx/read/read-xlsx';
import { guessMapping, readFigures } from '../../../core/sheet';

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
    ['UTF-16', Buffer.from(`\uFEFF${norwegian}`, 'utf16le')], ['tabs', Buffer.from(norwegian.replace('"Møter; kurs"', 'Møter, kurs').replaceAll(';', '\t').replace('Møter, kurs', 'Møter; kurs'))], ['a line that says so', Buffer.from(`sep=;\r\n${norwegian}`)],
  ])('%s', async (_, bytes) => expect(await amounts(bytes)).toEqual(expected));
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

test('[C33] where there is no LibreOffice, that is told', async () => {
  expect(await odsToXlsx(Buffer.from('PK'), ['planark-no-such-office'])).toMatchObject({ ok: false, refusal: { code: 'NO_OFFICE' } });
});

test.each([
  ['nothing', '', 'EMPTY'], ['binary', Buffer.from([1, 2, 3, 0, 0, 255]), 'UNKNOWN_FORMAT'], ['a line without end', `Konto;${'9'.repeat(200_000)}`, 'LINE_TOO_LONG'], ['no cells', ';;\n;;', 'EMPTY'],
  ['too many rows', 'a;b\n'.repeat(100_001), 'TOO_MANY_ROWS'], ['a SIE file without years', '#FLAGGA 0\n#RES 0 6860 1', 'NO_YEAR'], ['a long SIE line', `#FLAGGA 0\n#KONTO 1 "${'a'.repeat(200_000)}"`, 'LINE_TOO_LONG'],
  ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><AuditFile>&b;</AuditFile>', 'DOCTYPE_REFUSED'], ['an entity of its own', saft.replace('&amp;', '&bomb;'), 'DAMAGED'], ['deep nesting', `<AuditFile>${'<a>'.repeat(1_000)}`, 'TOO_DEEP'],
  ['SAF-T cut short', saft.slice(0, 900), 'NO_LEDGER'], ['other XML', '<invoice/>', 'UNKNOWN_FORMAT'], ['SAF-T without a period', saft.replaceAll('PeriodEndYear', 'PeriodEndYeer'), 'NO_YEAR'], ['a huge text', saft.replace('Kontingent', 'a'.repeat(20_000)), 'LINE_TOO_LONG'],
  ['bytes that are no UTF-8', Buffer.from(saft, 'latin1'), 'DAMAGED'], ['a broken zip', Buffer.from('PK\x03\x04 and then nothing'), 'XLSX'],
])('[C38] %s ends in a refusal', async (_, bytes, code) => expect(await refusal(bytes)).toBe(code));
