import { nodeFileSystem, type FileSystem } from '../../core/node/store-files/file-system';

export type Operation = keyof FileSystem;

/**
 * The real file system with an observer before each operation: it may throw, kill the process, or return a function that then replaces
 * the operation.
 */
export function observedFileSystem(
  before: (operation: Operation, args: readonly unknown[]) => (() => unknown) | void,
  base: FileSystem = nodeFileSystem,
): FileSystem {
  return new Proxy(base, {
    get(target, operation: Operation) {
      const original = target[operation] as (...args: unknown[]) => unknown;
      if (operation === 'sync') return async (...args: unknown[]) => (before(operation, args) ?? (() => original(...args)))();
      return (...args: unknown[]) => (before(operation, args) ?? (() => original(...args)))();
    },
  });
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}
