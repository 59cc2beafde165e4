import { fillText } from '../../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';

/** What can be wrong with a request, or with the moment it came. */
export type RequestFault =
  | 'bad-request' | 'bad-json' | 'not-signed-in' | 'not-allowed' | 'changes-not-allowed' | 'place-not-allowed' | 'move-not-allowed' | 'unknown-token' | 'foreign-origin' | 'foreign-host' | 'no-such-address' | 'no-such-method' | 'too-slow' | 'too-large' | 'wrong-type'
  | 'precondition-missing' | 'too-many' | 'headers-too-large' | 'overloaded' | 'stopping' | 'bug';

const texts = {
  'bad-request': t('Forespørselen er ikke slik API-et venter: {what}', 'Førespurnaden er ikkje slik API-et ventar: {what}', 'Begäran är inte som API:et väntar sig: {what}', 'The request is not as the API expects: {what}'),
  'bad-json': t('Innholdet er ikke JSON som Planark tar imot: {what}', 'Innhaldet er ikkje JSON som Planark tek imot: {what}', 'Innehållet är inte JSON som Planark tar emot: {what}', 'The content is not JSON that Planark takes: {what}'),
  'not-signed-in': t('Denne serveren krever et token, og det mangler, er feil eller gjelder ikke lenger.', 'Denne tenaren krev eit token, og det manglar, er feil eller gjeld ikkje lenger.', 'Den här servern kräver ett token, och det saknas, är fel eller gäller inte längre.', 'This server wants a token, and it is missing, wrong or no longer valid.'),
  'not-allowed': t('Du har ikke rett til dette i denne planen. Spør den som eier den.', 'Du har ikkje rett til dette i denne planen. Spør den som eig han.', 'Du har inte rätt till detta i den här planen. Fråga den som äger den.', 'You have no right to this in this plan. Ask whoever owns it.'),
  'changes-not-allowed': t('Dokumentet endrer noe du ikke har rett til å endre ({what}). Ingenting er lagret. Be den som eier planen om det, eller la det stå som det var.', 'Dokumentet endrar noko du ikkje har rett til å endre ({what}). Ingenting er lagra. Be den som eig planen om det, eller la det stå som det var.', 'Dokumentet ändrar något som du inte har rätt att ändra ({what}). Inget har sparats. Be den som äger planen om det, eller låt det stå som det var.', 'The document changes something that you may not change ({what}). Nothing was stored. Ask whoever owns the plan to do it, or leave it as it was.'),
  'change-not-allowed': t('{what} kan ikke endres med de rettene du har.', '{what} kan ikkje endrast med dei rettane du har.', '{what} kan inte ändras med de rättigheter du har.', '{what} cannot be changed with the rights you have.'),
  'place-not-allowed': t('Du har ikke rett til å lage en plan for «{what}». Be en administrator, eller den som eier planene der eller i organisasjonen over.', 'Du har ikkje rett til å lage ein plan for «{what}». Be ein administrator, eller den som eig planane der eller i organisasjonen over.', 'Du har inte rätt att skapa en plan för ”{what}”. Be en administratör, eller den som äger planerna där eller i organisationen ovanför.', 'You may not make a plan for “{what}”. Ask an administrator, or whoever owns the plans there or in the organisation above.'),
  'move-not-allowed': t('Dette ville flyttet planen til en annen organisasjon, og det har du ikke rett til. Be en administrator.', 'Dette ville flytta planen til ein annan organisasjon, og det har du ikkje rett til. Be ein administrator.', 'Det här skulle flytta planen till en annan organisation, och det har du inte rätt till. Be en administratör.', 'This would move the plan to another organisation, which you may not do. Ask an administrator.'),
  'unknown-token': t('Tokenet «{what}» finnes ikke her, eller du har ikke rett til å se det.', 'Tokenet «{what}» finst ikkje her, eller du har ikkje rett til å sjå det.', 'Token ”{what}” finns inte här, eller så har du inte rätt att se den.', 'The token “{what}” is not here, or you have no right to see it.'),
  'foreign-origin': t('Forespørselen kommer fra en annen nettside ({what}), som denne serveren ikke er satt opp for.', 'Førespurnaden kjem frå ei anna nettside ({what}), som denne tenaren ikkje er sett opp for.', 'Begäran kommer från en annan webbsida ({what}), som den här servern inte är inställd för.', 'The request comes from another site ({what}), which this server is not set up for.'),
  'foreign-host': t('Serveren svarer bare på navnene localhost og 127.0.0.1.', 'Tenaren svarer berre på namna localhost og 127.0.0.1.', 'Servern svarar bara på namnen localhost och 127.0.0.1.', 'The server answers to the names localhost and 127.0.0.1 alone.'),
  'no-such-address': t('Det er ingenting på {what}.', 'Det er ingenting på {what}.', 'Det finns inget på {what}.', 'There is nothing at {what}.'),
  'no-such-method': t('{what} er ikke mulig her.', '{what} er ikkje mogleg her.', '{what} är inte möjligt här.', '{what} is not possible here.'),
  'too-slow': t('Forespørselen kom for langsomt. Prøv igjen på en bedre forbindelse.', 'Førespurnaden kom for sakte. Prøv igjen på eit betre samband.', 'Begäran kom för långsamt. Försök igen med en bättre anslutning.', 'The request came too slowly. Try again on a better connection.'),
  'too-large': t('Det som ble sendt er større enn serveren tar imot.', 'Det som blei sendt er større enn tenaren tek imot.', 'Det som skickades är större än servern tar emot.', 'What was sent is larger than the server takes.'),
  'wrong-type': t('Content-Type skal her være {what}.', 'Content-Type skal her vere {what}.', 'Content-Type ska här vara {what}.', 'Content-Type must be {what} here.'),
  'precondition-missing': t('Send If-Match med ETag fra planen du så (If-None-Match: * for en ny plan), så ingen skriver over det en annen har gjort.', 'Send If-Match med ETag frå planen du såg (If-None-Match: * for ein ny plan), så ingen skriv over det ein annan har gjort.', 'Skicka If-Match med ETag från planen du såg (If-None-Match: * för en ny plan), så att ingen skriver över vad någon annan har gjort.', 'Send If-Match with the ETag of the plan you saw (If-None-Match: * for a new one), so that nobody overwrites what another did.'),
  'too-many': t('For mange forespørsler på en gang. Vent {what} {count|sekund|sekunder} og prøv igjen.', 'For mange førespurnader på ein gong. Vent {what} sekund og prøv igjen.', 'För många förfrågningar på en gång. Vänta {what} {count|sekund|sekunder} och försök igen.', 'Too many requests at once. Wait {what} {count|second|seconds} and try again.'),
  'headers-too-large': t('Forespørselens hode er for stort.', 'Hovudet på førespurnaden er for stort.', 'Begärans huvud är för stort.', 'The headers of the request are too large.'),
  overloaded: t('Serveren leser så mange arbeidsbøker den kan akkurat nå. Prøv igjen om litt.', 'Tenaren les så mange arbeidsbøker han kan akkurat no. Prøv igjen om litt.', 'Servern läser så många arbetsböcker den kan just nu. Försök igen om en stund.', 'The server is reading as many workbooks as it can right now. Try again in a moment.'),
  stopping: t('Serveren stanser. Prøv igjen om litt.', 'Tenaren stansar. Prøv igjen om litt.', 'Servern stannar. Försök igen om en stund.', 'The server is stopping. Try again in a moment.'),
  bug: t('Noe gikk galt i Planark. Det står i serverens logg under dette nummeret.', 'Noko gjekk gale i Planark. Det står i loggen til tenaren under dette nummeret.', 'Något gick fel i Planark. Det står i serverns logg under detta nummer.', 'Something went wrong in Planark. The server’s log has it under this number.'),
  'store-unavailable': t('Lageret kan ikke brukes akkurat nå. Prøv igjen om litt; den samme forespørselen blir ikke tatt inn to ganger.', 'Lageret kan ikkje brukast akkurat no. Prøv igjen om litt; den same førespurnaden blir ikkje teken inn to gonger.', 'Lagret kan inte användas just nu. Försök igen om en stund; samma begäran tas inte in två gånger.', 'The store cannot be used right now. Try again in a moment; the same request is not taken in twice.'),
  'audit-unwritten': t('Ingenting er gjort, for det kunne ikke føres i revisjonsloggen. Prøv igjen om litt, og si fra til den som driver serveren.', 'Ingenting er gjort, for det kunne ikkje førast i revisjonsloggen. Prøv igjen om litt, og sei frå til den som driv tenaren.', 'Inget har gjorts, eftersom det inte kunde föras in i granskningsloggen. Försök igen om en stund, och säg till den som driver servern.', 'Nothing was done, since it could not be entered in the audit log. Try again in a moment, and tell whoever runs the server.'),
  'audit-damaged': t('Ingenting er gjort, for revisjonsloggen er skadet, og det som ikke kan føres der, blir ikke gjort. Si fra til den som driver serveren.', 'Ingenting er gjort, for revisjonsloggen er skadd, og det som ikkje kan førast der, blir ikkje gjort. Sei frå til den som driv tenaren.', 'Inget har gjorts, eftersom granskningsloggen är skadad, och det som inte kan föras in där görs inte. Säg till den som driver servern.', 'Nothing was done, since the audit log is damaged, and what cannot be entered there is not done. Tell whoever runs the server.'),
  'unknown-plan': t('Planen «{what}» finnes ikke her, eller du har ikke rett til å se den.', 'Planen «{what}» finst ikkje her, eller du har ikkje rett til å sjå han.', 'Planen ”{what}” finns inte här, eller så har du inte rätt att se den.', 'The plan “{what}” is not here, or you have no right to see it.'),
  'no-revision': t('Planen har ingen revisjon {what}.', 'Planen har ingen revisjon {what}.', 'Planen har ingen revision {what}.', 'The plan has no revision {what}.'),
  'unknown-revision': t('Arbeidsboken bygger på revisjon {what}, som denne serveren ikke har. Hent ut en ny arbeidsbok og flytt endringene dit.', 'Arbeidsboka byggjer på revisjon {what}, som denne tenaren ikkje har. Hent ut ei ny arbeidsbok og flytt endringane dit.', 'Arbetsboken bygger på revision {what}, som den här servern inte har. Hämta en ny arbetsbok och flytta ändringarna dit.', 'The workbook is based on revision {what}, which this server does not have. Take out a new workbook and move the changes there.'),
  'other-history': t('Arbeidsboken kommer fra et annet lager: revisjon {what} er en annen her.', 'Arbeidsboka kjem frå eit anna lager: revisjon {what} er ein annan her.', 'Arbetsboken kommer från ett annat lager: revision {what} är en annan här.', 'The workbook comes from another store: revision {what} is a different one here.'),
  'not-planark': t('Arbeidsboken er ikke laget av Planark. Hent ut planen som arbeidsbok og skriv i den.', 'Arbeidsboka er ikkje laga av Planark. Hent ut planen som arbeidsbok og skriv i den.', 'Arbetsboken är inte gjord av Planark. Hämta planen som arbetsbok och skriv i den.', 'The workbook was not made by Planark. Take the plan out as a workbook and write in that.'),
} as const satisfies Record<RequestFault | ServedText, Localized>;

