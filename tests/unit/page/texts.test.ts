import type { Localized } from '../../../core';
import { budgetTexts, fateTexts, notWrittenTexts } from '../../../addin/texts/budget-texts';
import { frameTexts } from '../../../addin/texts/frame-texts';
import { manifestTexts } from '../../../addin/manifest/manifest-texts';
import { deskTexts } from '../../../addin/manifest/desk-texts';
import { linkTexts } from '../../../addin/texts/link-texts';
import { paneTexts } from '../../../addin/texts/pane-texts';
import { planTexts } from '../../../addin/texts/plan-texts';
import { ribbonTexts } from '../../../addin/texts/ribbon-texts';
import { selfCheckTexts } from '../../../addin/texts/self-check-texts';
import { syncTexts } from '../../../addin/texts/sync-texts';

const fates = Object.fromEntries(Object.entries(fateTexts).flatMap(([name, [title, help]]) => [[name, title], ...(help ? [[`${name} help`, help] as const] : [])]));
const texts = [frameTexts, budgetTexts, fates, notWrittenTexts, linkTexts, paneTexts, planTexts, selfCheckTexts, syncTexts, ribbonTexts, manifestTexts, deskTexts].flatMap((one) => Object.entries<Localized>(one));
const having = (pattern: RegExp, of: (text: Localized) => readonly string[]): string[] => texts.filter(([, text]) => of(text).some((one) => pattern.test(one))).map(([name]) => name);
/** The values that a text has places for. */
const placesIn = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map(([, name]) => name!))].sort();

describe('the words of the page', () => {
  test('[V2] have places for the same in every language', () => {
    for (const [name, text] of texts) for (const one of Object.values(text)) expect([name, placesIn(one)]).toEqual([name, placesIn(text.nb)]);
  });

  test('[V2] call a server and a token what the server itself calls them', () => {
    expect(having(/server/i, ({ nn }) => [nn])).toEqual([]);
    expect(having(/^(?!.*token).*(kode|kod\b|åtkomst|access)/i, Object.values)).toEqual([]);
  });

  test('[V13][C127] send nobody to a command line: who has the page or the pane has no other', () => {
    expect(having(/\bplanark [a-z]/, Object.values)).toEqual([]);
  });
});
