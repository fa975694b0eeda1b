import { describe, expect, it } from 'vitest';
import { createAdmit } from '../../src/overview/admit.ts';
import type { OverviewRequest } from '../../src/overview/overview.ts';
import { identitiesFrom } from '../../src/overview/patient.ts';
import type { Person, PersonAnswer } from '../../src/persons/index.ts';
import { tolvan } from '../access/sample-registrations.ts';

const person = (marks: Partial<Person>) =>
  ({ identity: tolvan, linked: [], secrecyMark: false, protectedRegistration: false, ...marks }) as unknown as Person;

/** Whether the gate is told to treat her as one with a protected identity. */
async function isTakenForProtected(answer: PersonAnswer): Promise<boolean | undefined> {
  let told: boolean | undefined;
  const admit = createAdmit({
    gatekeeper: {
      admit: async ({ patientProtected }) => {
        told = patientProtected;
        return { decision: { outcome: 'permit' } } as never;
      },
    },
    log: async () => {
      throw new Error('Nothing is refused here.');
    },
  });
  await admit({} as OverviewRequest, identitiesFrom(tolvan, answer), Date.now());
  return told;
}

describe('a patient is taken for one with a protected identity', () => {
  it.each<[boolean, string, PersonAnswer]>([
    [true, 'whom the register marks', { status: 'known', person: person({ secrecyMark: true }) }],
    [true, 'registered elsewhere for protection', { status: 'known', person: person({ protectedRegistration: true }) }],
    [true, 'of whom nobody knows, while the register does not answer', { status: 'unavailable', reason: 'timed-out' }],
    [false, 'whom the register does not mark', { status: 'known', person: person({}) }],
    [false, 'whom the register does not know', { status: 'unknown' }],
    [false, 'where there is no register', { status: 'unavailable', reason: 'not-configured' }],
  ])('%s: one %s', async (isTaken, _who, answer) => {
    expect(await isTakenForProtected(answer)).toBe(isTaken);
  });
});
