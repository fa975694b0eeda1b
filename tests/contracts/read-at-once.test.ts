import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Contract,
  contracts,
  createContractReader,
  getDiagnosis2,
  prefixesFor,
  type ReadResult,
  writeItem,
  writeRoot,
} from '../../src/contracts/index.ts';
import { either, many, one, schema, string } from '../../src/contracts/schema.ts';
import { BridgeError } from '../../src/errors.ts';
import { createXmlReader, type XmlHandler, type XmlLimits } from '../../src/xml/index.ts';
import { arbitraryOf } from './arbitrary.ts';

const runs = { numRuns: Number(process.env.RECORD_FUZZ_CASES ?? 25) };
const wide: XmlLimits = { depth: 100, elements: 200_000, textLength: 1_000_000 };

interface Told {
  /** Records with what is wrong with them and where they stand, the root, and how it ended; in the order of all keys. */
  readonly all: string;
  /** Elements inside records that were told one by one. */
  readonly opened: number;
  /** Records whose element in the bridge's own answers was known without writing it. */
  readonly spliced: readonly { readonly value: object; readonly written: string }[];
}

/** Reads an answer with each record at once where that is possible, or element by element. */
function told(contract: Contract, way: 'at once' | 'by element', chunks: readonly string[], limits = wide): Told {
  const seen: unknown[] = [];
  const spliced: Told['spliced'][number][] = [];
  const each = ({ written, ...record }: ReadResult, at: number, end: number): void => {
    seen.push([record, at, end]);
    if (written !== undefined) spliced.push({ value: record.value, written });
  };
  const inner = createContractReader(contract.response, `${contract.name}Response`, {
    records: { element: contract.itemElement, each, leaveIn: contract },
    emptyIsAbsent: true,
    done: (root) => seen.push(root),
  });
  let depth = 0;
  let opened = 0;
  const handler: XmlHandler = {
    open(element) {
      depth += 1;
      if (depth > 1) inner.open(element);
      if (depth > 2) opened += 1;
    },
    ...(way === 'at once' && { content: (prefixes) => (depth > 1 ? inner.content?.(prefixes) : undefined) }),
    text: (text) => inner.text(text),
    close(end) {
      depth -= 1;
      inner.close(end);
    },
  };
  const reader = createXmlReader(handler, limits);
  try {
    for (const chunk of chunks) reader.write(chunk);
    reader.end();
  } catch (thrown) {
    if (!(thrown instanceof BridgeError)) throw thrown;
    seen.push([thrown.code, thrown.detail]);
  }
  return { all: JSON.stringify(seen, undefined, 1), opened, spliced };
}

function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((one, other) => one - other);
  return [0, ...at].map((from, nr) => text.slice(from, at[nr] ?? text.length));
}

function written(contract: Contract, value: object): string {
  const { namespace, name, response } = contract;
  return writeRoot(namespace, `${name}Response`, response, value, prefixesFor(namespace, response));
}

function renamed(xml: string, name: (nr: number) => string): string {
  return xml.replaceAll(/(?<=<\/?|xmlns:)ns(\d+)(?=[:=])/g, (_, nr: string) => name(Number(nr)));
}

/** With a default namespace that is declared at the root, as JAXB writes: that of most elements. */
function withDefault(xml: string): string {
  return xml.replace(' xmlns:ns1=', ' xmlns=').replaceAll(/(?<=<\/?)ns1:/g, '');
}

/** With a default namespace declared wherever it changes. */
function withoutPrefixes(xml: string): string {
  const namespaces = new Map(
    [...xml.matchAll(/ xmlns:(ns\d+)="([^"]*)"/g)].map(([, prefix, meant]) => [prefix, meant]),
  );
  const open: string[] = [];
  return xml.replace(/<(\/?)(ns\d+):(\w+)[^>]*>/g, (_, end: string, prefix: string, name: string) => {
    if (end) open.pop();
    const declared = open.at(-1) === prefix ? '' : ` xmlns="${namespaces.get(prefix)}"`;
    if (end) return `</${name}>`;
    open.push(prefix);
    return `<${name}${declared}>`;
  });
}

