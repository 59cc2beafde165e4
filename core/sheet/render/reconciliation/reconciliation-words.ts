import { inLocales as t } from '../../../plan/locale';
import { sumWords } from './sum-words';

/** Words on the tab Avstemming. */
export const reconciliationWords = {
  ...sumWords,
  withoutAccount: t('Uten konto', 'Utan konto', 'Utan konto', 'Without an account'),
  withoutYear: t('Uten år', 'Utan år', 'Utan år', 'Without a year'),
  withoutFunding: t('Uten finansiering', 'Utan finansiering', 'Utan finansiering', 'Without funding'),
  ties: t('De fire summene er like, på øret.', 'Dei fire summane er like, på øret.', 'De fyra summorna är lika, på öret.', 'The four sums are the same, to the last cent.'),
  syncAgain: t(
    'Summene er ikke like nå: noe er nytt siden siste synk. Synkroniser, så stemmer de.', 'Summane er ikkje like no: noko er nytt sidan siste synk. Synkroniser, så stemmer dei.',
    'Summorna är inte lika nu: något är nytt sedan senaste synkningen. Synka, så stämmer de.', 'The sums are not the same now: something is new since the last sync. Sync, and they are.',
  ),
  byYear: t('År for år', 'År for år', 'År för år', 'Year by year'),
  allYears: t('Alle år', 'Alle år', 'Alla år', 'All years'),
  spent: t('Brukt', 'Brukt', 'Använt', 'Spent'),
  received: t('Kommet inn', 'Kome inn', 'Kommit in', 'Come in'),
  costs: t('kostnader', 'kostnader', 'kostnader', 'costs'),
  income: t('inntekter', 'inntekter', 'intäkter', 'income'),
  findings: t('Plan og budsjett holdt mot hverandre', 'Plan og budsjett haldne mot kvarandre', 'Plan och budget ställda mot varandra', 'Plan and budget held against each other'),
  toDo: t('Hva du kan gjøre', 'Kva du kan gjere', 'Vad du kan göra', 'What to do'),
  amount: t('Beløp', 'Beløp', 'Belopp', 'Amount'),
  nothingFound: t('Ingenting å rette: planen og budsjettet stemmer.', 'Ingenting å rette: planen og budsjettet stemmer.', 'Inget att rätta: planen och budgeten stämmer.', 'Nothing to mend: the plan and the budget agree.'),
  nothingToMend: t('Ingenting å rette. Dette er bare til opplysning:', 'Ingenting å rette. Dette er berre til opplysning:', 'Inget att rätta. Detta är bara för kännedom:', 'Nothing to mend. This is only for your information:'),
  toMend: t('{count} {count|ting|ting} å rette.', '{count} {count|ting|ting} å rette.', '{count} {count|sak|saker} att rätta.', '{count} {count|thing|things} to mend.'),
  noMoney: t('Planen har verken kostnader eller budsjett.', 'Planen har verken kostnader eller budsjett.', 'Planen har varken kostnader eller budget.', 'The plan has neither costs nor a budget.'),
  more: t('… og {count} til. «planark budget check» viser alle.', '… og {count} til. «planark budget check» viser alle.', '… och {count} till. ”planark budget check” visar alla.', '… and {count} more. “planark budget check” shows all.'),
  asSynced: t('som det var ved siste synk', 'som det var ved siste synk', 'som det var vid senaste synkningen', 'as it was at the last sync'),
  ownBudget: t('planens eget budsjett', 'budsjettet i planen', 'planens egen budget', 'the plan’s own budget'),
  amountsIn: t('Beløp i {currency}', 'Beløp i {currency}', 'Belopp i {currency}', 'Amounts in {currency}'),
} as const;
export type ReconciliationWord = keyof typeof reconciliationWords;
