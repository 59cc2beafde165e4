import * as z from 'zod';
import { inLocales as t, type Localized } from '../../../../core';
import { transcriptFormat, type Json, type Transcript } from '../../../../addin/host/self-check';

/** Bytes of a transcript; one of all probes takes some 30,000. */
export const mostBytes = 1_000_000;

const text = (most: number) => z.string().max(most);
const json: z.ZodType<Json> = z.lazy(() => z.union([z.null(), z.boolean(), z.number(), text(10_000), z.array(json).max(1000), z.record(text(100), json)]));
const observation = z.strictObject({ rule: text(60), what: text(200), saw: json });
const record = z.strictObject({
  id: text(60), outcome: z.enum(['done', 'skipped', 'failed']), error: text(300).optional(), milliseconds: z.number().min(0), observations: z.array(observation).max(300),
});
const transcript: z.ZodType<Transcript> = z.strictObject({
  format: z.literal(transcriptFormat), planark: text(40), time: z.iso.datetime(),
  excel: z.strictObject({ platform: text(40), host: text(40), version: text(60), displayLanguage: text(40), contentLanguage: text(40), culture: text(40), apis: z.record(text(40), text(20)) }),
  probes: z.array(record).max(200),
}).refine(({ probes }) => new Set(probes.map(({ id }) => id)).size === probes.length, { path: ['probes'], message: 'ids twice' });

const refusals = {
  large: t('Filen er for stor til å være en utskrift av en selvsjekk: høyst 1 MB. Sjekk at det er riktig fil.', 'Fila er for stor til å vere ei utskrift av ein sjølvsjekk: høgst 1 MB. Sjekk at det er rett fil.', 'Filen är för stor för att vara en utskrift av en självkontroll: högst 1 MB. Kontrollera att det är rätt fil.', 'The file is too large to be a transcript of a self-check: 1 MB at most. See that it is the right file.'),
  json: t('Filen er ikke JSON, eller den er ikke hel. Lagre eller kopier utskriften en gang til, med alt fra første til siste klammeparentes.', 'Fila er ikkje JSON, eller ho er ikkje heil. Lagre eller kopier utskrifta ein gong til, med alt frå første til siste klammeparentes.', 'Filen är inte JSON, eller så är den inte hel. Spara eller kopiera utskriften en gång till, med allt från första till sista klammerparentes.', 'The file is not JSON, or not all of it. Save or copy the transcript once more, with everything from the first brace to the last.'),
  other: t('Filen er ikke en utskrift av en selvsjekk i Excel.', 'Fila er ikkje ei utskrift av ein sjølvsjekk i Excel.', 'Filen är inte en utskrift av en självkontroll i Excel.', 'The file is not a transcript of a self-check in Excel.'),
  newer: t('Utskriften har formatet {format}, som denne utgaven av Planark ikke kjenner. Hent en nyere utgave og prøv igjen.', 'Utskrifta har formatet {format}, som denne utgåva av Planark ikkje kjenner. Hent ei nyare utgåve og prøv igjen.', 'Utskriften har formatet {format}, som den här versionen av Planark inte känner till. Hämta en nyare version och försök igen.', 'The transcript has the format {format}, which this version of Planark does not know. Get a newer version and try again.'),
  damaged: t('Utskriften er skadet ved {place}: det står noe annet der enn en selvsjekk skriver. Lagre den på nytt fra Excel.', 'Utskrifta er skadd ved {place}: det står noko anna der enn ein sjølvsjekk skriv. Lagre ho på nytt frå Excel.', 'Utskriften är skadad vid {place}: där står något annat än vad en självkontroll skriver. Spara den på nytt från Excel.', 'The transcript is damaged at {place}: something stands there that no self-check writes. Save it anew from Excel.'),
} as const satisfies Record<string, Localized>;

export type ReadTranscript = { readonly ok: true; readonly value: Transcript } | { readonly ok: false; readonly says: Localized; readonly values: { readonly format?: string; readonly place?: string } };

const refuse = (says: Localized, values: { readonly format?: string; readonly place?: string } = {}): ReadTranscript => ({ ok: false, says, values });

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
};

const formatOf = (value: unknown): string | null => (typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'string' ? value.format : null);

/** Reads a transcript, which anybody may have written. */
export const readTranscript = (bytes: Uint8Array): ReadTranscript => {
  if (bytes.byteLength > mostBytes) return refuse(refusals.large);
  const value = parsed(bytes);
  if (value === undefined) return refuse(refusals.json);
  const format = formatOf(value);
  if (format === null || !format.startsWith(transcriptFormat.split('/')[0]!)) return refuse(refusals.other);
  if (format !== transcriptFormat) return refuse(refusals.newer, { format: format.slice(0, 60) });
  const read = transcript.safeParse(value);
  return read.success ? { ok: true, value: read.data } : refuse(refusals.damaged, { place: read.error.issues[0]!.path.join('.').slice(0, 200) || '—' });
};
