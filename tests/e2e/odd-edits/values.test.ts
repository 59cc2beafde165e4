import { editTabXml } from '../../support/edit-package';
import { describeOddEdits, type OddEdit } from '../../support/odd-edit';

/** Puts markup in a cell's place; its style stays. */
const setCellXml = (cell: string, type: string, content: string) => (file: Buffer): Buffer =>
  editTabXml(file, 'Tiltak', (xml) => xml.replace(new RegExp(`<c r="${cell}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`), (_, style: string | undefined) => `<c r="${cell}"${style ?? ''}${type}>${content}</c>`));
const inTurn = (...steps: readonly ((file: Buffer) => Buffer)[]) => (file: Buffer): Buffer => steps.reduce((bytes, step) => step(bytes), file);

const edits: readonly OddEdit[] = [
  {
    name: '[R3] text with line breaks, emoji, and as much as a cell holds',
    edits: [['set', 'Tiltak', 'C2', 'Møte\nmed kaffe'], ['set', 'Tiltak', 'C3', 'Kurs 👩‍👩‍👧 🎉'], ['set', 'Tiltak', 'F4', 'å'.repeat(32_767)], ['set', 'Tiltak', 'F5', '🎉'.repeat(16_383)]],
    columns: 'B C F', fields: ['code', 'title'], story: `
      | Tiltak | B    | C                | F                     |
      | 1      | Kode | Tiltak           | Beskrivelse           |
      | 2      | T1   | Møte\\nmed kaffe  |                       |
      | 3      | T2   | Kurs 👩‍👩‍👧 🎉 |                       |
      | 4      | T3   | Besøk            | åååååååååååå… (32767) |
      | 5      | T4   | Avis             | 🎉🎉🎉🎉🎉🎉… (32766) |
      → 0
      4 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!C2  T1 · Møte med kaffe, Tiltak: Møte → Møte med kaffe
        Tiltak!C3  T2 · Kurs 👩‍👩‍👧 🎉, Tiltak: Kurs → Kurs 👩‍👩‍👧 🎉
        Tiltak!F4  T3 · Besøk, Beskrivelse: (tom) → ååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå…
        Tiltak!F5  T4 · Avis, Beskrivelse: (tom) → 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉…
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      (the sheet is as it was)
      store:
      | code | title            |
      | T1   | Møte\\nmed kaffe  |
      | T2   | Kurs 👩‍👩‍👧 🎉 |
      | T3   | Besøk            |
      | T4   | Avis             |`,
  },
  {
    name: '[R4] [R5] numbers as text',
    edits: [['text', 'Tiltak', 'L2', '5'], ['text', 'Tiltak', 'L3', ' 6 '], ['text', 'Tiltak', 'L4', '7 ganger'], ['text', 'Tiltak', 'R2', '25 %'], ['text', 'Tiltak', 'V2', '1,5'], ['text', 'Tiltak', 'V3', '1.500']],
    columns: 'B L R V', fields: ['code', 'times', 'progress', 'hours'], story: `
      | Tiltak | B    | L        | R         | V       |
      | 1      | Kode | Antall   | Fremdrift | Timer   |
      | 2      | T1   | "5"      | 25 %      | "1,5"   |
      | 3      | T2   | " 6 "    |           | "1.500" |
      | 4      | T3   | 7 ganger |           |         |
      | 5      | T4   | 3        |           |         |
      → 2
      4 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!L2  T1 · Møte, Antall: 4 → 5
        Tiltak!R2  T1 · Møte, Fremdrift: (tom) → 25 %
        Tiltak!V2  T1 · Møte, Timer: (tom) → 1,5
        Tiltak!L3  T2 · Kurs, Antall: 2 → 6
      2 endringer ble ikke tatt inn:
        Tiltak!V3 (Timer) «1.500» kan leses på to måter: tusen eller desimaler. Skriv et tall som er 0 eller mer.
        Tiltak!L4 (Antall) «7 ganger» er ikke et tall. Skriv et helt tall fra 0 til 10000.
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | B    | L        | R         | V       |
      | 1      | Kode | Antall   | Fremdrift | Timer   |
      | 2      | T1   | 5        | 0.25      | 1.5     |
      | 3      | T2   | 6        |           | "1.500" |
      | 4      | T3   | 7 ganger |           |         |
      | 5      | T4   | 3        |           |         |
      store:
      | code | times | progress | hours |
      | T1   | 5     | 0.25     | 1.5   |
      | T2   | 6     |          |       |
      | T3   | 1     |          |       |
      | T4   | 3     |          |       |`,
  },
  {
    name: '[R4] amounts as text',
    edits: [['text', 'Kostnader', 'G2', '12 500 kr'], ['text', 'Kostnader', 'G3', '1.250']],
    tab: 'Kostnader', columns: 'B C G', table: 'costs', fields: ['text', 'amount'], story: `
      | Kostnader | B         | C      | G         |
      | 1         | Tiltak    | Tekst  | Beløp     |
      | 2         | T1 · Møte | Lokale | 12 500 kr |
      | 3         | T2 · Kurs | Bøker  | "1.250"   |
      → 0
      2 endret, 0 nye, 0 flyttet, 0 slettet
        Kostnader!G2  Lokale, Beløp: 9 000 → 12 500
        Kostnader!G3  Bøker, Beløp: 1 250,50 → 1 250
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Kostnader | B         | C      | G     |
      | 1         | Tiltak    | Tekst  | Beløp |
      | 2         | T1 · Møte | Lokale | 12500 |
      | 3         | T2 · Kurs | Bøker  | 1250  |
      store:
      | text   | amount |
      | Lokale | 12500  |
      | Bøker  | 1250   |`,
  },
  {
    name: '[R3] texts as numbers, dates and truth values',
    edits: [['set', 'Tiltak', 'C2', 2026], ['set', 'Tiltak', 'G3', 47.5], ['set', 'Tiltak', 'G4', true], ['set', 'Tiltak', 'B5', 4]],
    columns: 'B C G', fields: ['code', 'title', 'responsible'], story: `
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | 2026   | Kari      |
      | 3      | T2   | Kurs   | 47.5      |
      | 4      | T3   | Besøk  | true      |
      | 5      | 4    | Avis   | Per       |
      → 2
      3 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!C2  T1 · 2026, Tiltak: Møte → 2026
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → 47.5
        Tiltak!G4  T3 · Besøk, Ansvarlig: Nina → Ja
      1 endring ble ikke tatt inn:
        Tiltak!B5 (Kode) «4» kan ikke være en kode. Skriv en kode som begynner med en bokstav, for eksempel M1.2.
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | "2026" | Kari      |
      | 3      | T2   | Kurs   | "47.5"    |
      | 4      | T3   | Besøk  | Ja        |
      | 5      | 4    | Avis   | Per       |
      store:
      | code | title | responsible |
      | T1   | 2026  | Kari        |
      | T2   | Kurs  | 47.5        |
      | T3   | Besøk | Ja          |
      | T4   | Avis  | Per         |`,
  },
  {
    name: '[Y2] formulas are typed over values: their results are taken, and that is told',
    xml: inTurn(
      setCellXml('G2', ' t="str"', '<f>"Ka"&amp;"ri N."</f><v>Kari N.</v>'), setCellXml('L2', '', '<f>2*3</f><v>6</v>'), setCellXml('L3', ' t="e"', '<f>1/0</f><v>#DIV/0!</v>'),
      setCellXml('L4', '', '<f>SUM(L2:L3)</f>'), setCellXml('K5', '', '<f>DATE(2026,12,1)</f><v>46357</v>'),
    ),
    columns: 'B G K L', fields: ['code', 'responsible', 'due', 'times'], story: `
      | Tiltak | B    | G         | K            | L         |
      | 1      | Kode | Ansvarlig | Frist        | Antall    |
      | 2      | T1   | ƒ Kari N. | 2026-03-01   | ƒ 6       |
      | 3      | T2   | Ola       | 2026-06-01   | ƒ #DIV/0! |
      | 4      | T3   | Nina      | 2026-09-01   | ƒ         |
      | 5      | T4   | Per       | ƒ 2026-12-01 | 3         |
      → 2
      3 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G2  T1 · Møte, Ansvarlig: Kari → Kari N.
        Tiltak!L2  T1 · Møte, Antall: 4 → 6
        Tiltak!K5  T4 · Avis, Frist: 01.10.2026 → 01.12.2026
      2 endringer ble ikke tatt inn:
        Tiltak!L3 (Antall) Cellen viser feilen #DIV/0!. Skriv et helt tall fra 0 til 10000.
        Tiltak!L4 (Antall) Formelen har ikke noe resultat ennå. Åpne filen i et regneark og lagre den, eller skriv verdien selv.
      Verdt å vite:
        Tiltak!G: Formler er skrevet over verdier i kolonnen (1); resultatet er tatt inn.
        Tiltak!L: Formler er skrevet over verdier i kolonnen (1); resultatet er tatt inn.
        Tiltak!K: Formler er skrevet over verdier i kolonnen (1); resultatet er tatt inn.
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | B    | G         | K          | L         |
      | 1      | Kode | Ansvarlig | Frist      | Antall    |
      | 2      | T1   | Kari N.   | 2026-03-01 | 6         |
      | 3      | T2   | Ola       | 2026-06-01 | ƒ #DIV/0! |
      | 4      | T3   | Nina      | 2026-09-01 | ƒ         |
      | 5      | T4   | Per       | 2026-12-01 | 3         |
      store:
      | code | responsible | due        | times |
      | T1   | Kari N.     | 2026-03-01 | 6     |
      | T2   | Ola         | 2026-06-01 | 2     |
      | T3   | Nina        | 2026-09-01 | 1     |
      | T4   | Per         | 2026-12-01 | 3     |`,
  },
  {
    name: '[Y16] values are typed over formulas',
    edits: [['set', 'Tiltak', 'Y2', 0.9], ['set', 'Tiltak', 'Z3', 'I rute']],
    columns: 'B C Y Z', fields: ['code', 'title'], story: `
      | Tiltak | B    | C      | Y                  | Z      |
      | 1      | Kode | Tiltak | Beregnet fremdrift | Signal |
      | 2      | T1   | Møte   | 0.9                | ƒ      |
      | 3      | T2   | Kurs   | ƒ                  | I rute |
      | 4      | T3   | Besøk  | ƒ                  | ƒ      |
      | 5      | T4   | Avis   | ƒ                  | ƒ      |
      → 0
      0 endret, 0 nye, 0 flyttet, 0 slettet
      Verdt å vite:
        Tiltak!Y: Kolonnen «Beregnet fremdrift» regnes ut av Planark; det som er skrevet over formlene er ikke tatt inn, og formlene er satt tilbake.
        Tiltak!Z: Kolonnen «Signal» regnes ut av Planark; det som er skrevet over formlene er ikke tatt inn, og formlene er satt tilbake.
      Lageret er uendret (revisjon 1).
      Filen er oppdatert.
      | Tiltak | B    | C      | Y                  | Z           |
      | 1      | Kode | Tiltak | Beregnet fremdrift | Signal      |
      | 2      | T1   | Møte   | ƒ 0.25             | ƒ Forsinket |
      | 3      | T2   | Kurs   | ƒ 0                | ƒ Forsinket |
      | 4      | T3   | Besøk  | ƒ 0                | ƒ Forsinket |
      | 5      | T4   | Avis   | ƒ 1                | ƒ I mål     |
      store:
      | code | title |
      | T1   | Møte  |
      | T2   | Kurs  |
      | T3   | Besøk |
      | T4   | Avis  |`,
  },
  {
    name: '[R7] dates are typed in four languages',
    edits: [['text', 'Tiltak', 'K2', '17. mai 2026'], ['text', 'Tiltak', 'K3', '6. desember 2026'], ['text', 'Tiltak', 'K4', '6 juni 2026'], ['text', 'Tiltak', 'K5', '4 July 2026']],
    columns: 'B C K', fields: ['code', 'due'], story: `
      | Tiltak | B    | C      | K                |
      | 1      | Kode | Tiltak | Frist            |
      | 2      | T1   | Møte   | 17. mai 2026     |
      | 3      | T2   | Kurs   | 6. desember 2026 |
      | 4      | T3   | Besøk  | 6 juni 2026      |
      | 5      | T4   | Avis   | 4 July 2026      |
      → 0
      4 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!K2  T1 · Møte, Frist: 01.03.2026 → 17.05.2026
        Tiltak!K3  T2 · Kurs, Frist: 01.06.2026 → 06.12.2026
        Tiltak!K4  T3 · Besøk, Frist: 01.09.2026 → 06.06.2026
        Tiltak!K5  T4 · Avis, Frist: 01.10.2026 → 04.07.2026
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | B    | C      | K          |
      | 1      | Kode | Tiltak | Frist      |
      | 2      | T1   | Møte   | 2026-05-17 |
      | 3      | T2   | Kurs   | 2026-12-06 |
      | 4      | T3   | Besøk  | 2026-06-06 |
      | 5      | T4   | Avis   | 2026-07-04 |
      store:
      | code | due        |
      | T1   | 2026-05-17 |
      | T2   | 2026-12-06 |
      | T3   | 2026-06-06 |
      | T4   | 2026-07-04 |`,
  },
  {
    name: '[R7] dates are typed as people are used to',
    edits: [['text', 'Tiltak', 'K2', 'May 17, 2026'], ['text', 'Tiltak', 'K3', 'den 6 juni 2026'], ['text', 'Tiltak', 'K4', 'mai 2026'], ['text', 'Tiltak', 'K5', '5/6-2026']],
    columns: 'B C K', fields: ['code', 'due'], story: `
      | Tiltak | B    | C      | K               |
      | 1      | Kode | Tiltak | Frist           |
      | 2      | T1   | Møte   | May 17, 2026    |
      | 3      | T2   | Kurs   | den 6 juni 2026 |
      | 4      | T3   | Besøk  | mai 2026        |
      | 5      | T4   | Avis   | 5/6-2026        |
      → 0
      4 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!K2  T1 · Møte, Frist: 01.03.2026 → 17.05.2026
        Tiltak!K3  T2 · Kurs, Frist: 01.06.2026 → 06.06.2026
        Tiltak!K4  T3 · Besøk, Frist: 01.09.2026 → 31.05.2026
        Tiltak!K5  T4 · Avis, Frist: 01.10.2026 → 05.06.2026
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | B    | C      | K          |
      | 1      | Kode | Tiltak | Frist      |
      | 2      | T1   | Møte   | 2026-05-17 |
      | 3      | T2   | Kurs   | 2026-06-06 |
      | 4      | T3   | Besøk  | 2026-05-31 |
      | 5      | T4   | Avis   | 2026-06-05 |
      store:
      | code | due        |
      | T1   | 2026-05-17 |
      | T2   | 2026-06-06 |
      | T3   | 2026-05-31 |
      | T4   | 2026-06-05 |`,
  },
  {
    name: '[R9] [I14] [Y17] a workbook in Norwegian is filled in and read by a Swede',
    edits: [['text', 'Tiltak', 'Q2', 'Slutförd'], ['text', 'Tiltak', 'K3', '6 juni 2026'], ['text', 'Tiltak', 'U4', 'nej'], ['text', 'Tiltak', 'M4', 'månad'], ['set', 'Tiltak', 'G1', 'Ansvarig'], ['text', 'Tiltak', 'L5', 'många']],
    options: ['--locale', 'sv'],
    columns: 'B C G K L M Q U', fields: ['code', 'due', 'per', 'status', 'outsidePlan'], story: `
      | Tiltak | B    | C      | G        | K           | L      | M     | Q            | U            |
      | 1      | Kode | Tiltak | Ansvarig | Frist       | Antall | Per   | Status       | Utenfor plan |
      | 2      | T1   | Møte   | Kari     | 2026-03-01  | 4      |       | Slutförd     |              |
      | 3      | T2   | Kurs   | Ola      | 6 juni 2026 | 2      |       | Ikke startet |              |
      | 4      | T3   | Besøk  | Nina     | 2026-09-01  | 1      | månad | Ikke startet | nej          |
      | 5      | T4   | Avis   | Per      | 2026-10-01  | många  |       | Fullført     |              |
      → 2
      4 ändrade, 0 nya, 0 flyttade, 0 borttagna
        Tiltak!Q2  T1 · Møte, Status: Pågår → Slutförd
        Tiltak!K3  T2 · Kurs, Slutdatum: 2026-06-01 → 2026-06-06
        Tiltak!M4  T3 · Besøk, Per: (tom) → Månad
        Tiltak!U4  T3 · Besøk, Utanför planen: (tom) → Nej
      1 ändring togs inte in:
        Tiltak!L5 (Antall) ”många” är inget tal. Skriv ett heltal från 0 till 10000.
      Har tagits in som revision 2.
      Filen har uppdaterats.
      | Tiltak | B    | C      | G        | K          | L      | M     | Q            | U            |
      | 1      | Kode | Tiltak | Ansvarig | Frist      | Antall | Per   | Status       | Utenfor plan |
      | 2      | T1   | Møte   | Kari     | 2026-03-01 | 4      |       | Fullført     |              |
      | 3      | T2   | Kurs   | Ola      | 2026-06-06 | 2      |       | Ikke startet |              |
      | 4      | T3   | Besøk  | Nina     | 2026-09-01 | 1      | Måned | Ikke startet | Nei          |
      | 5      | T4   | Avis   | Per      | 2026-10-01 | många  |       | Fullført     |              |
      store:
      | code | due        | per   | status      | outsidePlan |
      | T1   | 2026-03-01 |       | completed   |             |
      | T2   | 2026-06-06 |       | not-started |             |
      | T3   | 2026-09-01 | month | not-started | false       |
      | T4   | 2026-10-01 |       | completed   |             |`,
  },
];

describeOddEdits('values', edits);
