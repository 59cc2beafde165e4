import { lookColumn } from '../../../core/sheet';
import { locales, type Locale } from '../../../core/plan/locale';
import type { Plan } from '../../../core/plan/plan';
import { dateToSerial } from '../../../core/plan/dates';
import { tableNames } from '../../../core/plan/table-names';
import { renderWorkbook, type ModelCell, type StyledCell, type WorkbookInput, type WorksheetModel } from '../../../core/sheet';
import { spareRows } from '../../../core/sheet/layout';
import { heightOf, linesOf } from '../../../core/sheet/render/row-heights';
import { planOf, type SmallTables } from '../../support/plan-of-tables';

const model = (tables: SmallTables, locale: Locale = 'nb', head: Partial<Plan> = {}, given: Partial<WorkbookInput> = {}) =>
  renderWorkbook({ plan: planOf(tables, head), stamp: { planId: 'liten', revision: 7, hash: 'abc', locale, openConflicts: [] }, today: '2026-07-02', ...given });
const tab = (tables: SmallTables, key: string, locale: Locale = 'nb', head: Partial<Plan> = {}, given: Partial<WorkbookInput> = {}): WorksheetModel =>
  model(tables, locale, head, given).worksheets.find((worksheet) => worksheet.key === key)!;

const valueOf = (cell: ModelCell | undefined) => (cell !== null && typeof cell === 'object' ? cell.value : cell);
const columnOf = ({ rows }: WorksheetModel, header: string): number => rows[0]!.findIndex((cell) => valueOf(cell) === header);
const cellAt = (worksheet: WorksheetModel, row: number, header: string) => worksheet.rows[row]![columnOf(worksheet, header)];
const shown = (worksheet: WorksheetModel, row: number, header: string) => valueOf(cellAt(worksheet, row, header));

const tables: SmallTables = {
  focusAreas: [{ code: 'F1', title: 'Område' }],
  goals: [{ code: 'M1', title: 'Mål', focusArea: 'focusareas-0', baseline: 1.5 }],
  activities: [
    { code: 'T1', title: '=1+1', goal: 'goals-0', due: '2026-05-31', months: [3, 9], status: 'under-way', progress: 0.25, outsidePlan: true, times: 2, per: 'half-year', held: 1, responsible: '+47 22' },
    { code: 'T2', title: '@navn', status: 'completed' },
  ],
  costs: [{ activity: 'activities-0', text: '-1', amount: 123450, account: '6700', year: 2026 }],
};

