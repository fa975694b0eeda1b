import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeInDevelopmentPki } from '../../../src/siths/development.ts';
import { ownTestPki } from '../../support/certs.ts';
import { assignments, codeFor, portalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

let running: RunningBridge;
let pki: Awaited<ReturnType<typeof ownTestPki>>;
beforeAll(async () => {
  pki = await ownTestPki();
  running = await startRunningBridge({ pki });
});
afterAll(async () => {
  await running?.close();
  await pki?.remove();
});

const siths = (who: string | undefined) => running.call(who, '/api/sign-in/siths', { method: 'GET' });

describe('signing in by certificate', () => {
  it.each([
    ['demo-lakare', assignments.care, 'Ylva Demoström', ['clinician']],
    ['demo-lakare', assignments.quality, 'Ylva Demoström', []],
    ['demo-sekreterare', assignments.office, 'Börje Demolund', []],
    ['demo-sakerhet', assignments.logs, 'Aino Demobäck', ['security-officer']],
    ['demo-integration', assignments.operations, 'Per-Åke Demosjö', ['integration-engineer']],
  ])('%s under %s is %s with %j', async (who, assignment, name, roles) => {
    const client = await signedIn(running, who, assignment);
    const { status, body } = await client.get('/session');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      person: { name, assurance: 3 },
      assignment: { hsaId: assignment, careProvider: { hsaId: 'SE2321000230-DEMOVG' } },
      assignmentEnded: false,
      roles,
    });
    expect(Date.parse(body.endsAt)).toBeGreaterThan(Date.parse(body.idleUntil));
  });

  it.each([
    [undefined, 401, 'CERT_MISSING'],
    ['ehr-norrbotten', 403, 'CERT_FUNCTION_AT_SIGN_IN'],
    ['bad/unknown-issuer', 401, 'CERT_UNKNOWN_ISSUER'],
    ['bad/self-signed', 401, 'CERT_UNKNOWN_ISSUER'],
    ['bad/expired', 401, 'CERT_EXPIRED'],
    ['bad/not-yet-valid', 401, 'CERT_NOT_YET_VALID'],
    ['bad/signature-usage', 401, 'CERT_WRONG_USAGE'],
    ['bad/server-auth-only', 401, 'CERT_WRONG_USAGE'],
    ['bad/no-hsa-id', 401, 'CERT_NO_HSA_ID'],
    ['bad/bad-hsa-id', 401, 'CERT_BAD_HSA_ID'],
    ['bad/personnummer', 401, 'CERT_PERSONAL_NUMBER'],
    ['bad/revoked', 401, 'CERT_REVOKED'],
    ['bad/rogue-root', 401, 'CERT_UNKNOWN_ISSUER'],
    ['bad/test-root', 401, 'CERT_UNKNOWN_ISSUER'],
  ])('refuses %s with %i %s, and logs the certificate', async (who, status, code) => {
    const answer = await siths(who);
    const problem = JSON.parse(answer.body);
    expect({ status: answer.status, code: problem.code }).toEqual({ status, code });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers.location).toBeUndefined();
    const [entry] = await running.log({ correlationId: problem.correlationId });
    expect(entry).toMatchObject({ kind: 'refusal', face: 'portal', action: 'sign-in', outcome: 'refused', code });
    expect(entry?.certificate === undefined).toBe(who === undefined);
    expect(JSON.stringify(entry)).not.toMatch(/ylva|tolvan|demoström|demosson/i);
  });

  it('puts an accepted one on the log with its certificate, and the code nowhere', async () => {
    const answer = await siths('demo-lakare');
    const code = String(answer.headers.location).split('=')[1] ?? '';
    expect(Buffer.from(code, 'base64url')).toHaveLength(32);
    expect(answer).toMatchObject({
      status: 303,
      headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    });
    const entries = await running.log({ correlationId: String(answer.headers['x-skltp-correlation-id']) });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      kind: 'act',
      action: 'sign-in',
      caller: { hsaId: 'SE2321000230-DEMOLAKARE' },
      certificate: { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(JSON.stringify(await running.log())).not.toContain(code);
  });

  it('gives one session for a code, whoever comes with it again', async () => {
    const code = await codeFor(running, 'demo-lakare');
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => portalClient(running).post('/sign-in', { code, confirmed: true })),
    );
    expect(tries.map(({ status }) => status).toSorted()).toEqual([204, 401, 401, 401, 401]);
    const again = await portalClient(running).post('/sign-in', { code, confirmed: true });
    expect(again).toMatchObject({ status: 401, body: { code: 'SIGN_IN_CODE_INVALID' } });
  });

  it('gives a cookie that scripts, other sites and plain HTTP never see', async () => {
    const code = await codeFor(running, 'demo-lakare');
    const { headers } = await portalClient(running).post('/sign-in', { code, confirmed: true });
    const [value, ...attributes] = String([headers['set-cookie']].flat()[0]).split('; ');
    expect(value).toMatch(/^__Host-norrbryggan=[\w-]{43}$/);
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
  });

  it('needs no word from the person in the browser where it was begun', async () => {
    const client = portalClient(running);
    const begun = await client.post('/sign-in/start');
    const query = new URL(begun.body.url).search;
    expect(String(begun.headers['set-cookie'])).toMatch(/^__Host-norrbryggan-begun=.*HttpOnly; Secure; SameSite=Lax$/);
    expect((await client.post('/sign-in', { code: await codeFor(running, 'demo-lakare', query) })).status).toBe(204);
    expect(client.cookie).toMatch(/^__Host-norrbryggan=[\w-]{43}$/);
  });

  it('asks whoever comes with a code that was begun in another browser whether it is hers', async () => {
    const [victim, attacker] = [portalClient(running), portalClient(running)];
    const query = new URL((await attacker.post('/sign-in/start')).body.url).search;
    await victim.post('/sign-in/start');
    for (const code of [
      await codeFor(running, 'demo-integration', query),
      await codeFor(running, 'demo-integration'),
    ]) {
      const asked = await victim.post('/sign-in', { code });
      expect(asked.body).toEqual({ confirm: { hsaId: 'SE2321000230-DEMOINTEGRATION', name: expect.any(String) } });
      expect((await victim.get('/session')).status).toBe(401);
    }
  });

  it('puts nobody in the place of somebody who is signed in, unasked or by a code that is none', async () => {
    const client = await signedIn(running, 'demo-sakerhet');
    const query = new URL((await client.post('/sign-in/start')).body.url).search;
    const code = await codeFor(running, 'demo-integration', query);
    expect((await client.post('/sign-in', { code })).body.confirm.hsaId).toBe('SE2321000230-DEMOINTEGRATION');
    expect((await client.post('/sign-in', { code: 'none' })).status).toBe(401);
    expect((await client.get('/session')).body.person.name).toBe('Aino Demobäck');
    expect((await client.post('/sign-in', { code, confirmed: true })).status).toBe(204);
    expect((await client.get('/session')).body.person.name).toBe('Per-Åke Demosjö');
  });

  it('tells a person who is refused on a page', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'en' };
    const answer = await running.call(undefined, '/api/sign-in/siths', { method: 'GET', headers });
    expect(answer).toMatchObject({ status: 401, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.body).toContain('No client certificate was presented.');
    expect(answer.body).toContain(String(answer.headers['x-skltp-correlation-id']));
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
  });

  it('is only where certificates are asked for', async () => {
    expect(await portalClient(running).get('/sign-in/siths')).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  });
});

