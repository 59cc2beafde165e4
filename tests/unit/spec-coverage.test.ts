import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '../..');
const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).map((name) => path.join(root, folder, name));

const ruleIds = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!);

/** A rule is a list item that begins with its number: "- [M3] …" or "**[M3]** …". */
const declared = [...filesUnder('core', 'SPEC.md'), ...filesUnder('addin', 'SPEC.md'), ...filesUnder('gsheets', 'SPEC.md')].flatMap((file) => ruleIds(readFileSync(file, 'utf8'), /^\s*(?:[-*]\s+)?(?:\*\*)?\[([A-Z]\d+)\]/gm));
/** A test cites the rules it shows in its name, before anything else: "[M3] …", "[M3][M4] …". Cases of `each` end before the next test. */
const cited = filesUnder('tests', '.test.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:test|it|describe)(?:\.each\((?:(?!\n\s*(?:test|it|describe)[.(])[^])*?\))?\(\s*[`'"]((?:\[[A-Z]\d+\][ ,]*)+)/g)].flatMap((match) => ruleIds(match[1]!, /\[([A-Z]\d+)\]/g)));

describe('the rules in the SPEC.md files', () => {
  test('each number stands once', () => {
    expect(declared.filter((rule, i) => declared.indexOf(rule) !== i)).toEqual([]);
  });

  test('each rule has a test that cites it', () => {
    expect(declared.length).toBeGreaterThan(50);
    expect([...new Set(declared)].filter((rule) => !cited.includes(rule))).toEqual([]);
  });

  test('no test cites a rule that is not there', () => {
    expect([...new Set(cited)].filter((rule) => !declared.includes(rule))).toEqual([]);
  });
});
