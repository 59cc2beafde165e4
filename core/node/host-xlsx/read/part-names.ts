import { isUtf8 } from 'node:buffer';
import { LIMITS } from './limits';
import { refuse } from './refusals';

/** Names are compared without case (OPC, ISO 29500-2, 6.2.2.3). */
export const partKey = (name: string): string => name.toLowerCase();

const isControl = (code: number): boolean => code < 0x20 || code === 0x7f;

const isBadName = (name: string): boolean =>
  name === '' || /^[a-z]:/iu.test(name) || name.split('/').includes('..') || [...name].some((c) => isControl(c.charCodeAt(0)));

/** The name of a zip entry as a part name: "/" between folders, none in front. Refuses names that lead elsewhere. */
export const readPartName = (raw: Buffer): string => {
  if (raw.length > LIMITS.partNameBytes) refuse('BAD_PART_NAME', `${raw.length} bytes long`);
  const name = raw.toString(isUtf8(raw) ? 'utf8' : 'latin1').replaceAll('\\', '/').replace(/^\//u, '');
  return isBadName(name) ? refuse('BAD_PART_NAME', JSON.stringify(name)) : name;
};

const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1);

/** Where the relationships of a part are kept; '' stands for the package itself. */
export const relationshipsName = (part: string): string => `${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`;

const joinSegments = (path: string): string => {
  const out: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') out.pop();
    else if (segment !== '.' && segment !== '') out.push(segment);
  }
  return out.join('/');
};

/** A relationship's target as a part name. Absolute targets start at the package, others at the part's folder. */
export const resolveTarget = (part: string, target: string): string => {
  const path = target.replaceAll('\\', '/').replace(/[?#].*$/su, '');
  return joinSegments(path.startsWith('/') ? path : folderOf(part) + path);
};
