import { readFileSync } from 'node:fs';

/**
 * How many KB of memory this process took at most. The system's own figure where there is one: what Node tells also counts what the process was
 * started from, which for a test is a whole test runner.
 */
export const peakMemory = (): number => {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
};
