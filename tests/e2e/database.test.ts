import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { cliFolder, emptyCliFolder, finished, folderDigest, type CliFolder, type CliRun } from '../support/cli';
import { PASSWORD } from '../support/postgres-server';
import { schemaOf, usePostgres } from '../support/postgres-store';
import { describeWith } from '../support/programs';
import { served } from '../support/served';
import { commitMany, valueOf } from '../support/store-fixtures';

describeWith('postgresql', 'the command line on a database', () => {
  const postgres = usePostgres();

  const expectNoSecret = ({ stdout, stderr }: CliRun): void => {
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD)]) expect(`${stdout}${stderr}`).not.toContain(secret);
  };
  /** A call of the command line, none of which may print the password. */
  const run = (cli: CliFolder, ...args: string[]): CliRun => {
    const result = cli.run(...args);
    expectNoSecret(result);
    return result;
  };
  const plansDigest = (cli: CliFolder, store: string): string => folderDigest(cli.path(path.join(store, 'plans')));

  test('[Q6] every command takes --store postgres://…, from init to undo', async () => {
    const cli = emptyCliFolder();
    const at = ['--store', await postgres.server().newSchema()];
    const init = run(cli, 'init', ...at);
    expect(init).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Lageret ligger i postgres:\/\/planark:\*\*\*@127\.0\.0\.1:\d+\/postgres\.\n7 eksempelplaner/) });
    expect(run(cli, 'list', ...at).stdout).toContain('lillehammer-2026');
    expect(run(cli, 'render', 'lillehammer-2026', '-o', 'plan.xlsx', ...at).exitCode).toBe(0);
    expect(run(cli, 'sync', 'plan.xlsx', ...at).exitCode).toBe(0);
    const plan = { ...run(cli, 'show', 'lillehammer-2026', '--json', ...at).json, title: 'Ny tittel' };
    cli.write('plan.json', JSON.stringify(plan));
    expect(run(cli, 'put', 'plan.json', ...at).stdout).toContain('revisjon 2');
    expect(run(cli, 'undo', 'lillehammer-2026', ...at).exitCode).toBe(0);
    const asked = cli.runWith({ PLANARK_STORE: at[1]! }, 'history', 'lillehammer-2026', '--json');
    expect(asked.json.revisions.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1]);
    expect(run(cli, 'check', 'lillehammer-2026', ...at)).toMatchObject({ stdout: expect.stringContaining('3 revisjoner er lest; kjeden er hel.') });
  });

  test('[A11] a server on a database tells at once of what another process commits there', async () => {
    const cli = emptyCliFolder();
    const at = ['--store', await postgres.server().newSchema()];
    const server = await served(cli, 'start', '--port', '0', ...at);
    const reader = (await fetch(`${server.address}/api/events`)).body!.pipeThrough(new TextDecoderStream()).getReader();
    let told = '';
    const until = async (text: string): Promise<void> => {
      while (!told.includes(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`ended after ${told}`);
        told += value;
      }
    };
    await until('event: ready');
    cli.write('plan.json', JSON.stringify({ ...run(cli, 'show', 'lillehammer-2026', '--json', ...at).json, title: 'Ny tittel' }));
    expect(run(cli, 'put', 'plan.json', ...at).exitCode).toBe(0);
    await until('data: {"plan":"lillehammer-2026","revision":2}');
    await reader.cancel();
    expect(await server.end('SIGTERM')).toBe(0);
  });

  test('[T9][T10] tokens are in the database, too, and a server on it goes by them', async () => {
    const cli = emptyCliFolder();
    const address = await postgres.server().newSchema();
    expect(run(cli, 'store', 'migrate', '--store', address).exitCode).toBe(0);
    const { text, token } = run(cli, 'token', 'create', '--name', 'x', '--role', 'admin', '--everything', '--json', '--store', address).json;
    const server = await served(cli, 'serve', '--port', '0', '--behind-proxy', '--store', address);
    const status = async (headers: Record<string, string>): Promise<number> => (await fetch(`${server.address}/api/tokens`, { headers })).status;
    expect([await status({}), await status({ authorization: `Bearer ${text}` })]).toEqual([401, 200]);
    expect(run(cli, 'token', 'revoke', token.id, '--json', '--store', address).json.token).toMatchObject({ id: token.id, revoked: { by: 'kasserer' }, lastUsed: expect.stringMatching(/^\d{4}-/) });
    expect(await server.end('SIGTERM')).toBe(0);
  });

  test('[Q6] a database that is not ready is told what to run; migrating it can be repeated', async () => {
    const cli = emptyCliFolder();
    const address = await postgres.server().newSchema();
    expect(run(cli, 'list', '--store', address)).toMatchObject({ exitCode: 1, stderr: 'Databasen er ikke gjort klar for denne utgaven av Planark. Kjør «planark store migrate» med samme --store.\n' });
    expect(run(cli, 'store', 'migrate', '--store', address)).toMatchObject({ exitCode: 0, stdout: 'Databasen er gjort klar (4 steg).\n' });
    expect(run(cli, 'store', 'migrate', '--store', address, '--json').json).toMatchObject({ steps: 0, store: expect.stringContaining('***') });
    expect(run(cli, 'list', '--store', address)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Lageret er tomt') });
    await postgres.server().query(`insert into ${schemaOf(address)}.planark_schema (version) values (99)`);
    for (const command of [['list'], ['store', 'migrate']]) expect(run(cli, ...command, '--store', address).stderr).toContain('nyere utgave av Planark (planark-postgres/99)');
  });

  test('[Q9] the password is not printed, whatever is wrong with the address', async () => {
    const cli = emptyCliFolder();
    const url = postgres.server().url();
    const wrong = [url.replace('127.0.0.1', '127.0.0.1:1'), url.replace(/:\d+\/postgres/, ':1/postgres'), url.replace(encodeURIComponent(PASSWORD), PASSWORD), url.replace('planark:', 'ingen:'), `${url}x`, `${url}?sslmode=require`, `${url}?host=%zz`];
    for (const address of wrong) {
      for (const args of [['list', '--store', address], ['init', '--store', address, '--json'], ['store', 'copy', address, 'hit'], ['store', 'migrate', '--store', address]]) {
        const result = cli.runWith({ PLANARK_DEBUG: '1' }, ...args);
        expect(result.exitCode).toBe(1);
        expectNoSecret(result);
      }
    }
  });

  test('[Q11] a folder copied to a database and back is the same, byte for byte, and copying again copies nothing', async () => {
    const cli = cliFolder();
    for (const title of ['To', 'Tre']) {
      const plan = run(cli, 'show', 'kompetanseloftet', '--json').json;
      cli.write('plan.json', JSON.stringify({ ...plan, title }));
      expect(run(cli, 'put', 'plan.json', '--message', `Ble «${title}»`).exitCode).toBe(0);
    }
    const address = (await postgres.newStore()).address;
    expect(run(cli, 'store', 'copy', 'planark-store', address)).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^7 planer med 9 revisjoner er like i postgres:\/\/planark:\*\*\*@\S+; 9 revisjoner ble kopiert nå\.\n$/), stderr: expect.stringContaining('kompetanseloftet: 3 av 3') });
    expect(run(cli, 'store', 'copy', 'planark-store', address, '--json').json).toMatchObject({ plans: 7, revisions: 9, made: 0, failed: [] });
    expect(run(cli, 'store', 'copy', address, 'tilbake').exitCode).toBe(0);
    expect(plansDigest(cli, 'tilbake')).toBe(plansDigest(cli, 'planark-store'));
    expect(run(cli, 'check', 'kompetanseloftet', '--store', 'tilbake').exitCode).toBe(0);
  });

  test('[Q11] a copy that was killed goes on where it was', async () => {
    const cli = emptyCliFolder();
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 120);
    await commitMany(store, 'q', 220);
    for (const until of ['p: 100', 'q: 100', 'q: 200']) {
      const child = cli.start('store', 'copy', address, 'kopi');
      child.stderr!.on('data', (text: Buffer) => { if (text.toString().includes(until)) child.kill('SIGKILL'); });
      expect((await finished(child)).exitCode).toBeNull();
    }
    expect(run(cli, 'store', 'copy', address, 'kopi', '--json').json).toMatchObject({ plans: 2, revisions: 340, failed: [] });
    const other = await postgres.newStore();
    expect(run(cli, 'store', 'copy', 'kopi', other.address).exitCode).toBe(0);
    for (const planId of ['p', 'q']) expect(valueOf(await other.store.history(planId))).toEqual(valueOf(await store.history(planId)));
  });

  test('[Q11] where one plan has another history in the target, nothing is copied', async () => {
    const cli = emptyCliFolder();
    const [from, to] = [await postgres.newStore(), await postgres.newStore()];
    await commitMany(from.store, 'a', 2);
    await commitMany(from.store, 'p', 2);
    await commitMany(to.store, 'p', 1);
    const [head] = valueOf(await to.store.history('p'));
    await to.store.commit({ planId: 'p', parent: 1, plan: valueOf(await to.store.head('p')).plan, author: 'ola', time: head!.time, message: '', token: 'annen' });
    expect(run(cli, 'store', 'copy', from.address, to.address)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Planen «p» har en annen historie i lageret det kopieres til: revisjon 2') });
    expect(valueOf(await to.store.planIds())).toEqual(['p']);
  });

  test('[Q11] what has gone on in the target is left alone, and a damaged plan does not keep the others back', async () => {
    const cli = emptyCliFolder();
    const [from, to] = [await postgres.newStore(), await postgres.newStore()];
    for (const planId of ['a', 'p', 'z']) await commitMany(from.store, planId, 3);
    await commitMany(to.store, 'z', 5);
    await postgres.server().query(`update ${schemaOf(from.address)}.planark_revisions set author = 'ola' where plan_id = 'p' and number = 2`);
    const copy = run(cli, 'store', 'copy', from.address, to.address);
    expect(copy).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('  p: Databasen er skadet: planark_revisions/p/2') });
    expect(valueOf(await to.store.history('a'))).toHaveLength(3);
    expect(valueOf(await to.store.history('z'))).toHaveLength(5);
    expect(run(cli, 'check', 'p', '--store', from.address)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('planark_revisions/p/2') });
  });
});

