import { currentFormat } from './plan';

/** A step from one format of the document to the next. Pure; the document is one that the older version wrote. */
export interface Migration {
  readonly from: string;
  readonly to: string;
  migrate(document: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** Every step that was ever needed, oldest first. `planark/1` is the first format. */
export const migrations: readonly Migration[] = [];

export type MigrationResult = { readonly ok: true; readonly document: Record<string, unknown> } | { readonly ok: false; readonly format: string };

const formatOf = (document: Readonly<Record<string, unknown>>): string => String(document['format']);

/** Brings a document to the current format, step by step. A format that no step leads on from was made by a newer version. */
export const migrateDocument = (document: Record<string, unknown>, steps: readonly Migration[] = migrations, goal: string = currentFormat): MigrationResult => {
  let migrated = document;
  while (formatOf(migrated) !== goal) {
    const step = steps.find(({ from }) => from === formatOf(migrated));
    if (!step) return { ok: false, format: formatOf(migrated) };
    migrated = { ...step.migrate(migrated), format: step.to };
  }
  return { ok: true, document: migrated };
};
