import { makeZip } from './make-xlsx';
import { unpacked } from './patch-support';

const isFollowing = /^xl\/(workbook\.xml|worksheets\/[^/]+\.xml|tables\/[^/]+\.xml)$/u;

/** The file with some tabs renamed, and formulas everywhere following as they do in Excel, or left behind as by programs that only set the name. */
export const renameTabs = (file: Buffer, names: Readonly<Record<string, string>>, follows: boolean): Buffer => {
  const escaped = (name: string): string => name.replace(/[()]/gu, '\\$&');
  const rename = (text: string): string => Object.entries(names).reduce((all, [from, to]) => all.replaceAll(new RegExp(`<sheet ([^>]*)name="${escaped(from)}"`, 'gu'), `<sheet $1name="${to}"`), text);
  const follow = (text: string): string => Object.entries(names).reduce((all, [from, to]) => all.replaceAll(new RegExp(`(?<![\\p{L}\\d_.])'?${escaped(from)}'?!`, 'gu'), `'${to}'!`), text);
  return makeZip([...unpacked(file)].map(([name, content]) => {
    if (!isFollowing.test(name)) return { name, content };
    const renamed = name === 'xl/workbook.xml' ? rename(content.toString('utf8')) : content.toString('utf8');
    return { name, content: follows ? follow(renamed) : renamed };
  }));
};
