import { EmulatorGap } from './parts';
import type { Book, Spreadsheet } from './model/types';
import type { Surroundings } from './model/values';

export const toXlsx = async (_: Book, __: Surroundings): Promise<Buffer> => { throw new EmulatorGap('xlsx'); };
export const fromXlsx = async (_: Buffer, __: string): Promise<Spreadsheet> => { throw new EmulatorGap('xlsx'); };
