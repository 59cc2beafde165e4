import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { dateText, moneyText, words, type BudgetCheck, type Localized } from '../../core';
import { planTexts } from '../texts/plan-texts';
import { Pill } from './pill';
import { ScrollArea } from './scroll-area';
import { useSpeech } from './speech';

type Span = BudgetCheck['money']['whole'];

/** Nothing is after the last year until somebody marks something to be postponed. */
const isShown = ({ kind, withMarks }: Span): boolean => kind !== 'after' || withMarks !== 0;

const useSpanText = (): ((span: Span) => string) => {
  const { say } = useSpeech();
  const named: Readonly<Record<Exclude<Span['kind'], 'year'>, Localized>> = { after: words.afterYear, none: words.withoutYear, all: words.wholePlan };
  return ({ kind, year }) => (kind === 'year' ? String(year) : say(named[kind], { year: year ?? '' }));
};

/** An amount with what it is of, for screens where the table's head has no room. */
const Amount = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }): JSX.Element => <td class="number" data-label={label}>{children}</td>;

/** What is planned and, where the board's marks make it another, what it is with them. */
const Cost = ({ planned, withMarks, label }: Pick<Span, 'planned' | 'withMarks'> & { readonly label: string }): JSX.Element => {
  const { locale, say } = useSpeech();
  return <Amount label={label}>{moneyText(planned, locale)}{withMarks !== planned && <div class="soft small">{say(words.withMarks)}: {moneyText(withMarks, locale)}</div>}</Amount>;
};

type Part = BudgetCheck['money']['parts'][number];

/** Focus areas stand out from their goals, where there are any. */
const PartName = ({ part: { kind, code, title }, hasGoals }: { readonly part: Part; readonly hasGoals: boolean }): JSX.Element => {
  const { say } = useSpeech();
  if (kind === 'without-focus-area') return <th scope="row">{say(words.withoutFocusArea)}</th>;
  const name = kind === 'without-goal' ? say(words.withoutGoal) : `${code} ${title}`;
  return <th scope="row" class={hasGoals && kind !== 'focus-area' ? 'part' : undefined}>{name}</th>;
};

const CostByArea = ({ money: { spans, whole, parts } }: BudgetCheck): JSX.Element => {
  const { say } = useSpeech();
  const columns = [...spans.filter(isShown), whole];
  const labels = columns.map(useSpanText());
  const cells = (costs: readonly Pick<Span, 'planned' | 'withMarks'>[]): JSX.Element[] => costs.map((cost, i) => <Cost key={i} {...cost} label={labels[i]!} />);
  const hasGoals = parts.some(({ kind }) => kind === 'goal');
  return (
    <ScrollArea label={say(planTexts.costs)}>
      <table>
        <thead><tr><th scope="col">{say(words.focusArea)}</th>{labels.map((label) => <th key={label} scope="col" class="number">{label}</th>)}</tr></thead>
        <tbody>
          {parts.map((part, i) => {
            const sum = (of: 'planned' | 'withMarks'): number => part.costs.reduce((total, cost) => total + cost[of], 0);
            return <tr key={i}><PartName part={part} hasGoals={hasGoals} />{cells([...part.costs.filter((_, j) => isShown(spans[j]!)), { planned: sum('planned'), withMarks: sum('withMarks') }])}</tr>;
          })}
        </tbody>
        <tfoot><tr><th scope="row">{labels.at(-1)}</th>{cells(columns)}</tr></tfoot>
      </table>
    </ScrollArea>
  );
};

const fundingWords = [words.withMarks, words.paidByOthers, words.adopted, words.fundingGap, words.yearEnd] as const;