describe('cells', () => {
  test.each<[Locale, string[]]>([
    ['nb', ['Mål', 'Måneder', 'Status', 'Utenfor plan', 'Per']], ['nn', ['Mål', 'Månader', 'Status', 'Utanfor plan', 'Per']],
    ['sv', ['Mål', 'Månader', 'Status', 'Utanför planen', 'Per']], ['en', ['Goal', 'Months', 'Status', 'Outside plan', 'Per']],
  ])('[S3] references, months, choices and yes or no in %s', (locale, headers) => {
    const expected = { nb: ['mar, sep', 'Pågår', 'Ja', 'Halvår'], nn: ['mar, sep', 'Pågår', 'Ja', 'Halvår'], sv: ['mar, sep', 'Pågår', 'Ja', 'Halvår'], en: ['Mar, Sep', 'Under way', 'Yes', 'Half-year'] };
    expect(headers.map((header) => shown(tab(tables, 'activities', locale), 1, header))).toEqual(['M1 · Mål', ...expected[locale]]);
  });

  test('[S3] dates, ratios, numbers and money', () => {
    const activities = tab(tables, 'activities');
    expect([shown(activities, 1, 'Frist'), shown(activities, 1, 'Fremdrift'), shown(activities, 1, 'Holdt'), shown(activities, 1, 'Kostnad'), shown(activities, 2, 'Frist')]).toEqual([dateToSerial('2026-05-31'), 0.25, 1, 1234.5, null]);
    expect(shown(tab(tables, 'costs'), 1, 'Beløp')).toBe(1234.5);
    expect(shown(tab(tables, 'goals'), 1, 'Utgangspunkt')).toBe(1.5);
    expect(locales.map((locale) => model(tables, locale).dateFormat)).toEqual(['dd.mm.yyyy', 'dd.mm.yyyy', 'yyyy-mm-dd', 'dd/mm/yyyy']);
  });

  test('[S3] the head, a field and its value a row, all to the left', () => {
    const head = tab({}, 'head', 'nb', { parties: ['LO', 'KS'], settings: { lateBelow: 0.3, hiddenTabs: ['projects'] } });
    const row = (key: string) => head.rows.find(([first]) => first === key)!;
    expect(['parties', 'settings.hiddenTabs', 'period.end', 'locale', 'settings.lateBelow'].map((key) => valueOf(row(key)[2]))).toEqual(['LO; KS', 'Prosjekter', dateToSerial('2026-12-31'), 'Norsk bokmål', 0.3]);
    expect((row('settings.lateBelow')[2] as StyledCell).style).toBe('ratioLeft');
  });

  test('[S4] text that looks like a formula is text', () => {
    const activities = tab(tables, 'activities');
    expect([cellAt(activities, 1, 'Tiltak'), cellAt(activities, 2, 'Tiltak'), cellAt(activities, 1, 'Ansvarlig'), cellAt(tab(tables, 'costs'), 1, 'Tekst')]).toEqual(['=1+1', '@navn', '+47 22', '-1']);
  });

  test('[S2] the id in column A, hidden; an empty table with a row to fill', () => {
    const activities = tab(tables, 'activities');
    expect(activities.columns[0]).toMatchObject({ hidden: true, style: 'id' });
    expect(activities.rows.map(([id]) => valueOf(id))).toEqual(['id', 'activities-0', 'activities-1']);
    expect(tab({}, 'activities').rows).toHaveLength(2);
    expect(tab({}, 'activities').rows[1]![0]).toBeNull();
  });

  test('[S2] a tab that is switched off is hidden, but not when it holds something', () => {
    const head = { settings: { hiddenTabs: ['projects', 'costs'] as const } };
    expect([tab(tables, 'projects', 'nb', head).state, tab(tables, 'costs', 'nb', head).state, tab(tables, 'proposals', 'nb', head).state]).toEqual(['hidden', 'visible', 'visible']);
  });
});

describe('formulas', () => {
  test('[S6] each carries its result; they are the same in every row, and the calculated columns of the table', () => {
    const activities = tab(tables, 'activities');
    const column = columnOf(activities, 'Beregnet fremdrift');
    const [first, second] = [activities.rows[1]![column], activities.rows[2]![column]] as [StyledCell, StyledCell];
    expect([first.value, second.value]).toEqual([0.5, 1]);
    expect(second.formula).toBe(first.formula!.replace(/(\$[A-Z]+)2\b/g, '$13'));
    expect(activities.table!.calculated[column]).toBe(first.formula);
    expect(activities.table!.calculated[columnOf(activities, 'Tiltak')]).toBeNull();
  });

  test('[S6] no formula has a result that is not there, in any language', () => {
    for (const locale of locales) {
      const cells = model(tables, locale).worksheets.flatMap(({ rows }) => rows.flat()).filter((cell): cell is StyledCell => typeof cell === 'object' && cell?.formula !== undefined);
      expect(cells.length).toBeGreaterThan(100);
      expect(cells.filter(({ value }) => value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value)))).toEqual([]);
    }
  });

  test('[S6] only portable functions, whole columns, and no literal lists', () => {
    const formulas = locales.flatMap((locale) => model(tables, locale).worksheets.flatMap(({ rows }) => rows.flat()).flatMap((cell) => (typeof cell === 'object' && cell?.formula ? [cell.formula] : [])));
    const names = new Set(formulas.flatMap((formula) => formula.replace(/"[^"]*"/g, '').match(/[A-Z]+(?=\()/g) ?? []));
    const portable = 'SUM COUNT COUNTA AVERAGE MIN MAX SUMIFS COUNTIFS AVERAGEIFS SUMPRODUCT IF AND OR NOT IFERROR INDEX MATCH VLOOKUP ROUND ABS DATE TODAY YEAR LEN TRIM LEFT RIGHT MID SUBSTITUTE ISBLANK ISNUMBER REPT'.split(' ');
    expect([...names].filter((name) => !portable.includes(name))).toEqual([]);
    expect(formulas.filter((formula) => /\$[A-Z]+\d+:\$?[A-Z]+(?!\$?\d)/.test(formula))).toEqual([]);
  });

  test('[S9] today is the host’s, or the fixed day', () => {
    const todayCell = (isTodayFixed: boolean) => tab({}, 'lists', 'nb', {}, { isTodayFixed }).rows[1]![1];
    expect(todayCell(false)).toEqual({ value: dateToSerial('2026-07-02'), style: 'date', formula: 'TODAY()' });
    expect(todayCell(true)).toEqual({ value: dateToSerial('2026-07-02'), style: 'date' });
  });
});

