import { fillText, type TextValues } from '../../plan/fill-text';
import type { Grant } from '../../plan/grants';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';
import { roles } from '../../plan/rights';
import type { AuditDeed, AuditEntry } from '../../sync';
import type { AuditFault } from '../audit/verify-audit';
import { failureText } from './failure-texts';
import { grantsText } from './people-words';

/** What was done, as it is listed. */
const deeds: Readonly<Record<AuditDeed['kind'], Localized>> = {
  'log-begun': t('loggen begynner; {count} {count|plan|planer} var i lageret', 'loggen byrjar; {count} {count|plan|planar} var i lageret', 'loggen börjar; {count} {count|plan|planer} fanns i lagret', 'the log begins; {count} {count|plan was|plans were} in the store'),
  'commit-begun': t('skal lagre revisjon {revision}', 'skal lagre revisjon {revision}', 'ska spara revision {revision}', 'is about to store revision {revision}'),
  committed: t('revisjon {revision} er lagret', 'revisjon {revision} er lagra', 'revision {revision} har sparats', 'revision {revision} was stored'),
  'not-committed': t('revisjon {revision} ble ikke lagret ({reason})', 'revisjon {revision} blei ikkje lagra ({reason})', 'revision {revision} sparades inte ({reason})', 'revision {revision} was not stored ({reason})'),
  'workbook-taken-out': t('hentet ut arbeidsboken', 'henta ut arbeidsboka', 'hämtade arbetsboken', 'took the workbook out'),
  'conflicts-answered': t('svarte på {count} {count|konflikt|konflikter}', 'svarte på {count} {count|konflikt|konfliktar}', 'svarade på {count} {count|konflikt|konflikter}', 'answered {count} {count|conflict|conflicts}'),
  'sign-in-refused': t('slapp ikke inn ({count} {count|gang|ganger})', 'slapp ikkje inn ({count} {count|gong|gonger})', 'släpptes inte in ({count} {count|gång|gånger})', 'was not let in ({count} {count|time|times})'),
  'right-refused': t('hadde ikke retten «{right}» ({count} {count|gang|ganger})', 'hadde ikkje retten «{right}» ({count} {count|gong|gonger})', 'hade inte rätten ”{right}” ({count} {count|gång|gånger})', 'did not have the right “{right}” ({count} {count|time|times})'),
  'token-created': t('laget token {token} for {name}: {grants}', 'laga token {token} for {name}: {grants}', 'skapade token {token} för {name}: {grants}', 'made token {token} for {name}: {grants}'),
  'token-revoked': t('trakk tilbake token {token}', 'trekte tilbake token {token}', 'återkallade token {token}', 'revoked token {token}'),
  'store-migrated': t('gjorde databasen klar ({count} {count|steg|steg})', 'gjorde databasen klar ({count} {count|steg|steg})', 'gjorde databasen klar ({count} {count|steg|steg})', 'made the database ready ({count} {count|step|steps})'),
  'store-copied': t('kopierte hit et lager med {count} {count|linje|linjer} i loggen, den siste {hash}', 'kopierte hit eit lager med {count} {count|linje|linjer} i loggen, den siste {hash}', 'kopierade hit ett lager med {count} {count|rad|rader} i loggen, den sista {hash}', 'copied a store here with {count} {count|entry|entries} in its log, the last {hash}'),
  'server-started': t('startet serveren på {address}', 'starta tenaren på {address}', 'startade servern på {address}', 'started the server at {address}'),
  'server-stopped': t('stanset serveren', 'stansa tenaren', 'stoppade servern', 'stopped the server'),
  'entries-lost': t('{count} {count|linje|linjer} gikk tapt mens det ikke kunne skrives i loggen', '{count} {count|linje|linjer} gjekk tapt medan det ikkje kunne skrivast i loggen', '{count} {count|rad|rader} gick förlorade medan loggen inte kunde skrivas', '{count} {count|entry was|entries were} lost while the log could not be written'),
};

/** A grant as the log has it, which the list of tokens words alike for plans and organisations; nothing where it is none. */
const readGrant = (text: string): readonly Grant[] => {
  const cut = text.indexOf(': ');
  const on = text.slice(cut + 2);
  return roles.filter((role) => role === text.slice(0, cut)).map((role) => ({ role, on: on === 'everything' ? on : { organisation: on } }));
};

const heldText = (grants: readonly string[], locale: Locale): string => {
  const read = grants.flatMap(readGrant);
  return read.length === grants.length ? grantsText(read, locale) : grants.join(', ');
};

