import ExcelJS from 'exceljs';
import { cliFolder, copiedFolder, type CliFolder, type CliRun } from '../support/cli';
import { editWithExcelJs, editWithOpenpyxl, type TabEditor } from '../support/edit-xlsx';
import { unpacked } from '../support/patch-support';
import { describeWith } from '../support/programs';

const planId = 'lillehammer-2026';
let rendered: Buffer;
let cli: CliFolder;
beforeAll(() => {
  cli = cliFolder();
  expect(cli.run('render', planId, '-o', 'plan.xlsx').exitCode).toBe(0);
  rendered = cli.read('plan.xlsx');
});
/** A folder with the files of two who have the same plan. */
const folderOfTwo = (): CliFolder => {
  const made = cliFolder();
  made.write('kari.xlsx', rendered);
  made.write('per.xlsx', rendered);
  return made;
};
beforeEach(() => { cli = folderOfTwo(); });

const edit = (file: string, change: (tab: TabEditor, workbook: ExcelJS.Workbook) => void, where = cli): Promise<void> => editWithExcelJs(where.path(file), change);
const activity = (code: string) => cli.run('show', planId, '--json').json.tables.activities.find((record: { code: string }) => record.code === code);

const makeDisagreement = async (): Promise<{ readonly where: CliFolder; readonly run: CliRun }> => {
  const where = folderOfTwo();
  await edit('kari.xlsx', (tab) => {
    tab('Tiltak').set('T1', 'Ansvarlig', '=Kari');
    tab('Tiltak').set('T2', 'Status', 'Utsatt');
    tab('Tiltak').set('T37', 'Ansvarlig', 'Kari');
  }, where);
  expect(where.run('sync', 'kari.xlsx', '--author', 'Kari').exitCode).toBe(0);
  await edit('per.xlsx', (tab) => {
    tab('Tiltak').set('T1', 'Ansvarlig', '+Per');
    tab('Tiltak').set('T2', 'Status', 'Avlyst');
    tab('Tiltak').remove('T37');
  }, where);
  return { where, run: where.run('sync', 'per.xlsx', '--author', 'Per', '--json') };
};
let disagreement: ReturnType<typeof makeDisagreement> | undefined;

/** Kari's edits are in the store, Per's file is in conflict with them: a text, a status, a removed row. Made once, and copied for each test. */
const disagree = async (): Promise<CliRun> => {
  const { where, run } = await (disagreement ??= makeDisagreement());
  cli = copiedFolder(where);
  return run;
};

