import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { words, type AmountColumn, type BudgetMapping, type ColumnRef } from '../../../core';
import { useSpeech } from '../../components/speech';
import { columnChoices, foreignTabs, withHeaderRow, type ColumnChoice, type LinkTalk } from '../../state/link-talk';
import { linkTexts } from '../../texts/link-texts';
import { planTexts } from '../../texts/plan-texts';
import { usePane } from './pane-context';

const Field = ({ label, children }: { readonly label: string; readonly children: (id: string) => ComponentChildren }): JSX.Element => {
  const id = useId();
  return <div class="field"><label for={id}>{label}</label>{children(id)}</div>;
};

interface ColumnFieldProps {
  readonly label: string;
  readonly choices: readonly ColumnChoice[];
  readonly value: ColumnRef | undefined;
  /** Whether there may be none. */
  readonly isOptional?: boolean;
  readonly onColumn: (ref: ColumnRef | undefined) => void;
}

const ColumnField = ({ label, choices, value, isOptional = false, onColumn }: ColumnFieldProps): JSX.Element => {
  const { say } = useSpeech();
  return (
    <Field label={label}>{(id) => (
      <select id={id} value={value?.letters ?? ''} onChange={({ currentTarget }) => onColumn(choices.find(({ ref }) => ref.letters === currentTarget.value)?.ref)}>
        {isOptional && <option value="">{say(linkTexts.noColumn)}</option>}
        {choices.map(({ ref: { letters }, label: text }) => <option key={letters} value={letters}>{text}</option>)}
      </select>
    )}</Field>
  );
};

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly range: readonly [first: number, last: number];
  /** What is said of anything else. */
  readonly wrong: string;
  readonly onNumber: (value: number) => void;
}

/** A whole number; one that is none is told by the browser, and taken as it was. */
const NumberField = ({ label, value, range: [first, last], wrong, onNumber }: NumberFieldProps): JSX.Element => {
  const take = (field: HTMLInputElement): void => {
    const number = Number(field.value);
    const isOne = /^\d{1,7}$/.test(field.value.trim()) && number >= first && number <= last;
    field.setCustomValidity(isOne ? '' : wrong);
    if (isOne) onNumber(number);
    else field.reportValidity();
  };
  return <Field label={label}>{(id) => <input id={id} type="text" inputMode="numeric" size={6} autocomplete="off" value={String(value)} onChange={({ currentTarget }) => take(currentTarget)} />}</Field>;
};

interface AmountProps {
  readonly amount: AmountColumn;
  readonly number: number;
  readonly choices: readonly ColumnChoice[];
  readonly isOnly: boolean;
  readonly onAmount: (amount: AmountColumn | null) => void;
}

const Amount = ({ amount, number, choices, isOnly, onAmount }: AmountProps): JSX.Element => {
  const { say } = useSpeech();
  return (
    <fieldset class="amount-fields">
      <legend>{say(linkTexts.amount, { number })}</legend>
      <Field label={say(linkTexts.kind)}>{(id) => (
        <select id={id} value={amount.kind} onChange={({ currentTarget }) => onAmount({ ...amount, kind: currentTarget.value === 'actual' ? 'actual' : 'adopted' })}>
          {(['adopted', 'actual'] as const).map((kind) => <option key={kind} value={kind}>{say(words[kind])}</option>)}
        </select>
      )}</Field>
      <NumberField label={say(linkTexts.year)} value={amount.year} range={[1990, 2100]} wrong={say(linkTexts.badYear)} onNumber={(year) => onAmount({ ...amount, year })} />
      <ColumnField label={say(linkTexts.column)} choices={choices} value={amount.column} onColumn={(column) => column && onAmount({ ...amount, column })} />
      {amount.department !== undefined && <p class="soft small">{say(linkTexts.ofDepartment, { department: amount.department })}</p>}
      {!isOnly && <p class="actions"><button type="button" class="quiet" aria-label={say(linkTexts.removeThat, { number })} onClick={() => onAmount(null)}>{say(linkTexts.removeAmount)}</button></p>}
    </fieldset>
  );
};

