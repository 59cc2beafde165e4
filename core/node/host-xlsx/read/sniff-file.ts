import { LIMITS } from './limits';
import { refuse } from './refusals';

const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** An entry of an OLE directory is 128 bytes long and starts with its name, so names stand at multiples of 128. */
const OLE_ENTRY_BYTES = 128;
const HTML_TAGS = ['<html', '<!doctype html', '<table', '<head', '<body', '<meta', '<style', '<div'];

const hasOleEntry = (file: Buffer, name: string): boolean => {
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  let at = file.indexOf(wanted);
  while (at >= 0 && at % OLE_ENTRY_BYTES !== 0) at = file.indexOf(wanted, at + 1);
  return at >= 0;
};

const refuseOle = (file: Buffer): never => {
  if (hasOleEntry(file, 'EncryptedPackage') || hasOleEntry(file, 'EncryptionInfo')) {
    return refuse('ENCRYPTED_XLSX', 'an OLE file with an encrypted package: the workbook has a password');
  }
  if (hasOleEntry(file, 'Workbook') || hasOleEntry(file, 'Book')) {
    return refuse('LEGACY_XLS', 'an OLE file with a workbook stream: Excel 97-2003');
  }
  return refuse('OLE_UNKNOWN', 'an OLE file without a workbook');
};

const looksLikeHtml = (file: Buffer): boolean => {
  const start = file.toString('latin1', 0, 1024).replaceAll('\0', '').toLowerCase();
  return HTML_TAGS.some((tag) => start.includes(tag));
};

const isZip = (file: Buffer): boolean =>
  file[0] === 0x50 && file[1] === 0x4b && ((file[2] === 3 && file[3] === 4) || (file[2] === 5 && file[3] === 6));

/** Passes only what starts like a zip of a bearable size; says for everything else what it seems to be. */
export const sniffFile = (file: Buffer): void => {
  if (file.length > LIMITS.fileBytes) refuse('FILE_TOO_LARGE', `${file.length} bytes`);
  if (file.length < 8) refuse('EMPTY_OR_TINY', `${file.length} bytes`);
  if (isZip(file)) return;
  if (file.subarray(0, OLE_MAGIC.length).equals(OLE_MAGIC)) refuseOle(file);
  if (looksLikeHtml(file)) refuse('HTML_NOT_XLSX', 'a web page');
  refuse('NOT_ZIP', `starts with ${file.toString('hex', 0, 8)}`);
};
