import { locales, type Locale } from '../../../core/plan/locale';
import { cellAddress, renderWorkbook, type ModelCell, type WorksheetModel } from '../../../core/sheet';
import { examplePlans } from '../../support/example-plans';
import { planOf, type SmallTables } from '../../support/plan-of-tables';
import type { Plan } from '../../../core/plan/plan';

const overviewOf = (plan: Plan, locale: Locale = 'nb'): WorksheetModel =>
  renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'h', locale, openConflicts: [] }, today: '2026-07-02' }).worksheets[0]!;

const valueOf = (cell: ModelCell | undefined) => (cell !== null && typeof cell === 'object' ? cell.value : cell) ?? '';
/** The page as rows of what is in them. */
const textOf = ({ rows }: WorksheetModel): string[] => rows.map((cells) => cells.map(valueOf).filter((value) => value !== '').join(' | ')).filter((line) => line !== '');

const tables: SmallTables = {
  focusAreas: [{ code: 'F1', title: 'Medlemmer' }, { code: 'F2', title: 'Synlighet' }],
  goals: [{ code: 'M1', title: 'Flere', focusArea: 'focusareas-0' }],
  activities: [
    { code: 'T1', title: 'Verve', goal: 'goals-0', status: 'completed' },
    { code: 'T2', title: 'Møte', goal: 'goals-0', status: 'under-way', due: '2026-06-30', responsible: 'Leder' },
    { code: 'T3', title: 'Stand', focusArea: 'focusareas-1', due: '2026-07-20' },
  ],
  costs: [{ activity: 'activities-0', text: 'a', account: '1', amount: 50000, year: 2026 }],
  budget: [{ account: '1', name: 'b', year: 2026, adopted: 100000, actual: 25000 }],
};

test('[S9] the page tells how the plan stands', () => {
  expect(textOf(overviewOf(planOf(tables)))).toEqual([
    'Liten plan',
    'Laget   ·   01.01.2026 – 31.12.2026   ·   Vedtatt   ·   per 02.07.2026',
    'Fremdrift | Forventet nå | Signal | Tiltak fullført | Over fristen | Frist innen 30 dager',
    `0.375 | ${183 / 365} | Bak planen | 1 | 1 | 1`,
    'Kode | Fokusområde | Mål | Tiltak | Fremdrift | Forventet nå | Signal | Kostnad | Av budsjettet',
    `F1 | Medlemmer | 1 | 2 | 0.75 | ${183 / 365} | I rute | 500 | 0.5`,
    `F2 | Synlighet | 0 | 1 | 0 | ${183 / 365} | Forsinket | 0 | 0`,
    `Hele planen | 1 | 3 | 0.375 | ${183 / 365} | Bak planen | 500 | 0.5`,
    'Neste frister | Over fristen og ikke fullført',
    '20.07.2026 | T3 · Stand | 30.06.2026 | T2 · Møte | Leder',
    'Dekning | Status for tiltakene',
    'Overordnede mål uten eget mål | 0 | Ikke startet | 0',
    'Mål uten målbar indikator | 1 | Pågår | 1',
    'Tiltak utenfor planen | 0 | Fullført | 1',
    'Utsatt | 0',
    'Avlyst | 0',
    'Budsjett | Regnskap per | 46205',
    'Vedtatt, regnskap og igjen er for de linjene i budsjettet som planen har kostnader på. Hele budsjettet står på fanen Avstemming.',
    'År | Planlagt | Vedtatt | Regnskap | Igjen | Årets slutt i samme takt | Igjen da',
    `2026 | 500 | 1000 | 250 | 750 | ${250 / (183 / 365)} | ${1000 - 250 / (183 / 365)}`,
    'Hva om',
    'Merk tiltak i kolonnen «Hva om» på fanen Tiltak: et tiltak som droppes koster ingenting, et som utsettes koster det samme året etter. Tallene følger merkene med en gang.',
    '2026 | Etter 2026',
    'Fokusområde | Planlagt | Med merker | Endring | Planlagt | Med merker | Endring',
    'F1 | Medlemmer | 500 | 500 | 0 | 0 | 0 | 0',
    'M1 | Flere | 500 | 500 | 0 | 0 | 0 | 0',
    'Hele planen | 500 | 500 | 0 | 0 | 0 | 0',
    'Hva om: finansiering',
    'Mangler dekning er det planen koster med merkene, minus det andre betaler og det som er vedtatt der planen har kostnader. Under null er det penger til overs.',
    'År | Planlagt | Endring | Med merker | Betales av andre | Vedtatt | Mangler dekning',
    '2026 | 500 | 0 | 500 | 0 | 1000 | -500',
    'Etter 2026 | 0 | 0 | 0 | 0 | 0 | 0',
    'Hele planen | 500 | 0 | 500 | 0 | 1000 | -500',
  ]);
});

test('[S8] colours stand where the figures are', () => {
  const overview = overviewOf(planOf(tables));
  const rowWith = (text: string): number => overview.rows.findIndex((cells) => cells.some((cell) => valueOf(cell) === text));
  const columnIn = (row: number, text: string): number => overview.rows[row]!.findIndex((cell) => valueOf(cell) === text);
  const [tileRow, headRow] = [rowWith('Over fristen'), rowWith('Kode')];
  const [overdue, progress] = [columnIn(tileRow, 'Over fristen'), columnIn(headRow, 'Fremdrift')];
  const formats = overview.conditionalFormats;
  expect(formats.find(({ kind }) => kind === 'formula')).toMatchObject({ formula: `${cellAddress(tileRow + 1, overdue).replace(/([A-Z]+)(\d+)/, '$$$1$$$2')}>0`, tone: 'bad' });
  expect(formats.find(({ kind }) => kind === 'dataBar')!.range).toBe(`${cellAddress(headRow + 1, progress)}:${cellAddress(headRow + 3, progress)}`);
});

test('[S8] joined cells of every example, in every language, never overlap, and long titles get the height they need', () => {
  for (const plan of examplePlans().values()) {
    for (const locale of locales) {
      const { merges, rows, columns } = overviewOf(plan, locale);
      const covered = merges.flatMap((range) => {
        const [from, to] = range.split(':').map((place) => [place.charCodeAt(0) - 65, Number(place.slice(1))] as const) as [readonly [number, number], readonly [number, number]];
        expect(from[1]).toBe(to[1]);
        return Array.from({ length: to[0] - from[0] + 1 }, (_, i) => `${from[1]}/${from[0] + i}`);
      });
      expect(new Set(covered).size).toBe(covered.length);
      expect(Math.max(...rows.map((cells) => cells.length))).toBeLessThanOrEqual(columns.length);
    }
  }
  const long = planOf({ focusAreas: [{ code: 'F1', title: 'Et langt navn på et fokusområde som ikke får plass på en eneste linje i tabellen' }] });
  expect(Object.values(overviewOf(long).heights)).toContain(30);
});

test('[S9] a plan with nothing in it has a page all the same', () => {
  for (const locale of locales) expect(textOf(overviewOf(planOf({}), locale)).length).toBeGreaterThan(8);
  expect(textOf(overviewOf(planOf({})))).toContain('Ingen | Ingen');
});
