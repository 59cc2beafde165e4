import { setTimeout } from 'node:timers/promises';
import { askAll, HOW_TO_RUN, livePlace } from './live-bench';

/** Between probes: an account may ask 60 times a minute. */
const PAUSE_MS = 5_000;
const MINUTES = 60_000;

/*
 * Asks Google itself what the emulator takes it to do. It runs only where somebody gives it an account: no machine can install credentials, so that elsewhere it is listed as not
 * run, and never fails for that, PLANARK_REQUIRE_ALL or not. What differs fails nothing either: both answers are in the emulator, and the list says which is assumed.
 */
if (process.env['PLANARK_LIVE_SPREADSHEET'] === undefined) {
  const reason = `not run: Google itself, on what the emulator assumes of it (${HOW_TO_RUN})`;
  test(reason, () => console.log(reason));
} else {
  test('Google itself, on what the emulator assumes of it', async () => {
    const place = await livePlace({ env: process.env, fetchImplementation: fetch });
    if (!place) throw new Error(`there is no account to ask with: ${HOW_TO_RUN}`);
    const report = await askAll(place, () => setTimeout(PAUSE_MS));
    console.log(report.join('\n'));
    expect(report.filter((line) => line.startsWith('no answer'))).toEqual([]);
  }, 20 * MINUTES);
}
