import { allLinks, findLinks, linksToSync, oneLink } from '../../../core/node/journey/google/find-links';
import { readSpreadsheetId } from '../../../core/node/journey/google/spreadsheet-id';
import { createFileLinks } from '../../../core/node/store-files/file-links';
import { initStore } from '../../../core/node/store-files/init-store';
import { sheetLink } from '../../contract/link-contract';
import { gotten, sheetFailure } from '../../support/linked-store';
import { temporaryFolder, valueOf } from '../../support/store-fixtures';

const id = '1AbCdEfGhIjKlMnOpQrStUvWxYz_0123456789-abcde';

describe('what names a spreadsheet', () => {
  test.each([
    id, ` ${id}\n`,
    `https://docs.google.com/spreadsheets/d/${id}`, `https://docs.google.com/spreadsheets/d/${id}/`, `https://docs.google.com/spreadsheets/d/${id}/edit#gid=0`, `https://docs.google.com/spreadsheets/d/${id}/edit?usp=sharing&ouid=1#gid=7`,
    `https://docs.google.com/spreadsheets/u/1/d/${id}/edit`, `https://docs.google.com/a/example.no/spreadsheets/d/${id}/edit`,
  ])('[U2] %s', (given) => {
    expect(readSpreadsheetId(given)).toEqual({ ok: true, value: id });
  });

  test.each(['', 'kort', 'https://docs.google.com/document/d/x', 'https://docs.google.com/spreadsheets/d/', `https://docs.google.com/spreadsheets/d/${id}%2F..`, '../../etc/passwd', `${id}/../x`, 'a'.repeat(121), 'https://example.no/'])('[U2] nothing does: “%s”', (given) => {
    expect(sheetFailure(readSpreadsheetId(given))).toEqual({ kind: 'bad-spreadsheet', what: given });
  });
});

describe('what a command means', () => {
  const links = async () => {
    const folder = temporaryFolder();
    valueOf(await initStore(folder));
    const made = createFileLinks(folder);
    for (const link of [sheetLink('en', id), sheetLink('to', '1bbbbbbbbbbbb'), sheetLink('to', '1cccccccccccc')]) valueOf(await made.put(link));
    return made;
  };

  test('[U2] a plan with its spreadsheets, or a spreadsheet by its id or address', async () => {
    const made = await links();
    expect(gotten(await findLinks(made, 'to')).map(({ spreadsheetId }) => spreadsheetId)).toEqual(['1bbbbbbbbbbbb', '1cccccccccccc']);
    for (const what of ['en', id, `https://docs.google.com/spreadsheets/d/${id}/edit`]) expect(gotten(await findLinks(made, what))).toEqual([sheetLink('en', id)]);
    expect(gotten(await allLinks(made))).toHaveLength(3);
  });

  test('[U2] what is linked to nothing is said to be so; several where one is needed are named', async () => {
    const made = await links();
    for (const what of ['ukjent', 'en-plan-uten-ark', '1ddddddddddddddd']) expect(sheetFailure(await findLinks(made, what))).toEqual({ kind: 'not-linked', what });
    expect(sheetFailure(await findLinks(made, 'Ikke et ark!'))).toEqual({ kind: 'bad-spreadsheet', what: 'Ikke et ark!' });
    expect(sheetFailure(oneLink(gotten(await findLinks(made, 'to')), 'to'))).toMatchObject({ kind: 'several', what: 'to', urls: [expect.stringContaining('1bbb'), expect.stringContaining('1ccc')] });
  });

  test('[U2][B9] a sync means plans: what shows regions is refused by name, and left out of all', async () => {
    const made = await links();
    const rollUp = sheetLink('en', '1rrrrrrrrrrrr', { kind: 'roll-up' });
    valueOf(await made.put(rollUp));
    expect(sheetFailure(await linksToSync(made, rollUp.url))).toEqual({ kind: 'shows-regions', planId: 'en', url: rollUp.url });
    expect(gotten(await linksToSync(made, 'en'))).toEqual([sheetLink('en', id)]);
    expect(gotten(await linksToSync(made, undefined))).toHaveLength(3);
    expect(gotten(await findLinks(made, rollUp.url))).toEqual([rollUp]);
  });

  test('[U2] a store without links has nothing to sync', async () => {
    const folder = temporaryFolder();
    valueOf(await initStore(folder));
    expect(sheetFailure(await allLinks(createFileLinks(folder)))).toEqual({ kind: 'nothing-linked' });
  });
});
