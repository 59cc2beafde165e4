import type { StoreResult } from '../../sync/store';
import { inLinkOrder, sheetLinkSchema, type SheetLink, type SheetLinks } from '../links/sheet-links';
import { failed, succeeded } from '../revision/store-result';
import type { Database } from './database';
import type { WhenOpen } from './postgres-tokens';

interface LinkRow {
  readonly spreadsheet_id: string;
  readonly link: unknown;
}

const READ = 'select spreadsheet_id, link from planark_sheet_links';

const toLink = ({ spreadsheet_id: id, link }: LinkRow): StoreResult<SheetLink> => {
  const read = sheetLinkSchema.safeParse(link);
  if (read.success && read.data.spreadsheetId === id) return succeeded(read.data);
  return failed({ kind: 'damaged', place: `planark_sheet_links ${id}`, number: null, detail: 'it is not as it was written' });
};

const toLinks = (rows: readonly LinkRow[]): StoreResult<readonly SheetLink[]> => {
  const links: SheetLink[] = [];
  for (const row of rows) {
    const link = toLink(row);
    if (!link.ok) return link;
    links.push(link.value);
  }
  return succeeded(inLinkOrder(links));
};

/** Links in a table beside the plans'. [U1] */
export const createPostgresLinks = (database: Database, whenOpen: WhenOpen): SheetLinks => ({
  list: () => whenOpen(async () => toLinks(await database.query<LinkRow>(READ))),
  ofPlan: (planId) => whenOpen(async () => toLinks(await database.query<LinkRow>(`${READ} where plan_id = $1`, [planId]))),
  find: (spreadsheetId) => whenOpen(async (): Promise<StoreResult<SheetLink | null>> => {
    const [row] = await database.query<LinkRow>(`${READ} where spreadsheet_id = $1`, [spreadsheetId]);
    return row ? toLink(row) : succeeded(null);
  }),
  put: (link) => whenOpen(async () => {
    const { planId, spreadsheetId } = link;
    await database.query(
      'insert into planark_sheet_links (spreadsheet_id, plan_id, link) values ($1, $2, $3::jsonb) on conflict (spreadsheet_id) do update set plan_id = excluded.plan_id, link = excluded.link',
      [spreadsheetId, planId, JSON.stringify(link)],
    );
    return succeeded(null);
  }),
  note: (spreadsheetId, news) => whenOpen(async () => {
    const rows = await database.query('update planark_sheet_links set link = link || $2::jsonb where spreadsheet_id = $1 returning spreadsheet_id', [spreadsheetId, JSON.stringify(news)]);
    return succeeded(rows.length > 0);
  }),
  remove: (spreadsheetId) => whenOpen(async () => {
    const rows = await database.query('delete from planark_sheet_links where spreadsheet_id = $1 returning spreadsheet_id', [spreadsheetId]);
    return succeeded(rows.length > 0);
  }),
});