describe('a session', () => {
  it('tells with each answer how long it lasts, if nothing more is asked and at most', async () => {
    const { headers } = await (await signedIn(running, 'demo-lakare')).get('/session');
    const [left, atMost] = ['left', 'at-most'].map((what) => Number(headers[`x-norrbryggan-session-${what}`]));
    expect([left, atMost].map((seconds = 0) => Math.ceil(seconds / 60))).toEqual([30, 600]);
  });

  it('holds on the service port too', async () => {
    const client = await signedIn(running, 'demo-lakare');
    const there = portalClient(running, running.bridge.ports.service);
    there.cookie = client.cookie;
    expect((await there.get('/session')).status).toBe(200);
  });

  it.each([
    ['no cookie', undefined],
    ['a made-up one', '__Host-norrbryggan=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['another name', 'session=x'],
  ])('is not had with %s', async (_what, cookie) => {
    const client = portalClient(running);
    client.cookie = cookie;
    expect(await client.get('/session')).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } });
  });

  it('ends by signing out, and the token is worth nothing then', async () => {
    const client = await signedIn(running, 'demo-lakare');
    const kept = client.cookie;
    expect(await client.delete('/session')).toMatchObject({ status: 200, body: { ended: 1 } });
    expect(client.cookie).toBeUndefined();
    client.cookie = kept;
    expect((await client.get('/session')).status).toBe(401);
  });

  it('ends everywhere at once, for that person alone', async () => {
    const other = await signedIn(running, 'demo-sakerhet');
    const [one, two] = [await signedIn(running, 'demo-integration'), await signedIn(running, 'demo-integration')];
    expect((await one.delete('/sessions')).body).toMatchObject({ ended: expect.any(Number) });
    expect((await two.get('/session')).status).toBe(401);
    expect((await other.get('/session')).status).toBe(200);
  });

  it('lists assignments with those left out, and takes none but these', async () => {
    const client = await signedIn(running, 'demo-sekreterare');
    const { body } = await client.get('/assignments');
    expect(body.assignments.map(({ hsaId }: { hsaId: string }) => hsaId)).toContain(assignments.office);
    expect(body.omitted).toContainEqual(
      expect.objectContaining({ hsaId: 'SE2321000230-DEMOFELVOB', reason: 'care-needs-care-unit' }),
    );
    for (const assignment of ['SE2321000230-DEMOFELVOB', assignments.care, 'SE2321000230-DEMONONE', "' or 1=1"])
      expect(await client.post('/session/assignment', { assignment })).toMatchObject({
        status: 403,
        body: { code: 'ASSIGNMENT_INVALID' },
      });
    expect((await client.get('/session')).body).toMatchObject({ assignment: null, roles: [] });
  });

  it('puts the chosen assignment on the log', async () => {
    const client = await signedIn(running, 'demo-lakare');
    const { headers } = await client.post('/session/assignment', { assignment: assignments.care });
    expect(await running.log({ correlationId: String(headers['x-skltp-correlation-id']) })).toMatchObject([
      {
        action: 'assignment:choose',
        reader: { careProvider: 'SE2321000230-DEMOVG', careUnit: 'SE2321000230-DEMOMED' },
        actor: { hsaId: 'SE2321000230-DEMOLAKARE', commission: assignments.care },
      },
    ]);
  });
});

