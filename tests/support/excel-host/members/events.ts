import type { Book } from '../model/book';
import type { Answer } from '../wire/object';

/** Methods by which a client says that it listens, and that it no longer does; events by their names on the wire: "DataChangedEvent". */
export const listening = <T extends { readonly book: Book }>(events: Readonly<Record<string, number>>, target: (on: T) => string): Record<string, (on: T) => Answer> =>
  Object.fromEntries(Object.entries(events).flatMap(([name, type]) => [
    [`_Register${name}`, (on: T): void => void on.book.listeners.add(`${type}:${target(on)}`)] as const,
    [`_Unregister${name}`, (on: T): void => void on.book.listeners.delete(`${type}:${target(on)}`)] as const,
  ]));
