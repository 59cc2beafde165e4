import * as fc from 'fast-check';
import { makeSheet } from '../../support/make-xlsx';
import { readXlsx } from '../../../core/node/host-xlsx/read/read-xlsx';

const BODY = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>44197</v></c><c r="C1"><f>A1&amp;B1</f><v>1</v></c></row>'
  + '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>&lt;</t></r></is></c></row></sheetData><mergeCells><mergeCell ref="A4:B5"/></mergeCells>';
const SMALL = makeSheet(BODY, { strings: ['<t>text</t>'], formats: ['yyyy-mm-dd'] });

/** Any answer will do, as long as it is one, and in time. */
const answers = (file: Uint8Array): void => {
  const begun = performance.now();
  const result = readXlsx(file);
  expect(performance.now() - begun).toBeLessThan(10_000);
  if (result.ok) expect(Array.isArray(result.value.grid.worksheets)).toBe(true);
  else expect(result.refusal).toEqual({ code: expect.stringMatching(/^[A-Z0-9_]+$/u), detail: expect.not.stringMatching(/unexpected|\n {4}at /u) });
};

describe('any bytes end in a value or a refusal', () => {
  test('the file cut after every byte is refused', () => {
    for (let length = 0; length < SMALL.length; length++) {
      answers(SMALL.subarray(0, length));
      expect(readXlsx(SMALL.subarray(0, length)).ok).toBe(false);
    }
  });

  test('bits flipped', () => {
    fc.assert(fc.property(fc.array(fc.nat({ max: SMALL.length * 8 - 1 }), { minLength: 1, maxLength: 4 }), (bits) => {
      const file = Buffer.from(SMALL);
      for (const bit of bits) file[bit >> 3] = (file[bit >> 3] as number) ^ (1 << (bit & 7));
      answers(file);
    }), { numRuns: 2000 });
  });

  test('a stretch written over', () => {
    fc.assert(fc.property(fc.nat({ max: SMALL.length - 1 }), fc.uint8Array({ minLength: 1, maxLength: 40 }), (at, bytes) => {
      const file = Buffer.from(SMALL);
      file.set(bytes.subarray(0, file.length - at), at);
      answers(file);
    }), { numRuns: 1000 });
  });

  test('noise after a zip signature', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => answers(Buffer.concat([Buffer.from('PK\x03\x04'), bytes]))), { numRuns: 500 });
  });

  test('markup changed inside the parts, so that zip checks do not hide it', () => {
    fc.assert(fc.property(fc.nat({ max: BODY.length }), fc.nat({ max: 12 }), fc.constantFrom('', '<', '>', '"', '&', '<c/>', '</row>', '<v>', '-1', '9'.repeat(30), 'é', '\0'), (at, removed, added) => {
      const body = BODY.slice(0, at) + added + BODY.slice(at + removed);
      answers(makeSheet(body, { strings: [body], formats: [body] }));
      answers(makeSheet(body, { strings: ['<t>text</t>'] }));
    }), { numRuns: 1000 });
  });

  test('no bytes at all, and what is no array of bytes', () => {
    answers(new Uint8Array());
    expect(readXlsx(undefined as unknown as Uint8Array).ok).toBe(false);
  });

  test.each([
    ['references', '&#10;'], ['comments', '<!---->'], ['instructions', '<?a?>'], ['prefixed elements', '<a:b/>'], ['CDATA', '<![CDATA[]]>'], ['elements', '<v/>'],
  ])('8 MB of %s in a cell take less than 10 s', (_, unit) => {
    // The random end of each stretch keeps the ratio below the one that is refused unread.
    const random = (i: number): string => [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35].map((factor) => Math.imul(i, factor).toString(36)).join('');
    const stretch = (i: number): string => `${unit.repeat(Math.ceil(4000 / unit.length))}<!--${random(i).replaceAll('-', '')}-->`;
    const inner = Array.from({ length: 2000 }, (__, i) => stretch(i)).join('');
    const file = makeSheet(`<sheetData><row><c t="str"><v>${inner}</v></c></row></sheetData>`);
    const begun = performance.now();
    const result = readXlsx(file);
    expect(performance.now() - begun).toBeLessThan(10_000);
    if (!result.ok) expect(['TEXT_TOO_LONG', 'RATIO']).toContain(result.refusal.code);
  });
});
