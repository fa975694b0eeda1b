import { rm } from 'node:fs/promises';
import type { Bundle, Consent, FhirResource, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { directoryWithOfficerElsewhere, logsElsewhere } from '../../support/officer-elsewhere.ts';
import { personToken, tokenIssuer } from '../../support/person-tokens.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { readingOf } from '../../support/reading-stream.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { type Signer, signer } from '../../support/tokens.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const gunnar = '195104179816';
const ofGunnar = `patient.identifier=http://electronichealth.se/identifier/personnummer|${gunnar}`;

let running: RunningBridge;
let idp: Signer;
let directory: string;
beforeAll(async () => {
  directory = await directoryWithOfficerElsewhere('consents');
  idp = await signer('consents-idp', 'PS256');
  running = await startRunningBridge({
    change: (config) => {
      config.directory.url = `file:${directory}`;
      config.tokens.issuers = [{ issuer: tokenIssuer, jwks: idp.jwks }];
      Object.assign(config.callers[2], { gate: 'patient', careProvider: 'SE2321000230-DEMOVG' });
    },
  });
  const physician: PortalClient = await signedIn(running, 'demo-lakare', assignments.care);
  const end = new Date(Date.now() + 24 * 3_600_000).toISOString();
  await physician.post('/relations', { patient: gunnar, end });
  await physician.post('/consents', { patient: gunnar, kind: 'given', for: 'unit', end });
  await physician.post('/consents', { patient: gunnar, kind: 'refused', for: 'me' });
  const { body } = await physician.post('/blocks', { patient: gunnar, kind: 'inner', excludedTypes: ['lak', 'upp'] });
  await physician.post(`/blocks/${body.id}/lift`, {
    patient: gunnar,
    end,
    careUnit: 'SE2321000230-DEMOKIR',
    ground: 'emergency',
  });
  await readingOf(physician, gunnar);
}, 60_000);
afterAll(async () => {
  await running?.close();
  await rm(directory, { force: true });
});

const tokenOf = (hsaId: string, commission: string, who = 'ehr-norrbotten') =>
  personToken(running, idp, who, { hsaId, commission });
const officer = () => tokenOf('SE2321000230-DEMOSAKERHET', assignments.logs);
const clinician = () => tokenOf('SE2321000230-DEMOLAKARE', assignments.care);

async function ask(token: string | undefined, path: string, body?: string) {
  const answer = await running.call('ehr-norrbotten', `/fhir/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...(body === undefined ? {} : form), ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, resource: JSON.parse(answer.body) as FhirResource, body: answer.body };
}
const found = <T extends FhirResource>(resource: FhirResource): T[] =>
  ((resource as Bundle).entry ?? []).flatMap(({ resource: one, search }) =>
    search?.mode === 'match' ? [one as T] : [],
  );
const codeIn = (resource: FhirResource) =>
  /Reason ([A-Z_]+)\./.exec((resource as OperationOutcome).issue[0]?.diagnostics ?? '')?.[1];

describe('Consent', () => {
  it('tells a clinician what the patient has decided, as R4 has it', async () => {
    const { status, resource } = await ask(await clinician(), 'Consent/_search', ofGunnar);
    expect(status).toBe(200);
    expectValidResource(resource);
    const consents = found<Consent>(resource);
    expect(consents.map(({ provision }) => provision?.type).toSorted()).toEqual(['deny', 'deny', 'permit']);
    const block = consents.find(({ provision }) => provision?.actor?.[0]?.role.coding?.[0]?.code === 'CST');
    expect(block?.provision).toMatchObject({
      actor: [{ reference: { identifier: { value: 'SE2321000230-DEMOMED' } } }],
      provision: [
        { type: 'permit', class: [{ code: 'MedicationStatement' }, { code: 'Flag' }, { code: 'AllergyIntolerance' }] },
        { type: 'permit', purpose: [{ code: 'ETREAT' }] },
      ],
    });
    const [entry] = await running.log({ action: 'consent:search' });
    expect(entry).toMatchObject({ face: 'fhir', patient: { id: gunnar }, actor: { hsaId: 'SE2321000230-DEMOLAKARE' } });
    const one = await ask(await clinician(), `Consent/${block?.id}`);
    expect(one.resource).toEqual(block);
    const [read] = await running.log({ action: 'consent:read' });
    expect(read).toMatchObject({ patient: { id: gunnar }, reader: { careProvider: 'SE2321000230-DEMOVG' } });
    // The address of the answer names nobody.
    expect((resource as Bundle).link?.map(({ url }) => url).join()).not.toContain(gunnar);
  });

  it.each([
    ['no person', async () => undefined, 'ACTOR_REQUIRED'],
    ['an engineer', () => tokenOf('SE2321000230-DEMOINTEGRATION', assignments.operations), 'ROLE_REQUIRED'],
    [
      'a clinician under another’s assignment',
      () => tokenOf('SE2321000230-DEMOLAKARE', assignments.logs),
      'ASSIGNMENT_INVALID',
    ],
  ])('is nothing for %s', async (_who, token, code) => {
    const { status, resource } = await ask(await token(), 'Consent/_search', ofGunnar);
    expect({ status, code: codeIn(resource) }).toEqual({ status: 403, code });
  });

  it('is of one patient, and is found under ids of this bridge alone', async () => {
    expect((await ask(await clinician(), 'Consent')).status).toBe(400);
    for (const id of ['x', crypto.randomUUID()])
      expect((await ask(await clinician(), `Consent/${id}`)).status).toBe(404);
  });

  it('tells the officer of the care provider the same, without relation', async () => {
    const told = async (token: string) =>
      found<Consent>((await ask(token, 'Consent/_search', ofGunnar)).resource).map(({ id }) => id);
    expect(await told(await officer())).toEqual(await told(await clinician()));
  });

  it('tells a clinician nothing of another unit, which its own officer learns of', async () => {
    const portal = await signedIn(running, 'demo-sakerhet', assignments.logs);
    const elsewhere = { patient: gunnar, kind: 'inner', careUnit: 'SE2321000230-DEMOKIR' };
    const { body } = await portal.post('/blocks', elsewhere);
    const units = async (token: string) =>
      JSON.stringify(
        found<Consent>((await ask(token, 'Consent/_search', ofGunnar)).resource).map(
          ({ provision }) => provision?.actor?.[0]?.reference.identifier?.value,
        ),
      );
    expect(await units(await officer())).toContain(elsewhere.careUnit);
    expect(await units(await clinician())).not.toContain(elsewhere.careUnit);
    await portal.post(`/blocks/${body.id}/unregister`, { patient: gunnar });
  });

  it('is nothing at a system for citizens, whoever has signed in there', async () => {
    const token = await tokenOf('SE2321000230-DEMOLAKARE', assignments.care, 'ehr-vasternorrland');
    const headers = { ...form, authorization: `Bearer ${token}` };
    const answer = await running.call('ehr-vasternorrland', '/fhir/Consent/_search', { headers, body: ofGunnar });
    expect({ status: answer.status, code: codeIn(JSON.parse(answer.body)) }).toEqual({
      status: 403,
      code: 'CALLER_NOT_PERMITTED',
    });
  });

  it('is nothing for a clinician who does not treat the patient now', async () => {
    const path = 'Consent?patient.identifier=http://electronichealth.se/identifier/personnummer|191212121212';
    const { status, resource } = await ask(await clinician(), path);
    expect({ status, code: codeIn(resource) }).toEqual({ status: 403, code: 'NO_RELATION' });
    const [entry] = await running.log({ kind: 'refusal' });
    expect(entry).toMatchObject({ code: 'NO_RELATION', actor: { hsaId: 'SE2321000230-DEMOLAKARE' } });
  });

  it('tells nobody of what another care provider blocks', async () => {
    const officerElsewhere = await tokenOf('SE2321000230-DEMOSAKERHET', logsElsewhere, 'ehr-vasterbotten');
    const headers = { ...form, authorization: `Bearer ${officerElsewhere}` };
    const answer = await running.call('ehr-vasterbotten', '/fhir/Consent/_search', { headers, body: ofGunnar });
    expect([answer.status, found(JSON.parse(answer.body))]).toEqual([200, []]);
  });

  it('is narrowed by status and category', async () => {
    const provisions = async (narrowing: string) =>
      found<Consent>((await ask(await clinician(), 'Consent/_search', `${ofGunnar}&${narrowing}`)).resource);
    expect(await provisions('status=active&category=http://loinc.org|59284-0')).toHaveLength(3);
    expect(await provisions('status=inactive,entered-in-error')).toEqual([]);
    expect(await provisions('category=x')).toEqual([]);
    const { resource } = await ask(await clinician(), 'Consent/_search', `${ofGunnar}&site=x`);
    const outcome = (resource as Bundle).entry?.at(-1)?.resource as OperationOutcome;
    expect(outcome.issue[0]?.location).toEqual(['http.site']);
  });
});
