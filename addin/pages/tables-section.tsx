import type { JSX } from 'preact';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { tableNames, type PlanAnswer, type RecordTable, type TableName } from '../../core';
import { Pill, toneOf } from '../components/pill';
import { ScrollArea } from '../components/scroll-area';
import { useSpeech } from '../components/speech';
import { tableLabel } from '../state/shown-edits';
import { countOf, rowsWith, shownHead, shownTable, type ShownCell, type ShownColumn, type ShownTable } from '../state/shown-table';
import { hrefTo } from '../state/route';
import { planTexts } from '../texts/plan-texts';

type Plan = PlanAnswer['plan'];
const allTables: readonly RecordTable[] = ['head', ...tableNames];

const TableLinks = ({ plan, table }: { readonly plan: Plan; readonly table: RecordTable }): JSX.Element => {
  const { locale, say } = useSpeech();
  const hidden = new Set(plan.settings?.hiddenTabs);
  const shown = allTables.filter((name) => name === 'head' || !hidden.has(name) || plan.tables[name].length > 0);
  return (
    <nav aria-label={say(planTexts.tables)} class="table-links">
      <ul class="plain-list">
        {shown.map((name) => (
          <li key={name}>
            <a href={hrefTo({ page: 'plan', id: plan.id, section: 'tables', table: name })} aria-current={name === table ? 'page' : undefined}>{tableLabel(name, locale)} <span class="count">{countOf(plan, name)}</span></a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const HeadTable = ({ plan }: { readonly plan: Plan }): JSX.Element => {
  const { locale } = useSpeech();
  return <dl class="figures head-fields">{shownHead(plan, locale).map(({ field, value }) => <div key={field}><dt>{field}</dt><dd>{value}</dd></div>)}</dl>;
};

const Cell = ({ cell, column }: { readonly cell: ShownCell; readonly column: ShownColumn }): JSX.Element => {
  const className = [column.isNumber ? 'number' : cell.text.length > 60 ? 'long' : '', column.isComputed ? 'computed' : ''].join(' ').trim();
  const content = column.tones && cell.value ? <Pill tone={toneOf(cell.value)}>{cell.text}</Pill> : cell.text;
  return column.key === 'code' ? <th scope="row">{content}</th> : <td class={className}>{content}</td>;
};

const Rows = ({ shown, rows, label }: { readonly shown: ShownTable; readonly rows: ShownTable['rows']; readonly label: string }): JSX.Element => {
  const { say } = useSpeech();
  return (
    <ScrollArea label={label}>
      <table class="records">
        <thead>
          <tr>
            {shown.columns.map(({ key, header, isNumber, isComputed }) => (
              <th key={key} scope="col" class={isNumber ? 'number' : ''}>{header}{isComputed && <span class="visually-hidden"> ({say(planTexts.computed)})</span>}</th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.map(({ id, cells }) => <tr key={id}>{cells.map((cell, i) => <Cell key={shown.columns[i]!.key} cell={cell} column={shown.columns[i]!} />)}</tr>)}</tbody>
      </table>
    </ScrollArea>
  );
};

const DataTable = ({ plan, table, today }: { readonly plan: Plan; readonly table: TableName; readonly today: string }): JSX.Element => {
  const { locale, say } = useSpeech();
  const filterId = useId();
  const [search, setSearch] = useState('');
  useEffect(() => setSearch(''), [table]);
  const shown = useMemo(() => shownTable(plan, table, today, locale), [plan, table, today, locale]);
  if (shown.rows.length === 0) return <p class="soft">{say(planTexts.emptyTable)}</p>;
  const rows = rowsWith(shown.rows, search);
  return (
    <>
      <div class="table-tools">
        <label for={filterId}>{say(planTexts.filter)}</label>
        <input id={filterId} type="search" value={search} autocomplete="off" onInput={(event) => setSearch(event.currentTarget.value)} />
        <p class="soft" role="status">{rows.length === shown.rows.length ? say(planTexts.tableCount, { count: rows.length }) : say(planTexts.tableFiltered, { shown: rows.length, count: shown.rows.length })}</p>
      </div>
      {rows.length === 0 ? <p>{say(planTexts.noMatch)}</p> : <Rows shown={shown} rows={rows} label={tableLabel(table, locale)} />}
      {shown.emptyColumns.length > 0 && <p class="soft small">{say(planTexts.emptyColumns, { columns: shown.emptyColumns.join(', ') })}</p>}
    </>
  );
};

/** The tables of a plan, to read; they are edited in the workbook. */
export const TablesSection = ({ answer: { plan, overview }, table }: { readonly answer: PlanAnswer; readonly table: RecordTable }): JSX.Element => {
  const { locale } = useSpeech();
  return (
    <div class="with-side">
      <TableLinks plan={plan} table={table} />
      <section class="block" aria-labelledby="table-title">
        <h2 id="table-title">{tableLabel(table, locale)}</h2>
        {table === 'head' ? <HeadTable plan={plan} /> : <DataTable plan={plan} table={table} today={overview.today} />}
      </section>
    </div>
  );
};
