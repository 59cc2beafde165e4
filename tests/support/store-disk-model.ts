import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FileSystem } from '../../core/node/store-files/file-system';
import { observedFileSystem } from './store-observed-file-system';

/**
 * What a disk may hold after a power failure. Writing a file and naming it are separate: content is durable after the file's sync, an entry
 * after its folder's. What was not synced may be there, wholly or in part, or not. Every combination is a legal state.
 */
type Step =
  | { readonly kind: 'enter'; readonly folder: string; readonly name: string; readonly node: Node | null }
  | { readonly kind: 'write'; readonly node: FileNode; readonly content: Buffer }
  | { readonly kind: 'sync'; readonly node: Node }
  | { readonly kind: 'acknowledge'; readonly number: number };

interface FileNode {
  readonly type: 'file';
}
interface FolderNode {
  readonly type: 'folder';
  readonly path: string;
}
type Node = FileNode | FolderNode;

export interface DiskState {
  /** Paths from the recorded folder; null for a folder. */
  readonly entries: ReadonlyMap<string, Buffer | null>;
  /** How many revisions had been acknowledged when the power failed. */
  readonly acknowledged: number;
}

export interface Recording {
  readonly fileSystem: FileSystem;
  acknowledge(number: number): void;
  /** Every legal state at every moment, each once. */
  states(): DiskState[];
}

/** Records the operations on a folder that begins empty. */
export function recordDisk(root: string): Recording {
  const steps: Step[] = [];
  const nodes = new Map<string, Node>([[root, { type: 'folder', path: root }]]);
  const open = new Map<unknown, Node>();
  const enter = (name: string, node: Node | null): void => {
    if (node === null) nodes.delete(name);
    else nodes.set(name, node);
    steps.push({ kind: 'enter', folder: path.dirname(name), name: path.basename(name), node });
  };
  const effects: Record<string, (args: string[], result: unknown) => void> = {
    makeFolder: ([name]) => enter(name!, { type: 'folder', path: name! }),
    openNew: ([name], file) => {
      const node: FileNode = { type: 'file' };
      enter(name!, node);
      open.set(file, node);
    },
    openFolder: ([name], file) => void open.set(file, nodes.get(name!)!),
    write: ([file, content]) => steps.push({ kind: 'write', node: open.get(file) as FileNode, content: Buffer.from(content!) }),
    sync: ([file]) => steps.push({ kind: 'sync', node: open.get(file)! }),
    link: ([from, to]) => enter(to!, nodes.get(from!)!),
    unlink: ([name]) => enter(name!, null),
    rename: ([from, to]) => {
      enter(to!, nodes.get(from!)!);
      enter(from!, null);
    },
  };
  return {
    fileSystem: withEffects(effects),
    acknowledge: (number) => steps.push({ kind: 'acknowledge', number }),
    states: () => distinct(steps.flatMap((_, index) => statesAfter(steps.slice(0, index + 1), root))),
  };
}

/** Calls the effect of an operation once it has been done without an error. */
function withEffects(effects: Record<string, (args: string[], result: unknown) => void>): FileSystem {
  return observedFileSystem((operation, args) => {
    const effect = effects[operation];
    if (effect === undefined) return undefined;
    return () => {
      const result = perform(operation, args);
      if (result instanceof Promise) return result.then((value: unknown) => effect(args as string[], value));
      effect(args as string[], result);
      return result;
    };
  });
}

function perform(operation: keyof FileSystem, args: readonly unknown[]): unknown {
  const real = observedFileSystem(() => undefined)[operation] as (...args: readonly unknown[]) => unknown;
  return real(...args);
}

function statesAfter(steps: readonly Step[], root: string): DiskState[] {
  const acknowledged = steps.filter((step) => step.kind === 'acknowledge').length;
  const contents = ['none', 'half', 'all'] as const;
  return subsets(pendingEntries(steps)).flatMap((missing) =>
    contents.map((unsynced) => ({ acknowledged, entries: layOut(steps, root, new Set(missing), unsynced) })),
  );
}

/** Entries made or removed since the last sync of their folder. */
function pendingEntries(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step, index) => step.kind === 'enter' && !steps.slice(index).some((later) => isSyncOfFolder(later, step.folder)));
}

function isSyncOfFolder(step: Step, folder: string): boolean {
  return step.kind === 'sync' && step.node.type === 'folder' && step.node.path === folder;
}

/** All subsets of a few steps; of many, the beginnings, the ends, and each left out alone. */
function subsets<T>(items: readonly T[]): readonly T[][] {
  const masks = Array.from({ length: 2 ** Math.min(items.length, 6) }, (_, mask) => mask);
  if (items.length <= 6) return masks.map((mask) => items.filter((_, at) => mask & (1 << at)));
  const ends = items.flatMap((_, at) => [items.slice(at), items.slice(0, at)]);
  return [[...items], [], ...ends, ...items.map((item) => [item])];
}

function layOut(steps: readonly Step[], root: string, missing: ReadonlySet<Step>, unsynced: 'none' | 'half' | 'all'): Map<string, Buffer | null> {
  const folders = new Map<string, Map<string, Node>>();
  for (const step of steps) {
    if (step.kind !== 'enter' || missing.has(step)) continue;
    const folder = folders.get(step.folder) ?? new Map<string, Node>();
    if (step.node === null) folder.delete(step.name);
    else folder.set(step.name, step.node);
    folders.set(step.folder, folder);
  }
  const entries = new Map<string, Buffer | null>();
  addFolder(entries, folders, steps, unsynced, root, '');
  return entries;
}

function addFolder(
  entries: Map<string, Buffer | null>,
  folders: ReadonlyMap<string, ReadonlyMap<string, Node>>,
  steps: readonly Step[],
  unsynced: 'none' | 'half' | 'all',
  folder: string,
  prefix: string,
): void {
  for (const [name, node] of folders.get(folder) ?? []) {
    entries.set(prefix + name, node.type === 'file' ? contentOf(steps, node, unsynced) : null);
    if (node.type === 'folder') addFolder(entries, folders, steps, unsynced, node.path, `${prefix}${name}/`);
  }
}

function contentOf(steps: readonly Step[], node: FileNode, unsynced: 'none' | 'half' | 'all'): Buffer {
  const written = steps.findIndex((step) => step.kind === 'write' && step.node === node);
  if (written < 0) return Buffer.alloc(0);
  const content = (steps[written] as { content: Buffer }).content;
  const isSynced = steps.slice(written).some((step) => step.kind === 'sync' && step.node === node);
  if (isSynced || unsynced === 'all') return content;
  return content.subarray(0, unsynced === 'half' ? content.length >> 1 : 0);
}

function distinct(states: readonly DiskState[]): DiskState[] {
  return [...new Map(states.map((state) => [stateKey(state), state])).values()];
}

function stateKey({ acknowledged, entries }: DiskState): string {
  const texts = [...entries].map(([name, content]) => [name, content?.toString() ?? null]);
  return JSON.stringify([acknowledged, texts.sort()]);
}

/** Lays a state down in an empty folder. */
export function restoreDisk(folder: string, { entries }: DiskState): void {
  for (const [name, content] of entries) {
    if (content === null) fs.mkdirSync(path.join(folder, name));
    else fs.writeFileSync(path.join(folder, name), content);
  }
}