describe('planark conflicts', () => {
  test('lists each with what it was, what the store has and who made it so, what the sheet has, and how to settle it; nothing is written', async () => {
    await disagree();
    const [digest, file] = [cli.storeDigest(), cli.read('per.xlsx')];
    const { exitCode, stdout } = cli.run('conflicts', 'per.xlsx');
    expect(exitCode).toBe(3);
    expect(stdout.replace(/\(Kari, [^)]*\)/g, '(Kari, …)')).toBe([
      '3 konflikter står åpne:',
      '  Tiltak!G2  T1 · Styremøter, Ansvarlig: før Leder, i lageret =Kari (Kari, …), i arket +Per',
      '  Tiltak!Q3  T2 · Sosialt arrangement for medlemmene, Status: før Fullført, i lageret Utsatt (Kari, …), i arket Avlyst',
      expect.stringMatching(/^ {2}Tiltak!#T37 {2}T37 · .* er slettet i arket og endret i lageret \(Kari, …\)$/),
      '',
      'Slik avgjør du én, eller velg på fanen i arket og synk:',
      "  planark resolve per.xlsx --cell 'Tiltak!G2' --take store|sheet|both --seen 2",
      "  planark resolve per.xlsx --cell 'Tiltak!Q3' --take store|sheet --seen 2",
      "  planark resolve per.xlsx --cell 'Tiltak!#T37' --take remove|keep --seen 2",
      '',
    ].map((line) => (typeof line === 'string' ? line : stdout.split('\n')[3]!.replace(/\(Kari, [^)]*\)/g, '(Kari, …)'))).join('\n'));
    expect(cli.run('conflicts', 'per.xlsx', '--json').json.conflicts.map(({ name, answers }: { name: string; answers: string[] }) => [name, answers])).toEqual([
      ['Tiltak!G2', ['store', 'sheet', 'both']], ['Tiltak!Q3', ['store', 'sheet']], ['Tiltak!#T37', ['remove', 'keep']],
    ]);
    expect([cli.storeDigest(), cli.read('per.xlsx')]).toEqual([digest, file]);
  });

  test('says so where there are none, and what is chosen in the sheet already', async () => {
    expect(cli.run('conflicts', 'per.xlsx')).toMatchObject({ exitCode: 0, stdout: 'Ingen konflikter.\n' });
    await disagree();
    await edit('per.xlsx', (_, workbook) => {
      for (const [row, answer] of [[2, 'Begge'], [3, 'I arket'], [4, 'Slett']] as const) workbook.getWorksheet('Konflikter')!.getCell(`I${row}`).value = answer;
    });
    expect(cli.run('conflicts', 'per.xlsx')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('3 er avgjort i arket, og neste synk gjør det som er valgt:\n  Tiltak!G2  T1 · Styremøter, Ansvarlig: Begge (=Kari / +Per)\n') });
    expect(cli.run('sync', 'per.xlsx', '--json')).toMatchObject({ exitCode: 0, json: { settled: [{ take: 'both' }, { take: 'sheet' }, { take: 'sheet' }], conflicts: [] } });
    expect([activity('T1').responsible, activity('T2').status, activity('T37')]).toEqual(['=Kari / +Per', 'cancelled', undefined]);
    await edit('per.xlsx', (_, workbook) => expect(workbook.worksheets.map(({ name }) => name)).not.toContain('Konflikter'));
  });
});

describe('planark resolve', () => {
  test('settles one conflict and leaves the others, until none is left', async () => {
    await disagree();
    expect(cli.run('resolve', 'per.xlsx', '--cell', 'tiltak!g2', '--take', 'both', '--author', 'Per')).toMatchObject({ exitCode: 3, stdout: expect.stringContaining('1 konflikt er avgjort:\n  Tiltak!G2  T1 · Styremøter, Ansvarlig: Begge (=Kari / +Per)') });
    expect(cli.run('resolve', 'per.xlsx', '--cell', "'Tiltak!Q3'", '--take', 'store', '--json')).toMatchObject({ exitCode: 3, json: { settled: [{ cell: 'Tiltak!Q3', take: 'store' }] } });
    expect(cli.run('resolve', 'per.xlsx', '--cell', 'Tiltak!#T37', '--take', 'keep', '--json')).toMatchObject({ exitCode: 0, json: { conflicts: [], settled: [{ field: null, take: 'store' }] } });
    expect([activity('T1').responsible, activity('T2').status, activity('T37').responsible]).toEqual(['=Kari / +Per', 'postponed', 'Kari']);
    expect(cli.run('history', planId, '--json').json.revisions[0]).toMatchObject({ author: 'Per' });
    await edit('per.xlsx', (tab) => expect([tab('Tiltak').get('T1', 'Ansvarlig'), tab('Tiltak').get('T2', 'Status'), tab('Tiltak').get('T37', 'Ansvarlig')]).toEqual(['=Kari / +Per', 'Utsatt', 'Kari']));
  });

  test.each([
    [['--take', 'store'], 'Det mangler noe: --cell TAB!CELL.'],
    [['--cell', 'Tiltak!G2'], 'Det mangler noe: --take store|sheet|both|remove|keep.'],
    [['--cell', 'Tiltak!B9', '--take', 'store'], 'Det er ingen åpen konflikt i «Tiltak!B9». Åpne konflikter: Tiltak!G2, Tiltak!Q3, Tiltak!#T37'],
    [['--cell', 'Tiltak!Q3', '--take', 'both'], '--take both er ikke mulig her. Mulig: store, sheet.'],
    [['--cell', 'Tiltak!#T37', '--take', 'mine'], '--take mine er ikke mulig her. Mulig: remove, keep.'],
  ])('says what is wrong with %j, and changes nothing', async (args, message) => {
    await disagree();
    const [digest, file] = [cli.storeDigest(), cli.read('per.xlsx')];
    expect(cli.run('resolve', 'per.xlsx', ...args)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(message) });
    expect([cli.storeDigest(), cli.read('per.xlsx')]).toEqual([digest, file]);
  });
});

