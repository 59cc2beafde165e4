import type { Observation, PersonStep } from '../self-check';
import { ownName, ownTab, Skipped, type Bench } from './probe';

export interface BenchNeeds {
  /** Asks the person for a step on a sheet; false where it is left out. */
  readonly person: (step: PersonStep, tab: string) => Promise<boolean>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Milliseconds until events that were not told yet are taken to stay away. */
const settling = 1500;

export const codeOf = (error: unknown): string | undefined => (error instanceof OfficeExtension.Error ? error.code : undefined);

const makeSheet = (): Promise<{ readonly id: string; readonly name: string }> =>
  Excel.run(async (context) => {
    const sheets = context.workbook.worksheets;
    const names = sheets.load('items/name');
    await context.sync();
    const taken = new Set(names.items.map(({ name }) => name.toLowerCase()));
    const number = Array.from({ length: taken.size + 1 }, (_, i) => i + 1).find((n) => !taken.has(`${ownTab}${n}`));
    const sheet = sheets.add(`${ownTab}${number}`);
    sheet.load('id,name');
    await context.sync();
    return { id: sheet.id, name: sheet.name };
  });

/** Takes away what checks made: the sheets named by id, and whatever bears a name of theirs, also from a check that was cut short. */
export const removeOwn = (ids: readonly string[] = []): Promise<void> =>
  Excel.run({ delayForCellEdit: true }, async (context) => {
    const { workbook } = context;
    const sheets = workbook.worksheets.load('items/id,items/name');
    const names = workbook.names.load('items/name');
    await context.sync();
    for (const named of names.items) if (named.name.startsWith(ownName)) named.delete();
    for (const sheet of sheets.items) {
      if (!sheet.name.startsWith(ownTab) && !ids.includes(sheet.id)) continue;
      sheet.visibility = 'Visible'; // a very hidden sheet cannot be deleted
      sheet.delete();
    }
    await context.sync();
  });

const showSheet = (id: string): Promise<void> =>
  Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem(id);
    sheet.activate();
    sheet.getRange('A1').select();
    await context.sync();
  });

export interface MadeBench {
  readonly bench: Bench;
  readonly observations: readonly Observation[];
  /** Leaves the workbook as it was. */
  close(): Promise<void>;
}

/** A bench on a sheet of its own. */
export const openBench = async ({ person, pause }: BenchNeeds): Promise<MadeBench> => {
  const observations: Observation[] = [];
  const restores: (() => Promise<unknown>)[] = [];
  const { id, name: tab } = await makeSheet();
  const run = <T>(build: Parameters<Bench['ask']>[0], options: Excel.RunOptions, read: (answer: () => unknown) => T): Promise<T> =>
    Excel.run(options, async (context) => {
      const answer = build(context.workbook.worksheets.getItem(id), context);
      await context.sync();
      return read(answer);
    });
  const bench: Bench = {
    tab,
    ask: <T>(build: (sheet: Excel.Worksheet, context: Excel.RequestContext) => () => T, options: Excel.RunOptions = {}) => run(build, options, (answer) => answer() as T),
    tell: (build) => run((sheet, context) => { build(sheet, context); return () => undefined; }, {}, () => undefined),
    attempt: async (build, options = {}) => {
      try {
        await run((sheet, context) => { build(sheet, context); return () => null; }, options, () => null);
        return 'done';
      } catch (error) {
        const code = codeOf(error);
        if (code === undefined) throw error;
        return code;
      }
    },
    saw: (rule, what, saw) => { observations.push({ rule, what, saw }); },
    settle: () => pause(settling),
    person: async (step) => {
      if (step.does !== 'leave') await showSheet(id);
      if (!(await person(step, tab))) throw new Skipped(step.does);
    },
    after: (restore) => { restores.push(restore); },
  };
  const close = async (): Promise<void> => {
    try {
      for (const restore of restores.reverse()) await restore();
    } finally {
      await removeOwn([id]);
    }
  };
  return { bench, observations, close };
};