const valuesOf = (deed: AuditDeed, locale: Locale): TextValues => {
  switch (deed.kind) {
    case 'log-begun': return { count: deed.heads.length };
    case 'commit-begun': case 'not-committed': return { revision: deed.parent + 1, reason: 'reason' in deed ? deed.reason : '' };
    case 'committed': return { revision: deed.revision };
    case 'conflicts-answered': return { count: deed.answers };
    case 'sign-in-refused': case 'entries-lost': return { count: deed.count };
    case 'right-refused': return { right: deed.right, count: deed.count };
    case 'token-created': return { token: deed.token, name: deed.name, grants: heldText(deed.grants, locale) };
    case 'token-revoked': return { token: deed.token };
    case 'store-migrated': return { count: deed.steps };
    case 'store-copied': return { count: deed.entries, hash: deed.hash?.slice(0, 8) ?? '–' };
    case 'server-started': return { address: deed.address };
    case 'workbook-taken-out': case 'server-stopped': return {};
  }
};

/** What an entry says was done, as half a sentence that follows a name. */
export const deedText = (deed: AuditDeed, locale: Locale): string => fillText(deeds[deed.kind][locale], valuesOf(deed, locale));

const commandLine = t('kommandolinjen', 'kommandolinja', 'kommandoraden', 'command line');
/** From where, as it is listed. */
export const originText = ({ from }: AuditEntry, locale: Locale): string => ('address' in from ? from.address : `${commandLine[locale]} (${from.commandLine})`);

/** Faults that are told in words of their own; the others are failures of the store. */
type WordedFault = Exclude<AuditFault, { readonly failure: unknown }>;

