import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

let running: RunningBridge;
let physician: PortalClient;
let secretary: PortalClient;
let officer: PortalClient;
beforeAll(async () => {
  running = await startRunningBridge();
  physician = await signedIn(running, 'demo-lakare', assignments.care);
  secretary = await signedIn(running, 'demo-sekreterare', assignments.office);
  officer = await signedIn(running, 'demo-sakerhet', assignments.logs);
});
afterAll(() => running?.close());

const unit = 'SE2321000230-DEMOMED';
const otherUnit = 'SE2321000230-DEMOKIR';
const foreignUnit = 'SE2321000222-DEMOMED';
const elis = '201701012393';
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();
// One patient a subject: nothing here disturbs the others.
const [kin, eva, per, liv, ove] = ['195104179816', '200001252386', '199002222397', '193811039803', '194402199816'];

async function register(client: PortalClient, path: string, body: object): Promise<string> {
  const answer = await client.post(path, body);
  expect(answer).toMatchObject({ status: 200, body: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  return answer.body.id;
}
const listed = async (client: PortalClient, path: string, patient: string | undefined) =>
  (await client.post(`${path}/search`, { patient })).body.items;

describe('relations', () => {
  it('are registered for the reader’s unit, listed, and ended once', async () => {
    const id = await register(physician, '/relations', { patient: kin, end: inDays(14), ground: 'Bokat besök' });
    const [before] = await listed(physician, '/relations', kin);
    expect(before).toMatchObject({
      id,
      careUnit: unit,
      employee: 'SE2321000230-DEMOLAKARE',
      ground: 'Bokat besök',
      ended: null,
    });
    expect((await physician.post(`/relations/${id}/end`, { patient: kin })).status).toBe(204);
    expect(await listed(physician, '/relations', kin)).toMatchObject([{ id, ended: expect.any(String) }]);
    expect(await physician.post(`/relations/${id}/end`, { patient: kin })).toMatchObject({
      status: 409,
      body: { code: 'REGISTRATION_CONFLICT' },
    });
  });

  it('are those of the named patient alone', async () => {
    const id = await register(physician, '/relations', { patient: kin, end: inDays(14) });
    for (const [path, patient] of [
      [id, eva],
      [randomUUID(), kin],
      ['x', kin],
    ])
      expect(await physician.post(`/relations/${path}/end`, { patient })).toMatchObject({
        status: 404,
        body: { code: 'NOT_FOUND' },
      });
  });
});

describe('consents', () => {
  it.each([
    ['given', eva],
    ['refused', eva],
    ['incapable', eva],
    ['child', elis],
  ])('%s: for the unit or for the one who asked', async (kind, patient) => {
    const forUnit = await register(physician, '/consents', { patient, kind, for: 'unit', end: inDays(30) });
    const forMe = await register(physician, '/consents', { patient, kind, for: 'me', reason: 'På mottagningen' });
    const all = await listed(physician, '/consents', patient);
    expect(all).toContainEqual(expect.objectContaining({ id: forUnit, kind, careUnit: unit, employee: null }));
    expect(all).toContainEqual(
      expect.objectContaining({ id: forMe, kind, employee: 'SE2321000230-DEMOLAKARE', end: null }),
    );
    expect((await physician.post(`/consents/${forUnit}/withdraw`, { patient })).status).toBe(204);
    expect(await listed(physician, '/consents', patient)).toContainEqual(
      expect.objectContaining({ id: forUnit, cancelled: expect.any(String) }),
    );
  });

  it('say of no grown-up that she is a child', async () => {
    expect(await physician.post('/consents', { patient: kin, kind: 'child', for: 'me' })).toMatchObject({
      status: 400,
      body: { code: 'MESSAGE_INVALID' },
    });
  });

  it('are on the log with who, for whom and under which assignment', async () => {
    const answer = await physician.post('/consents', { patient: eva, kind: 'given', for: 'unit' });
    const [entry] = await running.log({ correlationId: String(answer.headers['x-skltp-correlation-id']) });
    expect(entry).toMatchObject({
      kind: 'act',
      action: 'consent:register',
      activity: 'Skriva',
      face: 'portal',
      patient: { id: eva },
      actor: { hsaId: 'SE2321000230-DEMOLAKARE', commission: assignments.care },
      certificate: { fingerprint: expect.any(String) },
    });
  });
});

describe('emergencies', () => {
  it('are declared, opened, and closed by the one who declared them', async () => {
    const declaration = { patient: per, reasonCode: 'danger-to-life', text: 'Medvetslös, okända läkemedel.' };
    const id = await register(physician, '/emergencies', declaration);
    expect(await listed(physician, '/emergencies', per)).toMatchObject([
      { id, emergency: { reasonCode: 'danger-to-life' }, opened: null, end: expect.any(String) },
    ]);
    const opened = await physician.post(`/emergencies/${id}/open`, { patient: per });
    expect(opened.status).toBe(204);
    expect(await running.log({ correlationId: String(opened.headers['x-skltp-correlation-id']) })).toMatchObject([
      { action: 'emergency:open', activity: 'Nödöppning', emergency: true },
    ]);
    expect((await physician.post(`/emergencies/${id}/close`, { patient: per })).status).toBe(204);
    // A consent is none, and no emergency is a consent.
    expect(await listed(physician, '/consents', per)).toEqual([]);
  });

  it('need a ground', async () => {
    for (const body of [
      { patient: per },
      { patient: per, reasonCode: 'curious', text: 'x' },
      { patient: per, reasonCode: 'danger-to-life', text: '' },
    ])
      expect(await physician.post('/emergencies', body)).toMatchObject({
        status: 400,
        body: { code: 'MESSAGE_INVALID' },
      });
  });
});

describe('blocks', () => {
  it('of a unit are registered by those who work there, and taken back', async () => {
    const id = await register(secretary, '/blocks', { patient: liv, kind: 'inner', excludedTypes: ['lak'] });
    expect(await listed(physician, '/blocks', liv)).toMatchObject([
      { id, kind: 'inner', careUnit: unit, excludedTypes: ['lak'], unregistered: null, lifts: [] },
    ]);
    expect((await secretary.post(`/blocks/${id}/unregister`, { patient: liv, reason: 'Patienten vill' })).status).toBe(
      204,
    );
    expect(await listed(secretary, '/blocks', liv)).toMatchObject([{ id, unregistered: expect.any(String) }]);
  });

  it.each([
    [
      'of another unit, by a unit’s staff',
      () => secretary,
      { kind: 'inner', careUnit: otherUnit },
      403,
      'ROLE_REQUIRED',
    ],
    ['of another care provider', () => officer, { kind: 'inner', careUnit: foreignUnit }, 403, 'ROLE_REQUIRED'],
    [
      'of a unit that is none',
      () => officer,
      { kind: 'inner', careUnit: 'SE2321000230-DEMONONE' },
      403,
      'ROLE_REQUIRED',
    ],
    ['inside the care provider, of no unit', () => officer, { kind: 'inner' }, 400, 'MESSAGE_INVALID'],
    ['on somebody’s behalf', () => secretary, { kind: 'outer', representedBy: kin }, 400, 'MESSAGE_INVALID'],
  ])('are not registered %s', async (_what, client, body, status, code) => {
    expect(await client().post('/blocks', { patient: liv, ...body })).toMatchObject({ status, body: { code } });
  });

  it('are no business of an assignment for quality', async () => {
    const quality = await signedIn(running, 'demo-lakare', assignments.quality);
    const refused = { status: 403, body: { code: 'ROLE_REQUIRED' } };
    expect(await quality.post('/blocks', { patient: liv, kind: 'inner' })).toMatchObject(refused);
    expect(await quality.post('/blocks/search', { patient: liv })).toMatchObject(refused);
  });

  it('of the whole care provider’s units are registered under an assignment of the care provider', async () => {
    const id = await register(officer, '/blocks', { patient: liv, kind: 'inner', careUnit: otherUnit });
    const whole = await register(officer, '/blocks', { patient: liv, kind: 'outer' });
    const idsFor = async (client: PortalClient) =>
      (await listed(client, '/blocks', liv)).map((block: { readonly id: string }) => block.id);
    expect(await idsFor(officer)).toEqual(expect.arrayContaining([id, whole]));
    // From another unit nobody sees where the patient has blocked.
    for (const client of [physician, secretary]) {
      const seen = await idsFor(client);
      expect(seen).toContain(whole);
      expect(seen).not.toContain(id);
    }
  });

  it('are lifted for others by the unit that has the block, for a week at most, and the lift is ended', async () => {
    const block = await register(physician, '/blocks', { patient: ove, kind: 'inner' });
    const lift = { patient: ove, end: inDays(2), careUnit: otherUnit, ground: 'consent', text: 'Inför operation' };
    expect(await physician.post(`/blocks/${block}/lift`, { ...lift, end: inDays(8) })).toMatchObject({ status: 400 });
    const id = await register(physician, `/blocks/${block}/lift`, lift);
    expect((await listed(physician, '/blocks', ove))[0].lifts).toMatchObject([
      { id, careUnit: otherUnit, employee: null, ground: 'consent', ended: null },
    ]);
    expect((await physician.post(`/lifts/${id}/end`, { patient: ove })).status).toBe(204);
    expect((await listed(physician, '/blocks', ove))[0].lifts).toMatchObject([{ id, ended: expect.any(String) }]);
    // Towards other care providers an inner block counts as an outer one.
    await register(physician, `/blocks/${block}/lift`, { ...lift, careUnit: foreignUnit });
  });

  it('are never lifted for the reader’s own sake', async () => {
    const lift = { patient: ove, end: inDays(2), ground: 'emergency', text: 'Akut' };
    const refused = { status: 403, body: { code: 'ROLE_REQUIRED' } };
    const ofOther = await register(officer, '/blocks', { patient: ove, kind: 'inner', careUnit: otherUnit });
    expect(await physician.post(`/blocks/${ofOther}/lift`, { ...lift, careUnit: unit })).toMatchObject(refused);
    const own = await register(physician, '/blocks', { patient: ove, kind: 'inner' });
    expect(await physician.post(`/blocks/${own}/lift`, { ...lift, careUnit: unit })).toMatchObject(refused);
    const outer = await register(physician, '/blocks', { patient: ove, kind: 'outer' });
    for (const careUnit of [unit, otherUnit])
      expect(await physician.post(`/blocks/${outer}/lift`, { ...lift, careUnit })).toMatchObject(refused);
    // For another care provider, by the one that has the block.
    await register(physician, `/blocks/${outer}/lift`, { ...lift, careUnit: foreignUnit });
    // Of another care provider's blocks nobody here even knows.
    expect(await physician.post(`/blocks/${randomUUID()}/lift`, { ...lift, careUnit: unit })).toMatchObject({
      status: 404,
    });
  });
});

describe('lists', () => {
  it('come page by page, and a cursor serves nobody else and no other list', async () => {
    for (let count = 0; count < 5; count += 1) await register(secretary, '/blocks', { patient: kin, kind: 'outer' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await secretary.post('/blocks/search', { patient: kin, limit: 2, cursor });
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);

    const { next } = (await physician.post('/blocks/search', { patient: kin, limit: 2 })).body;
    const refused = { status: 400, body: { code: 'PARAMETER_INVALID' } };
    expect(await secretary.post('/blocks/search', { patient: kin, cursor: next })).toMatchObject(refused);
    expect(await physician.post('/relations/search', { patient: kin, cursor: next })).toMatchObject(refused);
    for (const bent of [bentAt(next, 12), bentAt(next, 1), next.slice(4), 'x', ''])
      expect(await physician.post('/blocks/search', { patient: kin, cursor: bent })).toMatchObject(refused);
    expect(next).not.toContain(kin);
  });
});

describe('looking at a list', () => {
  it.each([
    ['/consents', 'consent:search'],
    ['/relations', 'relation:search'],
    ['/emergencies', 'emergency:search'],
    ['/blocks', 'block:search'],
  ])('%s is on the log as %s', async (path, action) => {
    const { status, headers } = await physician.post(`${path}/search`, { patient: eva });
    expect(status).toBe(200);
    expect(await running.log({ correlationId: String(headers['x-skltp-correlation-id']) })).toMatchObject([
      {
        kind: 'act',
        action,
        activity: 'Läsa',
        patient: { id: eva },
        reader: { careProvider: 'SE2321000230-DEMOVG', careUnit: unit },
        actor: { hsaId: 'SE2321000230-DEMOLAKARE', commission: assignments.care },
      },
    ]);
  });
});

describe('what is sent', () => {
  it.each([
    ['no patient', {}, 'MESSAGE_INVALID'],
    ['a check digit that is wrong', { patient: '191212121213' }, 'PATIENT_ID_INVALID'],
    ['ten digits', { patient: '1212121212' }, 'PATIENT_ID_INVALID'],
    ['a kind that nobody knows', { patient: { id: 'x', type: '1.2.3' } }, 'PATIENT_ID_INVALID'],
    ['a patient of another type', { patient: 191212121212 }, 'MESSAGE_INVALID'],
    ['too many at once', { patient: '191212121212', limit: 1_000 }, 'MESSAGE_INVALID'],
    ['NUL', { patient: '19121212\u00001212' }, 'PATIENT_ID_INVALID'],
  ])('is refused without being repeated: %s', async (_what, body, code) => {
    const answer = await physician.post('/blocks/search', body);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(JSON.stringify(answer.body)).not.toMatch(/1212/);
  });

  it.each([
    ['a period that ends before it begins', { start: inDays(3), end: inDays(2) }],
    ['an end that is past', { end: inDays(-1) }],
    ['a day without time', { end: '2026-12-24' }],
    ['a day that does not exist', { end: '2026-13-45T00:00:00Z' }],
    ['a text without end', { end: inDays(2), ground: 'x'.repeat(300) }],
  ])('must make sense: %s', async (_what, body) => {
    expect(await physician.post('/relations', { patient: kin, ...body })).toMatchObject({
      status: 400,
      body: { code: 'MESSAGE_INVALID' },
    });
  });

  it('finds the patient under linked numbers too', async () => {
    const [coordination, personal] = ['197010632391', '197010039811'];
    const id = await register(physician, '/relations', { patient: coordination, end: inDays(5) });
    expect(await listed(physician, '/relations', personal)).toMatchObject([{ id }]);
  });
});

/** With another letter there; the last ones hold bits that say nothing. */
function bentAt(text: string, place: number): string {
  return `${text.slice(0, place)}${text[place] === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`;
}
