import { commandNames } from '../../../addin/commands/command-names';
import { postToPane, takePost, type PaneStorage } from '../../../addin/commands/pane-post';
import { createRibbon, problemAfter, type RibbonProblem, type RibbonWork } from '../../../addin/commands/ribbon';
import { readTold, type Told } from '../../../addin/commands/told';

/** A browser's storage, seen from two pages: what one writes, the other hears of. */
const twoPages = (): { readonly commands: PaneStorage; readonly pane: PaneStorage; readonly kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  const listeners = { commands: new Set<(key: string, value: string | null) => void>(), pane: new Set<(key: string, value: string | null) => void>() };
  const page = (own: 'commands' | 'pane', other: 'commands' | 'pane'): PaneStorage => {
    const heard = (key: string, value: string | null): void => queueMicrotask(() => { for (const listener of [...listeners[other]]) listener(key, value); });
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => { kept.set(key, value); heard(key, value); },
      removeItem: (key) => { kept.delete(key); heard(key, null); },
      onChange: (listener) => { listeners[own].add(listener); return () => void listeners[own].delete(listener); },
    };
  };
  return { commands: page('commands', 'pane'), pane: page('pane', 'commands'), kept };
};

const good: Told = { tone: 'good', lines: ['1 endret, 0 nye, 0 flyttet, 0 slettet'] };

describe('telling the pane', () => {
  const setUp = (): ReturnType<typeof twoPages> & { readonly shown: Told[]; timeUp(): void; post(location: string | null): Promise<boolean> } => {
    const pages = twoPages();
    let timeUp = (): void => undefined;
    return { ...pages, shown: [], timeUp: () => timeUp(), post: (location) => postToPane({ storage: pages.commands, location, later: (_, then) => { timeUp = then; } }, good) };
  };

  test('[G15] a pane that is open beside the workbook takes the message, once', async () => {
    const { pane, kept, shown, post } = setUp();
    const stop = takePost({ storage: pane, location: 'C:\\plan.xlsx' }, (told) => shown.push(told));
    expect(await post('C:\\plan.xlsx')).toBe(true);
    expect(await post('C:\\plan.xlsx')).toBe(true);
    expect(shown).toEqual([good, good]);
    expect(kept.size).toBe(0);
    stop();
  });

  test('[G15] a pane beside another workbook does not, and a message that nobody took is taken back', async () => {
    const { pane, kept, shown, post, timeUp } = setUp();
    takePost({ storage: pane, location: 'C:\\budsjett.xlsx' }, (told) => shown.push(told));
    const posted = post('C:\\plan.xlsx');
    timeUp();
    expect(await posted).toBe(false);
    expect([shown, kept.size]).toEqual([[], 0]);
  });

  test('[G15] a pane that is opening meanwhile finds it', async () => {
    const { pane, shown, post } = setUp();
    const posted = post(null);
    takePost({ storage: pane, location: null }, (told) => shown.push(told));
    expect(await posted).toBe(true);
    expect(shown).toEqual([good]);
  });

  test('[G15] a pane that is closed takes no more', async () => {
    const { pane, shown, post, timeUp } = setUp();
    takePost({ storage: pane, location: null }, (told) => shown.push(told))();
    const posted = post(null);
    timeUp();
    expect(await posted).toBe(false);
    expect(shown).toEqual([]);
  });

  test('what is no message is not shown', () => {
    for (const text of [null, '', '{', 'null', '7', '[]', '{"tone":"good"}', '{"tone":"loud","lines":[]}', '{"tone":"good","lines":[1]}', '{"tone":"good","lines":"a"}']) expect(readTold(text)).toBeNull();
    expect(readTold(JSON.stringify(good))).toEqual(good);
  });
});

