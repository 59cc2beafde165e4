/** The program that reads a workbook for the command line, which at its end also writes down how many KB of memory it took at most. */
const { appendFileSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** The system's own figure where there is one: the other also counts what the process was started from. */
const peak = () => {
  try {
    return /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
  } catch {
    return process.resourceUsage().maxRSS;
  }
};
process.on('exit', () => appendFileSync(process.env.PLANARK_PEAKS, `${peak()}\n`));
require(path.join(process.env.PLANARK_DIST, 'lazy', 'reader-process.cjs'));
