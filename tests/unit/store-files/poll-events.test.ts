import { createFileEvents } from '../../../core/node/store-files/poll-events';
import { createFileStore } from '../../../core/node/store-files/store-files';
import { commitMany, failureOf, storeWith, temporaryFolder, valueOf } from '../../support/store-fixtures';

describe('events of a folder', () => {
  test('[F17] tell of what any store commits there, rising and once, and not of what was there', async () => {
    const { folder, store } = await storeWith(2);
    const told: string[] = [];
    let check = (): void => undefined;
    const until = (event: string): Promise<void> => new Promise((resolve) => {
      check = () => { if (told.includes(event)) resolve(); };
      check();
    });
    const end = valueOf(await createFileEvents(folder, 5).subscribe(({ planId, number }) => { told.push(`${planId} ${number}`); check(); }));
    await commitMany(store, 'p', 1, 2);
    await until('p 3');
    await commitMany(createFileStore(folder), 'q', 1);
    await until('q 1');
    await commitMany(store, 'p', 2, 3);
    await until('p 5');
    await end();
    expect(told.filter((event) => event !== 'p 4')).toEqual(['p 3', 'q 1', 'p 5']);
  });

  test('[F17] a folder that is no store is unavailable', async () => {
    expect(failureOf(await createFileEvents(temporaryFolder()).subscribe(() => undefined)).kind).toBe('unavailable');
  });
});
