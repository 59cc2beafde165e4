import { locales } from '../../core/plan/locale';
import { cliFolder, type CliFolder, type CliRun } from '../support/cli';
import { editWithExcelJs, type TabEditor } from '../support/edit-xlsx';

const planId = 'lillehammer-2026';
let cli: CliFolder;
let rendered: Buffer;
beforeAll(() => {
  cli = cliFolder();
  expect(cli.run('render', planId, '-o', 'plan.xlsx').exitCode).toBe(0);
  rendered = cli.read('plan.xlsx');
});
beforeEach(() => {
  cli = cliFolder();
  cli.write('plan.xlsx', rendered);
});

const edit = (change: (tab: TabEditor) => void, file = 'plan.xlsx'): Promise<void> => editWithExcelJs(cli.path(file), change);
const sync = (...args: string[]): CliRun => cli.run('sync', 'plan.xlsx', ...args);
const planAt = (at?: string) => cli.run('show', planId, '--json', ...(at ? ['--at', at] : [])).json;
const tablesAt = (at?: string) => planAt(at).tables;
const activity = (code: string, at?: string) => tablesAt(at).activities.find((record: { code: string }) => record.code === code);
const message = (): string => cli.run('history', planId, '--json').json.revisions[0].message;

/** Revision 2: one field changed, one activity new, one gone. */
const syncMuch = async (): Promise<void> => {
  await edit((tab) => {
    tab('Tiltak').set('T1', 'Holdt', 10);
    tab('Tiltak').set('T5', 'Ansvarlig', 'Kari');
    tab('Tiltak').remove('T37');
    tab('Tiltak').add({ Kode: 'T50', Tiltak: 'Nytt tiltak', Fokusområde: 'F1' });
  });
  expect(sync('--message', 'Etter styremøtet').exitCode).toBe(0);
};

describe('the newest revision', () => {
  test('[Y19] is undone whole, in one new revision that names it', async () => {
    await syncMuch();
    const { exitCode, stdout } = cli.run('undo', planId);
    const lines = stdout.trimEnd().split('\n');
    expect([exitCode, lines[0], lines.at(-1)]).toEqual([0, '2 endret, 1 ny, 0 flyttet, 1 slettet', 'Revisjon 2 er angret, som ny revisjon 3. Ingenting er slettet fra historien.']);
    expect(lines.slice(1, -2)).toEqual(['  Slettet: T50 · Nytt tiltak', expect.stringMatching(/^ {2}T1 · .*, Holdt: 10 → 9$/), expect.stringMatching(/^ {2}T5 · .*, Ansvarlig: Kari → /), expect.stringMatching(/^ {2}Ny: T37 · /)]);
    expect(tablesAt()).toEqual(tablesAt('1'));
    expect([message(), planAt().retired]).toEqual(['Angret revisjon 2: Etter styremøtet', { activities: ['T50'] }]);
    expect(cli.run('check', planId).exitCode).toBe(0);
  });

  test('[Y19] undone in turn is there again', async () => {
    await syncMuch();
    expect([cli.run('undo', planId).exitCode, cli.run('undo', planId).exitCode]).toEqual([0, 0]);
    expect(planAt()).toEqual(planAt('2'));
    expect(message()).toBe('Angret revisjon 3: Angret revisjon 2: Etter styremøtet');
  });

  test('[Y23] an order that was taken goes back', async () => {
    await edit((tab) => {
      const { sheet } = tab('Fokusområder');
      for (const column of [1, 2, 3, 4, 5, 6]) {
        const [first, second] = [sheet.getCell(2, column), sheet.getCell(3, column)];
        [first.value, second.value] = [second.value, first.value];
      }
    });
    expect(sync('--take-order').exitCode).toBe(0);
    expect(tablesAt().focusAreas[0].code).toBe('F2');
    expect(cli.run('undo', planId, '--json')).toMatchObject({ exitCode: 0, json: { moved: [{ table: 'focusAreas', code: 'F1' }], changed: [], kept: [] } });
    expect(tablesAt()).toEqual(tablesAt('1'));
  });
});