const Amounts = ({ mapping, choices, onMapping }: { readonly mapping: BudgetMapping; readonly choices: readonly ColumnChoice[]; readonly onMapping: (mapping: BudgetMapping) => void }): JSX.Element => {
  const { say } = useSpeech();
  const { amounts } = mapping;
  const put = (i: number) => (amount: AmountColumn | null): void => onMapping({ ...mapping, amounts: amounts.flatMap((one, at) => (at === i ? (amount ?? []) : one)) });
  const add = (): void => {
    const free = choices.find(({ ref }) => ![mapping.columns.account, mapping.columns.name, mapping.columns.department, ...amounts.map(({ column }) => column)].some((one) => one?.letters === ref.letters));
    const last = amounts.at(-1)!;
    onMapping({ ...mapping, amounts: [...amounts, { kind: last.kind, year: last.year, column: free?.ref ?? last.column }] });
  };
  return (
    <>
      {amounts.map((amount, i) => <Amount key={i} amount={amount} number={i + 1} choices={choices} isOnly={amounts.length === 1} onAmount={put(i)} />)}
      <p class="actions"><button type="button" class="quiet" onClick={add}>{say(linkTexts.addAmount)}</button></p>
    </>
  );
};

const Check = ({ label, isOn, onChange }: { readonly label: string; readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }): JSX.Element =>
  <label class="choice"><input type="checkbox" checked={isOn} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />{label}</label>;

/** Where the budget has what, as the person may change it. */
export const LinkForm = ({ talk: { grid }, mapping }: { readonly talk: LinkTalk; readonly mapping: BudgetMapping }): JSX.Element => {
  const { say } = useSpeech();
  const { pane } = usePane();
  const choices = columnChoices(grid, mapping.tab, mapping.headerRow);
  const { account, name, department } = mapping.columns;
  const change = (to: BudgetMapping): void => pane.send({ type: 'link-changed', mapping: to });
  const changeColumns = (columns: Partial<BudgetMapping['columns']>): void => {
    // A column that is none any more is left out: the mapping is kept as JSON.
    const { account: first, ...others } = { ...mapping.columns, ...columns };
    change({ ...mapping, columns: { account: first, ...(others.name && { name: others.name }), ...(others.department && { department: others.department }) } });
  };
  return (
    <>
      <Field label={say(linkTexts.tab)}>{(id) => (
        <select id={id} value={mapping.tab} onChange={({ currentTarget: { value: tab } }) => pane.send({ type: 'link-tab', tab })}>
          {foreignTabs(grid).map(({ name: tab }) => <option key={tab} value={tab}>{tab}</option>)}
        </select>
      )}</Field>
      <NumberField label={say(linkTexts.headerRow)} value={mapping.headerRow} range={[0, 1_048_576]} wrong={say(linkTexts.badRow)} onNumber={(row) => change(withHeaderRow(grid, mapping, row))} />
      <ColumnField label={say(planTexts.account)} choices={choices} value={account} onColumn={(ref) => ref && changeColumns({ account: ref })} />
      <ColumnField label={say(planTexts.name)} choices={choices} value={name} isOptional onColumn={(ref) => changeColumns({ name: ref })} />
      <ColumnField label={say(planTexts.department)} choices={choices} value={department} isOptional onColumn={(ref) => changeColumns({ department: ref })} />
      <h4>{say(linkTexts.amounts)}</h4>
      <Amounts mapping={mapping} choices={choices} onMapping={change} />
      <Check label={say(linkTexts.thousands)} isOn={mapping.unit === 1000} onChange={(isOn) => change({ ...mapping, unit: isOn ? 1000 : 1 })} />
      <Check label={say(linkTexts.positive)} isOn={mapping.incomeIs !== 'negative'} onChange={(isOn) => change({ ...mapping, incomeIs: isOn ? 'positive' : 'negative' })} />
      {mapping.incomeIs !== 'negative' && <Check label={say(linkTexts.result)} isOn={mapping.incomeIs === 'result'} onChange={(isOn) => change({ ...mapping, incomeIs: isOn ? 'result' : 'positive' })} />}
    </>
  );
};