/** What is wrong with the log, and where; `entry` and `segment` number lines and pieces of it. */
const faults: Readonly<Record<WordedFault['kind'], Localized>> = {
  'segment-altered': t('Del {segment} av loggen er endret: den kan ikke leses som det som ble skrevet.', 'Del {segment} av loggen er endra: han kan ikkje lesast som det som blei skrive.', 'Del {segment} av loggen har ändrats: den kan inte läsas som det som skrevs.', 'Part {segment} of the log was altered: it cannot be read as what was written.'),
  'segments-removed': t('Del {span} av loggen er fjernet.', 'Del {span} av loggen er fjerna.', 'Del {span} av loggen har tagits bort.', '{count|Part|Parts} {span} of the log {count|was|were} removed.'),
  'segment-misplaced': t('Del {segment} av loggen er byttet ut med del {found}.', 'Del {segment} av loggen er bytt ut med del {found}.', 'Del {segment} av loggen har bytts ut mot del {found}.', 'Part {segment} of the log was replaced by part {found}.'),
  'entry-altered': t('Linje {entry} i loggen (del {segment}) er endret.', 'Linje {entry} i loggen (del {segment}) er endra.', 'Rad {entry} i loggen (del {segment}) har ändrats.', 'Entry {entry} of the log (part {segment}) was altered.'),
  'entries-removed': t('Linje {span} i loggen er fjernet (før del {segment}).', 'Linje {span} i loggen er fjerna (før del {segment}).', 'Rad {span} i loggen har tagits bort (före del {segment}).', '{count|Entry|Entries} {span} of the log {count|was|were} removed (before part {segment}).'),
  'entry-misplaced': t('Linje {entry} i loggen (del {segment}) står på feil plass, eller to ganger.', 'Linje {entry} i loggen (del {segment}) står på feil plass, eller to gonger.', 'Rad {entry} i loggen (del {segment}) står på fel plats, eller två gånger.', 'Entry {entry} of the log (part {segment}) stands in the wrong place, or twice.'),
  'entry-replaced': t('Linje {entry} i loggen (del {segment}) følger ikke det som står foran: det er byttet ut.', 'Linje {entry} i loggen (del {segment}) følgjer ikkje det som står framføre: det er bytt ut.', 'Rad {entry} i loggen (del {segment}) följer inte det som står före: det har bytts ut.', 'Entry {entry} of the log (part {segment}) does not follow what stands before it: that was replaced.'),
  'revision-unrecorded': t('Revisjon {revision} av «{plan}» er lagret utenom loggen.', 'Revisjon {revision} av «{plan}» er lagra utanom loggen.', 'Revision {revision} av ”{plan}” har sparats vid sidan av loggen.', 'Revision {revision} of “{plan}” was stored past the log.'),
  'revision-gone': t('Revisjon {revision} av «{plan}» står i loggen (linje {entry}), men er borte fra lageret.', 'Revisjon {revision} av «{plan}» står i loggen (linje {entry}), men er borte frå lageret.', 'Revision {revision} av ”{plan}” står i loggen (rad {entry}), men är borta från lagret.', 'Revision {revision} of “{plan}” is in the log (entry {entry}), but gone from the store.'),
  'revision-replaced': t('Revisjon {revision} av «{plan}» er en annen i lageret enn i loggen (linje {entry}).', 'Revisjon {revision} av «{plan}» er ein annan i lageret enn i loggen (linje {entry}).', 'Revision {revision} av ”{plan}” är en annan i lagret än i loggen (rad {entry}).', 'Revision {revision} of “{plan}” is another one in the store than in the log (entry {entry}).'),
  'token-unrecorded': t('Token {token} for {name} er laget utenom loggen, eller før den begynte. Er det ikke ditt verk, så trekk det tilbake: «planark token revoke {token}».', 'Token {token} for {name} er laga utanom loggen, eller før han byrja. Er det ikkje ditt verk, så trekk det tilbake: «planark token revoke {token}».', 'Token {token} för {name} har skapats vid sidan av loggen, eller innan den började. Är den inte ditt verk, så återkalla den: ”planark token revoke {token}”.', 'Token {token} for {name} was made past the log, or before it began. If it is not your doing, revoke it: “planark token revoke {token}”.'),
  'token-changed': t('Token {token} er endret siden det ble laget (linje {entry} i loggen): navn, rettigheter, utløp eller hemmelighet er et annet. Trekk det tilbake: «planark token revoke {token}».', 'Token {token} er endra sidan det blei laga (linje {entry} i loggen): namn, rettar, utløp eller løyndom er eit anna. Trekk det tilbake: «planark token revoke {token}».', 'Token {token} har ändrats sedan den skapades (rad {entry} i loggen): namn, rättigheter, utgång eller hemlighet är en annan. Återkalla den: ”planark token revoke {token}”.', 'Token {token} was changed since it was made (entry {entry} of the log): its name, rights, expiry or secret is another. Revoke it: “planark token revoke {token}”.'),
  'token-revived': t('Token {token} ble trukket tilbake (linje {entry} i loggen), men slipper inn igjen. Trekk det tilbake på nytt: «planark token revoke {token}».', 'Token {token} blei trekt tilbake (linje {entry} i loggen), men slepp inn att. Trekk det tilbake på nytt: «planark token revoke {token}».', 'Token {token} återkallades (rad {entry} i loggen), men släpper in igen. Återkalla den på nytt: ”planark token revoke {token}”.', 'Token {token} was revoked (entry {entry} of the log), but lets people in again. Revoke it anew: “planark token revoke {token}”.'),
  'expected-missing': t('Ingen linje i loggen har kontrollsummen {hash}: loggen er kuttet, eller det er en annen logg.', 'Inga linje i loggen har kontrollsummen {hash}: loggen er kutta, eller det er ein annan logg.', 'Ingen rad i loggen har kontrollsumman {hash}: loggen är avkapad, eller så är det en annan logg.', 'No entry of the log has the hash {hash}: the log was cut off, or is another one.'),
  'no-log': t('Lageret har planer, men ingen logg. Er lageret eldre enn loggen, begynner den med neste endring; ellers er den fjernet.', 'Lageret har planar, men ingen logg. Er lageret eldre enn loggen, byrjar han med neste endring; elles er han fjerna.', 'Lagret har planer, men ingen logg. Är lagret äldre än loggen börjar den med nästa ändring; annars har den tagits bort.', 'The store has plans, but no log. If the store is older than the log, it begins with the next change; otherwise it was removed.'),
};

const rangeWord = t('til', 'til', 'till', 'to');

/** What is named in a fault; of what was removed, as many as there were. */
const faultValues = (fault: WordedFault, locale: Locale): TextValues => {
  if (fault.kind !== 'segments-removed' && fault.kind !== 'entries-removed') return { ...fault };
  const first = fault.kind === 'entries-removed' ? fault.entry : fault.segment;
  return { ...fault, count: fault.last - first + 1, span: first === fault.last ? first : `${first} ${rangeWord[locale]} ${fault.last}` };
};

/** A fault as a sentence. */
export const auditFaultText = (fault: AuditFault, locale: Locale): string => {
  if (fault.kind === 'revision-damaged') return `${fault.plan}: ${failureText({ kind: 'store', failure: fault.failure }, locale)}`;
  if (fault.kind === 'token-damaged') return failureText({ kind: 'store', failure: fault.failure }, locale);
  return fillText(faults[fault.kind][locale], faultValues(fault, locale));
};
