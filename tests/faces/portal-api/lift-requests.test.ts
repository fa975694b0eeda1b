import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const [per, kin, liv] = ['199002222397', '195104179816', '193811039803'];
const neighbours = 'SE2321000222-DEMOVG';
const own = 'SE2321000230-DEMOVG';
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();

let running: RunningBridge;
/** At the medicine clinic of Norrbotten. */
let physician: PortalClient;
/** At the medicine clinic of Västerbotten. */
let neighbour: PortalClient;
/** At a health centre of Norrbotten. */
let centre: PortalClient;
beforeAll(async () => {
  running = await startRunningBridge();
  physician = await signedIn(running, 'demo-lakare', assignments.care);
  neighbour = await signedIn(running, 'demo-overlakare', assignments.neighbour);
  centre = await signedIn(running, 'demo-lakare', 'SE2321000230-DEMOHC1VOB');
});
afterAll(() => running?.close());

const declare = async (patient: string | undefined) => {
  await physician.post('/relations', { patient, end: inDays(1) });
  await physician.post('/emergencies', { patient, reasonCode: 'danger-to-life', text: 'Medvetslös.' });
};
const ask = (patient: string | undefined, more: object = {}) =>
  physician.post('/lift-requests', {
    patient,
    careProvider: neighbours,
    ground: 'emergency',
    text: 'Blöder.',
    ...more,
  });
const waiting = async (client: PortalClient) => (await client.get('/lift-requests')).body.items;

describe('a request to lift a block of another care provider', () => {
  it('is for emergencies alone', async () => {
    expect(await ask(kin)).toMatchObject({ status: 403, body: { code: 'CONSENT_REQUIRED' } });
    expect(await ask(kin, { ground: 'consent' })).toMatchObject({ status: 400, body: { code: 'MESSAGE_INVALID' } });
  });

  it('waits for those who have a block, is lifted for the asking unit, and told of', async () => {
    await declare(per);
    await neighbour.post('/blocks', { patient: per, kind: 'outer' });
    const { body } = await ask(per);
    expect(body.id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await neighbour.get('/lift-requests/count')).body).toEqual({ waiting: 1, answered: 0 });
    expect(await waiting(neighbour)).toMatchObject([
      {
        id: body.id,
        ground: 'emergency',
        text: 'Blöder.',
        patient: { identity: { id: per }, name: { surname: expect.any(String) } },
        from: {
          careUnit: { hsaId: 'SE2321000230-DEMOMED', name: expect.any(String) },
          employee: { hsaId: 'SE2321000230-DEMOLAKARE' },
        },
      },
    ]);
    // Those who ask see it as theirs, not as waiting for them.
    expect(await waiting(physician)).toEqual([]);
    expect((await neighbour.post(`/lift-requests/${body.id}/lift`, { end: inDays(8) })).status).toBe(400);
    expect((await neighbour.post(`/lift-requests/${body.id}/lift`, { end: inDays(1) })).status).toBe(204);
    const [block] = (await neighbour.post('/blocks/search', { patient: per })).body.items;
    expect(block.lifts).toMatchObject([{ careUnit: 'SE2321000230-DEMOMED', ground: 'emergency', text: 'Blöder.' }]);
    expect((await physician.post('/lift-requests/search', { patient: per })).body.items).toMatchObject([
      { id: body.id, to: { hsaId: neighbours }, answers: [{ outcome: 'lifted', answeredAt: expect.any(String) }] },
    ]);
    expect((await neighbour.get('/lift-requests/count')).body).toEqual({ waiting: 0, answered: 0 });
    expect((await physician.get('/lift-requests/count')).body).toMatchObject({ answered: 1 });
    expect(await neighbour.post(`/lift-requests/${body.id}/lift`, { end: inDays(1) })).toMatchObject({ status: 404 });
  });

  it('may be declined, with a reason', async () => {
    await declare(liv);
    await neighbour.post('/blocks', { patient: liv, kind: 'inner' });
    const { body } = await ask(liv);
    expect((await neighbour.post(`/lift-requests/${body.id}/decline`, { text: 'Utan betydelse.' })).status).toBe(204);
    expect((await physician.post('/lift-requests/search', { patient: liv })).body.items).toMatchObject([
      { answers: [{ outcome: 'declined', text: 'Utan betydelse.' }] },
    ]);
    expect(await waiting(neighbour)).toEqual([]);
  });
});

describe('a request within the care provider', () => {
  it('with the patient’s consent reaches the unit that has blocked, and no other', async () => {
    await centre.post('/blocks', { patient: kin, kind: 'inner' });
    const { body } = await ask(kin, { careProvider: own, ground: 'consent', text: 'Patienten vill.' });
    expect(await waiting(centre)).toMatchObject([{ id: body.id, ground: 'consent' }]);
    expect(await waiting(neighbour)).toEqual([]);
    expect((await neighbour.post(`/lift-requests/${body.id}/lift`, { end: inDays(1) })).status).toBe(404);
    expect((await centre.post(`/lift-requests/${body.id}/lift`, { end: inDays(1) })).status).toBe(204);
  });
});

describe('the log', () => {
  it('tells which were shown of a protected person: each is reviewed', async () => {
    const ylva = '198605149809';
    await declare(ylva);
    await neighbour.post('/blocks', { patient: ylva, kind: 'outer' });
    const { body } = await ask(ylva);
    expect(await waiting(neighbour)).toMatchObject([{ id: body.id }]);
    const shown = await running.log({ action: 'lift-request:show' });
    expect(shown.map(({ patient, details }) => [patient?.id, details?.protected])).toEqual(
      expect.arrayContaining([
        [ylva, true],
        [per, false],
      ]),
    );
  });

  it('has each step, with whom it was about', async () => {
    const actions = (await running.log({ kind: 'act' })).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'lift-request:make',
        'lift-request:show',
        'lift-request:search',
        'lift-request:decline',
        'block:lift',
      ]),
    );
  });
});
