import type { StoreResult } from '../../sync/store';
import { inLinkOrder, isKeptUnder, linkKey, sheetLinkSchema, type SheetLink, type SheetLinks } from '../links/sheet-links';
import { failed, succeeded } from '../revision/store-result';
import type { Database } from './database';
import type { WhenOpen } from './postgres-tokens';

interface LinkRow {
  readonly spreadsheet_id: string;
  readonly link: unknown;
}

/** The first column is what a link is kept under: its spreadsheet, or the plan whose regions are shown. */
const OF_SPREADSHEET = "(spreadsheet_id = $1 or (spreadsheet_id like '%.roll-up' and link ->> 'spreadsheetId' = $1))";
const READ = 'select spreadsheet_id, link from planark_sheet_links';

const OF_PLAN = `${READ} where plan_id = $1`;
const INSERT = 'insert into planark_sheet_links (spreadsheet_id, plan_id, link) values ($1, $2, $3::jsonb)';

const valuesOf = (link: SheetLink): readonly unknown[] => [linkKey(link), link.planId, JSON.stringify(link)];

const toLink = ({ spreadsheet_id: key, link }: LinkRow): StoreResult<SheetLink> => {
  const read = sheetLinkSchema.safeParse(link);
  if (read.success && isKeptUnder(key, read.data)) return succeeded(read.data);
  return failed({ kind: 'damaged', place: `planark_sheet_links ${key}`, number: null, detail: 'it is not as it was written' });
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
  ofPlan: (planId) => whenOpen(async () => toLinks(await database.query<LinkRow>(OF_PLAN, [planId]))),
  find: (spreadsheetId) => whenOpen(async (): Promise<StoreResult<SheetLink | null>> => {
    const [row] = await database.query<LinkRow>(`${READ} where ${OF_SPREADSHEET}`, [spreadsheetId]);
    return row ? toLink(row) : succeeded(null);
  }),
  put: (link) => whenOpen(async () => {
    const key = linkKey(link);
    await database.query(`${INSERT} on conflict (spreadsheet_id) do update set plan_id = excluded.plan_id, link = excluded.link`, valuesOf(link));
    if (key !== link.spreadsheetId) await database.query('delete from planark_sheet_links where spreadsheet_id = $1', [link.spreadsheetId]);
    return succeeded(null);
  }),
  putFirst: (link) => whenOpen(async () => {
    for (;;) {
      const all = toLinks(await database.query<LinkRow>(OF_PLAN, [link.planId]));
      if (!all.ok) return all;
      const first = all.value.find(({ kind }) => kind === link.kind);
      if (first) return succeeded(first);
      const rows = await database.query(`${INSERT} on conflict do nothing returning spreadsheet_id`, valuesOf(link));
      if (rows.length > 0) return succeeded(link);
    }
  }),
  note: (spreadsheetId, news) => whenOpen(async () => {
    const rows = await database.query(`update planark_sheet_links set link = link || $2::jsonb where ${OF_SPREADSHEET} returning spreadsheet_id`, [spreadsheetId, JSON.stringify(news)]);
    return succeeded(rows.length > 0);
  }),
  remove: (spreadsheetId) => whenOpen(async () => {
    const rows = await database.query(`delete from planark_sheet_links where ${OF_SPREADSHEET} returning spreadsheet_id`, [spreadsheetId]);
    return succeeded(rows.length > 0);
  }),
});
