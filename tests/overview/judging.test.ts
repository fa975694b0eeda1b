import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import type { BridgeEvents, Events } from '../../src/events.ts';
import { AccessRefused } from '../../src/overview/index.ts';
import { loggedDecision } from '../../src/overview/logged-decision.ts';
import type { AccessReport } from '../../src/overview/overview.ts';
import type { AnswerBatch } from '../../src/sources/answer-part.ts';
import { asker, fhir, gives, ncs, overviewOver, record, request, vas } from './asking.ts';
import { refusedWith, scriptedGatekeeper, shown, withheldAs } from './gatekeepers.ts';

type Script = Parameters<typeof scriptedGatekeeper>[1];
type Answers = Parameters<typeof asker>[0];

const own = 'SE2321000230-DEMOVG';
const foreign = 'SE2321000222-DEMOVG';
const blocked = withheldAs('blocked-exists');
const isOf = (unit: string) => (one: BridgeRecord) => (one.header.careUnit === unit ? blocked : shown);

function judged(answers: Answers, script: Script, listen?: (events: Events) => void) {
  const reports: AccessReport[] = [];
  const sources = asker(answers);
  const gatekeeper = (config: Parameters<typeof scriptedGatekeeper>[0]) => scriptedGatekeeper(config, script);
  const overview = overviewOver(sources, undefined, reports, undefined, undefined, listen, gatekeeper);
  return { ask: overview.ask, reports, asked: sources.asked, priorities: sources.priorities };
}

/** Without what the clock makes of it. */
const still = (value: unknown) =>
  JSON.parse(JSON.stringify(value).replaceAll(/"milliseconds":\d+/g, '"milliseconds":0'));

