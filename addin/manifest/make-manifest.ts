import { locales, type Localized } from '../../core';
import { manifestTexts } from './manifest-texts';
import { iconPath, iconSizes, ribbonButtons, type RibbonButton } from './ribbon-buttons';
import { element, printXml, type XmlElement } from './xml';

/** Excel knows the add-in by this id, from whichever server it comes: it never changes. */
export const addinId = '2a613388-7f49-4f97-9967-d63f3b788aac';

/** The least that the workbook's host must be able to do; what is newer is asked for where it is used. */
const minimumExcelApi = '1.14';

/** Where the add-in is served while it is worked on. */
export const developmentAddress = 'https://localhost:7443';

/** Office wants whole tags. The default is what people of every other language see. */
const officeLocales = { nb: 'nb-NO', nn: 'nn-NO', sv: 'sv-SE', en: 'en-US' } as const;
const defaultLocale = 'en';

const namespaces = {
  app: 'http://schemas.microsoft.com/office/appforoffice/1.1',
  basic: 'http://schemas.microsoft.com/office/officeappbasictypes/1.0',
  overrides: 'http://schemas.microsoft.com/office/taskpaneappversionoverrides',
  instance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

/** A resource: every text that the ribbon shows, and every address, has an id of its own. */
interface Resource {
  readonly id: string;
  readonly value: string | Localized;
}

const localized = (name: string, value: string | Localized, attributes: Readonly<Record<string, string>> = {}, prefix = ''): XmlElement => {
  const fallback = typeof value === 'string' ? value : value[defaultLocale];
  const overrides = typeof value === 'string' ? [] : locales.filter((locale) => locale !== defaultLocale)
    .map((locale) => element(`${prefix}Override`, { Locale: officeLocales[locale], Value: value[locale] }));
  return element(name, { ...attributes, DefaultValue: fallback }, overrides);
};

const addressOf = ({ key }: RibbonButton): string => `url.${key}`;
const iconId = (key: string, size: number): string => `icon.${key}.${size}`;

const iconOf = (key: string): XmlElement => element('Icon', {}, iconSizes.map((size) => element('bt:Image', { size: String(size), resid: iconId(key, size) })));

const actionOf = (button: RibbonButton): XmlElement =>
  'call' in button.action
    ? element('Action', { 'xsi:type': 'ExecuteFunction' }, [element('FunctionName', {}, button.action.call)])
    // One pane, whichever button opens it.
    : element('Action', { 'xsi:type': 'ShowTaskpane' }, [element('TaskpaneId', {}, 'planark'), element('SourceLocation', { resid: addressOf(button) })]);

const controlOf = (button: RibbonButton): XmlElement =>
  element('Control', { 'xsi:type': 'Button', id: `Planark.Button.${button.key}` }, [
    element('Label', { resid: `label.${button.key}` }),
    element('Supertip', {}, [element('Title', { resid: `label.${button.key}` }), element('Description', { resid: `help.${button.key}` })]),
    iconOf(button.key),
    actionOf(button),
  ]);

const formFactor = (): XmlElement =>
  element('DesktopFormFactor', {}, [
    element('GetStarted', {}, [element('Title', { resid: 'started' }), element('Description', { resid: 'started.help' }), element('LearnMoreUrl', { resid: 'url.page' })]),
    element('FunctionFile', { resid: 'url.commands' }),
    element('ExtensionPoint', { 'xsi:type': 'PrimaryCommandSurface' }, [
      element('CustomTab', { id: 'Planark.Tab' }, [
        element('Group', { id: 'Planark.Group' }, [element('Label', { resid: 'group' }), iconOf('open'), ...ribbonButtons.map(controlOf)]),
        element('Label', { resid: 'tab' }),
      ]),
    ]),
  ]);

const resourceList = (list: string, item: string, resources: readonly Resource[]): XmlElement =>
  element(`bt:${list}`, {}, resources.map(({ id, value }) => localized(`bt:${item}`, value, { id }, 'bt:')));

const resourcesAt = (address: string): XmlElement => {
  const panes = ribbonButtons.flatMap((button) => ('pane' in button.action ? [{ id: addressOf(button), value: address + button.action.pane }] : []));
  return element('Resources', {}, [
    resourceList('Images', 'Image', ribbonButtons.flatMap(({ key }) => iconSizes.map((size) => ({ id: iconId(key, size), value: address + iconPath(key, size) })))),
    resourceList('Urls', 'Url', [...panes, { id: 'url.commands', value: `${address}/addin/commands.html` }, { id: 'url.page', value: `${address}/` }]),
    resourceList('ShortStrings', 'String', [
      { id: 'tab', value: manifestTexts.tab }, { id: 'group', value: manifestTexts.group }, { id: 'started', value: manifestTexts.started },
      ...ribbonButtons.map(({ key, label }) => ({ id: `label.${key}`, value: label })),
    ]),
    resourceList('LongStrings', 'String', [{ id: 'started.help', value: manifestTexts.startedHelp }, ...ribbonButtons.map(({ key, help }) => ({ id: `help.${key}`, value: help }))]),
  ]);
};

const requirements = (): XmlElement =>
  element('Requirements', {}, [element('Sets', { DefaultMinVersion: minimumExcelApi }, [element('Set', { Name: 'ExcelApi' })])]);

const overridesAt = (address: string): XmlElement =>
  element('VersionOverrides', { xmlns: namespaces.overrides, 'xsi:type': 'VersionOverridesV1_0' }, [
    element('Hosts', {}, [element('Host', { 'xsi:type': 'Workbook' }, [formFactor()])]),
    resourcesAt(address),
  ]);

export interface ManifestOptions {
  /** Where the server is, as people reach it: "https://plan.example.no", without a path. */
  readonly address: string;
  /** The product's version, in three parts; Office wants four. */
  readonly version: string;
}

/** The add-in only manifest of the add-in served at an address. The order of its elements is the schema's. */
export const makeManifest = ({ address, version }: ManifestOptions): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${printXml(
    element('OfficeApp', { xmlns: namespaces.app, 'xmlns:xsi': namespaces.instance, 'xmlns:bt': namespaces.basic, 'xsi:type': 'TaskPaneApp' }, [
      element('Id', {}, addinId),
      element('Version', {}, `${version}.0`),
      element('ProviderName', {}, 'Planark'),
      element('DefaultLocale', {}, officeLocales[defaultLocale]),
      localized('DisplayName', manifestTexts.name),
      localized('Description', manifestTexts.description),
      localized('IconUrl', address + iconPath('open', 32)),
      localized('HighResolutionIconUrl', address + iconPath('open', 64)),
      localized('SupportUrl', `${address}/`),
      element('AppDomains', {}, [element('AppDomain', {}, address)]),
      element('Hosts', {}, [element('Host', { Name: 'Workbook' })]),
      requirements(),
      element('DefaultSettings', {}, [localized('SourceLocation', `${address}/addin/`)]),
      element('Permissions', {}, 'ReadWriteDocument'),
      overridesAt(address),
    ]),
  )}`;

/** The address as the manifest has it; null where Office could not load the add-in from it: https alone, and no path, query or name of a user. */
export const manifestAddress = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' && url.href === `${url.origin}/` ? url.origin : null;
};