const spellings = fc.constantFrom<((xml: string) => string)[]>(
  (xml) => xml,
  (xml) => xml.replaceAll('><', '>\n  <'),
  (xml) => xml.replaceAll(/<([^/>]*)><\/[^>]*>/g, '<$1/>'),
  (xml) => xml.replaceAll(/(<\/[^>]*>)/g, '$1\r\n'),
  (xml) => xml.replaceAll('"', '&quot;').replaceAll(/xmlns:(\w+)=&quot;([^&]*)&quot;/g, 'xmlns:$1="$2"'),
  withoutPrefixes,
  // Another prefix for the same namespace, and one that has been bound to something else around it.
  (xml) => xml.replaceAll(/ xmlns:ns0=("[^"]*")/g, ' xmlns:ns9=$1 xmlns:ns0=$1'),
  (xml) => renamed(xml, (nr) => `urn.${nr}`),
  withDefault,
  // The bridge's own prefixes, meaning something else.
  (xml) => renamed(xml, (nr) => `ns${nr + 1}`),
  (xml) => renamed(xml, (nr) => `ns${nr ^ 1}`),
);
const signs = fc.constantFrom('', '<', '>', '&', ' ', '/', ':', '\u0000', 'å', ']]>', '&amp;', '<!-- -->', '<x/>', 'x');
const texts = fc.constantFrom(
  '',
  ' ',
  'x',
  ' true ',
  '&amp;',
  '&#65;',
  ']]>',
  '<![CDATA[1]]>',
  '\r\n',
  'x'.repeat(70),
  '20240101',
);

/** One sign changed, one text, or one element lost, repeated or moved. */
function harmed(xml: string): fc.Arbitrary<string> {
  const elements = [...xml.matchAll(/<([\w:]+)[^>]*>[^<]*<\/\1>/g)].map(
    ({ 0: { length }, index }) => [index, index + length] as const,
  );
  const one = fc.nat().map((nr) => elements[nr % elements.length] ?? [1, 1]);
  return fc.oneof(
    fc
      .tuple(fc.nat(xml.length), fc.nat(1), signs)
      .map(([at, lost, sign]) => xml.slice(0, at) + sign + xml.slice(at + lost)),
    fc
      .tuple(one, texts)
      .map(
        ([[start, end], text]) =>
          xml.slice(0, start) + xml.slice(start, end).replace(/>[^<]*</, `>${text}<`) + xml.slice(end),
      ),
    one.map(([start, end]) => xml.slice(0, start) + xml.slice(end)),
    one.map(([start, end]) => xml.slice(0, end) + xml.slice(start)),
    fc.tuple(one, fc.nat()).map(([[start, end], nr]) => {
      const [at] = elements[nr % elements.length] ?? [1];
      const rest = xml.slice(0, start) + xml.slice(end);
      return rest.slice(0, at) + xml.slice(start, end) + rest.slice(at);
    }),
  );
}

function answersOf(contract: Contract): fc.Arbitrary<string> {
  const item = fc.tuple(arbitraryOf(contract.item), fc.nat(5)).map(([made, nr]) => (nr > 0 ? plainly(made) : made));
  const whole = fc
    .tuple(fc.array(item, { minLength: 1, maxLength: 2 }), spellings)
    .map(([records, spelt]) => spelt(written(contract, { [contract.itemElement]: records })));
  return fc.oneof(whole, { weight: 4, arbitrary: whole.chain(harmed) });
}

const narrow = fc.record({
  depth: fc.integer({ min: 3, max: 8 }),
  elements: fc.integer({ min: 5, max: 80 }),
  textLength: fc.integer({ min: 1, max: 60 }),
});
const limits = fc.oneof({ weight: 3, arbitrary: fc.constant(wide) }, { weight: 1, arbitrary: narrow });

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (_id, contract) => {
  it('is the same read at once and element by element, whatever is wrong with it and wherever it is cut', () => {
    fc.assert(
      fc.property(answersOf(contract), fc.array(fc.nat(), { maxLength: 4 }), limits, (xml, places, room) => {
        const expected = told(contract, 'by element', [xml], room).all;
        const atOnce = told(contract, 'at once', cut(xml, places), room);
        expect(atOnce.all).toBe(expected);
        for (const { value, written: spliced } of atOnce.spliced) expect(spliced).toBe(writeItem(contract, value));
      }),
      runs,
    );
  });

  it('is read at once, with prefixes and without', () => {
    const items = fc.sample(arbitraryOf(contract.item), 3).map(plainly);
    for (const spelt of [(xml: string) => xml, withoutPrefixes])
      for (const item of items) {
        const xml = spelt(written(contract, { [contract.itemElement]: [item] }));
        expect(told(contract, 'at once', [xml]).opened, xml).toBe(0);
      }
  });
});

