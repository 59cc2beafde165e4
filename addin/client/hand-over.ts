import type { WorkbookAnswer } from '../../core';
import type { WorkbookFile } from './planark-client';

/** The file of an answer. */
export const fileOf = ({ name, type, base64 }: NonNullable<WorkbookAnswer['file']>): WorkbookFile => ({ name, type, bytes: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) });

/** Hands a file over to the person, as a download. */
export const handOver = ({ name, type, bytes }: WorkbookFile): void => {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the address over by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
