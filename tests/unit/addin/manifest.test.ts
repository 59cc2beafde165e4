import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { makeManifest, manifestAddress, developmentAddress } from '../../../addin/manifest/make-manifest';
import { ribbonButtons } from '../../../addin/manifest/ribbon-buttons';
import { commandNames } from '../../../addin/commands/command-names';
import { minimumApi } from '../../support/excel-host/load-client';
import { lintManifest, manifestRules, pngSize, type LintWorld } from '../../support/manifest-lint';
import { describeWith } from '../../support/programs';

const root = path.join(__dirname, '../../..');
const page = (): string => path.join(process.env['PLANARK_DIST']!, 'page');
const inRepository = readFileSync(path.join(root, 'manifest.xml'), 'utf8');
const version = (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version;

/** Files are those that the server serves, as they were built. */
const built: LintWorld = {
  // What the add-in's calls to Excel are tested with.
  minimumExcelApi: String(minimumApi), associated: Object.values(commandNames),
  pictureAt: (at) => (existsSync(path.join(page(), at)) ? pngSize(readFileSync(path.join(page(), at))) : null),
  hasPage: (at) => existsSync(path.join(page(), at.endsWith('/') ? `${at}index.html` : at)),
};
const example = makeManifest({ address: 'https://plan.example.no', version: '1.2.3' });

/** The example with one thing changed, which must be there to be changed. */
const changed = (from: string | RegExp, to: string): string => {
  const xml = example.replace(from, to);
  expect(xml).not.toBe(example);
  return xml;
};
const rulesBroken = (xml: string, world = built): string[] => [...new Set(lintManifest(xml, world).map((finding) => finding.split(':')[0]!))];

describe('the manifest', () => {
  test('[G1][G2][G3][G4][G5][G6][G7][G8][G9][G10][G11] breaks no rule, in the repository and for another server', () => {
    expect(lintManifest(inRepository, built)).toEqual([]);
    expect(lintManifest(example, built)).toEqual([]);
  });

  const broken: readonly (readonly [rule: string, name: string, xml: () => string, world?: LintWorld])[] = [
    ['G1', 'two resources with one id', () => changed('String id="label.sync"', 'String id="label.open"')],
    ['G1', 'two buttons with one id', () => changed('id="Planark.Button.sync"', 'id="Planark.Button.open"')],
    ['G1', 'a long id', () => changed(/label\.sync/g, `label.${'s'.repeat(30)}`)],
    ['G2', 'a resource that is nowhere', () => changed('resid="label.sync"', 'resid="label.synk"')],
    ['G2', 'a resource that nobody uses', () => changed('<bt:String id="tab"', '<bt:String id="old" DefaultValue="Planark"/>\n<bt:String id="tab"')],
    ['G3', 'an icon of another size', () => changed('icons/sync-16.png', 'icons/sync-32.png')],
    ['G3', 'an icon that is not there', () => changed('icons/sync-16.png', 'icons/synk-16.png')],
    ['G3', 'an icon without its largest size', () => changed('<bt:Image size="80" resid="icon.sync.80"/>', '')],
    ['G3', 'no icon for dense screens', () => changed(/<HighResolutionIconUrl[^>]*>/, '')],
    ['G4', 'a function that nobody answers to', () => changed('<FunctionName>planarkSync', '<FunctionName>planarkSynk')],
    ['G4', 'a function that is answered to no more', () => example, { ...built, associated: [commandNames.nextProblem] }],
    ['G5', 'a page that is not there', () => changed('/addin/commands.html', '/addin/command.html')],
    ['G6', 'a language less', () => changed(/<bt:Override Locale="nn-NO" Value="Synkroniser"\/>/, '')],
    ['G6', 'a language without its country', () => changed('Locale="sv-SE" Value="Synkronisera"', 'Locale="sv" Value="Synkronisera"')],
    ['G6', 'an empty text', () => changed('Locale="sv-SE" Value="Synkronisera"', 'Locale="sv-SE" Value=""')],
    ['G7', 'a label that is too long', () => changed('Value="Synkronisera"', `Value="${'Synk '.repeat(30)}"`)],
    ['G7', 'an explanation that is too long', () => changed(/(id="help\.sync" DefaultValue=")[^"]*/, `$1${'Syncs. '.repeat(40)}`)],
    ['G8', 'an address without https', () => changed('DefaultValue="https://plan.example.no/addin/"', 'DefaultValue="http://plan.example.no/addin/"')],
    ['G9', 'an address elsewhere', () => changed('https://plan.example.no/addin/icons/open-32.png', 'https://plan.example.com/addin/icons/open-32.png')],
    ['G9', 'no domain', () => changed(/<AppDomain>[^<]*<\/AppDomain>/, '')],
    ['G10', 'an older Excel', () => changed('DefaultMinVersion="1.14"', 'DefaultMinVersion="1.13"')],
    ['G10', 'no requirement', () => changed(/<Requirements>[^]*?<\/Requirements>/, '')],
    ['G11', 'no host', () => changed('<Host Name="Workbook"/>', '')],
  ];

  for (const [rule, name, xml, world] of broken) test(`[${rule}] ${name} is found`, () => expect(rulesBroken(xml(), world)).toContain(rule));

  test('every rule is shown to find something', () => {
    expect([...new Set(broken.map(([rule]) => rule))].sort()).toEqual(Object.keys(manifestRules).sort());
  });

  test('[G14] four buttons: two open the one pane, two are done without it', () => {
    expect(ribbonButtons.map(({ key, label, action }) => [key, label.nb, 'pane' in action])).toEqual([
      ['open', 'Åpne panelet', true], ['sync', 'Synkroniser', false], ['preview', 'Forhåndsvis', true], ['next', 'Neste problem', false],
    ]);
    expect([...new Set([...inRepository.matchAll(/<TaskpaneId>(.*)<\/TaskpaneId>/g)].map(([, id]) => id))]).toHaveLength(1);
  });
});

describe('making the manifest', () => {
  const write = (...args: string[]): { readonly status: number | null; readonly output: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'addin/manifest/write-manifest.mjs'), ...args], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'nn_NO.UTF-8' } });
    return { status, output: stdout + stderr };
  };
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'planark-manifest-')); });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('[G12] the one in the repository is what is made for the development server', () => {
    expect(inRepository).toBe(makeManifest({ address: developmentAddress, version }));
    const out = path.join(folder, 'localhost.xml');
    expect(write('--out', out)).toEqual({ status: 0, output: `Skrive: ${out} (Planark ${version}.0, frå ${developmentAddress})\n` });
    expect(readFileSync(out, 'utf8')).toBe(inRepository);
  });

  test('[G12] for another server it differs in the address alone', () => {
    const out = path.join(folder, 'other.xml');
    expect(write('--url', 'https://plan.example.no/', '--out', out).status).toBe(0);
    const made = readFileSync(out, 'utf8');
    expect(made).not.toContain('localhost');
    expect(made.replaceAll('https://plan.example.no', developmentAddress)).toBe(inRepository);
  });

  test('[G12] an address that Office could not load from is refused, and nothing is written', () => {
    const out = path.join(folder, 'none.xml');
    for (const url of ['http://plan.example.no', 'plan.example.no', 'https://plan.example.no/planark', 'https://plan.example.no/?a=b', 'https://kari@plan.example.no', '']) expect(manifestAddress(url)).toBeNull();
    expect(write('--url', 'http://plan.example.no', '--out', out)).toMatchObject({ status: 1, output: expect.stringContaining('http://plan.example.no kan ikkje brukast') });
    expect(write('--port', '7').output).toMatch(/^Bruk: /);
    expect(existsSync(out)).toBe(false);
  });

  test('[G12] a file that is none for it, or cannot be written, is told of and not left behind; help is no failure', () => {
    const out = path.join(folder, 'manifest.json');
    expect(write('--out', out)).toEqual({ status: 1, output: `${out} må ende på .xml: Office les manifestet som XML.\n` });
    expect(existsSync(out)).toBe(false);
    const nowhere = path.join(folder, 'none/manifest.xml');
    expect(write('--out', nowhere)).toEqual({ status: 1, output: `${nowhere} kan ikkje skrivast. Finst mappa, og kan du skrive der?\n` });
    expect(write('--help')).toMatchObject({ status: 0, output: expect.stringMatching(/^Bruk: /) });
  });

  test('[G12] what stands in an address is written as XML wants it', () => {
    expect(manifestAddress('https://plan.example.no:8443')).toBe('https://plan.example.no:8443');
    expect(makeManifest({ address: 'https://a&b"<', version })).toContain('https://a&amp;b&quot;&lt;/addin/');
  });

  test('[G13] Microsoft’s own reader reads it', () => {
    // Its cache of who may be told of its use lies in the home folder: there is none here.
    const printed = execFileSync(process.execPath, [require.resolve('office-addin-manifest/cli.js'), 'info', path.join(root, 'manifest.xml')], { encoding: 'utf8', env: { ...process.env, HOME: folder } });
    for (const line of ['Name: Planark', 'Type: TaskPaneApp', `Version: ${version}.0`, 'Hosts: Workbook', 'Permissions: ReadWriteDocument', `Source Location: ${developmentAddress}/addin/`]) expect(printed).toContain(line);
  });
});

