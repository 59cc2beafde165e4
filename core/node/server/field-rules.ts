import { inLocales as t, type Localized } from '../../plan/locale';

const planId = t('skal være id-en til en plan: små bokstaver a–z, sifre og bindestreker', 'skal vere id-en til ein plan: små bokstavar a–z, siffer og bindestrekar', 'ska vara ett plan-id: små bokstäver a–z, siffror och bindestreck', 'should be the id of a plan: lower-case letters a–z, digits and hyphens');
const revision = t('skal være nummeret på en revisjon, 1 eller høyere', 'skal vere nummeret på ein revisjon, 1 eller høgare', 'ska vara numret på en revision, 1 eller högre', 'should be the number of a revision, 1 or higher');

/** How fields of requests are to be written, where their schemas have a pattern alone. */
export const fieldRules: Readonly<Record<string, Localized>> = {
  clientOpId: t('8 til 64 tegn: bokstavene a–z og A–Z, sifre, punktum, bindestrek og understrek', '8 til 64 teikn: bokstavane a–z og A–Z, siffer, punktum, bindestrek og understrek', '8 till 64 tecken: bokstäverna a–z och A–Z, siffror, punkt, bindestreck och understreck', '8 to 64 characters: the letters a–z and A–Z, digits, full stops, hyphens and underscores'),
  name: t('et navn på én linje, som ikke er tomt', 'eit namn på éi linje, som ikkje er tomt', 'ett namn på en rad, som inte är tomt', 'a name on one line, and not empty'),
  limit: t('skal være et helt tall', 'skal vere eit heilt tal', 'ska vara ett heltal', 'should be a whole number'),
  after: planId, plan: planId, from: revision, to: revision,
};

/** Of an end of something that is to be. */
export const pastText = t('er alt forbi', 'er alt forbi', 'har redan passerat', 'is past already');
