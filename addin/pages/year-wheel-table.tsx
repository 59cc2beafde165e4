import type { JSX } from 'preact';
import { monthNames, quarterNames, words, type Locale, type WheelMark, type YearWheel } from '../../core';
import { ScrollArea } from '../components/scroll-area';
import { useSpeech } from '../components/speech';
import { planTexts } from '../texts/plan-texts';

type Column = YearWheel['columns'][number];

const yearOf = ({ first }: Column): number => Math.floor(first / 12);
const columnName = ({ first, months }: Column, locale: Locale): string => (months === 1 ? monthNames[locale][first % 12]! : quarterNames[locale][Math.floor((first % 12) / 3)]!);

/** Years with how many columns each has. */
const years = (columns: readonly Column[]): { readonly year: number; readonly span: number }[] =>
  [...new Set(columns.map(yearOf))].map((year) => ({ year, span: columns.filter((column) => yearOf(column) === year).length }));

const marks = { planned: ['●', planTexts.planned], span: ['', planTexts.span], due: ['◆', planTexts.dueMark], 'span-due': ['◆', planTexts.dueMark] } as const;

const Mark = ({ mark }: { readonly mark: WheelMark }): JSX.Element => {
  const { say } = useSpeech();
  if (mark === 'none') return <td />;
  const [sign, name] = marks[mark];
  return <td class={mark.startsWith('span') ? 'wheel-span' : 'wheel-mark'}><span aria-hidden="true">{sign}</span><span class="visually-hidden">{say(name)}</span></td>;
};

/** Activities by focus area and month. `today` is an ISO date: its column is marked. */
export const YearWheelTable = ({ wheel: { columns, groups }, today }: { readonly wheel: YearWheel; readonly today: string }): JSX.Element => {
  const { locale, say } = useSpeech();
  if (groups.length === 0) return <p class="soft">{say(planTexts.emptyWheel)}</p>;
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  const isNow = ({ first, months }: Column): boolean => month >= first && month < first + months;
  return (
    <>
      <ScrollArea label={say(planTexts.yearWheel)}>
        <table class="wheel">
          <colgroup><col class="wheel-names" /></colgroup>
          {years(columns).map(({ year, span }) => <colgroup key={year} span={span} />)}
          <thead>
            <tr><th rowSpan={2} scope="col">{say(planTexts.activity)}</th>{years(columns).map(({ year, span }) => <th key={year} colSpan={span} scope="colgroup">{year}</th>)}</tr>
            <tr>{columns.map((column) => <th key={column.first} scope="col" class={isNow(column) ? 'now' : ''}>{columnName(column, locale)}</th>)}</tr>
          </thead>
          {groups.map(({ id, label, activities }) => (
            <tbody key={id}>
              <tr class="wheel-group"><th colSpan={columns.length + 1} scope="rowgroup"><span>{label ?? say(words.withoutFocusArea)}</span></th></tr>
              {activities.map((activity) => (
                <tr key={activity.id}><th scope="row">{activity.label}</th>{activity.marks.map((mark, i) => <Mark key={columns[i]!.first} mark={mark} />)}</tr>
              ))}
            </tbody>
          ))}
        </table>
      </ScrollArea>
      <p class="soft small legend">{say(words.wheelLegend)}</p>
    </>
  );
};