const schemas = path.join(root, '../shared/manifest-xsd');
if (existsSync(schemas)) {
  describeWith('xmllint', 'the official schemas', () => {
    const check = (xml: string): { readonly status: number | null; readonly stderr: string } => {
      const folder = mkdtempSync(path.join(tmpdir(), 'planark-xsd-'));
      try {
        const file = path.join(folder, 'manifest.xml');
        writeFileSync(file, xml);
        const { status, stderr } = spawnSync('xmllint', ['--nonet', '--noout', '--schema', path.join(schemas, 'OfficeAppManifestV1_1.xsd'), file], { encoding: 'utf8' });
        return { status, stderr: stderr.replaceAll(file, 'manifest.xml') };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    };

    test('[G13] allow the manifest, in the repository and for another server', () => {
      expect(check(inRepository)).toEqual({ status: 0, stderr: 'manifest.xml validates\n' });
      expect(check(example).status).toBe(0);
    });

    test.each([
      ['without permissions', /<Permissions>.*<\/Permissions>/, ''],
      ['with its version in five parts', '1.2.3.0', '1.2.3.0.0'],
      ['in another order', /(<ProviderName>.*<\/ProviderName>)\s*(<DefaultLocale>.*<\/DefaultLocale>)/, '$2$1'],
      ['with two labels on a button', '<Label resid="label.sync"/>', '<Label resid="label.sync"/><Label resid="label.sync"/>'],
    ])('[G13] refuse one %s', (_, from, to) => {
      expect(check(changed(from, to)).status).toBe(3);
    });
  });
} else {
  test('official schemas of the manifest not present: not run', () => {
    console.log('tests/unit/addin/manifest.test.ts: ../shared/manifest-xsd is not there, the manifest was not held against the official schemas');
  });
}
