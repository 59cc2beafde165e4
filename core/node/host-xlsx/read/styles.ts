import { isDateFormat } from '../../../sheet/date-format';
import { LIMITS } from './limits';
import { SPREADSHEET } from './namespaces';
import { refuse } from './refusals';
import { walkXml, type XmlElement } from './walk-xml';

/** Of the formats every program knows by number (18.8.30): dates, and dates with a time. The others are none. */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

const isIn = (element: XmlElement, local: string, parent: string): boolean =>
  element.local === local && element.parent?.local === parent && SPREADSHEET.has(element.uri);

/** For each cell style, by its number: does it show a date? */
export const readDateStyles = (bytes: Buffer, part: string): readonly boolean[] => {
  const ownFormats = new Map<number, boolean>();
  const formatIds: number[] = [];
  walkXml(bytes, part, (element) => {
    const id = Number(element.attributes['numFmtId'] ?? 0);
    if (isIn(element, 'numFmt', 'numFmts')) ownFormats.set(id, isDateFormat(element.attributes['formatCode'] ?? ''));
    if (isIn(element, 'xf', 'cellXfs') && formatIds.push(id) > LIMITS.cellStyles) refuse('XML_TOO_MANY', `${part}: cell styles`);
  }, { left: LIMITS.styleNodes });
  return formatIds.map((id) => ownFormats.get(id) ?? BUILT_IN_DATES.has(id));
};
