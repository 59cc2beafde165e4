import Ajv2020 from 'ajv/dist/2020';
import type { Plan } from '../../core/plan/plan';
import { isValidDate } from '../../core/plan/dates';
import { examplePlans } from '../support/example-plans';
import { cliFolder, type CliFolder, type CliRun } from '../support/cli';

const base = examplePlans().get('lillehammer-2026')!;
type Document = Record<string, unknown>;
const edited = (edit: (plan: any) => void): Document => { // eslint-disable-line @typescript-eslint/no-explicit-any -- documents that are wrong on purpose
  const document = structuredClone(base) as unknown as Document;
  edit(document);
  return document;
};

let cli: CliFolder;
beforeEach(() => { cli = cliFolder(); });
const put = (document: unknown, ...args: string[]): CliRun => cli.run('put', cli.write('plan.json', typeof document === 'string' ? document : JSON.stringify(document)), ...args);

describe('put', () => {
  test('makes a plan that is not there, and replaces one that is as a new revision', () => {
    expect(put(edited((plan) => { plan.id = 'ny-plan'; }), '--json')).toMatchObject({ exitCode: 0, json: { plan: 'ny-plan', revision: 1, committed: true } });
    expect(put(edited((plan) => { plan.title = 'Ny tittel'; }), '--author', 'Åse', '--message', 'Vedtatt', '--json').json).toEqual({ plan: base.id, revision: 2, committed: true });
    expect(cli.run('show', base.id, '--json').json.title).toBe('Ny tittel');
    expect(cli.run('history', base.id, '--json').json.revisions[0]).toMatchObject({ number: 2, author: 'Åse', message: 'Vedtatt' });
  });

  test('of what the store has already makes no revision', () => {
    expect(put(base, '--json')).toMatchObject({ exitCode: 0, json: { revision: 1, committed: false } });
    expect(put(base).stdout).toContain('allerede');
  });

  test('takes a byte order mark', () => {
    expect(put(`\ufeff${JSON.stringify(base)}`).exitCode).toBe(0);
  });

  test('keeps retired codes retired, and refuses one for another record but not for its own', () => {
    const withoutLast = edited((plan) => { plan.tables.superiorGoals.push({ id: 'sg-extra', code: 'O9.9', title: 'Ekstra' }); });
    expect(put(withoutLast).exitCode).toBe(0);
    expect(put(base).exitCode).toBe(0);
    expect(cli.run('show', base.id, '--json').json.retired).toEqual({ superiorGoals: ['O9.9'] });
    const digest = cli.storeDigest();
    const reuse = edited((plan) => { plan.tables.superiorGoals.push({ id: 'sg-other', code: 'o9.9'.toUpperCase(), title: 'En annen' }); });
    expect(put(reuse)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('tables.superiorGoals[30].code: koden «O9.9» er brukt av en annen') });
    expect(cli.storeDigest()).toBe(digest);
    expect(put(withoutLast).exitCode).toBe(0);
    expect(cli.run('show', base.id, '--json').json.retired).toEqual({});
  });
});

