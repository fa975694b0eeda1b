import { describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../src/audit/index.ts';
import { createEvents } from '../../src/events.ts';
import { createAdmission } from '../../src/faces/admission.ts';
import { createDirectory } from '../../src/hsa/index.ts';
import type { CertifiedCaller } from '../../src/siths/index.ts';
import { organisationConflict } from '../../src/siths/organisation.ts';
import { demoConfig } from '../support/config.ts';

const directory = await createDirectory(demoConfig().directory, createEvents());

const caller = (changes: Partial<CertifiedCaller> = {}): CertifiedCaller => ({
  ...{ hsaId: 'SE2321000230-DEMOEHR', kind: 'function', name: 'EHR', organisation: 'Region Norrbotten' },
  ...{ loa: undefined, hsaIdFrom: 'serialNumber' },
  certificate: { subject: '', issuer: '', serial: '1', fingerprint: 'f', validFrom: '', validTo: '' },
  ...changes,
});

/** What is remarked on as that caller comes in, twice. */
async function remarks(who: CertifiedCaller) {
  const config = demoConfig((made) => {
    made.trust.systemsInDirectory = 'noted';
  });
  const entries: AuditEntry[] = [];
  const events = createEvents();
  const told: string[] = [];
  events.on('caller:certificate:remarked', ({ code }) => told.push(code));
  const append = async (appended: AuditEntry | readonly AuditEntry[]) => void entries.push(...[appended].flat());
  const looked = vi.spyOn(directory, 'function');
  const admit = createAdmission({ config, directory, accessLog: { append }, events });
  const arrival = { face: 'soap', correlationId: 'c' } as const;
  expect([await admit(who, arrival), await admit(who, arrival)]).toEqual([undefined, undefined]);
  expect(looked).toHaveBeenCalledTimes(1);
  await looked.mock.results[0]?.value;
  // What is told comes in the turns after the directory has answered.
  await new Promise(setImmediate);
  looked.mockRestore();
  expect(entries).toMatchObject(
    told.map((code) => ({ kind: 'act', action: 'certificate:remark', code, face: 'soap' })),
  );
  return told;
}

describe('an accepted certificate', () => {
  it('that is in order is not remarked on', async () => {
    expect(await remarks(caller())).toEqual([]);
  });

  it.each([
    ['an HSA-id from OU', { hsaIdFrom: 'OU' }, 'CERT_HSA_ID_FROM_OU'],
    ['the organisation of another', { organisation: 'Region Västerbotten' }, 'CERT_OTHER_ORGANISATION'],
    ['a holder that the directory lacks', { hsaId: 'SE2321000230-DEMONOWHERE' }, 'CERT_HOLDER_UNKNOWN'],
  ] as const)('with %s is remarked on, once an hour', async (_what, changes, code) => {
    expect(await remarks(caller(changes))).toEqual([code]);
  });
});

describe('the organisation number in an HSA-id', () => {
  const above = { name: 'Region Norrbotten', orgNo: '232100-0230', alternativeNames: ['Norrbottens läns landsting'] };
  it.each([
    ['SE2321000230-X', 'Region Norrbotten', above, false],
    ['SE162321000230-X', ' region  norrbotten', above, false],
    ['SE2321000230-X', 'Norrbottens läns landsting', above, false],
    ['SE2321000230T-X', 'Region Norrbotten', above, false],
    ['SE2321000230-X', undefined, above, false],
    ['SE2321000230-X', 'Whoever AB', undefined, false],
    ['SE2321000222-X', 'Region Norrbotten', above, true],
    ['SE2321000230-X', 'Whoever AB', above, true],
    ['SE5565594230-X', '165565594230', undefined, false],
    ['SE5565594230-X', '165565594230', { ...above, orgNo: undefined }, false],
    ['T-SERVICES-SE165565594230-112N', '556559-4230', undefined, false],
    ['SE2321000230-X', '165565594230', undefined, true],
    ['HSASERVICES-100S', '165565594230', above, false],
  ])('%s of %s', (hsaId, organisation, place, isConflict) => {
    expect(organisationConflict(hsaId, organisation, place) !== undefined).toBe(isConflict);
  });
});
