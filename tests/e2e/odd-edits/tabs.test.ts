import { editTabXml } from '../../support/edit-package';
import { describeOddEdits, type OddEdit } from '../../support/odd-edit';

const responsible = ['code', 'title', 'responsible'];

/** Takes the table away and leaves its cells: "Convert to range" in Excel. */
const toPlainRange = (file: Buffer): Buffer => editTabXml(file, 'Tiltak', (xml) => xml.replace(/<tableParts.*?<\/tableParts>/, ''));

const edits: readonly OddEdit[] = [
  {
    name: '[I13] [W4] a tab is renamed',
    edits: [['rename-tab', 'Tiltak', 'Årets tiltak'], ['set', 'Årets tiltak', 'G3', 'Ida']],
    tab: 'Årets tiltak', columns: 'B C G', fields: responsible, story: `
      | Årets tiltak | B    | C      | G         |
      | 1            | Kode | Tiltak | Ansvarlig |
      | 2            | T1   | Møte   | Kari      |
      | 3            | T2   | Kurs   | Ida       |
      | 4            | T3   | Besøk  | Nina      |
      | 5            | T4   | Avis   | Per       |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Årets tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      (the sheet is as it was)
      store:
      | code | title | responsible |
      | T1   | Møte  | Kari        |
      | T2   | Kurs  | Ida         |
      | T3   | Besøk | Nina        |
      | T4   | Avis  | Per         |`,
  },
  {
    name: '[I13] [I18] a tab is copied, and the original edited',
    edits: [['copy-tab', 'Tiltak', 'Tiltak (2)'], ['set', 'Tiltak', 'G3', 'Ida']],
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | Møte   | Kari      |
      | 3      | T2   | Kurs   | Ida       |
      | 4      | T3   | Besøk  | Nina      |
      | 5      | T4   | Avis   | Per       |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Tiltak (2): Fanen er en kopi av «Tiltak» og blir ikke lest. Skriv endringene på «Tiltak».
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      (the sheet is as it was)
      store:
      | code | title | responsible |
      | T1   | Møte  | Kari        |
      | T2   | Kurs  | Ida         |
      | T3   | Besøk | Nina        |
      | T4   | Avis  | Per         |`,
  },
  {
    name: '[I13] [I18] a tab is copied, and the copy edited',
    edits: [['copy-tab', 'Tiltak', 'Tiltak (2)'], ['set', 'Tiltak (2)', 'G3', 'Ida']],
    tab: 'Tiltak (2)', columns: 'B C G', fields: responsible, story: `
      | Tiltak (2) | B    | C      | G         |
      | 1          | Kode | Tiltak | Ansvarlig |
      | 2          | T1   | Møte   | Kari      |
      | 3          | T2   | Kurs   | Ida       |
      | 4          | T3   | Besøk  | Nina      |
      | 5          | T4   | Avis   | Per       |
      → 0
      0 endret, 0 nye, 0 flyttet, 0 slettet
      Verdt å vite:
        Tiltak (2): Fanen er en kopi av «Tiltak» og blir ikke lest. Skriv endringene på «Tiltak».
      Lageret er uendret (revisjon 1).
      (the sheet is as it was)
      store:
      | code | title | responsible |
      | T1   | Møte  | Kari        |
      | T2   | Kurs  | Ola         |
      | T3   | Besøk | Nina        |
      | T4   | Avis  | Per         |`,
  },
  {
    name: '[I17] [W6] a tab is deleted',
    edits: [['remove-tab', 'Kostnader'], ['set', 'Tiltak', 'G3', 'Ida']],
    tab: 'Kostnader', columns: 'B C D G', table: 'costs', fields: ['activity', 'text', 'amount'], story: `
      (no tab Kostnader)
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Kostnader: Fanen er borte fra arket. Ingenting i den er rørt, og den lages på nytt.
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Kostnader | B         | C      | D      | G      |
      | 1         | Tiltak    | Tekst  | Konto  | Beløp  |
      | 2         | T1 · Møte | Lokale | "6300" | 9000   |
      | 3         | T2 · Kurs | Bøker  | "6840" | 1250.5 |
      store:
      | activity | text   | amount |
      | T1       | Lokale | 9000   |
      | T2       | Bøker  | 1250.5 |`,
  },
  {
    name: '[W1] [W2] a table is turned into a plain range, and a row is written below it',
    edits: [['set', 'Tiltak', 'C6', 'Nytt'], ['set', 'Tiltak', 'G6', 'Ida']], xml: toPlainRange,
    columns: 'A B C G N', fields: responsible, story: `
      | Tiltak | A      | B    | C      | G         | N       |
      | 1      | id     | Kode | Tiltak | Ansvarlig | Måneder |
      | 2      | tilt-1 | T1   | Møte   | Kari      |         |
      | 3      | tilt-2 | T2   | Kurs   | Ola       |         |
      | 4      | tilt-3 | T3   | Besøk  | Nina      |         |
      | 5      | tilt-4 | T4   | Avis   | Per       |         |
      | 6      |        |      | Nytt   | Ida       |         |
      → 0
      0 endret, 1 ny, 0 flyttet, 0 slettet
        Tiltak!B6  Ny: T5 · Nytt
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | A              | B    | C      | G         | N       |
      | 1      | id             | Kode | Tiltak | Ansvarlig | Måneder |
      | 2      | tilt-1         | T1   | Møte   | Kari      |         |
      | 3      | tilt-2         | T2   | Kurs   | Ola       |         |
      | 4      | tilt-3         | T3   | Besøk  | Nina      |         |
      | 5      | tilt-4         | T4   | Avis   | Per       |         |
      | 6      | ypnagxowonf65c | T5   | Nytt   | Ida       |         |
      store:
      | code | title | responsible |
      | T1   | Møte  | Kari        |
      | T2   | Kurs  | Ola         |
      | T3   | Besøk | Nina        |
      | T4   | Avis  | Per         |
      | T5   | Nytt  | Ida         |`,
  },
  {
    name: '[I14] rows are put above the header',
    edits: [['insert-rows', 'Tiltak', 1, 2], ['set', 'Tiltak', 'B1', 'Tiltak 2026'], ['set', 'Tiltak', 'G5', 'Ida']], xml: toPlainRange,
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B           | C      | G         |
      | 1      | Tiltak 2026 |        |           |
      | 3      | Kode        | Tiltak | Ansvarlig |
      | 4      | T1          | Møte   | Kari      |
      | 5      | T2          | Kurs   | Ida       |
      | 6      | T3          | Besøk  | Nina      |
      | 7      | T4          | Avis   | Per       |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G5  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Tiltak: Noe av fanen var borte eller kunne ikke skrives, så den skrives på nytt. Egne farger, bredder og kolonner på den blir ikke med; resten av filen står som før. Den gamle filen blir tatt vare på. Gjelder: Tiltak 2026
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | Møte   | Kari      |
      | 3      | T2   | Kurs   | Ida       |
      | 4      | T3   | Besøk  | Nina      |
      | 5      | T4   | Avis   | Per       |
      store:
      | code | title | responsible |
      | T1   | Møte  | Kari        |
      | T2   | Kurs  | Ida         |
      | T3   | Besøk | Nina        |
      | T4   | Avis  | Per         |`,
  },
];

describeOddEdits('tabs', edits);
