import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, portalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { inSeconds, type Signer, signer } from '../../support/tokens.ts';

const system = 'SE2321000230-DEMOEHR';
const physician = 'SE2321000230-DEMOLAKARE';
const patient = '191212121212';

let running: RunningBridge;
let ehr: Signer;
let stranger: Signer;
let portal: string;
beforeAll(async () => {
  [ehr, stranger] = [await signer('ehr-launch', 'ES256'), await signer('stranger-launch', 'ES256')];
  running = await startRunningBridge({
    change: (config) => {
      const caller = config.callers.find(({ hsaId }: { hsaId: string }) => hsaId === system);
      caller.launch = { jwks: ehr.jwks };
    },
  });
  portal = `https://localhost:${running.bridge.ports.portal}`;
});
afterAll(() => running?.close());

const claims = (changed: JWTPayload = {}): JWTPayload => ({
  iss: system,
  aud: portal,
  sub: physician,
  assignment: assignments.care,
  patient,
  iat: inSeconds(0),
  exp: inSeconds(60),
  jti: randomUUID(),
  ...changed,
});

/** As a page of the record system sends it: a form, from another site. */
function launched(client: PortalClient, assertion: string, text = `launch=${encodeURIComponent(assertion)}`) {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'https://ehr.example',
    'sec-fetch-site': 'cross-site',
  };
  return client.call('POST', '/launch', { text, headers });
}

describe('a record system opens the portal', () => {
  it('for one who signs in then, who finds assignment chosen and patient to confirm', async () => {
    const client = portalClient(running);
    const answer = await launched(client, await ehr.sign(claims()));
    expect(answer).toMatchObject({ status: 303, headers: { location: `${portal}/` } });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-norrbryggan-launch=[\w-]{43}; Max-Age=600;.*HttpOnly; Secure; SameSite=Strict$/,
    );
    // Nobody is signed in, and nothing is told of whom it is about.
    expect((await client.get('/session')).status).toBe(401);
    expect((await client.get('/sign-in/launch')).body).toEqual({ system: 'Journalsystem Norrbotten (demo)' });
    const { cookie } = await signedIn(running, 'demo-lakare');
    client.cookie = `${client.cookie}; ${cookie}`;
    expect((await client.get('/session')).body).toMatchObject({ launched: true, assignment: null });
    const taken = await client.post('/launch/take');
    expect(taken.body).toEqual({
      system: 'Journalsystem Norrbotten (demo)',
      patient: { id: patient, type: '1.2.752.129.2.1.3.1' },
    });
    expect((await client.get('/session')).body.assignment.hsaId).toBe(assignments.care);
    expect((await client.get('/session')).body.launched).toBe(false);
    // She is not open: she is confirmed and opened as anybody else.
    expect((await client.get('/patient')).status).toBe(204);
    expect((await client.post('/launch/take')).status).toBe(204);
    const [received] = await running.log({ correlationId: String(answer.headers['x-skltp-correlation-id']) });
    expect(received).toMatchObject({
      action: 'launch',
      caller: { hsaId: system },
      actor: { hsaId: physician },
      patient: { id: patient },
    });
    const [took] = await running.log({ correlationId: String(taken.headers['x-skltp-correlation-id']) });
    expect(took).toMatchObject({ action: 'assignment:choose' });
    expect((await running.log({ action: 'launch:take' }))[0]).toMatchObject({
      caller: { hsaId: physician },
      patient: { id: patient },
    });
  });

  it('for nobody else', async () => {
    const client = portalClient(running);
    await launched(client, await ehr.sign(claims()));
    const { cookie } = await signedIn(running, 'demo-sakerhet');
    client.cookie = `${client.cookie}; ${cookie}`;
    expect(await client.post('/launch/take')).toMatchObject({ status: 403, body: { code: 'LAUNCH_FOR_ANOTHER' } });
    await client.delete('/session');
    client.cookie = `${client.cookie}; ${(await signedIn(running, 'demo-lakare')).cookie}`;
    expect((await client.post('/launch/take')).body.patient.id).toBe(patient);
  });

  it('and leaves the assignment to be chosen when HSA does not give it', async () => {
    const client = await signedIn(running, 'demo-lakare');
    await launched(client, await ehr.sign(claims({ assignment: assignments.logs })));
    expect((await client.post('/launch/take')).body.patient.id).toBe(patient);
    expect((await client.get('/session')).body.assignment).toBeNull();
  });

  it('with nothing readable in the store', async () => {
    await launched(portalClient(running), await ehr.sign(claims()));
    expect(JSON.stringify(await running.log({ kind: 'refusal' }))).not.toContain(patient);
  });
});

