/** A name that is no text of an address any more; the text itself where it is none either way. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Links with a budget are known by names of at most so many characters. */
const longestName = 255;

/** The file name of a workbook by where it lies: on a disk, in a cloud, or in a browser, whose address may name the file beside the page; null for one that was never saved. */
export const workbookName = (location: string | null): string | null => {
  if (location === null) return null;
  const isAddress = /^[a-z][a-z0-9+.-]+:\/\//i.test(location);
  const [path = '', query = ''] = isAddress ? location.replace(/#.*$/s, '').split('?', 2) : [location];
  const beside = new URLSearchParams(query).get('file');
  const last = path.split(/[\\/]/).at(-1) ?? '';
  const name = (beside ?? (isAddress ? decoded(last) : last)).trim();
  return name === '' || name.length > longestName ? null : name;
};
