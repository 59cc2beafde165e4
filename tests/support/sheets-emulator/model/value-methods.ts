import { EmulatorGap } from '../parts';
import type { Work } from './index';

export const valueMethods: Readonly<Record<string, (work: Work) => unknown>> = {
  'spreadsheets.values.get': () => { throw new EmulatorGap('values'); },
};
