import { inLocales as t, type Localized } from './locale';

/** What the schema asks of a value beyond its type, as it is told to whoever wrote the document. */
export const schemaRules = {
  plainText: t('tegn som ikke kan vises, kan ikke tas vare på', 'teikn som ikkje kan visast, kan ikkje takast vare på', 'tecken som inte kan visas kan inte sparas', 'control characters and lone surrogates cannot be kept'),
  filled: t('et felt uten tekst utelates', 'eit felt utan tekst blir utelate', 'ett fält utan text utelämnas', 'a field without text is left out'),
  digits: t('høyst 15 sifre', 'høgst 15 siffer', 'högst 15 siffror', 'at most 15 digits'),
  date: t('en ISO-dato fra 1900-03-01 til 2199-12-31', 'ein ISO-dato frå 1900-03-01 til 2199-12-31', 'ett ISO-datum från 1900-03-01 till 2199-12-31', 'an ISO date from 1900-03-01 to 2199-12-31'),
  months: t('månedene står i rekkefølge, hver én gang', 'månadene står i rekkjefølgje, kvar éin gong', 'månaderna står i ordning, var och en en gång', 'months stand in order, each once'),
  member: t('uten semikolon og linjeskift, og uten mellomrom først og sist', 'utan semikolon og linjeskift, og utan mellomrom først og sist', 'utan semikolon och radbrytning, och utan blanksteg först och sist', 'no semicolon, no line break, no space at the ends'),
  code: t('en kode begynner med stor bokstav og har høyst 15 store bokstaver, sifre, punktum og bindestreker, som «M1.2»', 'ein kode byrjar med stor bokstav og har høgst 15 store bokstavar, siffer, punktum og bindestrekar, som «M1.2»', 'en kod börjar med stor bokstav och har högst 15 stora bokstäver, siffror, punkter och bindestreck, som ”M1.2”', 'a code begins with a capital letter and has at most 15 capitals, digits, full stops and hyphens, like “M1.2”'),
  recordId: t('en id har 4 til 64 små bokstaver a–z, sifre og bindestreker', 'ein id har 4 til 64 små bokstavar a–z, siffer og bindestrekar', 'ett id har 4 till 64 små bokstäver a–z, siffror och bindestreck', 'an id has 4 to 64 lower-case letters a–z, digits and hyphens'),
  planId: t('en plan-id har høyst 63 små bokstaver a–z, sifre og bindestreker, og er ikke et navn som Windows bruker selv', 'ein plan-id har høgst 63 små bokstavar a–z, siffer og bindestrekar, og er ikkje eit namn som Windows bruker sjølv', 'ett plan-id har högst 63 små bokstäver a–z, siffror och bindestreck, och är inget namn som Windows självt använder', 'a plan id has at most 63 lower-case letters a–z, digits and hyphens, and is no name that Windows keeps for itself'),
  range: t('et område begynner øverst til venstre og slutter nederst til høyre', 'eit område byrjar øvst til venstre og sluttar nedst til høgre', 'ett område börjar längst upp till vänster och slutar längst ned till höger', 'a range begins at the top left and ends at the bottom right'),
} as const satisfies Record<string, Localized>;
