import { inLocales as t } from '../../core';

/** Words around every view: the frame, the state of the connection, failures. */
export const frameTexts = {
  skip: t('Gå til innholdet', 'Gå til innhaldet', 'Gå till innehållet', 'Skip to the content'),
  language: t('Språk', 'Språk', 'Språk', 'Language'),
  allPlans: t('Alle planer', 'Alle planar', 'Alla planer', 'All plans'),
  loading: t('Henter …', 'Hentar …', 'Hämtar …', 'Loading …'),
  partMissing: t('Denne delen av siden kom ikke fram. Last siden på nytt.', 'Denne delen av sida kom ikkje fram. Last sida på nytt.', 'Den här delen av sidan kom inte fram. Ladda om sidan.', 'This part of the page did not arrive. Load the page anew.'),
  loadAnew: t('Last på nytt', 'Last på nytt', 'Ladda om', 'Load anew'),
  away: t('Serveren svarer ikke.', 'Tenaren svarar ikkje.', 'Servern svarar inte.', 'The server does not answer.'),
  triedAgain: t('Planark prøver igjen av seg selv; ingenting går tapt.', 'Planark prøver igjen av seg sjølv; ingenting går tapt.', 'Planark försöker igen av sig självt; inget går förlorat.', 'Planark keeps trying by itself; nothing is lost.'),
  tooLarge: t('Filen er større enn det som slippes gjennom til serveren. Si fra til den som driver den.', 'Fila er større enn det som blir sleppt gjennom til tenaren. Sei frå til den som driv han.', 'Filen är större än vad som släpps fram till servern. Säg till den som driver den.', 'The file is larger than what is let through to the server. Tell whoever runs it.'),
  stopped: t('Noe foran serveren stanset dette ({status}). Si fra til den som driver den.', 'Noko framfor tenaren stoppa dette ({status}). Sei frå til den som driv han.', 'Något framför servern stoppade detta ({status}). Säg till den som driver den.', 'Something before the server stopped this ({status}). Tell whoever runs the server.'),
  tryAgain: t('Prøv igjen', 'Prøv igjen', 'Försök igen', 'Try again'),
  notFound: t('Siden finnes ikke', 'Sida finst ikkje', 'Sidan finns inte', 'There is no such page'),
  notFoundHelp: t('Adressen er ikke kjent. Gå til alle planer og velg derfra.', 'Adressa er ikkje kjend. Gå til alle planar og vel derifrå.', 'Adressen är inte känd. Gå till alla planer och välj därifrån.', 'The address is not known. Go to all plans and choose from there.'),
  cancel: t('Avbryt', 'Avbryt', 'Avbryt', 'Cancel'),
  showMore: t('Vis flere', 'Vis fleire', 'Visa fler', 'Show more'),
  token: t('Token', 'Token', 'Token', 'Token'),
  tokenTitle: t('Serveren ber om et token', 'Tenaren bed om eit token', 'Servern ber om en token', 'The server asks for a token'),
  tokenHelp: t('Et token er en lang adgangskode. Lim inn det du har fått av den som driver serveren. Det sendes bare dit.', 'Eit token er ein lang tilgangskode. Lim inn det du har fått av den som driv tenaren. Det blir berre sendt dit.', 'En token är en lång åtkomstkod. Klistra in den du har fått av den som driver servern. Den skickas bara dit.', 'A token is a long access code. Paste the one that whoever runs the server gave you. It is sent nowhere else.'),
  tokenWrong: t('Serveren kjenner ikke dette tokenet, eller det gjelder ikke lenger. Sjekk at hele er med, eller be om et nytt.', 'Tenaren kjenner ikkje dette tokenet, eller det gjeld ikkje lenger. Sjekk at heile er med, eller be om eit nytt.', 'Servern känner inte till denna token, eller så gäller den inte längre. Kontrollera att hela är med, eller be om en ny.', 'The server does not know the token, or it is no longer valid. See that all of it is there, or ask for a new one.'),
  remember: t('Husk det på denne maskinen', 'Hugs det på denne maskina', 'Kom ihåg den på den här datorn', 'Remember it on this machine'),
  signIn: t('Fortsett', 'Hald fram', 'Fortsätt', 'Continue'),
  signOut: t('Glem tokenet', 'Gløym tokenet', 'Glöm denna token', 'Forget the token'),
} as const;
