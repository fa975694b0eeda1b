import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createContinuations } from '../../../src/faces/npo/continuation.ts';
import { type Listed, pageOf } from '../../../src/faces/npo/pages.ts';
import { informationTypeNamed } from '../../../src/riv13606/index.ts';

const record = (type: string, time: string, id: string, source = 'SE2321000230-DEMOVAS'): Listed =>
  ({ type: informationTypeNamed(type), record: { header: { time, documentId: id, sourceSystem: source } } }) as Listed;

const all = [
  record('dia', '20240103', 'a'),
  record('dia', '20240102', 'b'),
  record('dia', '20240102', 'c'),
  record('upp', '20240105', 'd'),
  record('upp', '20240101', 'e'),
];
const ids = (records: readonly Listed[]) => records.map((one) => one.record.header.documentId).join('');

describe('pages', () => {
  it.each([1, 2, 3, 4, 5, 9])('of %i records make up the whole answer', (size) => {
    let given = '';
    let after: ReturnType<typeof pageOf>['next'];
    do {
      const page = pageOf(all, { after, size });
      given += ids(page.records);
      after = page.next;
    } while (after);
    expect(given).toBe('abcde');
  });

  it('go on at the right place though records have come, or the last one has gone', () => {
    const { next } = pageOf(all, { size: 2 });
    const newer = [record('dia', '20240104', 'x'), ...all.filter((one) => ids([one]) !== 'b')];
    expect(ids(pageOf(newer, { after: next }).records)).toBe('cde');
    expect(ids(pageOf(all.slice(0, 2), { after: next }).records)).toBe('');
  });

  it('do not part what shares a place', () => {
    const twins = [record('dia', '20240103', 'a'), record('dia', '20240103', 'a'), record('dia', '20240102', 'b')];
    expect(ids(pageOf(twins, { size: 1 }).records)).toBe('aa');
  });

  it('may start at a number', () => {
    expect(ids(pageOf(all, { from: 4, size: 1, after: pageOf(all, { size: 1 }).next }).records)).toBe('d');
    expect(pageOf(all, { from: 9, size: 1 })).toEqual({ records: [], next: undefined });
  });
});

describe('a continuation token', () => {
  afterEach(() => void vi.useRealTimers());
  const continuations = createContinuations(randomBytes(32));
  const question = {
    patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
    types: ['dia'],
    period: undefined,
    recordIds: [],
    system: undefined,
    maxRecords: 2,
    unmet: [],
  };
  const after = { type: 'dia', time: '20240102', source: 'SE2321000230-DEMOVAS', id: 'b' };
  const token = () => continuations.tokenFor({ question, after }, 'SE2321000230-DEMOEHR');

  it('opens for its caller, however the id is written', () => {
    expect(continuations.read(token(), 'se2321000230-demoehr')).toMatchObject({ question: { types: ['dia'] }, after });
  });

  it.each([
    ['another caller', () => token(), 'SE2321000222-DEMOEHR'],
    ['a changed token', () => `${token().slice(0, -4)}AAAA`, 'SE2321000230-DEMOEHR'],
    [
      'another bridge',
      () => createContinuations(randomBytes(32)).tokenFor({ question, after }, 'SE2321000230-DEMOEHR'),
      'SE2321000230-DEMOEHR',
    ],
  ])('does not open for %s', (_, given, caller) => {
    expect(() => continuations.read(given(), caller)).toThrow(/token/);
  });

  it('grows old', () => {
    const old = token();
    vi.useFakeTimers({ now: Date.now() + 11 * 60_000 });
    expect(() => continuations.read(old, 'SE2321000230-DEMOEHR')).toThrow(/too old/);
  });
});
