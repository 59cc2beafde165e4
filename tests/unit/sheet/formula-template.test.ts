import * as fc from 'fast-check';
import { locales } from '../../../core/plan/locale';
import { planProgress, shareOfBudget } from '../../../core/plan/progress';
import { fieldsOf } from '../../../core/plan/tables';
import { tableNames, type TableName } from '../../../core/plan/table-names';
import { freeTabName } from '../../../core/sheet/free-tab-name';
import { layoutBeside, type TableLayout, type WorkbookLayout } from '../../../core/sheet/layout';
import * as templates from '../../../core/sheet/render/formula-template';
import { runs } from '../../support/runs';

type Templates = Pick<typeof templates, 'tableFormula' | 'helperFormula' | 'planFormula'>;

/** Every formula of a workbook, in its third row where it has rows. */
const formulasOf = ({ tableFormula, helperFormula, planFormula }: Templates, layout: WorkbookLayout): string[] => [
  ...tableNames.flatMap((table) => fieldsOf(table).flatMap(([, { type }]) => {
    if (type.kind !== 'derived') return [];
    return [(type.on === 'lists' ? helperFormula : tableFormula)(layout, table, type.formula)(3)];
  })),
  planFormula(layout, planProgress), planFormula(layout, shareOfBudget(planProgress)),
];

/** The columns of a table in another order, as somebody moved them. */
const moved = (own: TableLayout, by: number): TableLayout =>
  ({ ...own, standing: { rows: [], columns: new Map(own.columns.map(({ field }, i) => [field, 1 + ((i + by) % own.columns.length)])) } });

const layout = fc.record({ locale: fc.constantFrom(...locales), name: fc.constantFrom('Mine tiltak', 'T', undefined), table: fc.constantFrom<TableName>('activities', 'goals', 'costs'), by: fc.nat(3), lists: fc.nat(1) })
  .map(({ locale, name, table, by, lists }): WorkbookLayout => {
    const usual = layoutBeside(locale, [], new Map(name === undefined ? [] : [[table, freeTabName(name, new Set())]]));
    return { ...usual, tables: { ...usual.tables, [table]: moved(usual.tables[table], by) }, lists: lists === 0 ? usual.lists : [...usual.lists].reverse() };
  });

test('[W4] formulas that were printed before are those of the workbook at hand', () => {
  fc.assert(fc.property(fc.array(layout, { minLength: 2, maxLength: 4 }), (layouts) => {
    for (const one of layouts) {
      jest.isolateModules(() => {
        expect(formulasOf(templates, one)).toEqual(formulasOf(jest.requireActual('../../../core/sheet/render/formula-template'), one));
      });
    }
  }), runs(15));
});
