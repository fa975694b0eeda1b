import { describe, expect, it } from 'vitest';
import { createRegistrations } from '../../../src/access/create-registrations.ts';
import type { Registry } from '../../../src/access/registry/store.ts';
import { createSuccessions } from '../../../src/hsa/succession/successions.ts';
import { action, registrar, sampleBlock, sampleRevoke, tolvan } from '../sample-registrations.ts';

const [north, west] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG'] as const;
const [unit, unitWest] = ['SE2321000230-DEMOMED', 'SE2321000222-DEMOMED'] as const;
const now = new Date('2027-06-01T12:00:00Z');
const successions = createSuccessions([
  { kind: 'care-provider', from: west, into: north, at: '2027-01-01', units: [unitWest] },
]);
const block = sampleBlock({ careProvider: west });
const lift = sampleRevoke(now, block.id);

/** Where the block stands with a lift of it, and nothing else. */
function acts(logged: unknown[] = []) {
  const row = { subject: 'block', events: {}, content: block, recordedAt: '2026-05-01T00:00:00.000Z' };
  const found = { ...row, parent: undefined, patient: tolvan, careProvider: west, end: undefined };
  const registry = {
    find: async (subject: string, id: string) =>
      subject === 'block' ? found : id === lift.id ? { ...found, subject, content: lift } : undefined,
    add: async () => true,
    addEvent: async () => true,
  } as unknown as Registry;
  return createRegistrations({
    registry,
    log: { append: async (entry) => void logged.push(entry) },
    masterOf: () => undefined,
    installation: { name: 'Test', kind: 'test' },
    emergencyHours: 8,
    now: () => now,
    successions,
  });
}

describe('the outer block of a care provider that another has taken over', () => {
  it.each([
    ['its own, by the old name', { careProvider: west, careUnit: unitWest }, true],
    ['its own, by the new name', { careProvider: north, careUnit: unitWest }, true],
    ['those it keeps out', { careProvider: north, careUnit: unit }, false],
  ])('is lifted and ended by %s: %s', async (_who, named, may) => {
    const by = { ...registrar, careProviders: [north], named };
    const outcome = may ? { done: true } : { done: false, complaint: 'ACCESSDENIED' };
    const logged: unknown[] = [];
    expect(await acts(logged).registerRevoke(by, sampleRevoke(now, block.id))).toMatchObject(outcome);
    expect(await acts(logged).unregisterBlock(by, block.id, action)).toMatchObject(outcome);
    expect(await acts(logged).unregisterRevoke(by, lift.id, action)).toMatchObject(outcome);
    expect(logged).toMatchObject([0, 1, 2].map(() => (may ? {} : { outcome: 'refused' })));
  });
});
