import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { decodeXml } from '../../../core/node/host-xlsx/read/decode-xml';
import { CLOSE, END, OPEN, XmlScanner } from '../../../core/node/host-xlsx/read/xml-scanner';

/** What a parser says of a document: its events, with runs of text joined; or that it refuses it. */
type Verdict = readonly string[] | 'refused';

const joinText = (events: readonly (readonly [string, string])[]): string[] => {
  const joined: string[] = [];
  let text = '';
  for (const [kind, content] of events) {
    if (kind === 'text') text += content;
    else {
      if (text !== '') joined.push(`text ${JSON.stringify(text)}`);
      text = '';
      joined.push(`${kind} ${content}`);
    }
  }
  return joined;
};

const bySaxes = (xml: string): Verdict => {
  const events: (readonly [string, string])[] = [];
  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  let depth = 0;
  parser.on('doctype', () => { throw new Error('a DOCTYPE'); });
  parser.on('opentag', ({ attributes }) => { depth++; events.push(['open', JSON.stringify(Object.entries(attributes))]); });
  parser.on('closetag', () => { depth--; events.push(['close', '']); });
  parser.on('text', (text) => { if (depth > 0) events.push(['text', text]); });
  parser.on('cdata', (text) => { events.push(['text', text]); });
  try {
    parser.write(xml.replace(/^\ufeff/u, '')).close();
  } catch {
    return 'refused';
  }
  return joinText(events);
};

/** Ends after a bounded number of tokens, so that a scanner that stands still fails instead of hanging. */
const byScanner = (xml: string): Verdict => {
  const events: (readonly [string, string])[] = [];
  try {
    const scanner = new XmlScanner(decodeXml(Buffer.from(xml), 'x'), 'x');
    for (let i = 0; i <= 2 * xml.length + 2; i++) {
      const token = scanner.next();
      if (token === END) return joinText(events);
      if (token === OPEN) events.push(['open', JSON.stringify(scanner.attributePairs())]);
      else events.push(token === CLOSE ? ['close', ''] : ['text', scanner.runText()]);
    }
  } catch {
    return 'refused';
  }
  throw new Error('the scanner stands still');
};

/** saxes believes any name of an encoding; we are asked only about bytes that `decodeXml` took for what they say they are. */
const isOtherEncoding = (xml: string): boolean => /^<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])/iu.test(xml);

/** Both get what is left of the text in UTF-8, where half a character is none. */
const agree = (text: string): void => {
  const xml = Buffer.from(text).toString('utf8');
  if (isOtherEncoding(xml.replace(/^\ufeff/u, ''))) return;
  expect({ xml, verdict: byScanner(xml) }).toEqual({ xml, verdict: bySaxes(xml) });
};

const PIECES = [
  '<a>', '</a>', '<b>', '</b>', '<a/>', '<x:c r="A1" t=\'s\'>', '</x:c>', '<é ü="ö"/>', '<a b="1" b="2"/>', '<a b="1"c="2"/>', '<a b=1/>', '<a b/>', '<a ', '>', '/>', '<', '</', '</ a>', '</a >', '<a b = "1" />',
  'text', ' ', '\n', '\r\n', '\r', '\t', '&amp;', '&lt;', '&#65;', '&#x1F600;', '&#xD800;', '&#0;', '&#x;', '&#;', '&;', '&nbsp;', '&', '&#99999999999;', ']]>', ']]', ']', '"', "'", '=',
  '<![CDATA[', '<![CDATA[<&]]>', '<![CDATA[]]]]>', '<!-- c -->', '<!---->', '<!-- -- -->', '<!--', '--->', '<?pi x?>', '<?pi?>', '<?xml?>', '<?XML version="1.0"?>', '<?', '?>', '<!x>', '<!DOCTYPE a>',
  '<a b="&lt;&#10;\t\n\r\nx"/>', '<a b="<"/>', '<a b="&"/>', '<a b="]]>"/>', '<1>', '<-a/>', '<a.b-c_1/>', '<a\u00b7/>', '<\u00b7/>', '<:/>', '\u0001', '\u007f', '\u0085', '\ufffd', '\ufffe', '😀', 'ä', '\u2028',
];
const piece = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 3 }) });
/** Mostly well-formed trees, so that agreement is not only agreement to refuse. */
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('', 'text', ' ', '&amp;', '<![CDATA[<&\r\n]]>', '<!-- c -->', '<?pi x?>', '\r\n', '<e/>', '<a b="&lt;&#10;\t\n\r\nx" c=\'"\'/>', '<x:e xmlns:x="u" />', 'é😀', ']] >', '<é ü="ö"></é >'),
    fc.tuple(fc.constantFrom('a', 'x:b', 'c'), fc.array(tie('tree'), { maxLength: 5 })).map(([name, children]) => `<${name}>${children.join('')}</${name}>`),
  ),
}));

