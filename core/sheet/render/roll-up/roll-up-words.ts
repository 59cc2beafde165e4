import { inLocales as t, type Localized } from '../../../plan/locale';
import type { FreshnessState } from '../../../plan/roll-up';

/** Words on the pages of a roll-up that no plan's workbook has. */
export const rollUpWords = {
  overview: t('Oversikt', 'Oversikt', 'Översikt', 'Overview'),
  title: t('Regionene samlet', 'Regionane samla', 'Regionerna samlat', 'All regions'),
  readOnly: t('Laget av Planark og bare til å lese: tallene hentes fra regionenes planer.', 'Laga av Planark og berre til å lese: tala blir henta frå planane til regionane.', 'Skapad av Planark och bara för läsning: siffrorna hämtas ur regionernas planer.', 'Made by Planark and for reading only: the figures come from the regions’ plans.'),
  maturity: t('Modenhet, snitt', 'Mognad, snitt', 'Mognad, medel', 'Maturity, mean'),
  completed: t('Tiltak fullført', 'Tiltak fullførte', 'Slutförda åtgärder', 'Activities completed'),
  bySignal: t('Regioner etter signal', 'Regionar etter signal', 'Regioner efter signal', 'Regions by signal'),
  byFreshness: t('Hvor ferske tallene er', 'Kor ferske tala er', 'Hur aktuella siffrorna är', 'How fresh the figures are'),
  withFigures: t('Regioner med tall', 'Regionar med tal', 'Regioner med siffror', 'Regions with figures'),
  byArea: t('Fokusområder, alle regioner', 'Fokusområde, alle regionar', 'Fokusområden, alla regioner', 'Focus areas, all regions'),
  byGoal: t('Overordnede mål: hvem arbeider med dem', 'Overordna mål: kven arbeider med dei', 'Övergripande mål: vilka arbetar med dem', 'Superior goals: who works on them'),
  superiorGoal: t('Overordnet mål', 'Overordna mål', 'Övergripande mål', 'Superior goal'),
  regions: t('Regioner', 'Regionar', 'Regioner', 'Regions'),
  byBudget: t('Budsjett, alle regioner', 'Budsjett, alle regionar', 'Budget, alla regioner', 'Budget, all regions'),
  currency: t('Valuta', 'Valuta', 'Valuta', 'Currency'),
  withoutYear: t('Uten år', 'Utan år', 'Utan år', 'No year'),
  noRegions: t('Ingen plan i lageret hører til en region av denne organisasjonen.', 'Ingen plan i lageret høyrer til ein region av denne organisasjonen.', 'Ingen plan i lagret hör till en region av denna organisation.', 'No plan in the store belongs to a region of this organisation.'),
} as const;

/** How fresh a region's figures are, in words. */
export const freshnessWords: Readonly<Record<FreshnessState, Localized>> = {
  current: t('Oppdatert', 'Oppdatert', 'Uppdaterad', 'Up to date'),
  behind: t('Arket viser en eldre plan', 'Arket viser ein eldre plan', 'Arket visar en äldre plan', 'The sheet shows an older plan'),
  'not-linked': t('Ikke delt i Google', 'Ikkje delt i Google', 'Inte delad i Google', 'Not shared in Google'),
  unreachable: t('Arket kan ikke nås', 'Arket kan ikkje nåast', 'Arket kan inte nås', 'The sheet cannot be reached'),
  unreadable: t('Planen kan ikke leses', 'Planen kan ikkje lesast', 'Planen kan inte läsas', 'The plan cannot be read'),
};
