import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { moneyText, yearsOfPeriod, type BudgetPush, type BudgetPushOptions, type PlanAnswer } from '../../core';
import type { ClientFailure } from '../client/failure';
import { fileOf, handOver } from '../client/hand-over';
import type { WorkbookFile } from '../client/planark-client';
import { lineText } from '../components/budget-figures';
import { PrimaryButton } from '../components/button';
import { FailureNotice, Notice } from '../components/notice';
import { useSession } from '../components/session';
import { useSpeech } from '../components/speech';
import { budgetTexts, notWrittenTexts } from '../texts/budget-texts';

const Sums = ({ sums }: Pick<BudgetPush, 'sums'>): JSX.Element => {
  const { locale, say } = useSpeech();
  const money = (amount: number | null): string => (amount === null ? say(budgetTexts.nothing) : moneyText(amount, locale));
  return <ul class="plain-list">{sums.map((sum) => <li key={sum.cell}><code class="cell">{sum.cell}</code> {lineText(sum)}: <del>{money(sum.before)}</del> <span aria-hidden="true">→ </span><ins>{money(sum.now)}</ins></li>)}</ul>;
};

const NotWritten = ({ notWritten }: Pick<BudgetPush, 'notWritten'>): JSX.Element | null => {
  const { locale, say } = useSpeech();
  return notWritten.length === 0 ? null : (
    <>
      <h4>{say(budgetTexts.notWritten)}</h4>
      <ul>{notWritten.map((one) => {
        const text = say(notWrittenTexts[one.why], { line: lineText(one), cell: one.cell ?? '', amount: one.amount === null ? '' : moneyText(one.amount, locale) });
        return <li key={text}>{text}</li>;
      })}</ul>
    </>
  );
};

interface PushedProps {
  readonly pushed: BudgetPush;
  /** With what has been written so far; null while that is nothing. */
  readonly written: WorkbookFile | null;
  readonly onOverwrite: () => void;
}

/** What was written, with the file to go on with; or what it asks about first. */
const Pushed = ({ pushed, written, onOverwrite }: PushedProps): JSX.Element => {
  const { say } = useSpeech();
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), [pushed]);
  const { outcome, file, sums, year, columns } = pushed;
  return (
    <div ref={heading} tabIndex={-1}>
      {outcome === 'asks' ? (
        <Notice tone="warning"><p><strong>{say(budgetTexts.asks)}</strong></p><Sums sums={sums} /><p><button type="button" onClick={onOverwrite}>{say(budgetTexts.overwrite)}</button></p></Notice>
      ) : (
        <Notice tone="good">
          <p><strong>{file ? say(budgetTexts.pushed, { year: year ?? '', column: columns.join(', ') }) : say(budgetTexts.pushSame)}</strong></p>
          {written && <><p><button type="button" class="primary" onClick={() => handOver(written)}>{say(budgetTexts.takeFile, { name: written.name })}</button></p><p class="soft">{say(budgetTexts.pushOn)}</p></>}
          {pushed.losesSignature && <p>{say(budgetTexts.signature)}</p>}
          <Sums sums={sums} />
        </Notice>
      )}
      <NotWritten notWritten={pushed.notWritten} />
    </div>
  );
};

interface SumsProps {
  readonly plan: PlanAnswer['plan'];
  readonly file: WorkbookFile;
  /** What its link goes by. */
  readonly name: string;
}

/** The plan's sums by account, written into a column that the treasurer names. */
export const PlanSums = ({ plan, file, name }: SumsProps): JSX.Element => {
  const { say } = useSpeech();
  const { client, announce } = useSession();
  const years = yearsOfPeriod(plan.period);
  const [year, setYear] = useState(years[0]!);
  const [column, setColumn] = useState('');
  /** With what was asked for: what it asks about is that, whatever stands in the fields by then. [C162] */
  const [pushed, setPushed] = useState<{ readonly answer: BudgetPush; readonly asked: BudgetPushOptions } | null>(null);
  /** The file with the sums that were written so far, which further ones go into. */
  const [written, setWritten] = useState<WorkbookFile | null>(null);
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [yearId, columnId, titleId] = [useId(), useId(), useId()];
  const push = async (asked: BudgetPushOptions): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    announce(say(budgetTexts.pushing));
    const answer = await client.budgetPush(plan.id, written ?? file, asked);
    setBusy(false);
    setFailure(answer.ok ? null : answer.failure);
    setPushed(answer.ok ? { answer: answer.value, asked } : null);
    if (answer.ok && answer.value.file) setWritten(fileOf(answer.value.file));
  };
  const pushFields = (): Promise<void> => push({ year, ...(column.trim() !== '' && { column: column.trim() }), ...(name !== file.name && { as: name }) });
  return (
    <section aria-labelledby={titleId} class="plan-sums">
      <h3 id={titleId}>{say(budgetTexts.sums)}</h3>
      <p class="soft">{say(budgetTexts.sumsHelp, { year })}</p>
      <form class="inline-form" onSubmit={(event) => {
        event.preventDefault();
        void pushFields();
      }}>
        <div><label for={yearId}>{say(budgetTexts.year)}</label><select id={yearId} value={year} onChange={({ currentTarget }) => setYear(Number(currentTarget.value))}>{years.map((one) => <option key={one} value={one}>{one}</option>)}</select></div>
        <div><label for={columnId}>{say(budgetTexts.header)}</label><input id={columnId} type="text" maxLength={255} autocomplete="off" value={column} placeholder={`Plan ${year}`} onInput={({ currentTarget }) => setColumn(currentTarget.value)} /></div>
        <PrimaryButton isOff={isBusy}>{say(isBusy ? budgetTexts.pushing : budgetTexts.push)}</PrimaryButton>
      </form>
      {failure && <FailureNotice failure={failure} onRetry={() => void pushFields()} />}
      {pushed && <Pushed pushed={pushed.answer} written={written} onOverwrite={() => void push({ ...pushed.asked, overwrite: true })} />}
    </section>
  );
};