describe('planark resolve, when others are at work', () => {
  test('[Y26] does not overrule what nobody saw: the file shows it, and the next try holds', async () => {
    await disagree();
    await edit('kari.xlsx', (tab) => tab('Tiltak').set('T1', 'Ansvarlig', 'Ida'));
    expect(cli.run('sync', 'kari.xlsx').exitCode).toBe(0);
    const resolve = (...args: string[]) => cli.run('resolve', 'per.xlsx', '--cell', 'Tiltak!G2', '--take', 'sheet', '--json', ...args);
    const outdated = resolve();
    expect(outdated).toMatchObject({ exitCode: 3, json: { settled: [], notices: [{ code: 'CHOICE_OUTDATED' }, { code: 'FILE_UPDATED' }] } });
    expect(outdated.json.conflicts[0]).toMatchObject({ field: 'responsible', store: 'Ida', sheet: '+Per' });
    expect(activity('T1').responsible).toBe('Ida');
    expect(resolve().json.settled).toMatchObject([{ store: 'Ida', take: 'sheet' }]);
    expect(activity('T1').responsible).toBe('+Per');
  });

  test('[Y26] or what was seen is named by its revision', async () => {
    await disagree();
    await edit('kari.xlsx', (tab) => tab('Tiltak').set('T1', 'Ansvarlig', 'Ida'));
    cli.run('sync', 'kari.xlsx');
    const seen = String(cli.run('conflicts', 'per.xlsx', '--json').json.revision);
    expect(cli.run('resolve', 'per.xlsx', '--cell', 'Tiltak!G2', '--take', 'sheet', '--seen', seen, '--json').json.settled).toMatchObject([{ store: 'Ida', take: 'sheet' }]);
  });

  test('a removed row is named as no cell is, also beside a conflict in the cell of its code', async () => {
    await edit('kari.xlsx', (tab) => { tab('Tiltak').set('T36', 'Vekt', 3); tab('Tiltak').set('T37', 'Ansvarlig', 'Kari'); });
    cli.run('sync', 'kari.xlsx');
    await edit('per.xlsx', (tab) => { tab('Tiltak').set('T36', 'Vekt', 2); tab('Tiltak').remove('T37'); });
    expect(cli.run('sync', 'per.xlsx', '--json').exitCode).toBe(3);
    expect(cli.run('conflicts', 'per.xlsx', '--json').json.conflicts.map(({ name }: { name: string }) => name)).toEqual(['Tiltak!T37', 'Tiltak!#T37']);
    expect(cli.run('resolve', 'per.xlsx', '--cell', 'Tiltak!#T37', '--take', 'keep', '--json').json.settled).toMatchObject([{ field: null, code: 'T37' }]);
  });

  test('the hint can be pasted into a shell, whatever file and tab are called', async () => {
    await disagree();
    cli.write("Kari's plan.xlsx", cli.read('per.xlsx'));
    expect(cli.run('conflicts', "Kari's plan.xlsx").stdout).toContain(String.raw`planark resolve 'Kari'\''s plan.xlsx' --cell 'Tiltak!G2' --take`);
  });
});

