import { describe, expect, it } from 'vitest';
import { collect, joinBeside } from '../../src/overview/collection.ts';
import type { AnswerBatch, AnswerPart } from '../../src/sources/answer-part.ts';
import { SourceFailure } from '../../src/sources/query.ts';

const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
const gate = { patients: [patient], source: 'SE-A', gate: 'consumer', forbidsNullified: true } as const;

function part(documentId: string, text?: string, sourceSystem = 'SE-A'): AnswerPart {
  const header = { documentId, sourceSystem, patient, time: '', careUnit: 'U', careProvider: 'P' };
  const record = {
    contract: 'GetDiagnosis:2' as const,
    header: { ...header, approvedForPatient: true, nullified: false },
    data: {},
  };
  return { kind: 'record', record, ...(text !== undefined && { text }) };
}

async function* gives(parts: readonly AnswerPart[], failure?: Error): AsyncGenerator<AnswerBatch> {
  for (const part of parts) yield [part];
  if (failure) throw failure;
}

const refused = new SourceFailure('refused', 500, 'no');

describe('one source’s answer', () => {
  it('in its own words lacks the text of what is withheld, and only that', async () => {
    const parts: AnswerPart[] = [
      { kind: 'opening', status: 200 },
      { kind: 'text', text: '<a>' },
      part('1', '<r1/>'),
      { kind: 'text', text: ' ' },
      part('2', '<r2/>', 'SE-B'),
      { kind: 'text', text: '</a>' },
      { kind: 'whole' },
    ];
    const { own, shown, withheld } = await collect(gives(parts), gate);
    expect(own?.status).toBe(200);
    expect(own?.pieces.map(({ text }) => text)).toEqual(['<a>', '<r1/>', ' ', '</a>']);
    expect(shown).toHaveLength(1);
    expect([...withheld]).toEqual([['other-source', 1]]);
    // A refusal may be the source's own word: it passes, and counts as a failure with what it released.
    expect(await collect(gives(parts, refused), gate)).toMatchObject({
      own: { status: 200 },
      failure: { reason: 'refused' },
      shown: [{}],
    });
  });

  it('comes in parts where it is large, cut so that the space before a record stands with it', async () => {
    const long = 'x'.repeat(2_500_000);
    const parts: AnswerPart[] = [
      { kind: 'opening', status: 200 },
      { kind: 'text', text: '<a>' },
      part('1', long),
      { kind: 'text', text: ' ' },
      part('2', '<r2/>'),
      { kind: 'text', text: '</a>' },
      { kind: 'whole' },
    ];
    const whole = await collect(gives(parts), gate);
    expect(whole).toMatchObject({ shown: [{}, {}] });
    expect(whole.more).toBeUndefined();
    async function* apart(ending?: Error): AsyncGenerator<AnswerBatch> {
      yield parts.slice(0, 4);
      if (ending) throw ending;
      yield parts.slice(4);
    }
    const beginning = await collect(apart(), gate, true);
    expect(beginning.own?.pieces.map(({ text }) => text)).toEqual(['<a>', long]);
    const rest = await beginning.more?.next();
    expect(rest?.own?.pieces.map(({ text }) => text)).toEqual([' ', '<r2/>', '</a>']);
    expect(rest).toMatchObject({ shown: [{}], failure: undefined });
    expect(rest?.more).toBeUndefined();
    const broken = await collect(apart(refused), gate, true);
    expect(await broken.more?.next()).toMatchObject({ own: undefined, failure: { reason: 'refused' } });
  });

  it('without its end is no answer, whatever came', async () => {
    const parts: AnswerPart[] = [{ kind: 'opening', status: 200 }, part('1', '<r1/>')];
    const none = { own: undefined, shown: [] };
    expect(await collect(gives(parts), gate)).toMatchObject({ ...none, failure: { reason: 'bad-data' } });
    expect(await collect(gives(parts, refused), gate)).toMatchObject({ ...none, failure: { reason: 'refused' } });
  });

  it('a bug is no failure of the source', async () => {
    await expect(collect(gives([], new TypeError('x')), gate)).rejects.toThrow(TypeError);
  });

  it('is read no further after a bug here', async () => {
    let left = false;
    async function* unreadable(): AsyncGenerator<AnswerBatch> {
      try {
        yield [{ kind: 'record' } as AnswerPart];
        yield [part('1')];
      } finally {
        left = true;
      }
    }
    await expect(collect(unreadable(), gate)).rejects.toThrow(TypeError);
    expect(left).toBe(true);
  });

  it('keeps what stands beside the records, and drops it with the rest when the source fails', async () => {
    const more: AnswerPart = { kind: 'beside', elements: { hasMore: [{ reference: 'a' }] } };
    expect((await collect(gives([more, more]), gate)).beside).toEqual({
      hasMore: [{ reference: 'a' }, { reference: 'a' }],
    });
    expect((await collect(gives([more], refused), gate)).beside).toEqual({});
    expect(joinBeside([{ hasMore: [1] }, {}, { hasMore: [2], other: [3] }])).toEqual({ hasMore: [1, 2], other: [3] });
  });
});
