import { tableNames } from '../../plan/table-names';
import { lastRowOf } from '../layout';
import { frameOf, type TabFrame } from '../model';
import type { Places, StandingTabs } from '../parse/parse-context';
import { headFrame } from '../render/render-head';
import { emptyLists } from '../render/render-lists';
import { tableFrame } from '../render/render-table';
import { renderPages, type WorkbookInput } from '../render/render-workbook';
import { renderStamp } from '../stamp';
import { noTables, standingInput } from './patch-workbook';
import { wholePlaces } from './whole-places';

/**
 * How the tabs of a plan are to be laid out in a workbook that stands as these places say, once it was brought up to date by `patchWorkbook`: for a host that looks
 * at each sync whether somebody took a drop-down, a colour or a guard away.
 */
export const frameWorkbook = (given: WorkbookInput, places: Places, tabs: StandingTabs, anew = noTables): TabFrame[] => {
  const input = standingInput(given, places, tabs, wholePlaces(places, anew));
  const { layout, computed: { plan } } = input;
  return [
    ...[...renderPages(input).worksheets, emptyLists(input), renderStamp(input.stamp, layout)].map(frameOf),
    headFrame(input),
    ...tableNames.map((table) => tableFrame(input, table, lastRowOf(layout.tables[table], plan.tables[table].length))),
  ];
};
