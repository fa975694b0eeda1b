import { describe, expect, it } from 'vitest';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import type { AccessReport } from '../../src/overview/overview.ts';
import type { AnswerBatch, SourceStatus } from '../../src/sources/answer-part.ts';
import { SourceFailure } from '../../src/sources/index.ts';
import type { demoConfig } from '../support/config.ts';
import { asker, failsAfter, fhir, gives, ncs, overviewOver, record, request, vas } from './asking.ts';

const nation = 'SE5565594230-DEMONATION';
const [elsewhere, farAway] = ['SE2321000016-DEMOCOSMIC', 'SE2321000131-DEMOMELIOR'] as const;

type Bendable = ReturnType<typeof demoConfig>;
function withNation(config: Bendable): void {
  config.sources[2] = {
    ...config.sources[2],
    hsaId: nation,
    name: 'Nationella plattformen',
    protocol: 'rivta21',
    aggregates: true,
    knownAs: ['HSASERVICES-100S'],
    deliversFrom: undefined,
  };
  config.routes[2] = { address: '5565594230', contract: '*', source: nation };
}

const status = (source: string, change: Partial<SourceStatus> = {}): SourceStatus => ({
  source,
  code: 'DataFromSource',
  lastSuccess: '20261125120000',
  error: undefined,
  ...change,
});
const failed = (source: string, agent: string, code: string): SourceStatus =>
  status(source, { code: 'NoDataSynchFailed', lastSuccess: undefined, error: { agent, code, text: 'Tolvan' } });

async function* says(statuses: readonly SourceStatus[], ...records: BridgeRecord[]): AsyncIterable<AnswerBatch> {
  yield [{ kind: 'statuses', statuses }];
  yield* gives(...records);
}

async function askWith(
  answer: AsyncIterable<AnswerBatch>,
  { direct = gives(), change = {}, reports = [] as AccessReport[] } = {},
) {
  const sources = asker({ [nation]: () => answer, [vas]: () => direct });
  const result = await overviewOver(sources, withNation, reports).ask(request(change));
  const lines = result.coverage.map((line) => ({ ...line, records: 'records' in line ? line.records : undefined }));
  return { ...result, lines, asked: sources.asked };
}