/** Sentences of failures behind a request, where the command line's would name its commands. */
export type ServedText = 'store-unavailable' | 'audit-unwritten' | 'audit-damaged' | 'unknown-plan' | 'change-not-allowed' | 'no-revision' | 'unknown-revision' | 'other-history' | 'not-planark';

/** A sentence that says what is wrong with a request, and what to do. */
export const requestText = (fault: RequestFault | ServedText, locale: Locale, what = ''): string => fillText(texts[fault][locale], { what, count: Number(what) });

/** The same in every language, with something that has a name in each. */
export const requestTexts = (fault: RequestFault | ServedText, what: Localized): Localized => ({
  nb: requestText(fault, 'nb', what.nb), nn: requestText(fault, 'nn', what.nn), sv: requestText(fault, 'sv', what.sv), en: requestText(fault, 'en', what.en),
});

/** What a status means, in two words. */
const titles: Readonly<Record<number, Localized>> = {
  400: t('Ugyldig forespørsel', 'Ugyldig førespurnad', 'Ogiltig begäran', 'Bad request'),
  401: t('Ikke logget inn', 'Ikkje logga inn', 'Inte inloggad', 'Not signed in'),
  403: t('Ikke tillatt', 'Ikkje tillate', 'Inte tillåtet', 'Not allowed'),
  404: t('Finnes ikke', 'Finst ikkje', 'Finns inte', 'Not found'),
  405: t('Ikke mulig her', 'Ikkje mogleg her', 'Inte möjligt här', 'Not possible here'),
  408: t('For langsomt', 'For sakte', 'För långsamt', 'Too slow'),
  409: t('Passer ikke med lageret', 'Passar ikkje med lageret', 'Stämmer inte med lagret', 'Does not fit the store'),
  412: t('Endret siden sist', 'Endra sidan sist', 'Ändrad sedan sist', 'Changed since'),
  413: t('For stort', 'For stort', 'För stort', 'Too large'),
  415: t('Feil slags innhold', 'Feil slags innhald', 'Fel slags innehåll', 'Wrong kind of content'),
  422: t('Kan ikke tas inn', 'Kan ikkje takast inn', 'Kan inte tas in', 'Cannot be taken in'),
  428: t('If-Match mangler', 'If-Match manglar', 'If-Match saknas', 'If-Match is missing'),
  429: t('For mange forespørsler', 'For mange førespurnader', 'För många förfrågningar', 'Too many requests'),
  431: t('For stort hode', 'For stort hovud', 'För stort huvud', 'Headers too large'),
  500: t('Feil i Planark', 'Feil i Planark', 'Fel i Planark', 'Error in Planark'),
  503: t('Opptatt', 'Oppteken', 'Upptagen', 'Busy'),
};

export const requestTitle = (status: number, locale: Locale): string => (titles[status] ?? titles[500]!)[locale];
