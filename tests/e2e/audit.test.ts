import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { AuditEntry } from '../../core/sync';
import { cliFolder, emptyCliFolder, folderDigest, type CliFolder } from '../support/cli';
import { PASSWORD } from '../support/postgres-server';
import { schemaOf, usePostgres } from '../support/postgres-store';
import { describeWith } from '../support/programs';
import { served } from '../support/served';

const id = 'lillehammer-2026';
/** Gives a plan another title, as the command line does. */
const retitle = (cli: CliFolder, title: string, ...args: string[]): void => {
  cli.write('plan.json', JSON.stringify({ ...cli.run('show', id, '--json', ...args).json, title }));
  expect(cli.run('put', 'plan.json', '--author', 'Åse', '--message', 'en melding', ...args).exitCode).toBe(0);
};
const segmentFile = (cli: CliFolder, number: number): string => cli.path(`planark-store/audit/000000/${String(number).padStart(9, '0')}.json`);
const segmentCount = (cli: CliFolder): number => readdirSync(cli.path('planark-store/audit/000000')).length;

describe('planark audit', () => {
  test('[L8] what the command line does is in the log with author, user and command, and verifies', () => {
    const cli = cliFolder();
    retitle(cli, 'Ny tittel');
    expect(cli.run('undo', id).exitCode).toBe(0);
    const { entries } = cli.run('audit', 'list', '--plan', id, '--json').json;
    const user = userInfo().username;
    expect(entries.slice(2).map(({ who, from, via, deed }: AuditEntry) => [who?.name, from, via, deed.kind])).toEqual([
      ['Åse', { commandLine: user }, 'planark put', 'commit-begun'], ['Åse', { commandLine: user }, 'planark put', 'committed'],
      ['kasserer', { commandLine: user }, 'planark undo', 'commit-begun'], ['kasserer', { commandLine: user }, 'planark undo', 'committed'],
    ]);
    const verified = cli.run('audit', 'verify');
    expect(verified).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('9 revisjoner av 7 planer er lest.\nIngenting er endret, fjernet eller byttet om') });
    const { hash } = cli.run('audit', 'verify', '--json').json;
    expect(verified.stdout).toContain(hash);
    expect(cli.run('audit', 'verify', '--expect', hash).exitCode).toBe(0);
  });

  test('[L8] [L11] commands that only read leave no trace, and the log is listed in words, from a day on', () => {
    const cli = cliFolder();
    const before = cli.storeDigest();
    for (const args of [['list'], ['show', id], ['render', id, '-o', 'plan.xlsx'], ['preview', 'plan.xlsx'], ['sync', 'plan.xlsx'], ['history', id], ['check', id], ['audit', 'list'], ['audit', 'verify']]) expect(cli.run(...args).exitCode).toBe(0);
    expect(cli.storeDigest()).toBe(before);
    const listed = cli.run('audit', 'list', '--plan', id, '--locale', 'sv');
    expect(listed.stdout).toMatch(new RegExp(`^\\d+ +20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  kasserer +kommandoraden \\(${userInfo().username}\\)  planark init  ${id}  ska spara revision 1\n`));
    expect(cli.run('audit', 'list', '--since', '2000-01-01').stdout).toContain('loggen begynner; 0 planer var i lageret');
    expect(cli.run('audit', 'list', '--since', '2199-01-01')).toMatchObject({ exitCode: 0, stdout: '' });
    expect(cli.run('audit', 'list', '--since', '2026-02-30').exitCode).toBe(1);
  });

  test('[L11] [L13] the rights of a token are listed in the words of the token list, and one that comes back to life is told', () => {
    const cli = cliFolder();
    const { token } = cli.run('token', 'create', '--name', 'Per', '--role', 'reader,editor', '--organisation', 'Ukjent', '--json').json;
    expect(cli.run('token', 'create', '--name', 'Sjef', '--role', 'admin', '--everything').exitCode).toBe(0);
    const listed = cli.run('audit', 'list').stdout;
    expect(listed).toContain(`laget token ${token.id} for Per: leser, redigerer: Ukjent\n`);
    expect(listed).toMatch(/laget token \w+ for Sjef: administrator: alt\n/);
    expect(cli.run('audit', 'list', '--locale', 'en').stdout).toContain('for Sjef: admin: everything\n');
    expect(cli.run('token', 'revoke', token.id).exitCode).toBe(0);
    expect(cli.run('audit', 'verify').exitCode).toBe(0);
    rmSync(cli.path(`planark-store/tokens/${token.id}.revoked.json`));
    expect(cli.run('audit', 'verify')).toMatchObject({ exitCode: 2, stdout: expect.stringContaining(`Token ${token.id} ble trukket tilbake`) });
  });

  test('[L5] what was altered, removed or cut off is told in each language, with exit code 2', () => {
    const cli = cliFolder();
    for (const title of ['En', 'To', 'Tre']) retitle(cli, title);
    const { hash } = cli.run('audit', 'verify', '--json').json;
    const last = segmentCount(cli);
    const whole = readFileSync(segmentFile(cli, last - 1));
    writeFileSync(segmentFile(cli, last - 1), whole.toString().replace('Åse', 'Ola'));
    const words = { nb: /Linje \d+ i loggen \(del \d+\) er endret/, nn: /Linje \d+ i loggen \(del \d+\) er endra/, sv: /Rad \d+ i loggen \(del \d+\) har ändrats/, en: /Entry \d+ of the log \(part \d+\) was altered/ };
    for (const [locale, word] of Object.entries(words)) expect(cli.run('audit', 'verify', '--locale', locale)).toMatchObject({ exitCode: 2, stdout: expect.stringMatching(word) });
    writeFileSync(segmentFile(cli, last - 1), 'x');
    expect(cli.run('audit', 'verify', '--json').json.faults[0]).toMatchObject({ kind: 'segment-altered', segment: last - 1, message: expect.any(String) });
    expect(cli.run('audit', 'list')).toMatchObject({ exitCode: 2, stdout: expect.stringContaining(`kan ikke leses: ${last - 1}.`) });
    rmSync(segmentFile(cli, last - 1));
    expect(cli.run('audit', 'verify').stdout).toContain(`Del ${last - 1} av loggen er fjernet.`);
    rmSync(segmentFile(cli, last));
    expect(cli.run('audit', 'verify')).toMatchObject({ exitCode: 2, stdout: expect.stringContaining(`av «${id}» er lagret utenom loggen`) });
    expect(cli.run('audit', 'verify', '--expect', hash)).toMatchObject({ exitCode: 2, stdout: expect.stringContaining(`Ingen linje i loggen har kontrollsummen ${hash}`) });
    expect(cli.run('audit', 'verify', '--expect', 'abc').exitCode).toBe(1);
  });

  test('[L6] where the end of the log cannot be read, writing says so and does nothing', () => {
    const cli = cliFolder();
    const last = segmentFile(cli, segmentCount(cli));
    const whole = readFileSync(last);
    writeFileSync(last, 'x');
    cli.write('plan.json', JSON.stringify({ ...cli.run('show', id, '--json').json, title: 'Ny' }));
    const before = folderDigest(cli.path('planark-store'));
    expect(cli.run('put', 'plan.json')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Kjør «planark audit verify»') });
    expect(folderDigest(cli.path('planark-store'))).toBe(before);
    expect(cli.run('show', id).exitCode).toBe(0);
    writeFileSync(last, whole);
    expect(cli.run('put', 'plan.json').exitCode).toBe(0);
    expect(cli.run('audit', 'verify').exitCode).toBe(0);
  });

  test('[L7] a store from before the log gets one with its next change, and the old revisions are no fault', () => {
    const cli = cliFolder();
    rmSync(cli.path('planark-store/audit'), { recursive: true });
    expect(cli.run('audit', 'verify')).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('ingen logg') });
    retitle(cli, 'Ny');
    expect(cli.run('audit', 'verify').exitCode).toBe(0);
    expect(cli.run('audit', 'list').stdout).toContain('loggen begynner; 7 planer var i lageret');
  });

  test('[L8] [L4] a server says in the log that it was started and stopped', async () => {
    const cli = cliFolder();
    const server = await served(cli, 'serve', '--port', '0');
    await (await fetch(`${server.address}/api/plans/${id}/workbook.xlsx`)).arrayBuffer();
    expect(await server.end('SIGTERM')).toBe(0);
    const entries = cli.run('audit', 'list', '--json').json.entries as { via: string; deed: object; from: object }[];
    expect(entries.slice(-3).map(({ via, deed }) => [via, deed])).toEqual([
      ['planark serve', { kind: 'server-started', address: server.address }], ['GET /api/plans/:id/workbook.xlsx', { kind: 'workbook-taken-out' }], ['planark serve', { kind: 'server-stopped' }],
    ]);
    expect(cli.run('audit', 'verify').exitCode).toBe(0);
  });

  test('[L12] a copy records what it copies, after the last hash of the log it comes from', () => {
    const cli = cliFolder();
    retitle(cli, 'Ny');
    const { entries: count, hash } = cli.run('audit', 'verify', '--json').json;
    expect(cli.run('store', 'copy', 'planark-store', 'kopi').exitCode).toBe(0);
    const { entries } = cli.run('audit', 'list', '--store', 'kopi', '--json').json;
    expect(entries.slice(0, 2).map(({ deed }: { deed: object }) => deed)).toEqual([{ kind: 'log-begun', heads: [] }, { kind: 'store-copied', entries: count, hash }]);
    expect(cli.run('audit', 'verify', '--store', 'kopi')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('8 revisjoner av 7 planer') });
    writeFileSync(segmentFile(cli, segmentCount(cli)), 'x');
    expect(cli.run('store', 'copy', 'planark-store', 'fra-skadd').exitCode).toBe(0);
  });
});