describe('put refuses, with path and message, and leaves the store as it is:', () => {
  const nested = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['a missing field', edited((plan) => { delete plan.title; }), '  title: mangler'],
    ['an unknown field', edited((plan) => { plan.colour = 'red'; }), '  ukjent felt: colour'],
    ['a wrong type', edited((plan) => { plan.tables.goals[3].title = 7; }), '  tables.goals[3].title: skal være tekst'],
    ['a value not in the list', edited((plan) => { plan.status = 'foo'; }), '  status: skal være en av disse: '],
    ['a date that is none', edited((plan) => { plan.tables.goals[0].due = '2026-02-30'; }), '  tables.goals[0].due: en ISO-dato fra 1900-03-01 til 2199-12-31'],
    ['a date in year 20226', edited((plan) => { plan.tables.goals[0].due = '20226-02-03'; }), '  tables.goals[0].due: en ISO-dato'],
    ['an amount with decimals', edited((plan) => { plan.tables.costs[0].amount = 1.5; }), '  tables.costs[0].amount: skal være et helt tall'],
    ['a share above one', edited((plan) => { plan.tables.activities[0].progress = 1.5; }), '  tables.activities[0].progress: høyst 1'],
    ['a bad code', edited((plan) => { plan.tables.goals[0].code = '1.1'; }), '  tables.goals[0].code: en kode begynner med stor bokstav'],
    ['a code twice', edited((plan) => { plan.tables.goals[1].code = plan.tables.goals[0].code; }), '  tables.goals[1].code: koden «M1.1» er brukt av en annen'],
    ['an id twice', edited((plan) => { plan.tables.goals[1].id = plan.tables.goals[0].id; }), '  tables.goals[1].id: id-en «v3dfr4xcdgcb» er brukt to ganger'],
    ['a reference to nothing', edited((plan) => { plan.tables.goals[0].superiorGoal = 'nothing'; }), '  tables.goals[0].superiorGoal: viser til «nothing», som ikke finnes i planen'],
    ['control characters', edited((plan) => { plan.title = 'a\u001b[31m'; }), '  title: tegn som ikke kan vises'],
    ['a lone surrogate', edited((plan) => { plan.retired = { goals: ['\ud800'] }; }), '  retired.goals[0]: en kode'],
    ['an infinite number', JSON.stringify(base).replace('"target":90', '"target":1e400'), '  tables.goals[0].target: skal være et tall'],
    ['an id that leaves the folder', edited((plan) => { plan.id = '../../etc'; }), '  id: en plan-id har'],
    ['an id that is a device in Windows', edited((plan) => { plan.id = 'com1'; }), '  id: en plan-id har'],
    ['a document without a format', edited((plan) => { delete plan.format; }), '  format: mangler'],
    ['a format that is none', edited((plan) => { plan.format = 'excel/1'; }), '  format: skal være denne verdien: planark/1'],
    ['a newer format', edited((plan) => { plan.format = 'planark/2'; }), 'nyere utgave av Planark (planark/2)'],
    ['a list', [], 'skal være et JSON-objekt'],
    ['null', 'null', 'skal være et JSON-objekt'],
    ['a document nested without end', nested, 'flere nivåer'],
    ['a key that reaches a prototype', `{"format":"planark/1","__proto__":{"x":1}}`, 'feltet «__proto__»'],
    ['a constructor', edited((plan) => { plan.tables.goals[0].constructor = { prototype: 1 }; }), 'feltet «constructor»'],
    ['text', 'hei', 'er ikke JSON'],
    ['a comma too many', '{\n  "format": "planark/1",\n}', 'feil på linje 3, tegn 1'],
    ['nothing', '', 'er ikke JSON'],
  ];

  test.each(cases)('%s', (_, document, words) => {
    const digest = cli.storeDigest();
    const { exitCode, stdout, stderr } = put(document);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at |Error/m);
    expect(cli.storeDigest()).toBe(digest);
  });

  test('a file in Latin-1', () => {
    expect(cli.run('put', cli.write('latin.json', Buffer.from(JSON.stringify(base), 'latin1')))).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('UTF-8') });
  });

  test('a file larger than any plan', () => {
    expect(cli.run('put', cli.write('large.json', Buffer.alloc(65 * 1024 * 1024, 0x20)))).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('større enn Planark tar imot') });
  });

  test.each([['nb', 'er ikke JSON'], ['nn', 'er ikkje JSON'], ['sv', 'är inte JSON'], ['en', 'is not JSON']])('in %s', (locale, words) => {
    expect(put('hei', '--locale', locale).stderr).toContain(words);
    expect(put(edited((plan) => { plan.title = 7; }), '--locale', locale, '--json').json.error.issues).toEqual([{ path: 'title', message: { nb: 'skal være tekst', nn: 'skal vere tekst', sv: 'ska vara text', en: 'should be text' }[locale] }]);
  });

  test('a hundred thousand faults at once, told in a few lines', () => {
    const { exitCode, stderr } = put(edited((plan) => { plan.tables.statements = Array.from({ length: 100_000 }, () => 7); }));
    expect([exitCode, stderr.split('\n').length]).toEqual([1, 15]);
  });
});

describe('schema', () => {
  const validator = () => new Ajv2020({ allErrors: true, formats: { date: isValidDate, 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) } });

  test('is JSON Schema 2020-12, as lines and with --json', () => {
    const schema = cli.run('schema', '--json').json;
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(validator().validateSchema(schema)).toBe(true);
    expect(cli.run('schema').json).toEqual(schema);
  });

  test.each([...examplePlans()])('%s is valid by another program\'s reading of it', (_, plan) => {
    const validate = validator().compile(cli.run('schema', '--json').json);
    expect([validate(plan), validate.errors]).toEqual([true, null]);
  });

  test('that program finds the faults that put finds', () => {
    const validate = validator().compile(cli.run('schema', '--json').json);
    const wrong: Plan[] = [
      edited((plan) => { delete plan.title; }), edited((plan) => { plan.colour = 1; }), edited((plan) => { plan.tables.goals[3].title = 7; }), edited((plan) => { plan.status = 'foo'; }),
      edited((plan) => { plan.tables.goals[0].due = '2026-02-30'; }), edited((plan) => { plan.tables.costs[0].amount = 1.5; }), edited((plan) => { plan.tables.activities[0].months = [13]; }),
      edited((plan) => { plan.id = 'com1'; }), edited((plan) => { plan.format = 'planark/2'; }),
    ] as unknown as Plan[];
    expect(wrong.map((document) => validate(document))).toEqual(wrong.map(() => false));
  });
});