/** Without what only the ordinary reader reads: foreign elements, characters that are written as numbers. */
function plainly(item: unknown): object {
  return JSON.parse(JSON.stringify(item), (key, part: unknown) => {
    if (key === '$foreign') return undefined;
    return typeof part === 'string' ? part.replaceAll(/[^\t\n -~å]/g, '?') : part;
  });
}

describe('reading at once', () => {
  it('judges choices, and counts elements of all records together', () => {
    const t = schema('urn:example:choice', 'choice.xsd');
    const item = t.closed('ItemType', { id: one(string), a: either(string), b: either(string) });
    const response = t.closed('ResponseType', { item: many(item) });
    const contract = {
      namespace: t.namespace,
      name: 'X',
      itemElement: 'item',
      item,
      response,
      neverSent: [],
    } as unknown as Contract;
    const xml = written(contract, { item: [{ id: '1', a: 'x' }, { id: '2', a: 'x', b: 'x' }, { id: '3' }] });
    for (const elements of [3, 5, 8, 9, 20]) {
      const room = { ...wide, elements };
      const expected = told(contract, 'by element', [xml], room).all;
      expect(told(contract, 'at once', [xml], room).all).toBe(expected);
      expect(expected.includes('MESSAGE_OVER_LIMIT')).toBe(elements < 10);
    }
  });

  const contract = getDiagnosis2 as unknown as Contract;
  const diagnosis = (documentId: string, diagnosisCode?: object) => ({
    diagnosisHeader: {
      documentId,
      sourceSystemHSAId: 'S',
      documentTitle: 'Diagnos',
      patientId: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
      accountableHealthcareProfessional: { authorTime: '20240102030405' },
      approvedForPatient: true,
    },
    diagnosisBody: { typeOfDiagnosis: 'Huvuddiagnos', ...(diagnosisCode && { diagnosisCode }) },
  });

  it.each([
    ['as it stands', true, (xml: string) => xml],
    ['with white space', true, (xml: string) => xml.replaceAll('><', '>\n  <')],
    [
      'with an empty element that says nothing',
      true,
      (xml: string) => xml.replace(/(?=<\/ns1:diagnosisBody)/, '<ns1:diagnosisTime></ns1:diagnosisTime>'),
    ],
    ['with other prefixes', true, (xml: string) => renamed(xml, (nr) => `p${nr}`)],
    ['with the same prefixes, of which one means the next', true, (xml: string) => renamed(xml, (nr) => `ns${nr + 1}`)],
    ['with the same prefixes exchanged', true, (xml: string) => renamed(xml, (nr) => `ns${nr ^ 1}`)],
    ['with a default namespace', true, withDefault],
    ['with namespaces declared where they change', false, withoutPrefixes],
    ['with a value in another form', false, (xml: string) => xml.replace('>true<', '>1<')],
    ['with an empty tag', false, (xml: string) => xml.replace(/(<ns1:sourceSystemHSAId)>S<[^>]*>/, '$1/>')],
    ['with text in another form', false, (xml: string) => xml.replace('a &amp; å', 'a &amp; &quot;å')],
  ])('knows the text that leaves of a record %s: %s', (_, isKnown, spelt) => {
    const { all, spliced } = told(contract, 'at once', [spelt(written(contract, { diagnosis: [diagnosis('a & å')] }))]);
    expect(all).toContain('a & ');
    expect(spliced.map(({ value, written: text }) => text === writeItem(contract, value))).toEqual(
      isKnown ? [true] : [],
    );
  });

  it.each([
    ['a coded value that follows the rule', true, { code: 'I10', codeSystem: '1.2.3', displayName: 'x' }],
    ['one that has to be put right', false, { code: 'I10', codeSystem: 'ICD', displayName: 'x' }],
  ])('knows the text that leaves of a record with %s: %s', (_, isKnown, coded) => {
    const { spliced } = told(contract, 'at once', [written(contract, { diagnosis: [diagnosis('1', coded)] })]);
    expect(spliced.length).toBe(isKnown ? 1 : 0);
  });

  it('waits for the end of a record no longer than a while', () => {
    const opened = (length: number, chunks: RegExp) => {
      const xml = written(contract, { diagnosis: [diagnosis('x'.repeat(length)), diagnosis('1')] });
      return told(contract, 'at once', xml.match(chunks) ?? []).opened;
    };
    const large = /.{1,16000}/gs;
    // In small ones the end tag comes in pieces.
    expect([opened(100_000, large), opened(400_000, large), opened(1, /.{1,5}/gs)]).toEqual([0, 12, 0]);
  });
});