describe('a launch is refused', () => {
  it.each<[string, JWTPayload]>([
    ['for another portal', { aud: 'https://other.example' }],
    ['too old', { iat: inSeconds(-200), exp: inSeconds(-140) }],
    ['for more than a minute', { exp: inSeconds(120) }],
    ['of the future', { iat: inSeconds(100), exp: inSeconds(150) }],
    ['without an id', { jti: '' }],
    ['without an end', { exp: undefined as never }],
    ['for nobody', { sub: undefined as never }],
    ['for no HSA-id', { sub: patient }],
    ['of a system that may not', { iss: 'SE2321000222-DEMOEHR' }],
    ['of an unknown system', { iss: 'SE2321000230-NOBODY' }],
  ])('%s', async (_what, changed) => {
    const client = portalClient(running);
    const answer = await launched(client, await ehr.sign(claims(changed)));
    expect(answer).toMatchObject({ status: 401, body: { code: 'LAUNCH_INVALID' } });
    expect(client.cookie).toBeUndefined();
    const [entry] = await running.log({ correlationId: answer.body.correlationId });
    expect(entry).toMatchObject({ kind: 'refusal', action: 'launch', code: 'LAUNCH_INVALID' });
    expect(JSON.stringify([answer.body, entry?.reason])).not.toContain(patient);
  });

  it('the second time', async () => {
    const assertion = await ehr.sign(claims());
    expect((await launched(portalClient(running), assertion)).status).toBe(303);
    const { status, body } = await launched(portalClient(running), assertion);
    expect(status).toBe(401);
    expect(await running.log({ correlationId: body.correlationId })).toMatchObject([
      { kind: 'refusal', caller: { hsaId: system }, actor: { hsaId: physician }, patient: { id: patient } },
    ]);
  });

  it('signed by somebody else, or by nobody', async () => {
    const foreign = await stranger.sign(claims(), { kid: ehr.kid });
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${foreign.split('.')[1]}.`;
    for (const assertion of [foreign, unsigned, 'x', '']) {
      const { status, body } = await launched(portalClient(running), assertion);
      expect(status).toBe(401);
      const [entry] = await running.log({ correlationId: body.correlationId });
      expect(entry?.kind).toBe('refusal');
      expect([entry?.caller, entry?.actor, entry?.patient]).toEqual([undefined, undefined, undefined]);
    }
  });

  it('about no patient there can be', async () => {
    const answer = await launched(portalClient(running), await ehr.sign(claims({ patient: '191212121213' })));
    expect(answer).toMatchObject({ status: 400, body: { code: 'PATIENT_ID_INVALID' } });
    const [entry] = await running.log({ correlationId: answer.body.correlationId });
    expect([entry?.caller?.hsaId, entry?.patient]).toEqual([system, undefined]);
  });

  it('as anything but one form field', async () => {
    const assertion = await ehr.sign(claims());
    const twice = `launch=${assertion}&launch=${assertion}`;
    for (const text of ['', 'other=1', twice])
      expect((await launched(portalClient(running), '', text)).status).toBe(401);
    expect((await portalClient(running).post('/launch', { launch: assertion })).status).toBe(401);
  });

  it('and no other address takes a form', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await portalClient(running).call('POST', '/sign-in', { text: 'code=x', headers });
    expect(answer).toMatchObject({ status: 415, body: { code: 'MEDIA_TYPE_UNSUPPORTED' } });
  });

  it('with a line of the log each for a system, and not for any number by strangers', async () => {
    const loggedOf = async (assertion: string) => {
      const { body } = await launched(portalClient(running), assertion);
      return running.log({ correlationId: body.correlationId });
    };
    for (let count = 0; count < 60; count += 1) await launched(portalClient(running), 'x');
    expect(await loggedOf('x')).toEqual([]);
    expect(await loggedOf(await ehr.sign(claims({ jti: '' })))).toHaveLength(1);
  });
});
