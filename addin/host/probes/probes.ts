import { batchProbes, sizeProbes } from './batches';
import { entryProbes } from './entries';
import { eventProbes } from './events';
import { lookProbes } from './looks';
import { personProbes } from './person';
import { planProbes } from './plan-scenario';
import type { Probe } from './probe';
import { protectionProbes } from './protection';
import { sheetProbes } from './sheets';
import { tableProbes } from './tables';

/** All probes, in the order in which they run: what a person does comes last, and before it what may take long. */
export const probes: readonly Probe[] = [...entryProbes, ...tableProbes, ...sheetProbes, ...lookProbes, ...protectionProbes, ...batchProbes, ...eventProbes, ...planProbes, ...sizeProbes, ...personProbes];
