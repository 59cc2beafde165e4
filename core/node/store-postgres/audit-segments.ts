import type { FoundSegment, Segments } from '../audit/segments';
import type { StoreResult } from '../../sync/store';
import { succeeded } from '../revision/store-result';
import { Refusal, type Database } from './database';

interface SegmentRow {
  readonly number: number;
  readonly segment: string;
}

const foundIn = ({ number, segment }: SegmentRow): FoundSegment => ({ number, bytes: Buffer.from(segment, 'utf8') });

type WhenOpen = <T>(work: () => Promise<StoreResult<T>>) => Promise<StoreResult<T>>;

const NEWEST = 'select number, segment from planark_audit order by number desc limit 1';
const PUT = 'insert into planark_audit (number, segment) values ($1, $2) on conflict do nothing returning number';

const putRow = async (database: Database, number: number, bytes: Uint8Array): Promise<StoreResult<'made' | 'taken'>> => {
  try {
    const rows = await database.query(PUT, [number, Buffer.from(bytes).toString('utf8')], 'planark_record');
    return succeeded(rows.length > 0 ? 'made' : 'taken');
  } catch (error) {
    // Under stricter isolation another one's segment comes as an error.
    if (error instanceof Refusal && error.isRace) return succeeded('taken');
    throw error;
  }
};

/** The log's segments as rows of `planark_audit`, as text, so that they can be read where they are. [L2] */
export const createDatabaseSegments = (database: Database, whenOpen: WhenOpen): Segments => ({
  last: () => whenOpen(async () => {
    const [row] = await database.query<{ last: number }>('select coalesce(max(number), 0)::int as last from planark_audit');
    return succeeded(row!.last);
  }),
  newest: () => whenOpen(async () => {
    const [row] = await database.query<SegmentRow>(NEWEST, [], 'planark_newest');
    return succeeded(row ? foundIn(row) : null);
  }),
  put: (number, bytes) => whenOpen(() => putRow(database, number, bytes)),
  read: (first, last) => whenOpen(async () => {
    const rows = await database.query<SegmentRow>('select number, segment from planark_audit where number between $1 and $2 order by number', [first, last]);
    return succeeded(rows.map(foundIn));
  }),
});