describe('an answer under the law’s gates', () => {
  it.each([
    ['given', 'interactive'],
    ['emergency', 'emergency'],
  ] as const)('is asked for, where what is registered is %s, with the priority %s', async (state, priority) => {
    const value = { state, assertionId: undefined, until: undefined, opened: false };
    const { ask, priorities } = judged({}, { consent: { known: true, value, asOf: '', from: 'bridge' } });
    await ask(request());
    expect(new Set(priorities)).toEqual(new Set([priority]));
  });

  it('is on the log with the lifts of blocks that it rests on, each once', async () => {
    const lifts = [{ id: 'l', reason: 'Emergency' as const }];
    const { ask, reports } = judged({ [vas]: () => gives(record(vas, '1')) }, { lifts });
    await ask(request());
    const [report] = reports;
    expect(report?.judged?.lifts).toEqual(lifts);
    const logged = report?.admission && loggedDecision(report.admission, report.judged);
    expect(logged?.inputs).toMatchObject({ lifts });
    expect(report?.admission && loggedDecision(report.admission, undefined).inputs).not.toHaveProperty('lifts');
  });

  it('lacks what is withheld as if it had never been there, and tells only that there is some', async () => {
    const { ask, reports } = judged(
      {
        [vas]: () => gives(record(vas, '1', { careUnit: 'B' }), record(vas, '1', { careUnit: 'B', time: '2' })),
        [ncs]: () => gives(record(ncs, '2')),
      },
      { judge: isOf('B') },
    );
    const { records, coverage, notes, access } = await ask(request());
    const bare = judged({ [ncs]: () => gives(record(ncs, '2')) }, {});
    const empty = await bare.ask(request());
    expect(records).toEqual(empty.records);
    expect(still(coverage)).toEqual(still(empty.coverage));
    expect(notes).toEqual(['blocked-exists']);
    expect(access).toMatchObject({ holders: [], blockers: [] });
    expect(reports[0]?.judged?.records).toEqual([
      { rule: 'test/blocked-exists', shown: 'blocked-exists', count: 2 },
      { rule: 'test/permit', shown: 'content', count: 1 },
    ]);
  });

  it('makes no likeness with what is withheld, and tells operations of no more than is shown', async () => {
    const told: BridgeEvents['source:query:answered'][0][] = [];
    const { ask } = judged(
      {
        [vas]: () => gives({ ...record(vas, '1', { careUnit: 'B' }), data: { same: true } }),
        [ncs]: () => gives({ ...record(ncs, '2'), data: { same: true } }),
      },
      { judge: isOf('B') },
      (events) => events.on('source:query:answered', (event) => told.push(event)),
    );
    const { records } = await ask(request());
    expect(records.map(({ likenessOf }) => likenessOf)).toEqual([undefined]);
    expect(told.map(({ source, records: count }) => [source, count]).toSorted()).toEqual([
      [fhir, 0],
      [ncs, 1],
      [vas, 0],
    ]);
  });

  it.each([
    ['another care provider’s own address', { logicalAddress: ncs }],
    ['one record system', { filter: { ...request().filter, sourceSystem: ncs } }],
    ['one care unit', { filter: { ...request().filter, careUnits: ['B'] } }],
    ['one care contact', { filter: { ...request().filter, careContacts: ['1'] } }],
    ['a time', { filter: { ...request().filter, period: { start: '20240101', end: '20240102' } } }],
  ])('says nothing of more to a question about %s', async (_what, change) => {
    const { ask, reports } = judged({ [ncs]: () => gives(record(ncs, '1', { careUnit: 'B' })) }, { judge: isOf('B') });
    const { records, notes, access } = await ask(request(change));
    expect(records).toEqual([]);
    expect(notes).toEqual([]);
    expect(access).toMatchObject({ holders: [], blockers: [] });
    expect(reports[0]?.judged?.records).toHaveLength(1);
  });

  it('at an address of one’s own care provider says that there is more', async () => {
    const { ask } = judged({ [vas]: () => gives(record(vas, '1', { careUnit: 'B' })) }, { judge: isOf('B') });
    expect((await ask(request({ logicalAddress: vas }))).notes).toEqual(['blocked-exists']);
  });

  it('names care providers, and units inside one’s own, where the law lets it', async () => {
    const judge = ({ header }: BridgeRecord) =>
      withheldAs(header.documentId === '2' ? 'blocker-named' : 'holder-named');
    const { ask } = judged(
      {
        [vas]: () => gives(record(vas, '1', { careProvider: own, careUnit: 'OWN-UNIT' })),
        [ncs]: () => gives(record(ncs, '2', { careProvider: foreign }), record(ncs, '3', { careProvider: foreign })),
      },
      { judge },
    );
    const { notes, access } = await ask(request());
    expect(notes).toEqual(['unblocked-exists', 'blocked-exists']);
    expect(access).toMatchObject({ holders: ['OWN-UNIT', foreign], blockers: [foreign] });
  });

  it('in a source’s own words lacks the elements, and the white space that would count them', async () => {
    async function* words(): AsyncIterable<AnswerBatch> {
      yield [{ kind: 'opening', status: 200 }];
      for (const [id, unit] of [
        ['1', 'A'],
        ['2', 'B'],
        ['3', 'B'],
        ['4', 'A'],
      ] as const) {
        yield [{ kind: 'text', text: id === '1' ? '<answer>\n ' : '\n ' }];
        yield [{ kind: 'record', record: record(vas, id, { careUnit: unit }), text: `<r${id}/>` }];
      }
      yield [{ kind: 'text', text: '\n</answer>' }];
      yield [{ kind: 'whole' }];
    }
    const { ask } = judged({ [vas]: words }, { judge: isOf('B') });
    const { own: kept } = await ask(request({ logicalAddress: vas }));
    expect(kept?.pieces.map(({ text }) => text).join('')).toBe('<answer>\n <r1/>\n <r4/>\n</answer>');
  });

  it.each([
    ['of one’s own words', { logicalAddress: vas }],
    ['of all', {}],
  ])('does not tell by a next part %s that the first was withheld', async (_what, change) => {
    let times = 0;
    async function* parts(): AsyncIterable<AnswerBatch> {
      times += 1;
      if (times === 1) yield [{ kind: 'opening', status: 200 }];
      yield [{ kind: 'record', record: record(vas, String(times), { careUnit: times < 3 ? 'B' : 'A' }), text: '<r/>' }];
      if (times < 3) yield [{ kind: 'beside', elements: { hasMore: [{ logicalAddress: vas, reference: 'next' }] } }];
      if (times === 1) yield [{ kind: 'whole' }];
    }
    const { ask } = judged({ [vas]: parts }, { judge: isOf('B') });
    const { records, own: words, beside } = await ask(request({ contract: 'GetCareDocumentation:3', ...change }));
    expect(words).toBeUndefined();
    expect(beside).toEqual({});
    expect(records.map(({ header }) => header.documentId)).toEqual(['3']);
  });

  it('is never larger for what is withheld, whatever that is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(30), { maxLength: 12 }), fc.func(fc.boolean()), async (ids, hides) => {
        const answers = { [vas]: () => gives(...ids.map((id) => record(vas, String(id)))) };
        const judge = ({ header }: BridgeRecord) => (hides(header.documentId) ? blocked : shown);
        const all = await judged(answers, {}).ask(request());
        const some = await judged(answers, { judge }).ask(request());
        const kept = all.records.filter((one) => !hides(one.header.documentId));
        expect(some.records).toEqual(kept);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a reader who is not let in', () => {
  it('has nobody asked, and the refusal on the log with the decision and every identity', async () => {
    const { ask, asked, reports } = judged({}, { decision: refusedWith('NO_RELATION') });
    const refusal = await ask(request()).catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(AccessRefused);
    expect(refusal).toMatchObject({ code: 'NO_RELATION', entry: 'e-1' });
    expect(asked).toEqual([]);
    expect(reports).toMatchObject([{ outcome: 'refused', patients: [request().filter.patient] }]);
  });
});