describe('what surrounds the cells', () => {
  const rulesOf = (worksheet: WorksheetModel, header: string) => {
    const letter = String.fromCharCode(65 + columnOf(worksheet, header));
    return worksheet.validations.filter(({ range }) => range.startsWith(`${letter}2:`));
  };

  test('[S5] drop-downs come from ranges on the tab of lists', () => {
    const [activities, lists] = [tab(tables, 'activities'), tab(tables, 'lists')];
    const source = (header: string): string => (rulesOf(activities, header)[0]!.rule as { source: string }).source;
    const listed = (header: string) => {
      const [, letters, first, last] = /^Lister!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)$/.exec(source(header))!;
      const column = [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      return lists.rows.slice(Number(first) - 1, Number(last)).map((row) => valueOf(row[column]));
    };
    expect(listed('Status')).toEqual(['Ikke startet', 'Pågår', 'Fullført', 'Utsatt', 'Avlyst']);
    expect(listed('Utenfor plan')).toEqual(['Ja', 'Nei']);
    expect(listed('Mål')).toEqual(['M1 · Mål', ...Array(spareRows).fill('')]);
    for (const worksheet of model(tables).worksheets) for (const { rule } of worksheet.validations) if (rule.kind === 'list') expect(rule.source).toMatch(/^Lister!/);
  });

  test('[S7] rules reach over the rows and the spare ones, and say what to write', () => {
    const activities = tab(tables, 'activities');
    expect(rulesOf(activities, 'Frist')).toEqual([{ range: `K2:K${2 + spareRows + 1}`, rule: { kind: 'date', min: 61, max: dateToSerial('2199-12-31') }, error: 'Skriv en dato, for eksempel 31.5.2026.' }]);
    expect(rulesOf(activities, 'Fremdrift')[0]).toMatchObject({ rule: { kind: 'decimal', min: 0, max: 1 }, prompt: 'Hvor langt tiltaket er kommet, 0–100 %.' });
    expect(rulesOf(activities, 'Vekt')[0]).toMatchObject({ rule: { kind: 'decimal', min: 0 } });
    expect(rulesOf(activities, 'Mål')[0]).toMatchObject({ rule: { kind: 'list', isStrict: false } });
    expect(rulesOf(activities, 'Status')[0]).toMatchObject({ rule: { kind: 'list', isStrict: true } });
    expect(rulesOf(activities, 'Beregnet fremdrift')).toEqual([]);
  });

  test('[S8] colours and bars', () => {
    const { conditionalFormats } = tab(tables, 'activities');
    expect(conditionalFormats.filter((format) => format.kind === 'equals').map((format) => `${format.text}: ${format.tone}`)).toEqual([
      'Fullført: good', 'Pågår: calm', 'Utsatt: warning', 'Avlyst: muted', 'Høy: warning', 'I mål: good', 'I rute: calm', 'Bak planen: warning', 'Forsinket: bad',
      'Droppes: muted', 'Utsettes ett år: warning',
    ]);
    expect(conditionalFormats.filter(({ kind }) => kind === 'dataBar').map(({ range }) => range)).toEqual([`R2:R${2 + spareRows + 1}`, `Y2:Y${2 + spareRows + 1}`]);
    expect(conditionalFormats.find((format) => format.kind === 'formula' && format.tone === 'bad')).toMatchObject({ range: `K2:K${2 + spareRows + 1}`, formula: expect.stringContaining('$Q2<>"Fullført"') });
  });

  test.each<[string, number, number]>([['kort', 10, 1], ['x'.repeat(10), 10, 1], ['x'.repeat(11), 10, 2], ['a\nb', 10, 2], ['a\n\nb', 10, 3], ['x'.repeat(25), 10, 3], [`${'x'.repeat(11)}\nb`, 10, 3], ['T12 · Møte med kommunestyregruppene før budsjettet', 28, 3]])('[S8] %j takes lines in a column of %d: %d', (text, width, lines) => {
    expect(linesOf(text, width)).toBe(lines);
  });

  test('[S8] rows are high enough for wrapped text, up to ten lines, and only where it takes more than one', () => {
    expect([1, 2, 3, 10, 40].map(heightOf)).toEqual([undefined, 30, 45, 150, 150]);
    const { heights } = tab({ activities: [{ code: 'T1', title: 'Kort' }, { code: 'T2', title: 'x'.repeat(130) }, { code: 'T3', title: 'Kort', description: 'a\nb' }] }, 'activities');
    expect(heights).toEqual({ 0: 30, 2: 45, 3: 30 });
  });

  test('[S8] print: one page, or two pages’ width with code and title repeated', () => {
    expect(tab(tables, 'overview').print).toMatchObject({ isOnePage: true, isLandscape: true, pagesWide: 1 });
    expect(tab(tables, 'activities').print).toEqual({ isLandscape: true, titleRows: '1:1', titleColumns: 'A:C', isOnePage: false, pagesWide: 2 });
    expect(tab(tables, 'costs').print).toEqual({ isLandscape: true, titleRows: '1:1', isOnePage: false, pagesWide: 1 });
    expect(tab(tables, 'activities').frozen).toEqual({ rows: 1, columns: 3 });
  });

  test('[S9] generated tabs are protected, the others are not', () => {
    expect(model(tables).worksheets.filter(({ isProtected }) => isProtected).map(({ key }) => key)).toEqual(['overview', 'reconciliation', 'yearWheel']);
  });

  test('[S9] the stamp says which plan and revision this is, and what each column is', () => {
    const stamp = tab(tables, 'stamp', 'sv', {}, { stamp: { planId: 'liten', revision: 7, hash: 'abc', locale: 'sv', openConflicts: [{ table: 'activities', id: 'x', field: 'title', baseRevision: 3 }] } });
    const rows = stamp.rows.map((cells) => cells.slice(0, lookColumn).filter((cell) => cell !== null));
    expect(rows.slice(0, 5)).toEqual([['planark', 'planark/1'], ['plan', 'liten'], ['revision', 7], ['hash', 'abc'], ['locale', 'sv']]);
    expect(rows).toContainEqual(['column', 'activities', 'title', 'Åtgärder', 'Åtgärd']);
    expect(rows).toContainEqual(['open', 'activities', 'x', 'title', 3]);
    expect(rows.filter(([kind]) => kind === 'column').map(([, table]) => table)).toEqual(expect.arrayContaining([...tableNames]));
  });
});

