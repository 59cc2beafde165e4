/**
 * Begins with the suites that take longest, so that none of them runs on alone when all others are done: on a fresh machine jest knows no
 * durations and goes by the size of a file, which says little of those that start many programs or play at random.
 */
const path = require('node:path');
const TestSequencer = require('@jest/test-sequencer').default;

const longest = [
  'e2e/render-into', 'e2e/patch-corpus', 'e2e/bad-input', 'e2e/hostile-files', 'e2e/recalculation', 'e2e/google-script-troubles', 'e2e/page-views',
  'e2e/addin-ribbon', 'e2e/page-workbook', 'e2e/addin-in-excel', 'e2e/formula-injection', 'e2e/pane', 'property/human-edits', 'e2e/other-programs', 'property/excel-people',
].map((name) => path.join(__dirname, '..', `${name}.test.ts`));

module.exports = class extends TestSequencer {
  sort(tests) {
    const placeOf = new Map(longest.map((file, place) => [file, place]));
    const place = (test) => placeOf.get(test.path) ?? longest.length;
    // What jest knows orders the others: sorting leaves equals as they stand.
    return super.sort(tests).sort((a, b) => place(a) - place(b));
  }
};
