import { runProbes } from '../../../../addin/host/probes/run-probes';
import type { Probe } from '../../../../addin/host/probes/probe';
import type { PersonStep, ProbeRecord } from '../../../../addin/host/self-check';
import { createHost, type ExcelHost } from '../host';
import { connectClient } from '../load-client';
import { interfaceManner, norwegianManner, swedishManner, type Manner } from '../model/entries';
import { personAt } from '../person';

/** How people of a locale write, as far as the emulated person knows it. */
export const mannerOf = (culture: string): Manner | null => {
  const language = culture.toLowerCase().split('-')[0]!;
  if (['nb', 'nn', 'no'].includes(language)) return norwegianManner;
  return language === 'sv' ? swedishManner : culture.toLowerCase() === 'en-us' ? interfaceManner : null;
};

/** A person who does each step that a probe asks for. */
const obliging = (host: ExcelHost, manner: Manner) => {
  const person = personAt(host, { manner });
  let entry: (() => unknown) | null = null;
  return async (step: PersonStep, tab: string): Promise<boolean> => {
    switch (step.does) {
      case 'type': case 'type-or-cancel': person.type(tab, step.cell, step.text); break;
      case 'insert-row': person.insertRows(tab, step.row); break;
      case 'copy-row': person.copy(tab, `${step.row}:${step.row}`, `${step.to}:${step.to}`); break;
      case 'undo': person.undo(); break;
      case 'edit':
        host.faults.beginEditing();
        entry = () => person.type(tab, step.cell, step.text);
        break;
      case 'leave':
        entry?.();
        host.faults.endEditing();
    }
    return true;
  };
};

export interface Replay {
  readonly records: readonly ProbeRecord[];
  readonly host: ExcelHost;
}

/** Runs probes on the genuine client and an emulated Excel, where it is quick: nothing has to be waited for. */
export const replay = async (probes: readonly Probe[], { host = createHost(), culture = 'nb-NO' }: { readonly host?: ExcelHost; readonly culture?: string } = {}): Promise<Replay> => {
  connectClient(host);
  const pause = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
  const { records } = await runProbes(probes, { person: obliging(host, mannerOf(culture) ?? norwegianManner), pause, now: () => performance.now() });
  return { records, host };
};
