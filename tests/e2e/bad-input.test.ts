import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { cliFolder, emptyCliFolder, type CliFolder } from '../support/cli';
import { editWithExcelJs } from '../support/edit-xlsx';
import { makeXlsx, makeZip } from '../support/make-xlsx';

const planId = 'lillehammer-2026';
const locales = ['nb', 'nn', 'sv', 'en'] as const;

let cli: CliFolder;
let workbook: Buffer;
beforeAll(() => {
  cli = cliFolder();
  cli.run('render', planId, '-o', 'good.xlsx');
  workbook = cli.read('good.xlsx');
});

/** An OLE file with one directory entry of this name, at a multiple of 128 bytes. */
const oleFile = (entry: string): Buffer => {
  const bytes = Buffer.alloc(2048);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  Buffer.from(entry, 'utf16le').copy(bytes, 1024);
  return bytes;
};

const withStamp = (row: number, value: string | number) => async (): Promise<Buffer> => {
  cli.write('stamped.xlsx', workbook);
  await editWithExcelJs(cli.path('stamped.xlsx'), (_, book) => { book.getWorksheet('_planark')!.getCell(row, row === 1 ? 2 : 2).value = value; });
  return cli.read('stamped.xlsx');
};

const otherPrograms = async (): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Budsjett').addRow(['Konto', 'Beløp']);
  return Buffer.from(await book.xlsx.writeBuffer());
};

