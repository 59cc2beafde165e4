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
    'Mangler dekning er det planen koster med merkene, minus det andre betaler og det som er vedtatt. Under null er det penger til overs.',
    'Manglar dekning er det planen kostar med merka, minus det andre betaler og det som er vedteke. Under null er det pengar til overs.',
    'Saknar täckning är vad planen kostar med märkena, minus vad andra betalar och vad som är beslutat. Under noll finns det pengar över.',
    'Not covered is what the plan costs with the marks, less what others pay and what was adopted. Below zero there is money to spare.',
  ),
  chooseHelp: t('Velg, lagre og synkroniser. Da gjøres det som er valgt.', 'Vel, lagre og synkroniser. Då blir det gjort som er valt.', 'Välj, spara och synkronisera. Då görs det som har valts.', 'Choose, save and sync. Then what was chosen is done.'),
  asOf: t('per', 'per', 'per', 'as of'),
  adoptedBy: t('Vedtatt av', 'Vedteken av', 'Antagen av', 'Adopted by'),
  wholeRow: t('Hele raden', 'Heile rada', 'Hela raden', 'The whole row'),
} as const;