describe('the tab of conflicts in a file', () => {
  test('[S10] can be read again, however much the records hold that are in conflict', async () => {
    await edit('kari.xlsx', (tab) => { tab('Tiltak').set('T37', 'Beskrivelse', 'x'.repeat(32_767)); tab('Tiltak').set('T37', 'Merknad', 'y'.repeat(32_767)); });
    expect(cli.run('sync', 'kari.xlsx').exitCode).toBe(0);
    await edit('per.xlsx', (tab) => tab('Tiltak').remove('T37'));
    expect(cli.run('sync', 'per.xlsx').exitCode).toBe(3);
    expect(cli.run('conflicts', 'per.xlsx', '--json').json.conflicts).toMatchObject([{ name: 'Tiltak!#T37' }]);
  });

  test('the language asked for is not the language of the file: its tab is named as it is', async () => {
    await disagree();
    expect(cli.run('sync', 'per.xlsx', '--locale', 'en').stdout).toContain('Choose on the tab Konflikter in the sheet');
  });

  const isText = (worksheet: ExcelJS.Worksheet): boolean => {
    let areTexts = true;
    worksheet.eachRow((row) => row.eachCell((cell) => { areTexts &&= typeof cell.value === 'string' || (typeof cell.value === 'object' && cell.value !== null && 'text' in cell.value); }));
    return areTexts;
  };

  test('stands behind Oversikt, locked but for the cells to choose in, with links, drop-downs of the right answers, and nothing but text', async () => {
    await disagree();
    const links = [...unpacked(cli.read('per.xlsx')).values()].flatMap((part) => /<hyperlinks>.*<\/hyperlinks>/.exec(part.toString('utf8')) ?? []);
    expect(links).toEqual(['<hyperlinks><hyperlink ref="A2" location="Tiltak!G2"/><hyperlink ref="A3" location="Tiltak!Q3"/><hyperlink ref="A4" location="Tiltak!A1"/></hyperlinks>']);
    await edit('per.xlsx', (_, workbook) => {
      expect(workbook.worksheets.map(({ name }) => name).slice(0, 3)).toEqual(['Oversikt', 'Konflikter', 'Plan']);
      const tab = workbook.getWorksheet('Konflikter')!;
      expect(isText(tab)).toBe(true);
      expect((tab as unknown as { sheetProtection: object }).sheetProtection).toMatchObject({ sheet: true });
      const cells = ['I2', 'I3', 'I4', 'H2'].map((address) => tab.getCell(address));
      expect(cells.map((cell) => cell.protection?.locked ?? true)).toEqual([false, false, false, true]);
      expect(cells.slice(0, 3).map((cell) => /\$2:\$\w+\$(\d)/.exec(String(cell.dataValidation?.formulae[0]))?.[1])).toEqual(['4', '3', '3']);
      expect(tab.getCell('F2').value).toBe('=Kari');
      expect(tab.getCell('H2').value).toBe('+Per');
    });
  });

  test('[W10] is gone with the last of them, and a formula of a person’s own says so instead of naming no tab', async () => {
    await disagree();
    await edit('per.xlsx', (_, workbook) => {
      workbook.addWorksheet('Mitt').getCell('A1').value = { formula: 'COUNTA(Konflikter!B2:B99)+1', result: 4 };
    });
    expect(cli.run('sync', 'per.xlsx', '--prefer', 'sheet', '--json')).toMatchObject({ exitCode: 0, json: { conflicts: [] } });
    const named = [...unpacked(cli.read('per.xlsx'))].filter(([name, part]) => /workbook\.xml$|worksheets/u.test(name) && /Konflikter(?:'?!|")/u.test(part.toString('utf8')));
    expect(named).toEqual([]);
    await edit('per.xlsx', (_, workbook) => expect(workbook.getWorksheet('Mitt')!.getCell('A1').formula).toBe('COUNTA(#REF!)+1'));
  });

  describeWith('openpyxl', 'another program', () => {
    test('an answer chosen with another program is done by the next sync', async () => {
      await disagree();
      editWithOpenpyxl(cli.path('per.xlsx'), [['set', 'Konflikter', 'I2', 'I arket']]);
      expect(cli.run('sync', 'per.xlsx', '--json')).toMatchObject({ exitCode: 3, json: { settled: [{ cell: 'Tiltak!G2', take: 'sheet' }] } });
      expect(activity('T1').responsible).toBe('+Per');
    });
  });
});
