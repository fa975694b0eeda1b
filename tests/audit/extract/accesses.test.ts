import { describe, expect, it } from 'vitest';
import { accessesOf } from '../../../src/audit/extract/accesses.ts';
import type { AuditEntry } from '../../../src/audit/index.ts';
import { stored } from '../stored-entries.ts';

const deed = (facts: Partial<AuditEntry> = {}) =>
  stored({ kind: 'act', action: 'consent:register', details: { id: 'a' }, units: [], ...facts });
const later = { at: '2026-05-01T12:00:01.000+02:00' };
const failed = { ...later, outcome: 'failed' as const };
const actionsIn = (...entries: ReturnType<typeof stored>[]) => accessesOf(entries).map(({ action }) => action);

describe('what was done about a patient', () => {
  it('is among the accesses, as long as it came about', () => {
    expect(actionsIn(deed())).toEqual(['consent:register']);
    expect(actionsIn(deed(), deed(failed))).toEqual([]);
  });

  it('is there where another deed of the same call failed', () => {
    expect(actionsIn(deed(), deed({ ...failed, details: { id: 'b' } }))).toEqual(['consent:register']);
    expect(actionsIn(deed(), deed({ ...failed, action: 'block:register' }))).toEqual(['consent:register']);
    expect(actionsIn(deed(), deed({ ...failed, correlationId: 'other' }))).toEqual(['consent:register']);
  });

  it('is there where it came about at another attempt, in whatever order they are given', () => {
    const again = deed({ at: '2026-05-01T12:00:02.000+02:00' });
    expect(actionsIn(again, deed(failed), deed())).toEqual(['consent:register']);
    const [begun, broke] = [deed({ ...later, outcome: 'released' }), deed(failed)];
    expect(actionsIn({ ...broke, sequence: 8 }, { ...begun, sequence: 7 })).toEqual([]);
  });

  it('is no reading: one that failed was no access, and takes none away', () => {
    const read = { kind: 'access', action: 'read' } as const;
    expect(actionsIn(stored(read), stored({ ...read, ...failed }))).toEqual(['read']);
  });
});
