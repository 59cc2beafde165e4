import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { SidebarAnswer, SidebarStart, SidebarStatus } from '../../../gsheets/script/view';
import { axeScript, browserArguments, type AxeResult } from '../browser';

/** What the script answers in place of Google: by function, in turn; the last of them goes on for good. A text that is no JSON is thrown. */
export type ScriptAnswers = Readonly<Record<string, readonly unknown[]>>;

export const status: SidebarStatus = { plan: 'lillehammer-2026', server: 'https://plan.example.test', hasToken: true, hasTimer: false, last: { at: '2026-11-21T19:40:00.000Z', isTimer: true, end: 'done' } };
export const answer = (shown: Partial<NonNullable<SidebarAnswer['shown']>> | null, trouble: SidebarAnswer['trouble'] = null): SidebarAnswer => ({
  shown: shown && { outcome: 'done', summary: '', lines: [], receivedLine: null, held: null, revision: 3, committed: null, conflicts: [], settled: [], problems: [], notices: [], ...shown },
  trouble, status,
});
/** The answer of a script that was cut off. */
export const cutOff = { isCutOff: true } as const;

/** In the page: `google.script.run`, which answers a little later, as Google does; what is held back waits for the test. */
const stub = `(answers) => {
  window.calls = []; window.waiting = [];
  const runner = (success, failure) => new Proxy({}, { get: (_, name) => {
    if (name === 'withSuccessHandler') return (then) => runner(then, failure);
    if (name === 'withFailureHandler') return (then) => runner(success, then);
    return (...given) => {
      if (!(name in answers)) throw new Error('nobody answers ' + String(name));
      window.calls.push([name, ...given]);
      const left = answers[name];
      const next = left.length > 1 ? left.shift() : left[0];
      const give = () => (next && next.isCutOff ? failure(new Error('Exceeded maximum execution time')) : success(JSON.stringify(next)));
      if (next && next.isHeld) window.waiting.push(() => success(JSON.stringify(next.then))); else setTimeout(give, 0);
    };
  } });
  window.google = { script: { run: runner() } };
}`;

export interface SidebarPage {
  readonly page: Page;
  /** Calls of the script so far: the name, and what was given. */
  calls(): Promise<(readonly [string, ...unknown[]])[]>;
  /** Lets an answer that was held back come. */
  release(): Promise<void>;
  axe(): Promise<string[]>;
  /** How much wider than the window it is. */
  overflow(): Promise<number>;
}

/** One browser for a suite, each sidebar in a window of 300 px, whose console has to stay silent. */
export const useSidebar = (html: () => string): ((start: SidebarStart, answers: ScriptAnswers, options?: BrowserContextOptions) => Promise<SidebarPage>) => {
  let browser: Browser;
  const opened: { readonly page: Page; readonly faults: string[] }[] = [];
  beforeAll(async () => { browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...browserArguments] }); });
  afterEach(async () => {
    const pages = opened.splice(0);
    for (const { page } of pages) await page.context().close();
    expect(pages.flatMap(({ faults }) => faults)).toEqual([]);
  });
  afterAll(() => browser.close());
  return async (start, answers, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 300, height: 700 }, reducedMotion: 'reduce', timezoneId: 'Europe/Oslo', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const faults: string[] = [];
    opened.push({ page, faults });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) faults.push(message.text()); });
    await page.route('**/*', (route) => (route.request().url() === 'https://sidebar.test/' ? route.fulfill({ contentType: 'text/html', body: html().replace('<?!= start ?>', JSON.stringify(start)) }) : route.abort()));
    await page.addInitScript(`(${stub})(${JSON.stringify(answers)})`);
    await page.goto('https://sidebar.test/');
    return {
      page,
      calls: async () => (await page.evaluate('window.calls')) as (readonly [string, ...unknown[]])[],
      release: async () => void (await page.evaluate('window.waiting.shift()()')),
      axe: async () => {
        await page.evaluate(axeScript);
        const { violations } = (await page.evaluate('axe.run()')) as AxeResult;
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`));
      },
      overflow: async () => (await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number,
    };
  };
};
