import { editTabXml } from '../../support/edit-package';
import { describeOddEdits, type OddEdit } from '../../support/odd-edit';

const responsible = ['code', 'title', 'responsible'];

const edits: readonly OddEdit[] = [
  {
    name: '[I1] rows are hidden, and one of them was edited before',
    edits: [['set', 'Tiltak', 'G3', 'Ida'], ['hide-rows', 'Tiltak', 3, 4]],
    markup: /<row r="[34]"[^>]*hidden="(?:1|true)"/g,
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | Møte   | Kari      |
      | 3      | T2   | Kurs   | Ida       |
      | 4      | T3   | Besøk  | Nina      |
      | 5      | T4   | Avis   | Per       |
      <row r="3" hidden="1" <row r="4" hidden="1"
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
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
    name: '[I1] rows are filtered, and one of the others was edited before',
    edits: [['set', 'Tiltak', 'G3', 'Ida'], ['filter', 'Tiltak', 'Q', 'Fullført']],
    markup: /<row r="\d"[^>]*hidden="(?:1|true)"/g,
    columns: 'B C G Q', fields: responsible, story: `
      | Tiltak | B    | C      | G         | Q            |
      | 1      | Kode | Tiltak | Ansvarlig | Status       |
      | 2      | T1   | Møte   | Kari      | Pågår        |
      | 3      | T2   | Kurs   | Ida       | Ikke startet |
      | 4      | T3   | Besøk  | Nina      | Ikke startet |
      | 5      | T4   | Avis   | Per       | Fullført     |
      <row r="2" hidden="1" <row r="3" hidden="1" <row r="4" hidden="1"
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
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
    name: '[I1] rows are grouped and folded, and one of them was edited before',
    edits: [['set', 'Tiltak', 'G3', 'Ida'], ['group-rows', 'Tiltak', 3, 4]],
    markup: /<row r="\d"[^>]*outlineLevel="1"/g,
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | Møte   | Kari      |
      | 3      | T2   | Kurs   | Ida       |
      | 4      | T3   | Besøk  | Nina      |
      | 5      | T4   | Avis   | Per       |
      <row r="3" hidden="1" outlineLevel="1" <row r="4" hidden="1" outlineLevel="1"
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
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
    name: '[I1] [Y12] rows are sorted, ids and all',
    edits: [['sort', 'Tiltak', 'G'], ['set', 'Tiltak', 'G3', 'Ida']],
    columns: 'A B C G', fields: responsible, story: `
      | Tiltak | A      | B    | C      | G         |
      | 1      | id     | Kode | Tiltak | Ansvarlig |
      | 2      | tilt-4 | T4   | Avis   | Per       |
      | 3      | tilt-2 | T2   | Kurs   | Ida       |
      | 4      | tilt-3 | T3   | Besøk  | Nina      |
      | 5      | tilt-1 | T1   | Møte   | Kari      |
      → 0
      1 endret, 0 nye, 2 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Tiltak: Rekkefølgen er endret i arket og beholdt der; lageret har sin egen. Bruk --take-order for å ta den inn.
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
    name: '[I4] rows are sorted without the id column, and one is edited',
    edits: [['sort-without-ids', 'Tiltak', 'G'], ['set', 'Tiltak', 'G3', 'Ida']],
    columns: 'A B C G', fields: ['id', ...responsible], story: `
      | Tiltak | A      | B    | C      | G         |
      | 1      | id     | Kode | Tiltak | Ansvarlig |
      | 2      | tilt-1 | T4   | Avis   | Per       |
      | 3      | tilt-2 | T2   | Kurs   | Ida       |
      | 4      | tilt-3 | T3   | Besøk  | Nina      |
      | 5      | tilt-4 | T1   | Møte   | Kari      |
      → 0
      1 endret, 0 nye, 2 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Tiltak: Fanen var sortert uten den skjulte id-kolonnen. 2 rader er kjent igjen, og id-ene er satt tilbake.
        Tiltak: Rekkefølgen er endret i arket og beholdt der; lageret har sin egen. Bruk --take-order for å ta den inn.
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | A      | B    | C      | G         |
      | 1      | id     | Kode | Tiltak | Ansvarlig |
      | 2      | tilt-4 | T4   | Avis   | Per       |
      | 3      | tilt-2 | T2   | Kurs   | Ida       |
      | 4      | tilt-3 | T3   | Besøk  | Nina      |
      | 5      | tilt-1 | T1   | Møte   | Kari      |
      store:
      | id     | code | title | responsible |
      | tilt-1 | T1   | Møte  | Kari        |
      | tilt-2 | T2   | Kurs  | Ida         |
      | tilt-3 | T3   | Besøk | Nina        |
      | tilt-4 | T4   | Avis  | Per         |`,
  },
  {
    name: '[I3] a row is copied, and the copy edited',
    edits: [['copy-row', 'Tiltak', 3, 6], ['set', 'Tiltak', 'C6', 'Kveldskurs']],
    columns: 'A B C G', fields: responsible, story: `
      | Tiltak | A      | B    | C          | G         |
      | 1      | id     | Kode | Tiltak     | Ansvarlig |
      | 2      | tilt-1 | T1   | Møte       | Kari      |
      | 3      | tilt-2 | T2   | Kurs       | Ola       |
      | 4      | tilt-3 | T3   | Besøk      | Nina      |
      | 5      | tilt-4 | T4   | Avis       | Per       |
      | 6      | tilt-2 | T2   | Kveldskurs | Ola       |
      → 0
      0 endret, 1 ny, 0 flyttet, 0 slettet
        Tiltak!B6  Ny: T5 · Kveldskurs
      Verdt å vite:
        Tiltak!B6: Raden er en kopi og er tatt inn som ny: T2 · Kveldskurs
        Tiltak!B6: Koden var opptatt, så raden fikk en ny: T2 → T5
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | A              | B    | C          | G         |
      | 1      | id             | Kode | Tiltak     | Ansvarlig |
      | 2      | tilt-1         | T1   | Møte       | Kari      |
      | 3      | tilt-2         | T2   | Kurs       | Ola       |
      | 4      | tilt-3         | T3   | Besøk      | Nina      |
      | 5      | tilt-4         | T4   | Avis       | Per       |
      | 6      | d2ok6upzxfbady | T5   | Kveldskurs | Ola       |
      store:
      | code | title      | responsible |
      | T1   | Møte       | Kari        |
      | T2   | Kurs       | Ola         |
      | T3   | Besøk      | Nina        |
      | T4   | Avis       | Per         |
      | T5   | Kveldskurs | Ola         |`,
  },
  {
    name: '[I3] [I6] the id of a row is overtyped with that of the row below, and the row edited',
    edits: [['set', 'Tiltak', 'A4', 'tilt-4'], ['set', 'Tiltak', 'G4', 'Ida']],
    columns: 'A B C G', fields: ['id', ...responsible], story: `
      | Tiltak | A      | B    | C      | G         |
      | 1      | id     | Kode | Tiltak | Ansvarlig |
      | 2      | tilt-1 | T1   | Møte   | Kari      |
      | 3      | tilt-2 | T2   | Kurs   | Ola       |
      | 4      | tilt-4 | T3   | Besøk  | Ida       |
      | 5      | tilt-4 | T4   | Avis   | Per       |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G4  T3 · Besøk, Ansvarlig: Nina → Ida
      Verdt å vite:
        Tiltak!B4: Raden manglet id, men er kjent igjen: T3 · Besøk
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | A      | B    | C      | G         |
      | 1      | id     | Kode | Tiltak | Ansvarlig |
      | 2      | tilt-1 | T1   | Møte   | Kari      |
      | 3      | tilt-2 | T2   | Kurs   | Ola       |
      | 4      | tilt-3 | T3   | Besøk  | Ida       |
      | 5      | tilt-4 | T4   | Avis   | Per       |
      store:
      | id     | code | title | responsible |
      | tilt-1 | T1   | Møte  | Kari        |
      | tilt-2 | T2   | Kurs  | Ola         |
      | tilt-3 | T3   | Besøk | Ida         |
      | tilt-4 | T4   | Avis  | Per         |`,
  },
  {
    name: '[I7] [R11] a row is pasted from another plan’s workbook, id and all',
    edits: [['set', 'Tiltak', 'A6', 'annen-plan-7'], ['set', 'Tiltak', 'B6', 'T2'], ['set', 'Tiltak', 'C6', 'Felles kurs'], ['set', 'Tiltak', 'D6', 'M1 · Et helt annet mål'], ['set', 'Tiltak', 'G6', 'Eva']],
    columns: 'A B C D G', fields: ['code', 'title', 'goal', 'responsible'], story: `
      | Tiltak | A            | B    | C           | D                      | G         |
      | 1      | id           | Kode | Tiltak      | Mål                    | Ansvarlig |
      | 2      | tilt-1       | T1   | Møte        | M1 · Flere med         | Kari      |
      | 3      | tilt-2       | T2   | Kurs        | M1 · Flere med         | Ola       |
      | 4      | tilt-3       | T3   | Besøk       | M1 · Flere med         | Nina      |
      | 5      | tilt-4       | T4   | Avis        | M1 · Flere med         | Per       |
      | 6      | annen-plan-7 | T2   | Felles kurs | M1 · Et helt annet mål | Eva       |
      → 2
      0 endret, 1 ny, 0 flyttet, 0 slettet
        Tiltak!B6  Ny: T5 · Felles kurs
      1 endring ble ikke tatt inn:
        Tiltak!D6 (Mål) «M1 · Et helt annet mål» viser ikke til noe i planen. Her hører koden til «M1 · Flere med». Velg fra listen, eller skriv bare koden om det er den du mener.
      Verdt å vite:
        Tiltak!B6: Raden kommer fra et annet ark og er tatt inn som ny: T2 · Felles kurs
        Tiltak!B6: Koden var opptatt, så raden fikk en ny: T2 → T5
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | A              | B    | C           | D                      | G         |
      | 1      | id             | Kode | Tiltak      | Mål                    | Ansvarlig |
      | 2      | tilt-1         | T1   | Møte        | M1 · Flere med         | Kari      |
      | 3      | tilt-2         | T2   | Kurs        | M1 · Flere med         | Ola       |
      | 4      | tilt-3         | T3   | Besøk       | M1 · Flere med         | Nina      |
      | 5      | tilt-4         | T4   | Avis        | M1 · Flere med         | Per       |
      | 6      | plbb6gqzmcxhwy | T5   | Felles kurs | M1 · Et helt annet mål | Eva       |
      store:
      | code | title       | goal | responsible |
      | T1   | Møte        | M1   | Kari        |
      | T2   | Kurs        | M1   | Ola         |
      | T3   | Besøk       | M1   | Nina        |
      | T4   | Avis        | M1   | Per         |
      | T5   | Felles kurs |      | Eva         |`,
  },
  {
    name: '[Y8] a row is deleted that a cost refers to, and one that nothing does',
    edits: [['delete-rows', 'Tiltak', 3, 2]],
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | Møte   | Kari      |
      | 3      | T4   | Avis   | Per       |
      → 2
      0 endret, 0 nye, 0 flyttet, 1 slettet
        Slettet: T3 · Besøk
      1 endring ble ikke tatt inn:
        Tiltak «T2 · Kurs» er ikke slettet, og raden kommer tilbake. Endre først der den er i bruk: Kostnader!B3 Bøker
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | Møte   | Kari      |
      | 3      | T4   | Avis   | Per       |
      | 4      | T2   | Kurs   | Ola       |
      store:
      | code | title | responsible |
      | T1   | Møte  | Kari        |
      | T2   | Kurs  | Ola         |
      | T4   | Avis  | Per         |`,
  },
  {
    name: '[I2] the cells of a row are emptied, and one row is blank',
    edits: [['insert-rows', 'Tiltak', 3, 1], ...['B', 'C', 'D', 'G', 'K', 'L', 'Q'].map((column) => ['clear', 'Tiltak', `${column}5`] as const)],
    columns: 'A B C G', fields: responsible, story: `
      | Tiltak | A      | B    | C      | G         |
      | 1      | id     | Kode | Tiltak | Ansvarlig |
      | 2      | tilt-1 | T1   | Møte   | Kari      |
      | 4      | tilt-2 | T2   | Kurs   | Ola       |
      | 5      | tilt-3 |      |        |           |
      | 6      | tilt-4 | T4   | Avis   | Per       |
      → 0
      0 endret, 0 nye, 0 flyttet, 1 slettet
        Slettet: T3 · Besøk
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      (the sheet is as it was)
      store:
      | code | title | responsible |
      | T1   | Møte  | Kari        |
      | T2   | Kurs  | Ola         |
      | T4   | Avis  | Per         |`,
  },
  {
    name: '[R14] cells are merged downwards: the one above is read, those below are kept and written again',
    edits: [['merge', 'Tiltak', 'G2:G4']], xml: (file) => editTabXml(file, 'Tiltak', (xml) => xml.replace(/<tableParts.*?<\/tableParts>/, '')),
    markup: /<mergeCell [^>]*>/g,
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | Møte   | Kari      |
      | 3      | T2   | Kurs   |           |
      | 4      | T3   | Besøk  |           |
      | 5      | T4   | Avis   | Per       |
      <mergeCell ref="G2:G4"/>
      → 2
      0 endret, 0 nye, 0 flyttet, 0 slettet
      1 endring ble ikke tatt inn:
        Tiltak!G3 (Ansvarlig) Cellene G2:G4 er slått sammen. Det som sto i de skjulte, er beholdt; del cellene opp igjen for å se det.
      Lageret er uendret (revisjon 1).
      Filen er oppdatert.
      | Tiltak | B    | C      | G         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | Møte   | Kari      |
      | 3      | T2   | Kurs   | Ola       |
      | 4      | T3   | Besøk  | Nina      |
      | 5      | T4   | Avis   | Per       |
      <mergeCell ref="G2:G4"/>
      store:
      | code | title | responsible |
      | T1   | Møte  | Kari        |
      | T2   | Kurs  | Ola         |
      | T3   | Besøk | Nina        |
      | T4   | Avis  | Per         |`,
  },
  {
    name: '[R14] cells are merged sideways and downwards over what cannot be empty',
    edits: [['merge', 'Tiltak', 'C2:D3']], xml: (file) => editTabXml(file, 'Tiltak', (xml) => xml.replace(/<tableParts.*?<\/tableParts>/, '')),
    markup: /<mergeCell [^>]*>/g,
    columns: 'B C D G', fields: ['code', 'title', 'goal'], story: `
      | Tiltak | B    | C      | D              | G         |
      | 1      | Kode | Tiltak | Mål            | Ansvarlig |
      | 2      | T1   | Møte   |                | Kari      |
      | 3      | T2   |        |                | Ola       |
      | 4      | T3   | Besøk  | M1 · Flere med | Nina      |
      | 5      | T4   | Avis   | M1 · Flere med | Per       |
      <mergeCell ref="C2:D3"/>
      → 2
      0 endret, 0 nye, 0 flyttet, 0 slettet
      1 endring ble ikke tatt inn:
        Tiltak!D2 (Mål) Cellene C2:D3 er slått sammen. Det som sto i de skjulte, er beholdt; del cellene opp igjen for å se det.
      Lageret er uendret (revisjon 1).
      Filen er oppdatert.
      | Tiltak | B    | C      | D              | G         |
      | 1      | Kode | Tiltak | Mål            | Ansvarlig |
      | 2      | T1   | Møte   | M1 · Flere med | Kari      |
      | 3      | T2   | Kurs   | M1 · Flere med | Ola       |
      | 4      | T3   | Besøk  | M1 · Flere med | Nina      |
      | 5      | T4   | Avis   | M1 · Flere med | Per       |
      <mergeCell ref="C2:D3"/>
      store:
      | code | title | goal |
      | T1   | Møte  | M1   |
      | T2   | Kurs  | M1   |
      | T3   | Besøk | M1   |
      | T4   | Avis  | M1   |`,
  },
];

describeOddEdits('rows', edits);
