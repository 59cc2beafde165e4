import { examplePlans } from '../support/example-plans';
import { cliFolder, emptyCliFolder, type CliFolder } from '../support/cli';

const commands = ['start', 'serve', 'init', 'list', 'show', 'put', 'render', 'preview', 'sync', 'conflicts', 'resolve', 'history', 'undo', 'check', 'schema', 'budget link', 'budget unlink', 'budget pull', 'budget check', 'budget push', 'rollup', 'regions update', 'store migrate', 'store copy', 'audit verify', 'audit list', 'token create', 'token list', 'token revoke',
  'gsheets create', 'gsheets adopt', 'gsheets preview', 'gsheets sync', 'gsheets share', 'gsheets unshare', 'gsheets status', 'gsheets unlink', 'gsheets region-setup', 'gsheets rollup', 'gsheets login', 'gsheets logout'];
const locales = ['nb', 'nn', 'sv', 'en'] as const;

let cli: CliFolder;
beforeAll(() => { cli = cliFolder(); });

describe('help', () => {
  test.each(locales)('names every command and every exit code in %s', (locale) => {
    const { exitCode, stdout, stderr } = cli.run('--help', '--locale', locale);
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    for (const code of [0, 1, 2, 3, 4, 5]) expect(stdout).toContain(`${code} `);
    expect(stdout).toMatch(/PLANARK_STORE/);
  });

  test('speaks another language in each', () => {
    expect(new Set(locales.map((locale) => cli.run('help', '--locale', locale).stdout)).size).toBe(locales.length);
  });

  test('of one command shows its words and options', () => {
    expect(cli.run('sync', '--help', '--locale', 'en').stdout).toContain('planark sync FILE.xlsx [--author NAME] [--message TEXT] [--prefer store|sheet] [--take-order] [--confirm-deletions]');
    expect(cli.run('help', 'sync', '--locale', 'en').stdout).toBe(cli.run('sync', '-h', '--locale=en').stdout);
  });

  test('of one for Google shows an example, and where more is told', () => {
    const { stdout } = cli.run('gsheets', 'create', '--help', '--locale', 'en');
    expect(stdout).toMatch(/\nExample: planark gsheets create lillehammer-2026 --share \S+:writer\ndocs\/google\.md tells more\.\n/);
    expect(cli.run('sync', '--help', '--locale', 'en').stdout).not.toContain('google');
  });

  test('is pointed to where there is one word too many, which is named', () => {
    expect(cli.run('show', 'lillehammer-2026', 'og-en-til')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^«og-en-til» er ett ord for mye\./) });
  });

  test('is a document with --json', () => {
    expect(cli.run('--help', '--json').json.commands.map(({ name }: { name: string }) => name)).toEqual(commands);
    expect(cli.run('--json', '--help').json.exitCodes).toEqual({ done: 0, failed: 1, problems: 2, conflicts: 3, held: 4, busy: 5 });
  });

  test('is shown, as a failure, where no command is given', () => {
    const { exitCode, stdout } = cli.run();
    expect([exitCode, stdout.includes('planark')]).toEqual([1, true]);
  });
});

describe('bad usage', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['an unknown command', ['lsit']],
    ['help for an unknown command', ['help', 'lsit']],
    ['a property of every object as a command', ['constructor']],
    ['an unknown option', ['list', '--frobnicate']],
    ['an option without its value', ['list', '--store']],
    ['a value for an option that takes none', ['list', '--json=yes']],
    ['a word too few', ['show']],
    ['a word too many', ['list', 'all']],
    ['an unknown language', ['list', '--locale', 'de']],
    ['a revision that is no number', ['show', 'lillehammer-2026', '--at', 'x']],
    ['a revision below one', ['undo', 'lillehammer-2026', '--to', '0']],
    ['a revision to undo that is no number', ['undo', 'lillehammer-2026', '--revision', 'to']],
    ['a revision to undo beside one to go back to', ['undo', 'lillehammer-2026', '--revision', '2', '--to', '1']],
    ['an unknown preference', ['sync', 'x.xlsx', '--prefer', 'me']],
    ['a workbook name that is none', ['render', 'lillehammer-2026', '-o', 'plan.pdf']],
  ];

  test.each(cases)('%s fails with a sentence that points to the help', (_, args) => {
    const { exitCode, stdout, stderr } = cli.run(...args);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^.+ Se «planark --help»\.\n$/);
  });

  test.each(cases)('%s is one document with --json', (_, args) => {
    const { exitCode, json, stderr } = cli.run(...args, '--json');
    expect([exitCode, stderr, json.error.kind]).toEqual([1, '', 'usage']);
  });

  test.each([
    [['undo', 'lillehammer-2026', '--revision', '2.5'], ['--revision kan ikke være «2.5». Skriv nummeret på en revisjon', '--revision kan ikkje vere', '--revision kan inte vara', '--revision cannot be']],
    [['sync', 'x.xlsx', '--prefer', 'foo'], ['--prefer kan ikke være «foo». Mulig: store, sheet.', '--prefer kan ikkje vere', '--prefer kan inte vara', '--prefer cannot be']],
  ])('%j says what is allowed, in every language', (args, words) => {
    locales.forEach((locale, i) => expect(cli.run(...args, '--locale', locale).stderr).toContain(words[i]));
  });

  test('an unknown language: those that are known, in the machine’s language', () => {
    expect(cli.runWith({ LC_ALL: 'sv_SE.UTF-8' }, 'list', '--locale', 'xx').stderr).toContain('--locale kan inte vara ”xx”. Möjligt: nb, nn, sv, en.');
  });

  test('a day that is none in PLANARK_TODAY is refused', () => {
    expect(cli.runWith({ PLANARK_TODAY: '2026-02-30' }, 'list')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('PLANARK_TODAY=2026-02-30') });
  });
});

