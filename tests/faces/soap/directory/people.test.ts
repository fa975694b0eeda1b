import { describe, expect, it } from 'vitest';
import { createPeopleAnswers } from '../../../../src/faces/soap/directory/people.ts';
import type { Directory, Period } from '../../../../src/hsa/index.ts';
import { perhapsProtected } from '../../../../src/hsa-services/read-person.ts';

const personHsaId = 'SE2321000230-DEMOFORE';
const day = 24 * 3_600_000;
const at = (days: number) => new Date(Date.now() + days * day).toISOString();

/** What is told of somebody with a role in a system and a licence, whose time is this. */
async function told(period: Period) {
  const person = {
    ...perhapsProtected(personHsaId),
    protected: false,
    licences: ['Läkare'],
    systemRoles: [{ system: 'SYSTEMET', role: 'HANDLÄGGARE' }],
    period,
  };
  const directory = {
    person: async () => ({ value: person }),
    commissionsOf: async () => ({ value: { assignments: [], omitted: [] } }),
  } as unknown as Directory;
  const people = createPeopleAnswers(directory);
  const searchBase = person.dn;
  return {
    authorized: (await people.authorizedToSystem({ personHsaId, systemId: 'SYSTEMET', searchBase })).authorizedPerson,
    credentials: (await people.credentials({ personHsaId, searchBase })).credentialInformation?.length ?? 0,
    employee: (await people.employee({ personHsaId, searchBase })).personInformation?.length ?? 0,
  };
}

describe('what the contracts tell of somebody', () => {
  it('is what she may do, while her time lasts', async () => {
    const inForce = { authorized: true, credentials: 1, employee: 1 };
    expect(await told({ from: undefined, to: undefined })).toEqual(inForce);
    expect(await told({ from: at(-1), to: at(1) })).toEqual(inForce);
  });

  it.each<[string, Period]>([
    ['is over', { from: undefined, to: at(-1) }],
    ['has not come', { from: at(1), to: undefined }],
  ])('is that she may do nothing where her time %s; her card has its dates', async (_, period) => {
    expect(await told(period)).toEqual({ authorized: false, credentials: 0, employee: 1 });
  });
});
