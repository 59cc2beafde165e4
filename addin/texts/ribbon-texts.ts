import { inLocales as t } from '../../core';

/** What the buttons of the ribbon say of themselves. */
export const ribbonTexts = {
  noProblems: t('Alt i planen kan tas inn. Ingen celler må rettes.', 'Alt i planen kan takast inn. Ingen celler må rettast.', 'Allt i planen kan tas in. Inga celler behöver rättas.', 'Everything in the plan can be taken in. No cell has to be corrected.'),
  problemAt: t('{place} ({number} av {count})', '{place} ({number} av {count})', '{place} ({number} av {count})', '{place} ({number} of {count})'),
  notShown: t('Stedet finnes ikke lenger. Velg Neste problem en gang til.', 'Staden finst ikkje lenger. Vel Neste problem ein gong til.', 'Platsen finns inte längre. Välj Nästa problem en gång till.', 'The place is no longer there. Choose Next problem again.'),
  broken: t(
    'Noe gikk galt, og det er ikke sikkert at alt ble gjort. Åpne panelet og synkroniser der: det som er gjort, blir ikke gjort om igjen.',
    'Noko gjekk gale, og det er ikkje sikkert at alt vart gjort. Opne panelet og synkroniser der: det som er gjort, blir ikkje gjort om att.',
    'Något gick fel, och det är inte säkert att allt blev gjort. Öppna panelen och synkronisera där: det som är gjort görs inte om igen.',
    'Something went wrong, and it is not certain that all was done. Open the pane and sync there: what was done is not done again.',
  ),
  noPlan: t('Denne arbeidsboken har ingen plan fra Planark. Åpne panelet for å sette inn en.', 'Denne arbeidsboka har ingen plan frå Planark. Opne panelet for å setje inn ein.', 'Den här arbetsboken har ingen plan från Planark. Öppna panelen för att infoga en.', 'This workbook has no plan from Planark. Open the pane to insert one.'),
  openPane: t('Åpne panelet for å se på det.', 'Opne panelet for å sjå på det.', 'Öppna panelen för att titta på det.', 'Open the pane to look at it.'),
  signIn: t('Serveren ber om et token. Åpne panelet og gi det der, og velg knappen på nytt.', 'Tenaren bed om eit token. Opne panelet og gi det der, og vel knappen på nytt.', 'Servern ber om en token. Öppna panelen och ange den där, och välj knappen igen.', 'The server asks for a token. Open the pane and give it there, and choose the button again.'),
  later: t('Ingenting er tapt. Prøv igjen litt senere.', 'Ingenting er tapt. Prøv igjen litt seinare.', 'Inget har gått förlorat. Försök igen lite senare.', 'Nothing is lost. Try again a little later.'),
  leaveCell: t('Du er midt i en celle. Trykk Enter eller Esc i arket, og velg knappen på nytt.', 'Du er midt i ei celle. Trykk Enter eller Esc i arket, og vel knappen på nytt.', 'Du är mitt i en cell. Tryck Enter eller Esc i arket och välj knappen igen.', 'You are in the middle of a cell. Press Enter or Esc in the sheet, and choose the button again.'),
  close: t('Lukk', 'Lukk', 'Stäng', 'Close'),
} as const;
