import type { PreviewAnswer } from '../../core';
import { forgetToken, keepToken, readLast, readToken } from './kept';
import { readStampLines } from './language';
import { createServer, serverAddress } from './planark-server';
import { startClock, type RunClock } from './run-clock';
import { cellsOf, openHost, readPlan } from './script-host';
import { readStep } from './step';
import { showPlace } from './show-place';
import { runSync, type Synced } from './sync-run';
import { hasTimer, setTimer } from './timer';
import type { Outcome, Trouble } from './trouble';
import type { Shown, SidebarAnswer, SidebarCalls, SidebarStatus } from './view';

const statusOf = (): SidebarStatus => ({ plan: readStampLines().plan, server: serverAddress, hasToken: readToken() !== null, hasTimer: hasTimer(), last: readLast() });

const shownOf = (answer: PreviewAnswer | Synced): Shown => {
  const { outcome, summary, lines, receivedLine, held, revision, conflicts, settled, problems, notices } = answer;
  return {
    outcome, summary, lines, receivedLine, held,
    revision: typeof revision === 'number' ? revision : revision.number,
    committed: 'committed' in answer ? answer.committed : null,
    conflicts: conflicts.map(({ table, id, field, cell, name, line, answers }) => ({ table, id, field, cell, name, line, answers })),
    settled: settled.map(({ line }) => line),
    problems: problems.map(({ tab, cell, header, message }) => ({ tab, cell, header, message })),
    notices: notices.map(({ code, tab, cell, message }) => ({ code, tab, cell, message })),
  };
};

const answered = (answer: PreviewAnswer | Synced | null, trouble: Trouble | null): SidebarAnswer => ({ shown: answer && shownOf(answer), trouble, status: statusOf() });

/** What a sync would do; nothing is written. */
const look = (): SidebarAnswer => {
  const clock = startClock();
  const server = createServer(readStampLines().locale, clock);
  const plan = readPlan(openHost(clock));
  if (!plan.ok) return answered(null, plan.trouble);
  const preview = server.preview(plan.value.stamped.stamp.planId, cellsOf(plan.value.read.grid));
  return preview.ok ? answered(preview.value, null) : answered(null, preview.trouble);
};

/** Beside a tab of somebody else's by its name the stamp has another; Google knows which one it is. */
const planOf = (clock: RunClock): Outcome<string> => {
  const { plan } = readStampLines();
  if (plan !== null) return { ok: true, value: plan };
  const read = readPlan(openHost(clock));
  return read.ok ? { ok: true, value: read.value.stamped.stamp.planId } : read;
};

/** A token that is not let in leaves the one that is kept. */
const connect = (token: string | null): SidebarAnswer => {
  if (token === null) {
    forgetToken();
    return answered(null, null);
  }
  const clock = startClock();
  const plan = planOf(clock);
  const tried = plan.ok ? createServer(readStampLines().locale, clock, token.trim()).tryToken(plan.value) : plan;
  if (tried.ok) keepToken(token.trim());
  return answered(null, tried.ok ? null : tried.trouble);
};

export const sidebarCalls: SidebarCalls = {
  sidebarStatus: statusOf,
  sidebarLook: look,
  sidebarSync: (wishes) => {
    const clock = startClock();
    const { answer, trouble } = runSync('person', wishes, { clock, server: createServer(readStampLines().locale, clock) });
    return answered(answer, trouble);
  },
  sidebarShow: showPlace,
  sidebarConnect: connect,
  sidebarTimer: (isOn) => {
    setTimer(isOn);
    return statusOf();
  },
  sidebarStep: readStep,
};
