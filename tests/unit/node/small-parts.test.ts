import { askedLocale, environmentLocale, splitCommand } from '../../../core/node/cli/command-line';
import { plainJson, plainLine, plainText } from '../../../core/node/texts/plain-text';
import { freshId } from '../../../core/node/journey/fresh-id';
import { readToday } from '../../../core/node/journey/today';
import { recordIdPattern } from '../../../core/plan/rules';

describe('a fresh id', () => {
  test('is the same for the same words and another for others', () => {
    expect(freshId('a')).toBe(freshId('a'));
    expect(new Set(Array.from({ length: 20_000 }, (_, i) => freshId(`row ${i}`))).size).toBe(20_000);
  });

  test('is a record id', () => {
    for (let i = 0; i < 500; i++) expect(freshId(String(i))).toMatch(recordIdPattern);
  });
});

describe('today', () => {
  const now = new Date(2026, 0, 2, 23, 59);

  test('is the day on this machine\'s clock', () => {
    expect(readToday(now, undefined)).toEqual({ date: '2026-01-02', isFixed: false });
    expect(readToday(now, '')).toEqual({ date: '2026-01-02', isFixed: false });
  });

  test('is the day that was fixed, if it is one', () => {
    expect(readToday(now, '2026-11-21')).toEqual({ date: '2026-11-21', isFixed: true });
    for (const text of ['2026-02-30', '21.11.2026', 'today', '2026-1-2']) expect(readToday(now, text)).toBeUndefined();
  });
});

describe('the language', () => {
  test.each([
    [{ LC_ALL: 'sv_SE.UTF-8', LANG: 'en_US' }, 'sv'], [{ LC_MESSAGES: 'nn_NO', LANG: 'en_US' }, 'nn'], [{ LANG: 'en_GB.UTF-8' }, 'en'], [{ LC_ALL: '', LANG: 'no_NO' }, 'nb'],
    [{ LANG: 'C' }, 'nb'], [{ LANG: 'C.UTF-8' }, 'nb'], [{}, 'nb'], [{ LANG: 'fi_FI' }, 'en'], [{ LANG: 'nbx' }, 'en'],
  ] as const)('of %p is %s', (env, locale) => {
    expect(environmentLocale(env)).toBe(locale);
  });

  test('that is asked for is found wherever it stands', () => {
    expect(askedLocale(['list', '--locale', 'sv'])).toBe('sv');
    expect(askedLocale(['--locale=en', 'list'])).toBe('en');
    expect(askedLocale(['list', '--locale', 'de'])).toBeUndefined();
    expect(askedLocale(['list', '--locale'])).toBeUndefined();
  });
});

describe('the command', () => {
  test.each([
    [['list'], 'list', []], [['--store', 'x', 'list', '--json'], 'list', ['--store', 'x', '--json']], [['--json', '--locale=sv', 'show', 'p'], 'show', ['--json', '--locale=sv', 'p']],
    [['--help'], undefined, ['--help']], [[], undefined, []],
  ] as const)('of %p is %p', (argv, name, rest) => {
    expect(splitCommand(argv)).toEqual({ name, rest });
  });
});

describe('text for a terminal', () => {
  test('has no control characters and no turned direction; line breaks stay unless it is to be one line', () => {
    expect(plainText('a\u001b[31mb\u0007\u009b1\u202ec\nd\te')).toBe('a[31mb1c\nd\te');
    expect(plainLine('a \n  b')).toBe('a b');
  });

  test('as JSON escapes them, and is the same document', () => {
    const value = { a: 'x\u001b\u007f\u009b\u202e\n' };
    const text = plainJson(value);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(JSON.parse(text)).toEqual(value);
  });
});