describe('what other sites send', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['the other port', { origin: 'https://localhost:1' }],
    ['no origin that can be told', { origin: 'null' }],
    ['plain HTTP', { origin: 'http://localhost' }],
    ['another site by the browser’s word', { 'sec-fetch-site': 'cross-site' }],
    ['the same site by the browser’s word', { 'sec-fetch-site': 'same-site' }],
  ])('is refused: %s', async (_what, headers) => {
    const client = await signedIn(running, 'demo-lakare');
    const refused = { status: 403, body: { code: 'CROSS_SITE_REFUSED' } };
    expect(await client.call('DELETE', '/session', { headers })).toMatchObject(refused);
    expect(await client.post('/session/assignment', { assignment: assignments.care }, { headers })).toMatchObject(
      refused,
    );
    expect(await client.post('/sign-in', { code: 'x' }, { headers })).toMatchObject(refused);
    expect((await client.get('/session')).status).toBe(200);
  });

  it.each([['text/plain'], ['application/x-www-form-urlencoded'], ['multipart/form-data; boundary=x']])(
    'is refused in the form of a form: %s',
    async (type) => {
      const client = await signedIn(running, 'demo-lakare');
      const text = JSON.stringify({ assignment: assignments.care });
      const answer = await client.call('POST', '/session/assignment', { text, headers: { 'content-type': type } });
      expect(answer).toMatchObject({ status: 415, body: { code: 'MEDIA_TYPE_UNSUPPORTED' } });
    },
  );

  it('is the portal’s own when the browser says so', async () => {
    const client = await signedIn(running, 'demo-lakare');
    const headers = { origin: `https://localhost:${running.bridge.ports.portal}`, 'sec-fetch-site': 'same-origin' };
    expect((await client.post('/session/assignment', { assignment: assignments.care }, { headers })).status).toBe(204);
  });
});