describeWith('postgresql', 'planark audit on a database', () => {
  const postgres = usePostgres();

  test('[L7] [L10] verifies, finds what was altered in the table, and has no password in it', async () => {
    const cli = emptyCliFolder();
    const address = await postgres.server().newSchema();
    const at = ['--store', address];
    expect(cli.run('store', 'migrate', ...at).exitCode).toBe(0);
    expect(cli.run('init', ...at).exitCode).toBe(0);
    retitle(cli, 'Ny', ...at);
    expect(cli.run('token', 'create', '--name', 'Per', '--role', 'editor', '--plan', id, '--expires', '2099-12-31', ...at).exitCode).toBe(0);
    expect(cli.run('audit', 'verify', ...at).exitCode).toBe(0);
    const { entries } = cli.run('audit', 'list', '--json', ...at).json;
    expect(entries.slice(0, 2).map(({ deed }: { deed: object }) => deed)).toEqual([{ kind: 'log-begun', heads: [] }, { kind: 'store-migrated', steps: 4 }]);
    for (const word of [PASSWORD, encodeURIComponent(PASSWORD), 'en melding']) expect(JSON.stringify(entries)).not.toContain(word);
    const lines = `${schemaOf(address)}.planark_plans`;
    await postgres.server().query(`update ${lines} set part_of = 'En annen' where plan_id = '${id}'`);
    expect(cli.run('audit', 'verify', ...at)).toMatchObject({ exitCode: 2, stdout: expect.stringContaining(`planark_plans/${id} mangler eller er ikke slik`) });
    await postgres.server().query(`delete from ${lines} where plan_id = '${id}'`);
    expect(cli.run('audit', 'verify', ...at)).toMatchObject({ exitCode: 2, stdout: expect.stringContaining(`planark_plans/${id} mangler`) });
    const table = `${schemaOf(address)}.planark_audit`;
    await postgres.server().query(`update ${table} set segment = replace(segment, 'Åse', 'Ola')`);
    expect(cli.run('audit', 'verify', ...at)).toMatchObject({ exitCode: 2, stdout: expect.stringMatching(/Linje \d+ i loggen \(del \d+\) er endret/) });
    await postgres.server().query(`delete from ${table} where number = 2`);
    expect(cli.run('audit', 'verify', ...at).stdout).toContain('Del 2 av loggen er fjernet');
  });
});
