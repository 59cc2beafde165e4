import type { Pool } from 'pg';

/** A JSON text, or bytes of jsonb in binary form, as the server prints it after keeping it as jsonb. */
export const postgresPrinted = async (pool: Pool, json: string | Buffer): Promise<string> => (await pool.query<{ text: string }>('select $1::jsonb::text as text', [json])).rows[0]!.text;
