import { isLinkName, rangeOfName, roleOfName, type NameText } from '../../core';
import { askCells, changed, stillStands, type AskedCells, type Guard } from './guards';
import { HostStop } from './host-stop';
import { whileWriting, type Progress } from './progress';
import { tabNamed, usedArea, type RawBook, type RawName } from './raw-book';
import type { Build, Requests } from './requests';

/** What is done about one name: its meaning before and after, undefined where there is none. */
interface NameStep {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const keyOf = (name: string): string => name.toLowerCase();

/** From the names of a link that stand to those that are wanted. */
const stepsBetween = (standing: readonly RawName[], wanted: readonly NameText[]): NameStep[] => {
  const find = (name: string): RawName | undefined => standing.find((one) => keyOf(one.name) === keyOf(name));
  const gone = standing.filter(({ name }) => isLinkName(name) && !wanted.some((one) => keyOf(one.name) === keyOf(name)));
  return [
    ...gone.map(({ name, formula }) => ({ name, before: formula, after: undefined })),
    ...wanted.map(({ name, text }) => ({ name, before: find(name)?.formula, after: `=${text}` })),
  ].filter(({ before, after }) => before !== after);
};

/** The cells that say where the columns are: their headers, and the accounts. */
const guardsOf = (raw: RawBook, wanted: readonly NameText[]): Guard[] => wanted.map(({ name, text }) => {
  const place = rangeOfName(text);
  const tab = place && tabNamed(raw, place.tab);
  if (!tab) throw new HostStop({ kind: 'changed', isPartial: false, ...(place && { tab: place.tab }) });
  const { range } = place;
  const last = Math.min(range.bottom, usedArea(tab)?.bottom ?? range.top);
  return { raw: tab, areas: [{ ...range, bottom: roleOfName(name) === 'account' ? Math.max(last, range.top) : range.top }] };
});

const askStanding = (guards: readonly Guard[]): Build<string | undefined> => ({ workbook }) => {
  const asked = guards.map((guard): [Guard, AskedCells[]] => [guard, askCells(workbook.worksheets.getItem(guard.raw.name), guard, 'formulas')]);
  return () => asked.find(([{ raw }, cells]) => !stillStands(raw, cells))?.[0].raw.name;
};

const doStep = ({ workbook: { names } }: Excel.RequestContext, { name, before, after }: NameStep): void => {
  if (after === undefined) names.getItem(name).delete();
  else if (before === undefined) names.add(name, after);
  else names.getItem(name).formula = after;
};

const reversed = ({ name, before, after }: NameStep): NameStep => ({ name, before: after, after: before });

/**
 * Lets the names of a link be these and no others; other names stay. Where the columns no longer stand as they were read, nothing is named: that is looked
 * at in the very request that gives the names, too, since they would stay with the wrong columns.
 */
export const nameColumns = async (requests: Requests, wanted: readonly NameText[], raw: RawBook, progress: Progress): Promise<void> => {
  const [steps, guards] = [stepsBetween(raw.names, wanted), guardsOf(raw, wanted)];
  const moved = await requests.send((context) => {
    context.workbook.load('readOnly');
    const standing = askStanding(guards)(context);
    return () => {
      if (context.workbook.readOnly) throw new HostStop({ kind: 'read-only', isPartial: false });
      return standing();
    };
  });
  if (moved !== undefined) throw changed(moved);
  if (steps.length === 0) return;
  const met = await whileWriting(progress, () => requests.send((context) => {
    const standing = askStanding(guards)(context);
    for (const step of steps) doStep(context, step);
    return standing;
  }));
  if (met === undefined) return;
  await requests.send((context) => {
    for (const step of steps) doStep(context, reversed(step));
    return () => undefined;
  });
  progress.hasWritten = false;
  throw changed(met);
};