describe('the command line without a database', () => {
  test('[Q9] an address that cannot be read is not repeated', () => {
    const run = emptyCliFolder().run('list', '--store', 'postgres://kari:hemme/lig@vert/planer');
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('postgres://BRUKER@VERT/DATABASE') });
    expect(run.stderr).not.toContain('lig@vert');
  });

  test('list loads no driver for databases', () => {
    expect(readFileSync(path.join(process.env['PLANARK_DIST']!, 'planark.cjs'), 'utf8')).not.toMatch(/SCRAM|pg-pool/);
  });

  test('[Q11] copy wants a source that is there, and commands of two words are known by both', () => {
    const cli = emptyCliFolder();
    expect(cli.run('store', 'copy', 'ingen', 'hit')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Det er ikke noe lager') });
    expect(cli.run('store', 'copy', 'ingen')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('TO') });
    expect(cli.run('store')).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/\n {2}store migrate .*\n {2}store copy FROM TO .*\n\n/) });
    expect(cli.run('token', '--help')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/ token create .*\n {2}token list .*\n {2}token revoke ID /) });
    expect(cli.run('store', 'migrate', '--help').stdout).toContain('planark store migrate');
    expect(cli.run('help', 'store', 'copy').stdout).toContain('planark store copy FROM TO');
  });
});
