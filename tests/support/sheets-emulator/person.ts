import { EmulatorGap } from './parts';
import type { Edit } from './model/book';
import type { Listener } from './model/types';

export interface Person { readonly email: string }

export interface Hands {
  readonly edit: () => Edit;
  readonly listeners: () => readonly Listener[];
}
export const personAt = (_: Hands): Person => { throw new EmulatorGap('person'); };
