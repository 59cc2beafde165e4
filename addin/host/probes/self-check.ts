import { transcriptFormat, type CheckFailure, type ExcelFacts, type SelfCheck } from '../self-check';
import { failureOf } from '../requests';
import { probes } from './probes';
import { reasonOf, runProbes, type RunNeeds } from './run-probes';

/** Sets of interfaces, and the highest version of each that may be asked for. */
const sets: Readonly<Record<string, number>> = { ExcelApi: 30, ExcelApiOnline: 5, ExcelApiDesktop: 5, SharedRuntime: 2, DialogApi: 2, RibbonApi: 2 };

const highest = (set: string, most: number): string | undefined => Array.from({ length: most }, (_, i) => `1.${most - i}`).find((version) => Office.context.requirements.isSetSupported(set, version));

/** The Excel that this runs in. */
export const excelFacts = async (): Promise<ExcelFacts> => {
  const { diagnostics: { platform, host, version }, displayLanguage, contentLanguage } = Office.context;
  const culture = await Excel.run(async (context) => {
    const { cultureInfo } = context.workbook.application;
    cultureInfo.load('name');
    await context.sync();
    return cultureInfo.name;
  });
  const apis = Object.entries(sets).flatMap(([set, most]) => {
    const version = highest(set, most);
    return version === undefined ? [] : [[set, version] as const];
  });
  return { platform: String(platform), host: String(host), version, displayLanguage, contentLanguage, culture, apis: Object.fromEntries(apis) };
};

const failureFrom = (error: unknown): CheckFailure => ({ kind: failureOf(error) === 'editing' ? 'editing' : 'other', detail: reasonOf(error) });

export interface SelfCheckNeeds extends Pick<RunNeeds, 'pause' | 'now'> {
  /** Version of Planark. */
  readonly version: string;
  /** The time of day, as an ISO time in UTC. */
  readonly time: () => string;
}

/** The check of the Excel that it runs in: every probe, in the open workbook. */
export const createSelfCheck = ({ version, time, ...needs }: SelfCheckNeeds): SelfCheck => ({
  probes: probes.map(({ id, title, needsPerson = false }) => ({ id, title, needsPerson })),
  run: async ({ onStart, ...options }) => {
    try {
      const start = time();
      const excel = await excelFacts();
      const { records, isTidy } = await runProbes(probes, { ...needs, ...options, onStart: ({ id }) => onStart(id) });
      return { ok: true, value: { format: transcriptFormat, planark: version, time: start, excel, probes: records }, isTidy };
    } catch (error) {
      return { ok: false, failure: failureFrom(error) };
    }
  },
});