describe('the buttons', () => {
  const at = (place: string): RibbonProblem => ({ place, message: `Skriv en dato i ${place}.` });

  const setUp = (work: Partial<RibbonWork> = {}): { readonly told: Told[]; readonly selected: string[]; click(name: keyof typeof commandNames): Promise<void> } => {
    const told: Told[] = [];
    const selected: string[] = [];
    const kept = new Map<string, string>();
    const ribbon = createRibbon({
      locale: 'nb', location: () => 'C:\\plan.xlsx', sync: async () => good, findProblems: async () => [], select: async (place) => { selected.push(place); return true; }, tell: async (one) => { told.push(one); },
      keep: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) },
      ...work,
    });
    return { told, selected, click: (name) => ribbon[commandNames[name]]() };
  };

  test('[G16] two clicks do not meet: the second begins when the first has ended', async () => {
    const steps: string[] = [];
    let finish = (): void => undefined;
    const { click, told } = setUp({
      sync: () => { steps.push('sync begins'); return new Promise((resolve) => { finish = () => { steps.push('sync ends'); resolve(good); }; }); },
      findProblems: async () => { steps.push('problems'); return []; },
    });
    const both = [click('sync'), click('nextProblem')];
    await Promise.resolve();
    expect(steps).toEqual(['sync begins']);
    finish();
    await Promise.all(both);
    expect(steps).toEqual(['sync begins', 'sync ends', 'problems']);
    expect(told).toHaveLength(2);
  });

  test('[G16] one that breaks says so, ends, and the next is done', async () => {
    let isFirst = true;
    const { click, told } = setUp({ sync: async () => { if (isFirst) { isFirst = false; throw new Error('lost'); } return good; } });
    await click('sync');
    await click('sync');
    expect(told).toEqual([{ tone: 'bad', lines: [expect.stringContaining('Noe gikk galt')] }, good]);
  });

  test('[G16] it ends also where nobody can be told', async () => {
    const { click } = setUp({ tell: async () => { throw new Error('no window'); } });
    await expect(click('sync')).resolves.toBeUndefined();
  });

  test('[G17] the problems are shown one after the other, and then the first again', async () => {
    const { click, told, selected } = setUp({ findProblems: async () => [at('Tiltak!F12'), at("'Mine tall'!A1")] });
    for (let i = 0; i < 3; i++) await click('nextProblem');
    expect(selected).toEqual(['Tiltak!F12', "'Mine tall'!A1", 'Tiltak!F12']);
    expect(told[1]).toEqual({ tone: 'attention', lines: ["'Mine tall'!A1 (2 av 2)", "Skriv en dato i 'Mine tall'!A1."] });
  });

  test('[G17] several problems in one place are shown one after the other, also where one before them is gone', async () => {
    const two = (first: string): RibbonProblem[] => ['Skriv en dato.', 'Skriv et tall.'].map((message) => ({ place: first, message }));
    const { click, told } = setUp({ findProblems: async () => [at('Tiltak!F12'), ...two('Kostnader'), at('Tiltak!F14')] });
    for (let i = 0; i < 5; i++) await click('nextProblem');
    expect(told.map(({ lines }) => lines[0])).toEqual(['Tiltak!F12 (1 av 4)', 'Kostnader (2 av 4)', 'Kostnader (3 av 4)', 'Tiltak!F14 (4 av 4)', 'Tiltak!F12 (1 av 4)']);
    expect(problemAfter([...two('Kostnader'), at('Tiltak!F14')], { place: 'Kostnader', index: 2 })).toBe(2);
  });

  test('[G17] each workbook has its own place in the row; what was kept and is no such place is none', async () => {
    let location: string | null = 'C:\\plan.xlsx';
    const kept = new Map<string, string>();
    const keep = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
    const { click, selected } = setUp({ keep, location: () => location, findProblems: async () => [at('Tiltak!F12'), at('Tiltak!F14')] });
    await click('nextProblem');
    location = null;
    await click('nextProblem');
    location = 'C:\\plan.xlsx';
    await click('nextProblem');
    expect(selected).toEqual(['Tiltak!F12', 'Tiltak!F12', 'Tiltak!F14']);
    for (const text of ['{', '7', '{"place":1}', 'null']) {
      for (const key of kept.keys()) kept.set(key, text);
      await click('nextProblem');
      expect(selected.at(-1)).toBe('Tiltak!F12');
    }
  });

  test('[G17] where the last one shown was corrected it begins anew; where none is left it says so', async () => {
    expect(problemAfter([at('Tiltak!F12'), at('Tiltak!F14')], { place: 'Tiltak!F13', index: 1 })).toBe(0);
    let problems = [at('Tiltak!F12'), at('Tiltak!F14')];
    const { click, told, selected } = setUp({ findProblems: async () => problems });
    await click('nextProblem');
    problems = [];
    await click('nextProblem');
    problems = [at('Tiltak!F12'), at('Tiltak!F14')];
    await click('nextProblem');
    expect(selected).toEqual(['Tiltak!F12', 'Tiltak!F12']);
    expect(told[1]).toEqual({ tone: 'good', lines: [expect.stringContaining('Ingen celler må rettes')] });
  });

  test('[G17] where the problems are not known, why is said; a place that is gone meanwhile is said to be so', async () => {
    const away: Told = { tone: 'bad', lines: ['Serveren svarer ikke.'] };
    const one = setUp({ findProblems: async () => away });
    await one.click('nextProblem');
    expect([one.told, one.selected]).toEqual([[away], []]);
    const other = setUp({ findProblems: async () => [at('Tiltak!F12')], select: async () => false });
    await other.click('nextProblem');
    expect(other.told[0]!.lines.at(-1)).toContain('finnes ikke lenger');
  });
});