describe('Årshjul', () => {
  const wheel = (activities: SmallTables['activities'], head: Partial<Plan> = {}, locale: Locale = 'nb') => tab({ activities: activities! }, 'yearWheel', locale, head);
  const marks = (worksheet: WorksheetModel, row: number): string => worksheet.rows[row]!.slice(1).map((cell) => {
    const { value, style } = (cell ?? { value: null }) as StyledCell;
    return value ?? (style === 'wheelSpan' ? '-' : ' ');
  }).join('');

  test('[S9] a deadline, planned months, and from start to deadline', () => {
    const worksheet = wheel([{ code: 'T1', title: 'a', due: '2026-03-31' }, { code: 'T2', title: 'b', months: [2, 12] }, { code: 'T3', title: 'c', start: '2026-05-01', due: '2026-08-01' }, { code: 'T4', title: 'd', status: 'cancelled', due: '2026-01-01' }]);
    expect(worksheet.rows.slice(3).map((_, i) => marks(worksheet, i + 3))).toEqual(['  ◆         ', ' ●         ●', '    ---◆    ']);
  });

  test('[S9] more than three years are shown by quarters', () => {
    const worksheet = wheel([{ code: 'T1', title: 'a', start: '2026-02-01', due: '2027-01-31' }], { period: { start: '2026-01-01', end: '2030-12-31' } }, 'en');
    expect(worksheet.rows[1]!.slice(1, 6).map(valueOf)).toEqual(['Q1', 'Q2', 'Q3', 'Q4', 'Q1']);
    expect(worksheet.columns).toHaveLength(21);
    expect(marks(worksheet, 3).trimEnd()).toBe('----◆');
  });
});
