import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assumptions } from '../../support/sheets-emulator/assumptions';

const FOLDER = join(__dirname, '../../support/sheets-emulator');
const sources = (readdirSync(FOLDER, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts') && name !== 'assumptions.ts').map((name) => readFileSync(join(FOLDER, name), 'utf8'));
/** What comments name in square brackets. */
const named = new Set(sources.flatMap((text) => text.split('\n').filter((line) => /^\s*(\/\/|\*|\/\*)/.test(line) || line.includes(' // '))).flatMap((line) => [...line.matchAll(/\[([a-z]+(?:-[a-z]+)+)\]/g)].map(([, id]) => id)));

describe('assumptions about Google', () => {
  test('stand in the list where the emulator follows one, and are followed where the list has one', () => {
    const ids = assumptions.map(({ id }) => id);
    expect([...named].filter((id) => !ids.includes(id ?? ''))).toEqual([]);
    expect(ids.filter((id) => !named.has(id))).toEqual([]);
  });

  test('say where they come from: a page, a thread that can be looked up, or nobody', () => {
    for (const { id, source } of assumptions) {
      if (source.kind === 'documented') expect([id, source.page]).toEqual([id, expect.stringMatching(/^(Sheets|Drive|Google)/)]);
      if (source.kind === 'reported') for (const thread of source.threads) expect([id, thread]).toEqual([id, expect.stringMatching(/^([\w.-]+\/[\w.-]+(#\d+|, .+)|\w+\.com, .+)$/)]);
    }
  });
});