const FundingRow = ({ span }: { readonly span: Span }): JSX.Element => {
  const { locale, say } = useSpeech();
  const spanText = useSpanText();
  const { missing, yearEnd } = span;
  const money = (amount: number): string => moneyText(amount, locale);
  const cells = [money(span.withMarks), money(span.paidByOthers), money(span.adopted), missing > 0 ? <Pill tone="bad">{money(missing)}</Pill> : money(missing), yearEnd !== null && money(Math.round(yearEnd / 100) * 100)];
  return <tr><th scope="row">{spanText(span)}</th>{cells.map((cell, i) => <Amount key={i} label={say(fundingWords[i]!)}>{cell}</Amount>)}</tr>;
};

const Funding = ({ money: { spans, whole, accountsAsOf } }: BudgetCheck): JSX.Element => {
  const { locale, say } = useSpeech();
  return (
    <>
      <ScrollArea label={say(words.financing)}>
        <table>
          <thead><tr><th scope="col">{say(words.year)}</th>{fundingWords.map((word) => <th key={word.en} scope="col" class="number">{say(word)}</th>)}</tr></thead>
          <tbody>{spans.filter(isShown).map((span) => <FundingRow key={`${span.kind} ${span.year}`} span={span} />)}</tbody>
          <tfoot><FundingRow span={whole} /></tfoot>
        </table>
      </ScrollArea>
      <p class="soft small">{say(planTexts.toSpare)} {say(words.accountsAsOf)} {dateText(accountsAsOf, locale)}.</p>
    </>
  );
};

/** What the plan costs by focus area and year, with what the board has marked; and who pays. */
export const CostTables = (check: BudgetCheck): JSX.Element => {
  const { say } = useSpeech();
  const { dropped, postponed } = check.money.marked;
  if (check.money.spans.length === 0) return <p class="soft">{say(planTexts.noCosts)}</p>;
  return (
    <>
      <p class="soft small">{say(planTexts.inCurrency, { currency: check.currency })}{dropped + postponed > 0 && `. ${say(planTexts.marked, { dropped, postponed })}`}</p>
      <CostByArea {...check} />
      <Funding {...check} />
    </>
  );
};

/** So many are shown at first, and so many places of each. */
const [shownAtFirst, shownPlaces] = [6, 3];

const whereText = (where: readonly string[]): string => `${where.slice(0, shownPlaces).join('; ')}${where.length > shownPlaces ? ` (+${where.length - shownPlaces})` : ''}`;

type Found = BudgetCheck['findings'][number];

const Finding = ({ found: { what, where, amount, toDo }, currency }: { readonly found: Found; readonly currency: string }): JSX.Element => {
  const { locale } = useSpeech();
  return (
    <li>
      <p><strong>{what}</strong></p>
      <p class="soft small">{[whereText(where), amount !== null && `${moneyText(amount, locale)} ${currency}`].filter(Boolean).join(' · ')}</p>
      <p>{toDo}</p>
    </li>
  );
};

/** What does not fit between plan and budget: what, where, how much, and what to do. What is only for information stands below a heading of its own. */
export const BudgetFindings = ({ verdict, findings, currency }: BudgetCheck): JSX.Element => {
  const { say } = useSpeech();
  const [isWhole, setWhole] = useState(false);
  const shown = findings.slice(0, isWhole ? findings.length : shownAtFirst);
  const list = (isToMend: boolean): JSX.Element | null => {
    const own = shown.filter((found) => found.isToMend === isToMend);
    return own.length === 0 ? null : <ul class="plain-list findings">{own.map((found) => <Finding key={`${found.what} ${found.where[0]} ${found.amount}`} found={found} currency={currency} />)}</ul>;
  };
  const [toMend, others] = [list(true), list(false)];
  return (
    <>
      <p>{verdict}</p>
      {toMend}
      {toMend && others && <h3>{say(words.forInformation)}</h3>}
      {others}
      {findings.length > shownAtFirst && !isWhole && <p class="actions"><button type="button" class="quiet" onClick={() => setWhole(true)}>{say(planTexts.showAll, { count: findings.length })}</button></p>}
    </>
  );
};
