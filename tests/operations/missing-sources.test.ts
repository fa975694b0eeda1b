import { describe, expect, it } from 'vitest';
import { missingSources } from '../../src/operations/missing-sources.ts';
import type { FoundStep } from '../../src/tracing/find-trace.ts';

const sources = [
  { hsaId: 'SE-A', name: 'Norr', timeoutMs: 9_000 },
  { hsaId: 'SE-B', name: 'Syd', timeoutMs: 5_000 },
];

function step(name: string, depth: number, facts: FoundStep['facts'], outcome = 'ok'): FoundStep {
  return {
    ...{ name, depth, facts, outcome, id: `${name} ${depth}`, parent: undefined, at: 0, milliseconds: 9_012 },
    ...{ marks: {}, traceId: 't', process: 'p' },
  };
}

const asked = (source: string, outcome: string) =>
  step('ask source', 1, { source, contract: 'GetDiagnosis:2' }, outcome);

describe('who was missing in an answer', () => {
  it('is whoever failed, with what it answered and how long it was waited for', () => {
    const steps = [
      asked('SE-A', 'timed-out'),
      step('work', 2, { source: 'SE-A' }, 'timed-out'),
      asked('se-b', 'refused'),
      step('call', 3, { status: 503 }),
    ];
    expect(missingSources(steps, sources, 'sv')).toMatchObject([
      { source: 'SE-A', name: 'Norr', reason: 'timed-out', milliseconds: 9_012, status: undefined },
      { source: 'se-b', name: 'Syd', reason: 'refused', status: 503 },
    ]);
    const [late] = missingSources(steps, sources, 'sv');
    expect(late).toMatchObject({ why: 'Norr svarade inte inom 9,0 s.', change: expect.stringContaining('9,0 s') });
  });

  it('is whoever was not asked, each by name', () => {
    const facts = { contract: 'GetDiagnosis:2', reason: 'no-engagement', sources: ['SE-A', 'SE-ELSEWHERE'] };
    const missing = missingSources([step('not asked', 1, facts)], sources, 'en');
    expect(missing.map(({ why }) => why)).toEqual([
      'The engagement index says that Norr has nothing of GetDiagnosis:2 about the patient.',
      'The engagement index says that SE-ELSEWHERE has nothing of GetDiagnosis:2 about the patient.',
    ]);
  });

  it('is told once of one that is asked under several identities, and nobody where all answered', () => {
    expect(missingSources([asked('SE-A', 'busy'), asked('SE-A', 'busy')], sources, 'sv')).toHaveLength(1);
    expect(missingSources([asked('SE-A', 'ok')], sources, 'sv')).toEqual([]);
  });

  it('is said to be a fault of the bridge where no reason has that name', () => {
    const [missing] = missingSources([asked('SE-A', 'constructor')], sources, 'en');
    expect(missing?.why).toBe('The question to Norr failed by a fault of the bridge: constructor.');
  });
});
