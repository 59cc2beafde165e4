import { EmulatorGap, GoogleError } from './parts';

/** What a query may ask of a file. */
export interface Queried {
  readonly name: string;
  readonly mimeType: string;
  readonly isTrashed: boolean;
  readonly createdTime: string;
  readonly modifiedTime: string;
  readonly owner: string;
  readonly writers: readonly string[];
  readonly readers: readonly string[];
  readonly appProperties: ReadonlyMap<string, string>;
  readonly properties: ReadonlyMap<string, string>;
}

type Test = (file: Queried, me: string) => boolean;

const TEXT = String.raw`'((?:[^'\\]|\\.)*)'`;
const plain = (text: string | undefined): string => (text ?? '').replaceAll(/\\(.)/g, '$1');
const who = (text: string | undefined, me: string): string => (plain(text) === 'me' ? me : plain(text));

const before = (sign: string | undefined, a: string, b: string): boolean => (sign === '>' ? a > b : sign === '<' ? a < b : sign === '>=' ? a >= b : a <= b);
const instant = (text: string | undefined): string => new Date(plain(text)).toISOString();

/** Each form of a term, and what it asks. */
const forms: readonly (readonly [RegExp, (match: RegExpExecArray) => Test])[] = [
  [new RegExp(`^name\\s*=\\s*${TEXT}`), ([, text]) => (file) => file.name === plain(text)],
  [new RegExp(`^name\\s*!=\\s*${TEXT}`), ([, text]) => (file) => file.name !== plain(text)],
  // `contains` matches beginnings of words only.
  [new RegExp(`^name\\s+contains\\s+${TEXT}`), ([, text]) => (file) => ` ${file.name.toLowerCase()}`.includes(` ${plain(text).toLowerCase()}`)],
  [new RegExp(`^mimeType\\s*=\\s*${TEXT}`), ([, text]) => (file) => file.mimeType === plain(text)],
  [/^trashed\s*=\s*(true|false)/, ([, truth]) => (file) => String(file.isTrashed) === truth],
  [new RegExp(`^(createdTime|modifiedTime)\\s*(>=|<=|>|<)\\s*${TEXT}`), ([, field, sign, text]) => (file) => before(sign, field === 'createdTime' ? file.createdTime : file.modifiedTime, instant(text))],
  [new RegExp(`^${TEXT}\\s+in\\s+owners`), ([, text]) => (file, me) => file.owner === who(text, me)],
  [new RegExp(`^${TEXT}\\s+in\\s+writers`), ([, text]) => (file, me) => file.writers.includes(who(text, me))],
  [new RegExp(`^${TEXT}\\s+in\\s+readers`), ([, text]) => (file, me) => file.readers.includes(who(text, me))],
  [new RegExp(`^(appProperties|properties)\\s+has\\s+\\{\\s*key\\s*=\\s*${TEXT}\\s+and\\s+value\\s*=\\s*${TEXT}\\s*\\}`), ([, which, key, value]) => (file) => file[which === 'properties' ? 'properties' : 'appProperties'].get(plain(key)) === plain(value)],
  [/^sharedWithMe(?:\s*=\s*true)?/, () => (file, me) => file.owner !== me],
];

const term = (text: string): { readonly test: Test; readonly rest: string } => {
  for (const [form, make] of forms) {
    const match = form.exec(text);
    if (match) return { test: make(match), rest: text.slice(match[0].length).trimStart() };
  }
  if (/^(not|\()|^[a-z]+\s+(contains|in)/i.test(text)) throw new EmulatorGap(`the query term ${text}`);
  throw new GoogleError(400, 'INVALID_ARGUMENT', 'Invalid Value', 'invalid');
};

/** Reads a `q` of `files.list`: terms joined with `and`. Throws as Drive does where it cannot be read. */
export const parseQuery = (query: string): Test => {
  const tests: Test[] = [];
  let rest = query.trim();
  while (rest !== '') {
    const next = term(rest);
    tests.push(next.test);
    if (/^or\b/.test(next.rest)) throw new EmulatorGap('a query with or');
    if (next.rest !== '' && !/^and\s+\S/.test(next.rest)) throw new GoogleError(400, 'INVALID_ARGUMENT', 'Invalid Value', 'invalid');
    rest = next.rest.replace(/^and\s+/, '');
  }
  return (file, me) => tests.every((test) => test(file, me));
};
