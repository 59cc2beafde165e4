import * as z from 'zod';
import { grantSchema } from '../plan/grants';
import { roles } from '../plan/rights';

/** Messages about tokens: a token's secret is in one of them alone, the answer to whoever had it made. */

const instant = z.iso.datetime();
/** One line that says something. */
const name = z.string().max(100).regex(/^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u).describe('Whom it is for; the author of what is done with it.');
const expires = instant.nullable().optional().describe('Until when it is valid; without end where it is left out.');

export const tokenIdSchema = z.string().regex(/^[0-9a-f]{12}$/);

export const tokenMessageSchema = z
  .strictObject({
    id: z.string(), name: z.string(), grants: z.array(grantSchema), made: instant, madeBy: z.string(), expires: instant.nullable(),
    revoked: z.strictObject({ at: instant, by: z.string() }).nullable(),
    lastUsed: instant.nullable().describe('To the minute or so.'),
  })
  .meta({ id: 'Token' });
export type TokenMessage = z.infer<typeof tokenMessageSchema>;

export const tokenListSchema = z.strictObject({ tokens: z.array(tokenMessageSchema).describe('In the order they were made.') }).meta({ id: 'TokenList' });

const planRoles = roles.filter((role) => role !== 'admin');
/** A token for one plan: what its owner can give. */
export const newPlanTokenSchema = z.strictObject({ name, roles: z.array(z.enum(planRoles)).min(1).max(planRoles.length), expires }).meta({ id: 'NewPlanToken' });
/** Any token: what an admin can give. */
export const newTokenSchema = z.strictObject({ name, grants: z.array(grantSchema).min(1).max(200), expires }).meta({ id: 'NewToken' });

export const madeTokenSchema = z
  .strictObject({ token: tokenMessageSchema, text: z.string().describe('The token itself. It is in this answer and nowhere else.') })
  .meta({ id: 'MadeToken' });
