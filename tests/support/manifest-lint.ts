import { nodesOf, parseXml, type XmlNode } from './xml-tree';

/** What the manifest is held against. */
export interface LintWorld {
  /** The least ExcelApi that the add-in's own calls are tested with. */
  readonly minimumExcelApi: string;
  /** Names of functions that the page of functions answers to. */
  readonly associated: readonly string[];
  /** Width and height of the picture that is served at a path; null where there is none. */
  pictureAt(path: string): readonly [width: number, height: number] | null;
  /** Whether a page is served at a path. */
  hasPage(path: string): boolean;
}

type Rule = (nodes: readonly XmlNode[], world: LintWorld) => readonly string[];

const named = (nodes: readonly XmlNode[], name: string): XmlNode[] => nodes.filter((node) => node.name === name);
const repeated = (values: readonly string[]): string[] => values.filter((value, i) => values.indexOf(value) !== i);
const resources = (nodes: readonly XmlNode[]): XmlNode[] => nodes.filter(({ name, attributes }) => ['bt:Image', 'bt:Url', 'bt:String'].includes(name) && 'id' in attributes);
const resourceOf = (nodes: readonly XmlNode[], id: string | undefined): XmlNode | undefined => resources(nodes).find(({ attributes }) => attributes['id'] === id);
const valueOf = (node: XmlNode | undefined): string => node?.attributes['DefaultValue'] ?? '';
const pathOf = (address: string): string => (URL.canParse(address) ? new URL(address).pathname : '');

/** Every address in it: values, overrides and the texts of elements; namespaces are none. */
const addresses = (nodes: readonly XmlNode[]): string[] =>
  nodes.flatMap(({ attributes, text }) => [attributes['DefaultValue'], attributes['Value'], text]).filter((value): value is string => /^[a-z]+:\/\//i.test(value ?? ''));

const needed = ['nb-NO', 'nn-NO', 'sv-SE'];
const limits: Readonly<Record<string, number>> = { 'bt:ShortStrings': 125, 'bt:LongStrings': 250 };

/** The rules of addin/manifest/SPEC.md; each gives what breaks it. */
export const manifestRules: Readonly<Record<string, Rule>> = {
  G1: (nodes) => [
    ...repeated(resources(nodes).map(({ attributes }) => attributes['id']!)),
    ...repeated(nodes.filter(({ name, attributes }) => ['Control', 'Group', 'CustomTab'].includes(name) && 'id' in attributes).map(({ attributes }) => attributes['id']!)),
    ...resources(nodes).map(({ attributes }) => attributes['id']!).filter((id) => id.length > 32),
  ],
  G2: (nodes) => [
    ...nodes.flatMap(({ attributes: { resid } }) => (resid !== undefined && !resourceOf(nodes, resid) ? [`${resid} is nowhere`] : [])),
    ...resources(nodes).map(({ attributes }) => attributes['id']!).filter((id) => !nodes.some(({ attributes }) => attributes['resid'] === id)).map((id) => `${id} is not used`),
  ],
  G3: (nodes, { pictureAt }) => {
    const asked = [
      ...named(nodes, 'bt:Image').filter(({ attributes }) => 'resid' in attributes).map(({ attributes }) => [valueOf(resourceOf(nodes, attributes['resid'])), Number(attributes['size'])] as const),
      ...named(nodes, 'IconUrl').map((node) => [valueOf(node), 32] as const), ...named(nodes, 'HighResolutionIconUrl').map((node) => [valueOf(node), 64] as const),
    ];
    const wrong = asked.filter(([address, size]) => pictureAt(pathOf(address))?.some((side) => side !== size) ?? true).map(([address, size]) => `${address} is not of ${size} pixels`);
    const incomplete = named(nodes, 'Icon').filter(({ children }) => [16, 32, 64, 80].some((size) => !children.some(({ attributes }) => attributes['size'] === String(size))));
    const listed = ['IconUrl', 'HighResolutionIconUrl'].filter((name) => named(nodes, name).length !== 1);
    return [...wrong, ...incomplete.map(() => 'an icon lacks a size'), ...listed];
  },
  G4: (nodes, { associated }) => named(nodes, 'FunctionName').map(({ text }) => text).filter((name) => !associated.includes(name)),
  G5: (nodes, { hasPage }) => [...named(nodes, 'SourceLocation').map((node) => ('resid' in node.attributes ? valueOf(resourceOf(nodes, node.attributes['resid'])) : valueOf(node))), ...named(nodes, 'FunctionFile').map((node) => valueOf(resourceOf(nodes, node.attributes['resid'])))]
    .filter((address) => !hasPage(pathOf(address))),
  G6: (nodes) => nodes.filter(({ name }) => ['bt:String', 'DisplayName', 'Description'].includes(name)).filter(({ attributes }) => 'DefaultValue' in attributes).flatMap((node) => {
    const overrides = node.children.map(({ attributes }) => attributes['Locale'] ?? '');
    return JSON.stringify([...overrides].sort()) === JSON.stringify(needed) && node.children.every(({ attributes }) => attributes['Value'] !== '') ? [] : [`${node.attributes['id'] ?? node.name}: ${overrides.join(' ')}`];
  }),
  G7: (nodes) => [
    ...Object.entries(limits).flatMap(([list, most]) => named(nodes, list).flatMap(nodesOf).flatMap(({ attributes }) => [attributes['DefaultValue'], attributes['Value']]).filter((text) => (text ?? '').length > most)),
    ...[['DisplayName', 125], ['Description', 250]].flatMap(([name, most]) => named(nodes, String(name)).flatMap(nodesOf).flatMap(({ attributes }) => [attributes['DefaultValue'], attributes['Value']]).filter((text) => (text ?? '').length > Number(most))),
  ].map(String),
  G8: (nodes) => addresses(nodes).filter((address) => !address.startsWith('https://')),
  G9: (nodes) => {
    const domains = named(nodes, 'AppDomain').map(({ text }) => text);
    return addresses(nodes).filter((address) => !domains.some((domain) => address === domain || address.startsWith(`${domain}/`)));
  },
  G10: (nodes, { minimumExcelApi }) => {
    const sets = named(nodes, 'Set').map(({ attributes }) => `${attributes['Name']} ${attributes['MinVersion'] ?? named(nodes, 'Sets')[0]?.attributes['DefaultMinVersion']}`);
    return sets.length === 1 && sets[0] === `ExcelApi ${minimumExcelApi}` ? [] : [`asks for ${sets.join(', ') || 'nothing'}`];
  },
  G11: (nodes) => (named(nodes, 'Host').some(({ attributes }) => attributes['Name'] === 'Workbook') && named(nodes, 'Host').some(({ attributes }) => attributes['xsi:type'] === 'Workbook') ? [] : ['not for workbooks']),
};

/** What is wrong with a manifest, a line a finding, "G2: …". */
export const lintManifest = (xml: string, world: LintWorld): string[] => {
  const nodes = nodesOf(parseXml(xml));
  return Object.entries(manifestRules).flatMap(([rule, check]) => check(nodes, world).map((finding) => `${rule}: ${finding}`));
};

/** Width and height as a PNG says them in its first part. */
export const pngSize = (bytes: Uint8Array): readonly [number, number] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (view.getUint32(0) !== 0x89504e47) throw new Error('no PNG');
  return [view.getUint32(16), view.getUint32(20)];
};
