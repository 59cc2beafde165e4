import { describeOddEdits, type OddEdit } from '../../support/odd-edit';

const responsible = ['code', 'title', 'responsible'];

const edits: readonly OddEdit[] = [
  {
    name: '[I15] a header is renamed',
    edits: [['set', 'Tiltak', 'G1', 'Hvem gjør det'], ['set', 'Tiltak', 'G3', 'Ida']],
    columns: 'A B C G', fields: responsible, story: `
      | Tiltak | A      | B    | C      | G             |
      | 1      | id     | Kode | Tiltak | Hvem gjør det |
      | 2      | tilt-1 | T1   | Møte   | Kari          |
      | 3      | tilt-2 | T2   | Kurs   | Ida           |
      | 4      | tilt-3 | T3   | Besøk  | Nina          |
      | 5      | tilt-4 | T4   | Avis   | Per           |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Tiltak!G: En overskrift er endret, men kolonnen er kjent igjen: Ansvarlig → Hvem gjør det
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
    name: '[I14] headers are translated, to Swedish and to English',
    edits: [['set', 'Tiltak', 'C1', 'Åtgärd'], ['set', 'Tiltak', 'G1', 'Responsible'], ['set', 'Tiltak', 'G3', 'Ida']],
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B    | C      | G           |
      | 1      | Kode | Åtgärd | Responsible |
      | 2      | T1   | Møte   | Kari        |
      | 3      | T2   | Kurs   | Ida         |
      | 4      | T3   | Besøk  | Nina        |
      | 5      | T4   | Avis   | Per         |
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
    name: '[I14] [W4] a column is moved',
    edits: [['move-column', 'Tiltak', 'G', 'C'], ['set', 'Tiltak', 'C3', 'Ida']],
    columns: 'B C D Y', fields: responsible, story: `
      | Tiltak | B    | C         | D      | Y                  |
      | 1      | Kode | Ansvarlig | Tiltak | Beregnet fremdrift |
      | 2      | T1   | Kari      | Møte   | ƒ                  |
      | 3      | T2   | Ida       | Kurs   | ƒ                  |
      | 4      | T3   | Nina      | Besøk  | ƒ                  |
      | 5      | T4   | Per       | Avis   | ƒ                  |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!C3  T2 · Kurs, Ansvarlig: Ola → Ida
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | B    | C         | D      | Y                  |
      | 1      | Kode | Ansvarlig | Tiltak | Beregnet fremdrift |
      | 2      | T1   | Kari      | Møte   | ƒ 0.25             |
      | 3      | T2   | Ida       | Kurs   | ƒ 0                |
      | 4      | T3   | Nina      | Besøk  | ƒ 0                |
      | 5      | T4   | Per       | Avis   | ƒ 1                |
      store:
      | code | title | responsible |
      | T1   | Møte  | Kari        |
      | T2   | Kurs  | Ida         |
      | T3   | Besøk | Nina        |
      | T4   | Avis  | Per         |`,
  },
  {
    name: '[I15] [W6] a header is deleted',
    edits: [['clear', 'Tiltak', 'G1'], ['set', 'Tiltak', 'G3', 'Ida']],
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B    | C      | G    |
      | 1      | Kode | Tiltak |      |
      | 2      | T1   | Møte   | Kari |
      | 3      | T2   | Kurs   | Ida  |
      | 4      | T3   | Besøk  | Nina |
      | 5      | T4   | Avis   | Per  |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Tiltak!G: Overskriften «Ansvarlig» var borte, men kolonnen er kjent igjen, og overskriften er satt tilbake.
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
  {
    name: '[I15] a header is deleted in Excel, whose table puts a word of its own there',
    edits: [['set', 'Tiltak', 'G1', 'Kolonne1'], ['set', 'Tiltak', 'G3', 'Ida']],
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B    | C      | G        |
      | 1      | Kode | Tiltak | Kolonne1 |
      | 2      | T1   | Møte   | Kari     |
      | 3      | T2   | Kurs   | Ida      |
      | 4      | T3   | Besøk  | Nina     |
      | 5      | T4   | Avis   | Per      |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Tiltak!G: En overskrift er endret, men kolonnen er kjent igjen: Ansvarlig → Kolonne1
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
    name: '[I17] [W6] a column is deleted',
    edits: [['delete-column', 'Tiltak', 'G'], ['set', 'Tiltak', 'C3', 'Kveldskurs']],
    columns: 'B C G', fields: responsible, story: `
      | Tiltak | B    | C          | G           |
      | 1      | Kode | Tiltak     | Medvirkende |
      | 2      | T1   | Møte       |             |
      | 3      | T2   | Kveldskurs |             |
      | 4      | T3   | Besøk      |             |
      | 5      | T4   | Avis       |             |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!C3  T2 · Kveldskurs, Tiltak: Kurs → Kveldskurs
      Verdt å vite:
        Tiltak: Kolonnen «Ansvarlig» finnes ikke i arket; feltet er ikke rørt.
        Tiltak: Noe av fanen var borte eller kunne ikke skrives, så den skrives på nytt. Egne farger og bredder på den blir ikke med; resten av filen står som før. Den gamle filen blir tatt vare på.
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | B    | C          | G         |
      | 1      | Kode | Tiltak     | Ansvarlig |
      | 2      | T1   | Møte       | Kari      |
      | 3      | T2   | Kveldskurs | Ola       |
      | 4      | T3   | Besøk      | Nina      |
      | 5      | T4   | Avis       | Per       |
      store:
      | code | title      | responsible |
      | T1   | Møte       | Kari        |
      | T2   | Kveldskurs | Ola         |
      | T3   | Besøk      | Nina        |
      | T4   | Avis       | Per         |`,
  },
  {
    name: '[I6] [W6] the id column is deleted',
    edits: [['delete-column', 'Tiltak', 'A'], ['set', 'Tiltak', 'F3', 'Ida']],
    columns: 'A B F', columnsAfter: 'A B C G', fields: ['id', ...responsible], story: `
      | Tiltak | A    | B      | F         |
      | 1      | Kode | Tiltak | Ansvarlig |
      | 2      | T1   | Møte   | Kari      |
      | 3      | T2   | Kurs   | Ida       |
      | 4      | T3   | Besøk  | Nina      |
      | 5      | T4   | Avis   | Per       |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!F3  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Tiltak!A2: Raden manglet id, men er kjent igjen: T1 · Møte
        Tiltak!A3: Raden manglet id, men er kjent igjen: T2 · Kurs
        Tiltak!A4: Raden manglet id, men er kjent igjen: T3 · Besøk
        Tiltak!A5: Raden manglet id, men er kjent igjen: T4 · Avis
        Tiltak: Noe av fanen var borte eller kunne ikke skrives, så den skrives på nytt. Egne farger og bredder på den blir ikke med; resten av filen står som før. Den gamle filen blir tatt vare på.
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | A      | B    | C      | G         |
      | 1      | id     | Kode | Tiltak | Ansvarlig |
      | 2      | tilt-1 | T1   | Møte   | Kari      |
      | 3      | tilt-2 | T2   | Kurs   | Ida       |
      | 4      | tilt-3 | T3   | Besøk  | Nina      |
      | 5      | tilt-4 | T4   | Avis   | Per       |
      store:
      | id     | code | title | responsible |
      | tilt-1 | T1   | Møte  | Kari        |
      | tilt-2 | T2   | Kurs  | Ida         |
      | tilt-3 | T3   | Besøk | Nina        |
      | tilt-4 | T4   | Avis  | Per         |`,
  },
  {
    name: '[I11] [Y5] the id column is deleted, and a row is not known again',
    edits: [['delete-column', 'Tiltak', 'A'], ['set', 'Tiltak', 'A3', 'T9'], ['set', 'Tiltak', 'B3', 'Noe annet'], ['set', 'Tiltak', 'F3', 'Ida']],
    columns: 'A B F', fields: ['id', ...responsible], story: `
      | Tiltak | A    | B         | F         |
      | 1      | Kode | Tiltak    | Ansvarlig |
      | 2      | T1   | Møte      | Kari      |
      | 3      | T9   | Noe annet | Ida       |
      | 4      | T3   | Besøk     | Nina      |
      | 5      | T4   | Avis      | Per       |
      → 4
      Den skjulte id-kolonnen er borte fra fanen Tiltak, og 1 av 4 rader er ikke kjent igjen. Ingenting er skrevet.
      Er det meningen? Kjør igjen med --confirm-deletions.
      0 endret, 1 ny, 0 flyttet, 0 slettet
        Tiltak!A3  Ny: T9 · Noe annet
      Verdt å vite:
        Tiltak!A2: Raden manglet id, men er kjent igjen: T1 · Møte
        Tiltak!A4: Raden manglet id, men er kjent igjen: T3 · Besøk
        Tiltak!A5: Raden manglet id, men er kjent igjen: T4 · Avis
        Tiltak: Noe av fanen var borte eller kunne ikke skrives, så den skrives på nytt. Egne farger og bredder på den blir ikke med; resten av filen står som før. Den gamle filen blir tatt vare på.
      (the sheet is as it was)
      store:
      | id     | code | title | responsible |
      | tilt-1 | T1   | Møte  | Kari        |
      | tilt-2 | T2   | Kurs  | Ola         |
      | tilt-3 | T3   | Besøk | Nina        |
      | tilt-4 | T4   | Avis  | Per         |`,
  },
  {
    name: '[I8] the id column is unhidden and numbered',
    edits: [['unhide-column', 'Tiltak', 'A'], ['set', 'Tiltak', 'A2', 1], ['set', 'Tiltak', 'A3', 2], ['set', 'Tiltak', 'A4', 3], ['set', 'Tiltak', 'A5', 4], ['set', 'Tiltak', 'G3', 'Ida']],
    columns: 'A B C G', fields: ['id', ...responsible], story: `
      | Tiltak | A  | B    | C      | G         |
      | 1      | id | Kode | Tiltak | Ansvarlig |
      | 2      | 1  | T1   | Møte   | Kari      |
      | 3      | 2  | T2   | Kurs   | Ida       |
      | 4      | 3  | T3   | Besøk  | Nina      |
      | 5      | 4  | T4   | Avis   | Per       |
      → 0
      1 endret, 0 nye, 0 flyttet, 0 slettet
        Tiltak!G3  T2 · Kurs, Ansvarlig: Ola → Ida
      Verdt å vite:
        Tiltak!B2: Raden manglet id, men er kjent igjen: T1 · Møte
        Tiltak!B3: Raden manglet id, men er kjent igjen: T2 · Kurs
        Tiltak!B4: Raden manglet id, men er kjent igjen: T3 · Besøk
        Tiltak!B5: Raden manglet id, men er kjent igjen: T4 · Avis
      Tatt inn som revisjon 2.
      Filen er oppdatert.
      | Tiltak | A      | B    | C      | G         |
      | 1      | id     | Kode | Tiltak | Ansvarlig |
      | 2      | tilt-1 | T1   | Møte   | Kari      |
      | 3      | tilt-2 | T2   | Kurs   | Ida       |
      | 4      | tilt-3 | T3   | Besøk  | Nina      |
      | 5      | tilt-4 | T4   | Avis   | Per       |
      store:
      | id     | code | title | responsible |
      | tilt-1 | T1   | Møte  | Kari        |
      | tilt-2 | T2   | Kurs  | Ida         |
      | tilt-3 | T3   | Besøk | Nina        |
      | tilt-4 | T4   | Avis  | Per         |`,
  },
  {
    name: '[I8] one id is overtyped, and so is the row',
    edits: [['set', 'Tiltak', 'A3', 'Nr. 2'], ['set', 'Tiltak', 'B3', 'X1'], ['set', 'Tiltak', 'C3', 'Helt annet'], ['set', 'Tiltak', 'G3', 'Ida']],
    columns: 'A B C G', fields: ['id', ...responsible], story: `
      | Tiltak | A      | B    | C          | G         |
      | 1      | id     | Kode | Tiltak     | Ansvarlig |
      | 2      | tilt-1 | T1   | Møte       | Kari      |
      | 3      | Nr. 2  | X1   | Helt annet | Ida       |
      | 4      | tilt-3 | T3   | Besøk      | Nina      |
      | 5      | tilt-4 | T4   | Avis       | Per       |
      → 2
      0 endret, 0 nye, 0 flyttet, 0 slettet
      1 endring hentes fra lageret.
      1 endring ble ikke tatt inn:
        Tiltak!A3 Den skjulte id-en «Nr. 2» er skrevet for hånd. Tøm id-cellen, så blir raden ny, eller hent ut arbeidsboken på nytt.
      Lageret er uendret (revisjon 1).
      Filen er oppdatert.
      | Tiltak | A      | B    | C          | G         |
      | 1      | id     | Kode | Tiltak     | Ansvarlig |
      | 2      | tilt-1 | T1   | Møte       | Kari      |
      | 3      | Nr. 2  | X1   | Helt annet | Ida       |
      | 4      | tilt-3 | T3   | Besøk      | Nina      |
      | 5      | tilt-4 | T4   | Avis       | Per       |
      | 6      | tilt-2 | T2   | Kurs       | Ola       |
      store:
      | id     | code | title | responsible |
      | tilt-1 | T1   | Møte  | Kari        |
      | tilt-2 | T2   | Kurs  | Ola         |
      | tilt-3 | T3   | Besøk | Nina        |
      | tilt-4 | T4   | Avis  | Per         |`,
  },
];

describeOddEdits('columns', edits);