describe('a source that is an aggregating platform', () => {
  it('is asked once, at its own address, and each of its systems stands in coverage', async () => {
    const answer = says(
      [status(elsewhere), status(farAway), failed('SE1-SLOW', 'virtualization_platform', '504')],
      record(elsewhere, '1'),
      record(elsewhere, '2'),
    );
    const { records, lines, asked } = await askWith(answer, { direct: gives(record(vas, '1')) });
    expect(records).toHaveLength(3);
    expect(asked.filter(({ source }) => source === nation)).toMatchObject([{ logicalAddress: '5565594230' }]);
    expect(lines.map(({ source, outcome, records: count }) => [source, outcome, count])).toEqual([
      [vas, 'answered', 1],
      [ncs, 'answered', 0],
      [elsewhere, 'answered', 2],
      [farAway, 'answered', 0],
      ['SE1-SLOW', 'failed', undefined],
    ]);
    expect(lines[4]).toMatchObject({
      reason: 'timed-out',
      status: 504,
      through: nation,
      name: 'Nationella plattformen',
    });
  });

  it.each<[string, string, string, object]>([
    ['service_producer', '500', 'refused', { status: 500, code: '500' }],
    ['virtualization_platform', '43000', 'unreachable', { status: 43_000, code: '43000' }],
    ['virtualization_platform', 'VP009', 'unreachable', { status: 502, code: 'VP009' }],
    ['engagement_index', '', 'unreachable', { status: 502, code: undefined }],
  ])('keeps the code of a failure by %s with %s', async (agent, code, reason, kept) => {
    const reports: AccessReport[] = [];
    const { coverage } = await askWith(says([failed(elsewhere, agent, code)]), { reports });
    expect(coverage.at(-1)).toMatchObject({ source: elsewhere, outcome: 'failed', reason, ...kept });
    // What it says itself may name the patient: for the access log alone.
    expect(JSON.stringify(coverage)).not.toContain('Tolvan');
    expect(reports[0]?.failures).toMatchObject([{ source: elsewhere, failure: { reason, message: 'Tolvan' } }]);
  });

  it.each([
    ['by its code', { agent: 'service_producer', code: 'VP009', text: 'Tolvan' }, 'VP009'],
    ['though it gives no code', { agent: 'service_producer', code: '', text: 'Tolvan' }, '502'],
    ['though it says nothing', undefined, '502'],
  ])('says when a system was answered for from memory, and why, %s', async (_, error, failure) => {
    const lastSuccess = '20261101000000';
    const { coverage } = await askWith(
      says([status(elsewhere, { code: 'DataFromCacheSynchFailed', lastSuccess, error })]),
    );
    expect(coverage.at(-1)).toMatchObject({ notes: ['from-cache'], cache: { asOf: lastSuccess, failure } });
  });

  it('that says nothing of its systems is told of itself', async () => {
    const { lines } = await askWith(gives(record(elsewhere, '1')));
    expect(lines.at(-1)).toMatchObject({ source: nation, records: 1, notes: ['sources-not-stated'] });
  });

  it('is told of beside its systems when it gives more than they account for', async () => {
    const broken = { ...record(elsewhere, '2'), problems: ['x'] };
    const { lines } = await askWith(says([status(elsewhere)], record(elsewhere, '1'), record(farAway, '1'), broken));
    expect(lines.slice(2)).toMatchObject([
      { source: nation, records: 1, withheld: 1, notes: ['records-withheld'] },
      { source: elsewhere, records: 1 },
    ]);
  });

  it('that fails is one failed source', async () => {
    const { lines } = await askWith(failsAfter(new SourceFailure('timed-out', 504, 'late'), record(elsewhere, '1')));
    expect(lines.slice(2)).toMatchObject([{ source: nation, outcome: 'failed', reason: 'timed-out' }]);
  });

  it('gives what our own source gave once, and nothing else of it', async () => {
    const altered = { ...record(vas, '2'), data: { id: 'altered' } };
    const { records, lines } = await askWith(
      says([status(vas), failed(ncs, 'virtualization_platform', '43000')], record(vas, '1'), altered, record(ncs, '9')),
      { direct: gives(record(vas, '1'), record(vas, '2')) },
    );
    expect(records.map(({ header, data }) => [header.sourceSystem, data])).toEqual([
      [vas, { id: '1' }],
      [vas, { id: '2' }],
    ]);
    expect(lines.map(({ source }) => source)).toEqual([vas, ncs, nation]);
    expect(lines[2]).toMatchObject({ records: 0, withheld: 2 });
  });

  it.each([
    ['for our own source', vas, []],
    ['for one of its systems', elsewhere, [{ sourceSystem: elsewhere }]],
    ['for itself, which is all that it gives', nation, [{ sourceSystem: undefined }]],
  ])('asked %s by filter', async (_what, sourceSystem, questions) => {
    const filter = { ...request().filter, sourceSystem };
    const { asked } = await askWith(gives(), { change: { filter } });
    expect(asked.filter(({ source }) => source === nation)).toMatchObject(questions);
    expect(asked.some(({ source }) => source === vas)).toBe(sourceSystem === vas);
  });

  it.each([
    ['it has passed', { trail: { routingHistory: `SE1-EHR#${nation.toLowerCase()}#SE2321000230-DEMOBRIDGE` } }],
    ['its other name has passed', { trail: { routingHistory: 'SE1-EHR#HSASERVICES-100S#SE1-X' } }],
  ])('is not asked back by a call that %s', async (_what, change) => {
    const { lines } = await askWith(gives(), { change });
    expect(lines.find(({ source }) => source === nation)).toMatchObject({ outcome: 'not-asked', reason: 'would-loop' });
    await expect(askWith(gives(), { change: { ...change, logicalAddress: '5565594230' } })).rejects.toMatchObject({
      code: 'ROUTING_LOOP',
    });
  });

  it('leaves other sources as they were', async () => {
    const { coverage } = await overviewOver(asker({ [fhir]: () => says([status(elsewhere)]) })).ask(request());
    expect(coverage.map(({ source }) => source)).toEqual([vas, ncs, fhir]);
  });
});
