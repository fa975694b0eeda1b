import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

const [gunnar, ylva, tolvan] = ['195104179816', '198605149809', '191212121212'];
const physician = () => signedIn(running, 'demo-lakare', assignments.care);
const openedBy = async (client: PortalClient, patient: string) =>
  (await client.post('/patient/open', { patient })).body.opening as string;
const under = (opening: string) => ({ headers: { 'x-norrbryggan-opening': opening } });
const correlated = (answer: { headers: Readonly<Record<string, unknown>> }) =>
  running.log({ correlationId: String(answer.headers['x-skltp-correlation-id']) });

describe('the patient that a session has open', () => {
  it('is looked for by number, told of and logged, and not open yet', async () => {
    const client = await physician();
    const found = await client.post('/patient/find', { patient: '19510417-9816' });
    expect(found).toMatchObject({ status: 200, body: { identity: { id: gunnar }, known: true, protected: false } });
    expect(found.body).toMatchObject({ birthDate: '1951-04-17', name: { surname: expect.any(String) } });
    expect(await correlated(found)).toMatchObject([
      { kind: 'act', action: 'patient:find', patient: { id: gunnar }, actor: { hsaId: 'SE2321000230-DEMOLAKARE' } },
    ]);
    expect((await client.get('/patient')).status).toBe(204);
  });

  it('is not looked for by a number that is none', async () => {
    const client = await physician();
    const answer = await client.post('/patient/find', { patient: '191212121213' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'PATIENT_ID_INVALID' } });
    expect(JSON.stringify(answer.body)).not.toContain('191212121213');
  });

  it('is told of after a refresh, until another is opened or it is closed', async () => {
    const client = await physician();
    const opening = await openedBy(client, gunnar);
    expect((await client.get('/patient')).body).toMatchObject({ opening, patient: { identity: { id: gunnar } } });
    const next = await openedBy(client, tolvan);
    expect(next).not.toBe(opening);
    expect((await client.get('/patient')).body).toMatchObject({
      opening: next,
      patient: { identity: { id: tolvan } },
    });
    expect((await client.delete('/patient')).status).toBe(204);
    expect((await client.get('/patient')).status).toBe(204);
  });

  it('is not asked about by a tab that still shows another', async () => {
    const client = await physician();
    const stale = await openedBy(client, gunnar);
    const present = await openedBy(client, tolvan);
    const search = (opening: string) => client.post('/consents/search', { patient: gunnar }, under(opening));
    expect(await search(stale)).toMatchObject({ status: 409, body: { code: 'PATIENT_CHANGED' } });
    expect((await search(present)).status).toBe(200);
    const closing = await client.call('DELETE', '/patient', under(stale));
    expect(closing).toMatchObject({ status: 409, body: { code: 'PATIENT_CHANGED' } });
    expect((await client.get('/patient')).body.opening).toBe(present);
    // Who it is, and who else it might be, can be asked from there all the same.
    expect((await client.call('GET', '/patient', under(stale))).status).toBe(200);
  });

  it('keeps places hidden, where her identity is protected, until they are asked for with a reason', async () => {
    const client = await physician();
    const opened = await client.post('/patient/open', { patient: ylva });
    expect(opened.body).toMatchObject({ placesHidden: true, patient: { protected: true } });
    expect(await correlated(opened)).toMatchObject([{ action: 'patient:open', details: { protected: true } }]);
    expect((await client.post('/patient/places', {})).status).toBe(400);
    const asked = await client.post('/patient/places', { reason: 'Remiss till närmaste mottagning' });
    expect(asked.status).toBe(204);
    expect(await correlated(asked)).toMatchObject([
      {
        action: 'patient:places',
        patient: { id: ylva },
        details: { protected: true, reason: 'Remiss till närmaste mottagning' },
      },
    ]);
    expect((await client.get('/patient')).body).toMatchObject({ placesHidden: false });
    expect((await client.post('/patient/open', { patient: ylva })).body).toMatchObject({ placesHidden: true });
    expect((await client.post('/patient/open', { patient: gunnar })).body).toMatchObject({ placesHidden: false });
  });

  it('takes over neither the name of another nor the places that were shown under it', async () => {
    const client = await physician();
    const opening = await openedBy(client, ylva);
    await client.post('/patient/places', { reason: 'Remiss till närmaste mottagning' });
    const again = (patient: string) => client.post('/patient/open', { patient, opening });
    expect(await again(gunnar)).toMatchObject({ status: 409, body: { code: 'PATIENT_CHANGED' } });
    expect((await again(ylva)).body).toMatchObject({ opening, placesHidden: false });
    expect((await client.get('/patient')).body).toMatchObject({ opening, patient: { identity: { id: ylva } } });
    const anew = await physician();
    expect((await anew.post('/patient/open', { patient: ylva, opening })).body).toMatchObject({ placesHidden: true });
  });

  it('is open in no other session, and under no other assignment', async () => {
    const [one, other] = [await physician(), await physician()];
    const opening = await openedBy(one, gunnar);
    expect((await other.get('/patient')).status).toBe(204);
    expect((await other.post('/consents/search', { patient: gunnar }, under(opening))).status).toBe(409);
    for (const assignment of [assignments.quality, assignments.care]) {
      await one.post('/session/assignment', { assignment });
      expect((await one.get('/patient')).status).toBe(204);
    }
  });

  it('is named to those alone who give care, where her identity is protected', async () => {
    const secretary = await signedIn(running, 'demo-sekreterare', assignments.office);
    const forCare = await (await physician()).post('/patient/find', { patient: ylva });
    const forOffice = await secretary.post('/patient/find', { patient: ylva });
    expect(forCare.body).toMatchObject({ protected: true, name: { surname: expect.any(String) } });
    expect(forOffice.body).toMatchObject({ protected: true, name: null });
    for (const { body } of [forCare, forOffice]) expect(Object.keys(body)).not.toContain('linked');
  });
});
