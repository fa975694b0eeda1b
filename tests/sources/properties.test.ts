import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BridgeRecord,
  type Contract,
  contracts,
  declarations,
  okResult,
  prefixesFor,
  toRecord,
  validate,
  writeContent,
} from '../../src/contracts/index.ts';
import { SourceFailure } from '../../src/sources/index.ts';
import { asked, finishRecord } from '../../src/sources/mapped.ts';
import { readResponse } from '../../src/sources/riv13606/response.ts';
import { readAnswer } from '../../src/sources/rivta21/answer.ts';
import { readSoap } from '../../src/sources/soap-call.ts';
import { arbitraryOf } from '../contracts/arbitrary.ts';
import { runs } from '../support/runs.ts';
import { askOnce, fixture, type Protocol, query, reply, soap } from './record-system.ts';

const byName = contracts.map((contract) => [contract.id, contract] as const);

/** The bytes in pieces of those lengths, over and over. */
async function* inPieces(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? bytes.length;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

async function read(contract: Contract, bytes: Buffer, lengths: readonly number[] = [bytes.length]) {
  const answer = { status: 200, charset: 'utf-8', body: inPieces(bytes, lengths) };
  const records: BridgeRecord[] = [];
  const parts = readSoap<BridgeRecord>(answer, {
    root: (root, give) =>
      readAnswer(contract, root, {
        record: give,
        beside: () => undefined,
        refused: (failure) => {
          throw failure;
        },
      }),
  });
  for await (const found of parts) records.push(...found);
  return records;
}

function write(contract: Contract, items: readonly object[]): string {
  const prefixes = prefixesFor(contract.namespace, contract.response);
  const root = `${prefixes.get(contract.namespace)}:${contract.name}Response`;
  const result = okResult(contract, 'log-1');
  const content = writeContent(
    contract.response,
    { [contract.itemElement]: items, ...(result && { result }) },
    prefixes,
  );
  return soap(`<${root}${declarations(prefixes)}>${content}</${root}>`);
}

describe.each(byName)('records of %s', (_, contract) => {
  const items = fc.array(arbitraryOf(contract.item) as fc.Arbitrary<object>, { maxLength: 3 });
  const lengths = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 5 });

  it('made up by its schema are valid', () => {
    fc.assert(
      fc.property(items, (made) => {
        for (const item of made) expect(validate(contract.item, item, contract.itemElement)).toEqual([]);
      }),
      runs(100),
    );
  });

  it('come back from the wire as they were, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(items, lengths, async (made, cuts) => {
        const records = await read(contract, Buffer.from(write(contract, made)), cuts);
        expect(records.map(({ data }) => data)).toEqual(made);
        // Made up by the schema alone, they may break a rule that it cannot say; the way here breaks none.
        expect(records.map(({ problems }) => problems)).toEqual(made.map((item) => toRecord(contract, item).problems));
      }),
      runs(60),
    );
  });

  it('keep to the period filter without falling over', () => {
    const days = { start: '20200101', end: '20201231' };
    fc.assert(
      fc.property(items, (made) => {
        for (const item of made) {
          const mapped = { item, careUnit: undefined, careProvider: undefined, careContact: undefined };
          const record = finishRecord(contract, mapped);
          expect([true, false]).toContain(asked(contract, query({ period: days }), mapped, record));
        }
      }),
      runs(100),
    );
  });
});

/** What goes wrong with texts: pieces cut out, doubled, swapped for others. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(40),
    put: fc.constantFrom('', '<', '>', '</', '&', '"', 'null', '{', '[]', '0', '\u0000', 'å', 'xsi:type="x:y"', '<a/>'),
  }),
  { minLength: 1, maxLength: 4 },
);

type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

function damaged(text: string, wounds: Damage): string {
  return wounds.reduce((result, { at, cut, put }) => {
    const start = Math.floor(at * result.length);
    return result.slice(0, start) + put + result.slice(start + cut);
  }, text);
}

describe('a damaged answer is records and problems, or a SourceFailure, never anything else', () => {
  it('in RIV-TA', async () => {
    const [contract] = contracts as [Contract];
    await fc.assert(
      fc.asyncProperty(damage, async (wounds) => {
        await failingAsAgreed(read(contract, Buffer.from(damaged(fixture('get-diagnosis.xml'), wounds))));
      }),
      { numRuns: 200 },
    );
  });

  it('in RIV 13606, as XML', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async (wounds) => {
        const bytes = Buffer.from(damaged(fixture('extract-dia.xml'), wounds));
        const answer = { status: 200, charset: undefined, body: inPieces(bytes, [1_000]) };
        const everything = async () => {
          const parts = { extract: () => undefined, continuation: () => undefined, warning: () => undefined };
          for await (const _ of readSoap(answer, { root: (root) => readResponse(root, parts) }));
        };
        await failingAsAgreed(everything());
      }),
      { numRuns: 200 },
    );
  });

  const throughServer: readonly (readonly [Protocol, string, string])[] = [
    ['riv13606', 'text/xml', 'extract-dia.xml'],
    ['fhir-r4', 'application/fhir+json', 'condition-page.json'],
  ];
  it.each(throughServer)('in %s, through the whole connector', async (protocol, type, file) => {
    await fc.assert(
      fc.asyncProperty(damage, async (wounds) => {
        const body = damaged(fixture(file), wounds);
        // Rethrows what is no SourceFailure.
        await askOnce(protocol, (response) => reply(response, 200, type, body), {}, { timeoutMs: 1_000 });
      }),
      { numRuns: 60 },
    );
  });

  it('in FHIR, whatever stands where', async () => {
    const page = JSON.parse(fixture('condition-page.json')) as object;
    await fc.assert(
      fc.asyncProperty(fc.nat(400), fc.jsonValue({ maxDepth: 2 }), async (place, value) => {
        const body = JSON.stringify(replaceNth(page, place, value));
        await askOnce(
          'fhir-r4',
          (response) => reply(response, 200, 'application/fhir+json', body),
          {},
          { timeoutMs: 1_000 },
        );
      }),
      { numRuns: 80 },
    );
  });
});

async function failingAsAgreed(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    if (!(thrown instanceof SourceFailure)) throw thrown;
  }
}

/** The same value with the n-th part of it, counted depth first, replaced. */
function replaceNth(value: unknown, n: number, replacement: unknown): unknown {
  let left = n;
  const walk = (part: unknown): unknown => {
    left -= 1;
    if (left === -1) return replacement;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}
