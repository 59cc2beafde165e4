import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { cliFolder, type CliFolder } from '../support/cli';
import { served, type Served } from '../support/served';

const at = '/api/plans/lillehammer-2026';
const create = (cli: CliFolder, ...args: string[]) => cli.run('token', 'create', '--json', ...args);
const status = async ({ address }: Served, text?: string): Promise<number> => (await fetch(address + at, { headers: text === undefined ? {} : { authorization: `Bearer ${text}` } })).status;
/** Asks again and again for two seconds; gives the last answer. */
const within2s = async (ask: () => Promise<number>, wanted: number): Promise<number> => {
  const end = Date.now() + 2_000;
  let last = await ask();
  while (last !== wanted && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    last = await ask();
  }
  return last;
};

describe('[T8][T9] tokens at the command line', () => {
  test('are made, shown once, listed and revoked, in words', () => {
    const cli = cliFolder();
    expect(cli.run('token', 'list').stdout).toBe('Ingen token er laget. Den som når serveren på denne maskinen, er eier. Lag et med «planark token create».\n');
    const first = cli.run('token', 'create', '--name', 'Kassereren', '--role', 'treasurer', '--plan', 'lillehammer-2026, norrbotten-2021', '--expires', '2099-12-31');
    expect(first.stdout).toMatch(/^Token [0-9a-f]{12} for Kassereren \(kasserer: lillehammer-2026, norrbotten-2021\):\nplanark_[0-9a-f]{12}_[\w-]{43}\nTa vare på det nå: .*\nDette er det første tokenet: .*\n$/);
    const second = cli.run('token', 'create', '--name', 'Office', '--role', 'editor,treasurer', '--organisation', 'norsk  Landbrukssamvirke', '--locale', 'en');
    expect(second.stdout).toMatch(/^Token \w+ for Office \(editor, treasurer: norsk {2}Landbrukssamvirke\):\nplanark_\S+\nKeep it now: .*\n$/);
    const list = cli.run('token', 'list').stdout;
    expect(list).toMatch(/^id +navn +rettigheter +laget +gjelder til og med +sist brukt \(UTC\) +status\n[0-9a-f]{12} +Kassereren +kasserer: lillehammer-2026, norrbotten-2021 +2026-\d\d-\d\d +2099-12-31 +– +gyldig\n[0-9a-f]{12} +Office +redigerer, kasserer: .* +– +– +gyldig\n$/);
    const secret = /_([\w-]{43})\n/.exec(first.stdout)![1]!;
    expect(list + cli.run('token', 'list', '--json').stdout).not.toMatch(new RegExp(`${secret}|secretHash`));
    const [{ id }] = cli.run('token', 'list', '--json').json.tokens;
    expect(cli.run('token', 'revoke', id, '--locale', 'sv').stdout).toBe(`Token ${id} för Kassereren har återkallats. Servrar som körs slutar ta emot den inom två sekunder.\n`);
    expect(cli.run('token', 'list').stdout).toMatch(/Kassereren .* trukket|Kassereren .* tilbakekalt\n/);
    expect(cli.run('token', 'revoke', '0123456789ab')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ikke noe token med id «0123456789ab»') });
  });

  test.each<[string[], RegExp]>([
    [[], /--name NAME/],
    [['--name', 'x'], /--role reader\|editor/],
    [['--name', 'x', '--role', 'king', '--everything'], /--role kan ikke være «king»/],
    [['--name', 'x', '--role', 'reader'], /enten --plan PLAN .*--everything/],
    [['--name', 'x', '--role', 'reader', '--plan', 'lillehammer-2026', '--everything'], /enten --plan/],
    [['--name', 'x', '--role', 'reader', '--plan', ','], /enten --plan/],
    [['--name', 'x', '--role', 'admin', '--plan', 'lillehammer-2026'], /Rollen admin gjelder alt/],
    [['--name', 'x', '--role', 'admin', '--organisation', 'Fagforbundet'], /Rollen admin gjelder alt/],
    [['--name', 'x', '--role', 'reader', '--plan', 'finnes-ikke'], /finnes-ikke/],
    [['--name', 'x', '--role', 'reader', '--plan', '../x'], /\.\.\/x/],
    [['--name', 'a\nb', '--role', 'reader', '--everything'], /--name kan ikke være/],
    [['--name', 'x', '--role', 'reader', '--everything', '--expires', '2020-01-01'], /--expires kan ikke være «2020-01-01»/],
    [['--name', 'x', '--role', 'reader', '--everything', '--expires', '2027-02-30'], /--expires kan ikke være/],
    [['--name', 'x', '--role', 'reader', '--everything', '--expires', 'i morgen'], /--expires kan ikke være/],
  ])('token create %j is refused in a sentence, and nothing is made', (args, sentence) => {
    const cli = cliFolder();
    const run = cli.run('token', 'create', ...args);
    expect([run.exitCode, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toMatch(sentence);
    expect(cli.run('token', 'list', '--json').json).toEqual({ tokens: [] });
  });

  test('an organisation without a plan is told of; the token is made', () => {
    const { json, exitCode } = create(cliFolder(), '--name', 'x', '--role', 'owner', '--organisation', 'Nytt lag');
    expect([exitCode, json.token.grants]).toEqual([0, [{ role: 'owner', on: { organisation: 'Nytt lag' } }]]);
    expect(cliFolder().run('token', 'create', '--name', 'x', '--role', 'owner', '--organisation', 'Nytt lag').stdout).toContain('Ingen plan i lageret hører til «Nytt lag» ennå.');
  });

  test('checks, lists and copies of the plans go on as if they were not there, and do not take them along', () => {
    const cli = cliFolder();
    const { text } = create(cli, '--name', 'x', '--role', 'admin', '--everything').json;
    expect(cli.run('check', 'lillehammer-2026').exitCode).toBe(0);
    expect(cli.run('list', '--json').json.plans).toHaveLength(7);
    expect(cli.run('store', 'copy', 'planark-store', 'kopi')).toMatchObject({ exitCode: 0 });
    expect(cli.run('token', 'list', '--store', 'kopi', '--json').json.tokens).toEqual([]);
    const tokens = path.join(cli.folder, 'planark-store', 'tokens');
    for (const name of readdirSync(tokens)) expect(readFileSync(path.join(tokens, name), 'utf8')).not.toContain(text.slice(-30));
  });
});

describe('[T10][T13] servers and tokens', () => {
  test('a running server goes by what the command line made and revoked within two seconds, and remembers the use', async () => {
    const cli = cliFolder();
    const server = await served(cli, 'serve', '--port', '0', '--log');
    expect(await status(server)).toBe(200);
    const { text, token } = create(cli, '--name', 'x', '--role', 'reader', '--plan', 'lillehammer-2026').json;
    expect(await within2s(() => status(server), 401)).toBe(401);
    expect(await within2s(() => status(server, text), 200)).toBe(200);
    expect(cli.run('token', 'list', '--json').json.tokens[0].lastUsed).toMatch(/^\d{4}-/);
    cli.run('token', 'revoke', token.id);
    expect(await within2s(() => status(server, text), 401)).toBe(401);
    expect(await status(server)).toBe(401);
    expect(await server.end('SIGTERM')).toBe(0);
  });

  test('[A2] beyond this machine a server listens where somebody has a valid token, and not otherwise', async () => {
    const cli = cliFolder();
    const refused = () => cli.run('serve', '--port', '0', '--behind-proxy');
    expect(refused()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('planark token create') });
    const { text, token } = create(cli, '--name', 'x', '--role', 'reader', '--plan', 'lillehammer-2026').json;
    const server = await served(cli, 'serve', '--port', '0', '--behind-proxy');
    expect([await status(server), await status(server, text)]).toEqual([401, 200]);
    expect(await server.end('SIGTERM')).toBe(0);
    cli.run('token', 'revoke', token.id);
    expect(refused()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('gyldig token') });
  });
});
