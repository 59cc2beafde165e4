import type { JSX } from 'preact';
import { moneyText, words, type BudgetMapping, type BudgetPreview, type ColumnRef } from '../../core';
import type { BudgetWishes } from '../state/budget-talk';
import { budgetTexts } from '../texts/budget-texts';
import { planTexts } from '../texts/plan-texts';
import { lineText } from './budget-figures';
import { Notice } from './notice';
import { ScrollArea } from './scroll-area';
import { useSpeech } from './speech';

/** Where a table has what. */
const Mapping = ({ mapping: { headerRow, columns, amounts, unit, incomeIs } }: { readonly mapping: BudgetMapping }): JSX.Element => {
  const { say } = useSpeech();
  const refText = ({ letters, header }: ColumnRef): string => say(budgetTexts.column, { column: header === undefined ? letters : `${letters} · ${header}` });
  const parts: readonly (readonly [string, ColumnRef | undefined])[] = [
    [say(planTexts.account), columns.account], [say(planTexts.name), columns.name], [say(planTexts.department), columns.department],
    ...amounts.map(({ kind, year, department, column }) => [[say(words[kind]), year, department].filter(Boolean).join(' '), column] as const),
  ];
  return (
    <>
      <ul class="plain-list small">
        {headerRow > 0 && <li>{say(budgetTexts.headers)}: {say(budgetTexts.row, { row: headerRow })}</li>}
        {parts.map(([label, ref]) => ref && <li key={label}>{label}: {refText(ref)}</li>)}
      </ul>
      {unit === 1000 && <p class="small">{say(budgetTexts.thousands)}</p>}
      {incomeIs !== 'negative' && <p class="small">{say(incomeIs === 'positive' ? budgetTexts.incomePositive : budgetTexts.incomeResult)}</p>}
    </>
  );
};

interface TableProps {
  readonly table: BudgetPreview['tables'][number];
  /** Where there are several, each is read or not, as the person says. */
  readonly check: JSX.Element | null;
}

const Table = ({ table: { mapping, reasons }, check }: TableProps): JSX.Element => {
  const { say } = useSpeech();
  return (
    <section>
      <h4>{mapping.tab === '' ? say(budgetTexts.theTable) : say(budgetTexts.table, { tab: mapping.tab })}</h4>
      {check}
      <Mapping mapping={mapping} />
      {reasons.length > 0 && <details><summary>{say(budgetTexts.why)}</summary><ul>{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul></details>}
    </section>
  );
};

const FirstLines = ({ first, read }: Pick<BudgetPreview, 'first' | 'read'>): JSX.Element | null => {
  const { locale, say } = useSpeech();
  const money = (amount: number | null): string => (amount === null ? '' : moneyText(amount, locale));
  const label = say(budgetTexts.firstLines, { count: read });
  return first.length === 0 ? null : (
    <>
      <h4>{label}</h4>
      <ScrollArea label={label}>
        <table>
          <thead><tr><th scope="col">{say(budgetTexts.line)}</th><th scope="col" class="number">{say(words.adopted)}</th><th scope="col" class="number">{say(words.actual)}</th></tr></thead>
          <tbody>{first.map((one) => <tr key={lineText(one)}><th scope="row">{lineText(one)}</th><td class="number">{money(one.adopted)}</td><td class="number">{money(one.actual)}</td></tr>)}</tbody>
        </table>
      </ScrollArea>
    </>
  );
};

interface ReadingProps {
  readonly shown: BudgetPreview;
  /** All tables that were found, of which `shown` has those that are read. */
  readonly found: readonly BudgetPreview['tables'][number][];
  readonly isOff: boolean;
  readonly onWish: (wishes: BudgetWishes) => void;
}

/** How a file is read: to be looked at before the plan remembers it, and told below where it does. [C125] */
export const BudgetReading = ({ shown, found, isOff, onWish }: ReadingProps): JSX.Element | null => {
  const { say } = useSpeech();
  const { tables, beside, isLinked, fits } = shown;
  const isRead = ({ tab }: BudgetMapping): boolean => tables.some(({ mapping }) => mapping.tab === tab);
  const check = ({ mapping }: TableProps['table']): JSX.Element | null => (found.length < 2 ? null : (
    <label class="choice">
      <input type="checkbox" checked={isRead(mapping)} disabled={isOff || (isRead(mapping) && tables.length === 1)}
        onChange={({ currentTarget }) => onWish({ mappings: found.map((one) => one.mapping).filter((one) => (one.tab === mapping.tab ? currentTarget.checked : isRead(one))) })} />
      {say(budgetTexts.takeTable)}
    </label>
  ));
  const read = <>{(isLinked ? tables : found).map((table) => <Table key={table.mapping.tab} table={table} check={isLinked ? null : check(table)} />)}<FirstLines first={shown.first} read={shown.read} /></>;
  if (isLinked) {
    return (
      <>
        {beside.map(({ mapping }) => (
          <Notice key={mapping.tab} tone="calm"><p class="actions">{say(budgetTexts.beside, { tab: mapping.tab })} <button type="button" aria-disabled={isOff} onClick={() => isOff || onWish({ mappings: [...tables.map((one) => one.mapping), mapping] })}>{say(budgetTexts.readToo, { tab: mapping.tab })}</button></p></Notice>
        ))}
        <details><summary>{say(budgetTexts.howRead)}</summary>{read}</details>
      </>
    );
  }
  return (
    <>
      {fits !== null && <Notice tone="calm"><p class="actions">{say(budgetTexts.fits, { name: fits })} <button type="button" aria-disabled={isOff} onClick={() => isOff || onWish({ as: fits })}>{say(budgetTexts.isThat)}</button></p></Notice>}
      <p>{say(budgetTexts.notLinked)}</p>
      {read}
      {tables.length > 0 && <p class="soft small">{say(budgetTexts.wrongHint)}</p>}
    </>
  );
};