describe('an earlier revision', () => {
  const laterEdits = async (): Promise<void> => {
    await syncMuch();
    await edit((tab) => {
      tab('Tiltak').set('T1', 'Holdt', 12);
      tab('Tiltak').set('T2', 'Ansvarlig', 'Ola');
      tab('Tiltak').set('T50', 'Ansvarlig', 'Liv');
    });
    expect(sync().exitCode).toBe(0);
  };

  test('[Y20] is undone but for what was changed later, which is told (3); the rest of the later edits stay', async () => {
    await laterEdits();
    const { exitCode, stdout } = cli.run('undo', planId, '--revision', '2');
    expect([exitCode, stdout.split('\n')[0]]).toEqual([3, '1 endret, 1 ny, 0 flyttet, 0 slettet']);
    expect(stdout.slice(stdout.indexOf('\nIkke'))).toMatch(/^\nIkke angret, for det kom endringer senere:\n {2}T1 · .*, Holdt: 12, endret senere \(før revisjonen: 9\)\n {2}T50 · Nytt tiltak kom til i revisjonen, men er endret senere\n\nRevisjon 2 er angret, som ny revisjon 4\./);
    expect([activity('T1').held, activity('T2').responsible, activity('T5'), activity('T37'), activity('T50').responsible]).toEqual([12, 'Ola', activity('T5', '1'), activity('T37', '1'), 'Liv']);
    expect(cli.run('check', planId).exitCode).toBe(0);
  });

  test('[Y20] as data', async () => {
    await laterEdits();
    const { exitCode, json } = cli.run('undo', planId, '--revision', '2', '--json');
    expect([exitCode, Object.keys(json)]).toEqual([3, ['plan', 'undone', 'revision', 'committed', 'added', 'changed', 'moved', 'removed', 'kept']]);
    expect(json).toMatchObject({
      plan: planId, undone: 2, revision: 4, committed: true, added: [{ table: 'activities', code: 'T37' }], moved: [], removed: [],
      changed: [{ code: 'T5', field: 'responsible', from: 'Kari', cell: null }],
      kept: [{ reason: 'changed-later', code: 'T1', field: 'held', before: 9, after: 10, now: 12 }, { reason: 'changed-later', code: 'T50', field: null, before: null, after: { code: 'T50' }, now: { responsible: 'Liv' } }],
    });
    expect(cli.run('undo', planId, '--revision', '2', '--json')).toMatchObject({ exitCode: 3, json: { undone: 2, revision: 4, committed: false, changed: [], added: [] } });
  });

  test.each(locales)('[Y20] is told in %s; the history keeps the language of the plan', async (locale) => {
    await laterEdits();
    const lines = { nb: ['Ikke angret, for det kom endringer senere:', 'Revisjon 2 er angret'], nn: ['Ikkje angra, for det kom endringar seinare:', 'Revisjon 2 er angra'], sv: ['Inte ångrat, eftersom det kom ändringar senare:', 'Revision 2 har ångrats'], en: ['Not undone, since changes came later:', 'Revision 2 was undone'] };
    const { stdout } = cli.run('undo', planId, '--revision', '2', '--locale', locale);
    for (const line of lines[locale]) expect(stdout).toContain(`\n${line}`);
    expect(stdout).not.toMatch(/undefined|null|\[object|[{}]/);
    expect(message()).toBe('Angret revisjon 2: Etter styremøtet');
  });

  test('is not the first, nor one that is not there', () => {
    expect(cli.run('undo', planId, '--revision', '1')).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining(`planark undo ${planId} --to 1`) });
    expect(cli.run('undo', planId, '--revision', '1', '--json').json.error.kind).toBe('first-revision');
    expect(cli.run('undo', planId, '--revision', '7')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('revisjon 7') });
  });
});

describe('a workbook taken out before the undo', () => {
  test('[Y24] receives it, and what was typed into it goes in', async () => {
    await syncMuch();
    expect(cli.run('render', planId, '-o', 'plan.xlsx').exitCode).toBe(0);
    expect(cli.run('undo', planId).exitCode).toBe(0);
    await edit((tab) => tab('Tiltak').set('T2', 'Ansvarlig', 'Ola'));
    expect(sync('--json')).toMatchObject({ exitCode: 0, json: { base: 2, revision: 4, added: [], removed: [], changed: [{ code: 'T2', to: 'Ola' }], conflicts: [], problems: [], held: null } });
    await edit((tab) => {
      expect(tab('Tiltak').codes().sort()).toEqual(tablesAt('1').activities.map(({ code }: { code: string }) => code).sort());
      expect([tab('Tiltak').get('T1', 'Holdt'), tab('Tiltak').get('T2', 'Ansvarlig')]).toEqual([9, 'Ola']);
    });
    expect(sync('--json')).toMatchObject({ exitCode: 0, json: { revision: 4, changed: [], added: [], removed: [] } });
  });

  test('[Y24] and edited where the undo changed something is in conflict there, and nowhere else', async () => {
    await syncMuch();
    expect(cli.run('undo', planId).exitCode).toBe(0);
    await edit((tab) => tab('Tiltak').set('T1', 'Holdt', 11));
    expect(sync('--json')).toMatchObject({ exitCode: 3, json: { revision: 3, changed: [], conflicts: [{ code: 'T1', field: 'held', base: 10, store: 9, sheet: 11 }] } });
  });
});
