import { dirname, join } from 'node:path';
import type { ApiMethod } from './read-methods';
import type { Messages } from './read-types';

/** An API as its published types tell: nothing of Google's own descriptions is kept here. */
export interface ApiSchema {
  readonly messages: Messages;
  readonly methods: readonly ApiMethod[];
}

const sources = {
  sheets: { types: '@maxim_mazurok/gapi.client.sheets-v4', client: 'sheets/v4' },
  drive: { types: '@maxim_mazurok/gapi.client.drive-v3', client: 'drive/v3' },
} as const;
export type ApiName = keyof typeof sources;

export const clientFile = (api: ApiName, ending: string): string => join(dirname(require.resolve('googleapis/package.json')), `build/src/apis/${sources[api].client}${ending}`);
export const typesFile = (api: ApiName): string => join(dirname(require.resolve(`${sources[api].types}/package.json`)), 'index.d.ts');
