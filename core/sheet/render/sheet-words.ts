import { inLocales as t } from '../../plan/locale';

/** What the generated tabs alone say: apart from the words that the page says as well, so that it need not have these. */
export const sheetWords = {
  whatIfHelp: t(
    'Merk tiltak i kolonnen «{column}» på fanen {tab}: et tiltak som droppes koster ingenting, et som utsettes koster det samme året etter. Tallene følger merkene med en gang.',
    'Merk tiltak i kolonnen «{column}» på fana {tab}: eit tiltak som blir droppa kostar ingenting, eit som blir utsett kostar det same året etter. Tala følgjer merka med ein gong.',
    'Märk åtgärder i kolumnen ”{column}” på fliken {tab}: en åtgärd som stryks kostar ingenting, en som skjuts upp kostar lika mycket året efter. Siffrorna följer märkena direkt.',
    'Mark activities in the column “{column}” on the tab {tab}: one that is dropped costs nothing, one that is postponed costs the same a year later. The figures follow at once.',
  ),
  fundingHelp: t(
    'Mangler dekning er det planen koster med merkene, minus det andre betaler og det som er vedtatt der planen har kostnader. Under null er det penger til overs.',
    'Manglar dekning er det planen kostar med merka, minus det andre betaler og det som er vedteke der planen har kostnader. Under null er det pengar til overs.',
    'Saknar täckning är vad planen kostar med märkena, minus vad andra betalar och vad som är beslutat där planen har kostnader. Under noll finns det pengar över.',
    'Not covered is what the plan costs with the marks, less what others pay and what was adopted where the plan has costs. Below zero there is money to spare.',
  ),
  budgetHelp: t(
    'Vedtatt, regnskap og igjen er for de linjene i budsjettet som planen har kostnader på. Hele budsjettet står på fanen {tab}.',
    'Vedteke, rekneskap og att er for dei linjene i budsjettet som planen har kostnader på. Heile budsjettet står på fana {tab}.',
    'Beslutat, utfall och kvar är för de rader i budgeten som planen har kostnader på. Hela budgeten står på fliken {tab}.',
    'Adopted, actual and left are of those lines of the budget that the plan has costs on. The whole budget is on the tab {tab}.',
  ),
  chooseHelp: t('Velg, lagre og synkroniser. Da gjøres det som er valgt.', 'Vel, lagre og synkroniser. Då blir det gjort som er valt.', 'Välj, spara och synkronisera. Då görs det som har valts.', 'Choose, save and sync. Then what was chosen is done.'),
  asOf: t('per', 'per', 'per', 'as of'),
  adoptedBy: t('Vedtatt av', 'Vedteken av', 'Antagen av', 'Adopted by'),
  wholeRow: t('Hele raden', 'Heile rada', 'Hela raden', 'The whole row'),
} as const;
