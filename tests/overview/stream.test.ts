import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import type { OverviewEnd, OverviewPart } from '../../src/overview/index.ts';
import type { AccessReport } from '../../src/overview/overview.ts';
import type { AnswerBatch } from '../../src/sources/answer-part.ts';
import { SourceFailure } from '../../src/sources/index.ts';
import { asker, failsAfter, fhir, gives, ncs, overviewOver, record, request, vas } from './asking.ts';
import { scriptedGatekeeper, shown, withheldAs } from './gatekeepers.ts';

type Answers = Parameters<typeof asker>[0];
type Change = NonNullable<Parameters<typeof overviewOver>[1]>;

const blocked = withheldAs('blocked-exists');
const isHidden = ({ header }: BridgeRecord) => (header.careUnit === 'HIDDEN' ? blocked : shown);

function overviewOf(answers: Answers, change?: Change) {
  const reports: AccessReport[] = [];
  const overview = overviewOver(asker(answers), change, reports, undefined, undefined, undefined, (config) =>
    scriptedGatekeeper(config, { judge: isHidden }),
  );
  return { overview, reports };
}

/** An answer that comes when the test lets it. */
function held(answer: () => AsyncIterable<AnswerBatch>) {
  const { promise, resolve } = Promise.withResolvers<void>();
  async function* later(): AsyncGenerator<AnswerBatch> {
    await promise;
    yield* answer();
  }
  return { answer: later, release: () => resolve() };
}

async function all(answers: AsyncIterable<OverviewPart | OverviewEnd>) {
  const told: (OverviewPart | OverviewEnd)[] = [];
  for await (const each of answers) told.push(each);
  const end = told.at(-1);
  if (end?.kind !== 'end') throw new Error('The stream has no end.');
  return { parts: told.filter((each) => each.kind === 'part'), end };
}

/** Without what the clock makes of it. */
const still = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(/"milliseconds":\d+/g, '"milliseconds":0')
      .replaceAll(',"slow"', ''),
  );