const PROLOGS = ['', '<?xml version="1.0"?>', '<?xml version=\'1.0\' encoding="UTF-8" standalone="yes" ?>\n', '<!-- c -->\n', '\ufeff', ' '];
const BAD_PROLOGS = ['<?xml?>', '<?xml version="1.0" standalone="maybe"?>', '<?xml encoding="UTF-8"?>', ' <?xml version="1.0"?>', '<?xml version="1.0"', 'x', '<!DOCTYPE a>', '<?xml version="1.0"encoding="UTF-8"?>'];

describe('the scanner and saxes', () => {
  test.each([...PROLOGS, ...BAD_PROLOGS])('agree on the prolog %j', (prolog) => {
    agree(`${prolog}<a>x</a>`);
    agree(`<a>${prolog}</a>`);
    agree(`<a/>${prolog}`);
  });

  test.each(PIECES)('agree on %j in, before and after the root', (part) => {
    agree(`<a>${part}</a>`);
    agree(`${part}<a></a>`);
    agree(`<a></a>${part}`);
    agree(`<a b="${part}"/>`);
    agree(part);
  });

  test('agree on pieces thrown together', () => {
    fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (parts) => {
      agree(parts.join(''));
      agree(`<a>${parts.join('')}</a>`);
    }), { numRuns: 4000 });
  });

  test('agree on trees, and on trees cut or with one character changed', () => {
    fc.assert(fc.property(fc.constantFrom(...PROLOGS), fc.array(tree, { maxLength: 6 }), fc.nat(), fc.constantFrom('<', '>', '&', '"', '/', ' ', 'z', '\u0000', ']', ''), (prolog, trees, at, other) => {
      const xml = `${prolog}<r>${trees.join('')}</r>`;
      agree(xml);
      const cut = at % xml.length;
      agree(xml.slice(0, cut));
      agree(xml.slice(0, cut) + other + xml.slice(cut + 1));
    }), { numRuns: 1500 });
  });
});

describe('the scanner alone', () => {
  const readAll = (inner: string): string => {
    const scanner = new XmlScanner(Buffer.from(`<a>${inner}</a>`), 'x');
    scanner.next();
    scanner.readText();
    return scanner.text();
  };

  test.each([['', ''], ['plain', 'plain'], ['a&amp;b', 'a&b'], ['a<b>no</b>c', 'ac'], ['<b/>', ''], ['<b>no</b>x<![CDATA[y\r\nz]]>', 'xy\nz'], ['<![CDATA[x]]>/a>', 'x/a>'], ['1<!-- -->2', '12']])('readText of %j', (inner, text) => {
    expect(readAll(inner)).toBe(text);
  });

  test('prefixes are bound per element, and forgotten at its end', () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const scanner = new XmlScanner(Buffer.from(`<a><b xmlns="${main}"><x:b/><x:b xmlns:x="${main}"><x:b/><b xmlns=""/></x:b><x:b/></b><b/></a>`), 'x');
    const named: boolean[] = [];
    for (let token = scanner.next(); token !== END; token = scanner.next()) if (token === OPEN) named.push(scanner.isNamed('b'));
    expect(named).toEqual([false, true, false, true, true, false, false, false]);
  });
});