type Make = () => Buffer | string | Promise<Buffer>;
/** What the file is; how it is made; a word of the sentence in nb, nn, sv, en. */
const cases: readonly (readonly [string, Make, readonly [string, string, string, string]])[] = [
  ['an empty file', () => '', ['ikke en arbeidsbok', 'ikkje ei arbeidsbok', 'ingen arbetsbok', 'not a workbook']],
  ['text', () => 'Kode;Tiltak\nT1;Møte\n', ['ikke en arbeidsbok', 'ikkje ei arbeidsbok', 'ingen arbetsbok', 'not a workbook']],
  ['a web page', () => '<html><body><table><tr><td>Kode</td></tr></table></body></html>', ['nettside', 'nettside', 'webbsida', 'web page']],
  ['a document of Word', () => makeZip([{ name: '[Content_Types].xml', content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' }, { name: 'word/document.xml', content: '<w:document/>' }]), ['ikke en arbeidsbok', 'ikkje ei arbeidsbok', 'ingen arbetsbok', 'not a workbook']],
  ['a workbook with a password', () => oleFile('EncryptedPackage\0'), ['passord', 'passord', 'lösenord', 'password']],
  ['a workbook above the limit', () => Buffer.alloc(20 * 1024 * 1024 + 1), ['større enn 20 MB', 'større enn 20 MB', 'större än 20 MB', 'larger than 20 MB']],
  ['an old .xls', () => oleFile('Workbook\0'), ['gammel .xls', 'gammal .xls', 'gammal .xls', 'old .xls']],
  ['a truncated workbook', () => workbook.subarray(0, workbook.length >> 1), ['kuttet', 'kutta', 'avhuggen', 'cut short']],
  ['a workbook with a flipped byte', () => { const bytes = Buffer.from(workbook); bytes[5000]! ^= 0xff; return bytes; }, ['skadet', 'skadd', 'skadad', 'damaged']],
  ['another program\'s workbook', otherPrograms, ['ikke laget av Planark', 'ikkje laga av Planark', 'inte gjord av Planark', 'not made by Planark']],
  ['a minimal workbook', () => makeXlsx({ sheets: [{ name: 'Ark1', body: '<sheetData/>' }] }), ['ikke laget av Planark', 'ikkje laga av Planark', 'inte gjord av Planark', 'not made by Planark']],
  ['a workbook of a newer format', withStamp(1, 'planark/2'), ['nyere utgave', 'nyare utgåve', 'nyare version', 'newer Planark']],
  ['a workbook of a plan that the store does not have', withStamp(2, 'oslo-2026'), ['«oslo-2026» finnes ikke', '«oslo-2026» finst ikkje', '”oslo-2026” finns inte', '“oslo-2026” is not in this store']],
  ['a workbook of a plan whose id leaves the store', withStamp(2, '../../x'), ['finnes ikke', 'finst ikkje', 'finns inte', 'is not in this store']],
  ['a workbook of a revision that the store does not have', withStamp(3, 42), ['revisjon 42', 'revisjon 42', 'revision 42', 'revision 42']],
  ['a workbook from another history', withStamp(4, 'f'.repeat(64)), ['annet lager', 'anna lager', 'annat lager', 'another store']],
  ['a workbook with a spoilt stamp', withStamp(3, 'en'), ['_planark er endret', '_planark er endra', '_planark har ändrats', '_planark was changed']],
];

describe.each(cases)('%s', (_, make, words) => {
  let digest: string;
  beforeAll(async () => {
    cli.write('bad.xlsx', await make());
    digest = cli.storeDigest();
  });

  test.each(locales.map((locale, i) => [locale, words[i]!] as const))('is refused in %s with a sentence on what it is and what to do', (locale, word) => {
    const { exitCode, stdout, stderr } = cli.run('sync', 'bad.xlsx', '--locale', locale);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(word);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/[.?] \S.*\.\n$/);
  });

  test('is refused by preview and check too, as one document, and store and file are untouched', async () => {
    const bytes = cli.read('bad.xlsx');
    for (const command of ['sync', 'preview', 'check']) {
      const { exitCode, json, stderr } = cli.run(command, 'bad.xlsx', '--json');
      expect([exitCode, stderr, Object.keys(json)]).toEqual([1, '', ['error']]);
    }
    expect(cli.storeDigest()).toBe(digest);
    expect(cli.read('bad.xlsx').equals(bytes)).toBe(true);
  });
});

describe('a path', () => {
  test.each([
    ['that is not there', 'none.xlsx', 'Finner ikke filen none.xlsx'],
    ['that is a folder', 'planark-store', 'er en mappe'],
    ['below a file', 'good.xlsx/x.xlsx', 'Finner ikke filen'],
    ['in a loop of links', 'loop.xlsx', 'Kan ikke bruke filen loop.xlsx'],
  ])('%s fails with a sentence', (_, name, words) => {
    if (name === 'loop.xlsx') symlinkSync('loop.xlsx', cli.path(name));
    for (const command of ['sync', 'preview']) expect(cli.run(command, name)).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining(words) });
  });

  test('of a workbook over twenty megabytes is refused before it is read', () => {
    cli.write('large.xlsx', Buffer.alloc(21 * 1024 * 1024));
    expect(cli.run('sync', 'large.xlsx')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('større') });
  });

  // root may do everything, so rights are tried where the caller is somebody else; a folder in /proc refuses root too.
  test('where nothing may be written is refused, and says so', () => {
    const { exitCode, stderr } = cli.run('render', planId, '-o', '/proc/plan.xlsx');
    expect([exitCode, stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
  });
});

describe('a store', () => {
  const inStore = (change: (folder: (name: string) => string) => void): CliFolder => {
    const folder = cliFolder();
    change((name) => folder.path(`planark-store/${name}`));
    return folder;
  };
  const revision = `plans/${planId}/000000001.json`;

  test('that is missing, or a folder that is none, is told with how to make one', () => {
    const empty = emptyCliFolder();
    mkdirSync(empty.path('planark-store'));
    for (const args of [['list'], ['sync', 'x.xlsx'], ['check', planId], ['list', '--store', '/none']]) {
      expect(empty.run(...args)).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('planark init') });
    }
  });

  test.each([
    ['whose own file is spoilt', (at: (name: string) => string) => writeFileSync(at('planark-store.json'), 'hei'), ['list'], 'planark-store.json mangler eller er ikke slik'],
    ['of a newer format', (at: (name: string) => string) => writeFileSync(at('planark-store.json'), '{\n  "format": "planark-store/2"\n}\n'), ['list'], 'nyere utgave av Planark (planark-store/2)'],
    ['without its plans', (at: (name: string) => string) => rmSync(at('plans'), { recursive: true }), ['list'], 'Lageret kan ikke brukes nå'],
    ['with a changed revision', (at: (name: string) => string) => writeFileSync(at(revision), '{}'), ['show', planId], `${revision} mangler eller er ikke slik`],
    ['with a changed revision, at check', (at: (name: string) => string) => writeFileSync(at(revision), '{}'), ['check', planId], `${revision} mangler eller er ikke slik`],
    ['with a stray file', (at: (name: string) => string) => writeFileSync(at(`plans/${planId}/000000001 (conflicted copy).json`), '{}'), ['check', planId], 'hører ikke til i lageret'],
  ] as const)('%s is told, and not touched', (_, change, args, words) => {
    const damaged = inStore(change);
    const digest = damaged.storeDigest();
    const { exitCode, stdout, stderr } = damaged.run(...args);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(words);
    expect(damaged.run(...args, '--json').json.error.kind).toBe('store');
    expect(damaged.storeDigest()).toBe(digest);
  });

  test('[F16] with a changed revision of one plan lists the others, and names the one', () => {
    const damaged = inStore((at) => writeFileSync(at(revision), '{}'));
    const { exitCode, stdout } = damaged.run('list');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('norrbotten-2021');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(`Kan ikke leses: ${planId}. «planark check PLAN» sier hva som er galt.`);
    expect(damaged.run('list', '--json').json).toMatchObject({ unreadable: [planId] });
  });

  test('that is a file cannot be made', () => {
    const folder = emptyCliFolder();
    folder.write('planark-store', 'x');
    expect(folder.run('init')).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('Lageret kan ikke brukes nå') });
  });
});