describe('an overview that comes in parts', () => {
  it('gives what has come while another hangs, each on the log before it leaves', async () => {
    const hung = held(() => gives(record(ncs, '2')));
    const { overview, reports } = overviewOf({ [vas]: () => gives(record(vas, '1')), [ncs]: hung.answer });
    const { answers, asked, notAsked } = await overview.stream(request());
    expect(asked.map(({ source }) => source)).toEqual([vas, ncs, fhir]);
    expect(notAsked).toEqual([]);
    // That somebody reads is on the log before anybody is asked.
    expect(reports).toMatchObject([{ records: [], isPart: true }]);
    const coming = answers[Symbol.asyncIterator]();
    const early = [await coming.next(), await coming.next()].map(({ value }) => value.source);
    expect(early.toSorted()).toEqual([fhir, vas]);
    expect(reports.slice(1)).toMatchObject([{ records: [{ header: { documentId: '1' } }], sourcesAsked: [vas] }]);
    hung.release();
    expect((await coming.next()).value).toMatchObject({ source: ncs, records: [{ header: { documentId: '2' } }] });
    expect((await coming.next()).value.kind).toBe('end');
    expect(reports.at(-1)).toMatchObject({ records: [], released: 2 });
  });

  it('says in the part itself that a source failed', async () => {
    const failure = new SourceFailure('timed-out', 504, 'late');
    const { overview } = overviewOf({ [vas]: () => failsAfter(failure, record(vas, '1')) });
    const { parts, end } = await all((await overview.stream(request())).answers);
    const failed = parts.find(({ source }) => source === vas);
    expect(failed).toMatchObject({ records: [], coverage: { outcome: 'failed', reason: 'timed-out' } });
    expect(end.coverage[0]).toMatchObject({ source: vas, outcome: 'failed' });
  });

  it('tells that there is more of everything together, in the end', async () => {
    const hidden = record(vas, '1', { careUnit: 'HIDDEN' });
    const there = await all((await overviewOf({ [vas]: () => gives(hidden) }).overview.stream(request())).answers);
    const absent = await all((await overviewOf({}).overview.stream(request())).answers);
    const bySource = ({ parts }: typeof there) => still(parts.toSorted((a, b) => (a.source < b.source ? -1 : 1)));
    expect(bySource(there)).toEqual(bySource(absent));
    expect(still(there.end.coverage)).toEqual(still(absent.end.coverage));
    expect([there.end.notes, absent.end.notes]).toEqual([['blocked-exists'], []]);
  });

  it('gives the newest of very many, and says how many there were', async () => {
    const many = Array.from({ length: 5 }, (_, nr) => record(vas, `${nr}`, { time: `2024010${nr + 1}000000` }));
    const { overview, reports } = overviewOf({ [vas]: () => gives(...many) }, (config) => {
      config.overview = { ...config.overview, shownAtMost: 2 };
    });
    const { parts, end } = await all((await overview.stream(request())).answers);
    const part = parts.find(({ source }) => source === vas);
    expect(part?.cut).toEqual({ shown: 2, of: 5 });
    expect(part?.records.map(({ header }) => header.documentId)).toEqual(['4', '3']);
    expect(reports.flatMap(({ records }) => records)).toHaveLength(2);
    expect(end.coverage[0]).toMatchObject({ records: 2 });
  });

  it('is in the end what it is at once, in whatever order the answers come', async () => {
    const times = ['20240101000000', '20240101000030', '20240601000000'];
    const someRecord = (source: string) =>
      fc
        .tuple(fc.constantFrom('1', '2', '3', '4'), fc.constantFrom(...times), fc.boolean(), fc.constantFrom('x', 'y'))
        .map(([id, time, hidden, content]) => ({
          ...record(source, id, { time, careUnit: hidden ? 'HIDDEN' : 'U' }),
          data: { content },
        }));
    const answer = (source: string) => fc.option(fc.array(someRecord(source), { maxLength: 5 }), { nil: undefined });
    const aliases: Change = (config) => {
      config.aliases = [
        {
          same: [
            { source: vas, documentId: '1' },
            { source: ncs, documentId: '2' },
          ],
        },
        {
          same: [
            { source: vas, documentId: '3' },
            { source: vas, documentId: '4' },
            { source: fhir, documentId: '1' },
          ],
        },
      ];
    };
    const failure = new SourceFailure('timed-out', 504, 'late');
    const giving = (records: readonly BridgeRecord[] | undefined) => () =>
      records ? gives(...records) : failsAfter(failure);
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(answer(vas), answer(ncs), answer(fhir)),
        fc.shuffledSubarray([vas, ncs, fhir], { minLength: 3, maxLength: 3 }),
        async ([ofVas, ofNcs, ofFhir], order) => {
          const answers: Answers = { [vas]: giving(ofVas), [ncs]: giving(ofNcs), [fhir]: giving(ofFhir) };
          const atOnce = await overviewOf(answers, aliases).overview.ask(request());
          const waiting = Object.fromEntries(Object.entries(answers).map(([source, give]) => [source, held(give)]));
          const later = Object.fromEntries(Object.entries(waiting).map(([source, { answer }]) => [source, answer]));
          const { answers: stream } = await overviewOf(later, aliases).overview.stream(request());
          const parts: OverviewPart[] = [];
          const coming = stream[Symbol.asyncIterator]();
          for (const source of order) {
            const next = coming.next();
            waiting[source]?.release();
            const { value } = await next;
            expect(value).toMatchObject({ kind: 'part', source });
            parts.push(value);
          }
          const end: OverviewEnd = (await coming.next()).value;
          expect(seen(parts, end)).toEqual(names(atOnce.records));
          expect(still(end.coverage)).toEqual(still(atOnce.coverage));
          expect([end.notes, end.access.holders]).toEqual([atOnce.notes, atOnce.access?.holders]);
          const alike = atOnce.records.filter(({ likenessOf }) => likenessOf);
          expect(names(end.possibleDuplicates)).toEqual(names(alike));
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** What stands before a reader who has taken in all of it. */
function seen(parts: readonly OverviewPart[], { aliased }: OverviewEnd): string[] {
  const gone = new Set(names(aliased));
  return names(parts.flatMap(({ records }) => records)).filter((name) => !gone.has(name));
}

function names(records: readonly BridgeRecord[]): string[] {
  return records.map(({ header, data }) => JSON.stringify([header.sourceSystem, header.documentId, data])).toSorted();
}