describe('language', () => {
  const message = (env: Record<string, string>, ...args: string[]): string => cli.runWith(env, ...args).stderr;

  test('is the one asked for, then the plan\'s, then the machine\'s', () => {
    expect(message({ LC_ALL: 'en_GB.UTF-8' }, 'undo', 'norrbotten-2021', '--locale', 'nn')).toContain('Planen har ingen tidlegare');
    expect(message({ LC_ALL: 'en_GB.UTF-8' }, 'undo', 'norrbotten-2021')).toContain('Planen har ingen tidigare');
    expect(message({ LC_ALL: 'en_GB.UTF-8' }, 'show', 'none')).toContain('is not in this store');
  });

  test.each([['nn_NO.UTF-8', 'finst ikkje'], ['no_NO', 'finnes ikke'], ['sv_SE.UTF-8', 'finns inte'], ['de_DE', 'is not in'], ['C.UTF-8', 'finnes ikke'], ['POSIX', 'finnes ikke']])('of the machine %s', (locale, words) => {
    expect(message({ LC_ALL: locale }, 'show', 'none')).toContain(words);
  });

  test.each(locales)('count words agree in number in %s', (locale) => {
    const texts = { nb: '1 revisjon er lest', nn: '1 revisjon er lesen', sv: '1 revision har lästs', en: '1 revision was read' };
    expect(cli.run('check', 'lillehammer-2026', '--locale', locale).stdout).toContain(texts[locale]);
  });
});

describe('the store', () => {
  test('is named by --store before the command or after it, by PLANARK_STORE, or is ./planark-store', () => {
    const empty = emptyCliFolder();
    const folder = cli.path('planark-store');
    const plans = (run: { json: { plans: unknown[] } }): number => run.json.plans.length;
    expect(plans(cli.run('list', '--json'))).toBe(7);
    expect(plans(empty.run('list', '--json', '--store', folder))).toBe(7);
    expect(plans(empty.run('--store', folder, 'list', '--json'))).toBe(7);
    expect(plans(empty.runWith({ PLANARK_STORE: folder }, 'list', '--json'))).toBe(7);
    expect(empty.run('list')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('planark init') });
  });

  test('is made by init, with the examples or without, and init again changes nothing', () => {
    const made = emptyCliFolder();
    expect(made.run('init', '--json').json).toMatchObject({ added: 7 });
    const digest = made.storeDigest();
    expect(made.run('init', '--json')).toMatchObject({ exitCode: 0, json: { added: 0 } });
    expect(made.storeDigest()).toBe(digest);
    const empty = emptyCliFolder();
    expect(empty.run('init', '--empty').exitCode).toBe(0);
    expect(empty.run('list').stdout).toContain('planark put');
    expect(empty.run('list', '--json').json).toEqual({ plans: [], unreadable: [] });
  });
});

describe('reading commands', () => {
  test('list shows every example plan on a line, aligned', () => {
    const lines = cli.run('list').stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...examplePlans().keys()].sort());
    expect(new Set(lines.map((line) => line.indexOf('r1 '))).size).toBe(1);
  });

  test('show --json is the document as it stands in the store, at any revision', () => {
    const plan = examplePlans().get('norrbotten-2021')!;
    expect(cli.run('show', plan.id, '--json').json).toEqual(plan);
    expect(cli.run('show', plan.id, '--at', '1', '--json').json).toEqual(plan);
    expect(cli.run('show', plan.id).stdout).toContain(plan.title);
    expect(cli.run('show', plan.id, '--at', '2')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('planark history norrbotten-2021') });
  });

  test('history names every revision with its author', () => {
    expect(cli.run('history', 'lillehammer-2026', '--json').json).toMatchObject({ plan: 'lillehammer-2026', revisions: [{ number: 1, parentHash: null }] });
    expect(cli.run('history', 'lillehammer-2026').stdout).toMatch(/^r1 .* eksempel .* Eksempelplan$/m);
  });

  test('check finds the examples whole', () => {
    for (const id of examplePlans().keys()) expect([id, cli.run('check', id, '--json').json]).toEqual([id, { plan: id, revision: 1, problems: [] }]);
  });

  test.each(['show', 'history', 'undo', 'check', 'render'])('%s says of a plan that is not there how to find those that are', (command) => {
    for (const id of ['none', '../planark-store', 'CON', 'a'.repeat(300), '__proto__', 'nul']) {
      const { exitCode, stdout, stderr } = cli.run(command, id, ...(command === 'render' ? ['-o', 'none.xlsx'] : []), '--json');
      if (command === 'check' && id.includes('/')) continue; // a path is a file
      expect([exitCode, JSON.parse(stdout).error.kind, stderr]).toEqual([1, 'unknown-plan', '']);
    }
  });
});