describe('bad input', () => {
  it.each([
    ['no JSON', '{', 400, 'MESSAGE_UNREADABLE'],
    ['nothing', '', 400, 'MESSAGE_INVALID'],
    ['another shape', '[]', 400, 'MESSAGE_INVALID'],
    ['another type', '{"assignment":1}', 400, 'MESSAGE_INVALID'],
    ['one member more', `{"assignment":"x","role":"clinician"}`, 400, 'MESSAGE_INVALID'],
    ['a prototype', '{"assignment":"x","__proto__":{"a":1}}', 400, 'MESSAGE_UNREADABLE'],
    ['too much', JSON.stringify({ assignment: 'x'.repeat(70_000) }), 413, 'MESSAGE_TOO_LARGE'],
  ])('is refused plainly: %s', async (_what, text, status, code) => {
    const client = await signedIn(running, 'demo-lakare');
    const answer = await client.call('POST', '/session/assignment', { text });
    expect(answer).toMatchObject({ status, body: { code, status, correlationId: expect.any(String) } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('is told of in the reader’s language', async () => {
    const client = portalClient(running);
    const swedish = await client.get('/session');
    const english = await client.get('/session', { headers: { 'accept-language': 'en-GB,sv;q=0.5' } });
    expect(swedish).toMatchObject({ headers: { 'content-language': 'sv' }, body: { title: 'Du är inte inloggad.' } });
    expect(english).toMatchObject({ headers: { 'content-language': 'en' }, body: { title: 'You are not signed in.' } });
  });
});

// Last, with what follows: it takes a certificate away for good.
describe('a revoked certificate', () => {
  it('ends the session that was begun with it', async () => {
    const client = await signedIn(running, 'demo-integration', assignments.operations);
    await revokeInDevelopmentPki(pki.dir, 'demo-integration');
    const kept = client.cookie;
    await expect.poll(async () => (await client.get('/session')).body.code, { timeout: 20_000 }).toBe('CERT_REVOKED');
    client.cookie = kept;
    expect((await client.get('/session')).body.code).toBe('NOT_SIGNED_IN');
    expect((await siths('demo-integration')).status).toBe(401);
  });
});

describe('too much', () => {
  it('of one session is refused, and others go on', async () => {
    const [busy, other] = [await signedIn(running, 'demo-sakerhet'), await signedIn(running, 'demo-sakerhet')];
    let refused = await busy.get('/session');
    for (let count = 0; count < 601 && refused.status === 200; count += 1) refused = await busy.get('/session');
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
    expect((await other.get('/session')).status).toBe(200);
  });

  it('is tried so often from one place without an accepted card, and then no more for a while', async () => {
    const answers = [];
    for (let count = 0; count < 61; count += 1) answers.push(await siths('bad/expired'));
    const [last, refused] = [answers.at(-1), answers.filter(({ status }) => status === 429)];
    expect(refused.length).toBeGreaterThan(0);
    expect(last).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
    // Others get in.
    expect((await siths('demo-sakerhet')).status).toBe(303);
  });
});
