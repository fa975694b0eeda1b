import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/index.ts';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory, type Directory } from '../../src/hsa/index.ts';
import { begunWith, byCard, createSignIn, newSecret, type SignIn } from '../../src/sign-in/index.ts';
import { createSessionStore } from '../../src/sign-in/store.ts';
import { developmentTrust } from '../../src/siths/dev-pki-use.ts';
import { createTrust, judgeCertificate, type Trust } from '../../src/siths/index.ts';
import type { Store } from '../../src/store/index.ts';
import { testPki } from '../support/certs.ts';
import { demoConfig } from '../support/config.ts';
import { assignments } from '../support/portal-client.ts';
import { startPostgres } from '../support/postgres.ts';
import { openTestStore, type TestStore } from '../support/store.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

const minute = 60_000;
const hour = 60 * minute;

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])('sign-in over %s', { timeout: 60_000 }, (engine) => {
  let store: Store;
  let close: TestStore['close'];
  let directory: Directory;
  let trust: Trust;
  let certificate: Buffer;
  const issuer = 'https://idp.example';
  const config = demoConfig((bendable) => {
    bendable.signIn = { ...bendable.signIn, idleMinutes: 30, absoluteHours: 10, oidc: [{ issuer }] };
  });
  /** What a test makes of the person's assignments. */
  let withoutAssignments = false;
  let withoutDirectory = false;
  let now: number;
  let logged: AuditEntry[];
  let logFails: boolean;
  let signIn: SignIn;

  beforeAll(async () => {
    ({ store, close } = await openTestStore(engine, postgres));
    directory = await createDirectory(config.directory, createEvents());
    const pki = await testPki();
    trust = createTrust(developmentTrust(pki.dir));
    certificate = new X509Certificate(readFileSync(pki.file('demo-lakare.crt'))).raw;
  });
  afterAll(async () => {
    await directory.close();
    await close();
  });
  beforeEach(() => {
    [now, logged, logFails] = [Date.now(), [], false];
    [withoutAssignments, withoutDirectory] = [false, false];
    signIn = another();
  });

  /** One more process of the installation. */
  function another(configured = config): SignIn {
    return createSignIn({
      config: configured,
      sessions: createSessionStore(store.db),
      directory: {
        person: directory.person,
        commissionsOf: async (...asked) => {
          if (withoutDirectory) throw new BridgeError('DIRECTORY_UNAVAILABLE');
          const answer = await directory.commissionsOf(...asked);
          return withoutAssignments ? { ...answer, value: { assignments: [], omitted: [] } } : answer;
        },
      },
      trust,
      accessLog: {
        async append(entries) {
          if (logFails) throw new BridgeError('AUDIT_UNAVAILABLE');
          logged.push(...[entries].flat());
        },
      },
      now: () => now,
    });
  }

  const vouchedFor = (hsaId: string) => ({ method: 'oidc', hsaId, name: 'Ylva', issuer, acr: 'loa2', loa: 2 }) as const;

  async function newCode(state?: string): Promise<string> {
    const verdict = judgeCertificate(trust, certificate, new Date(now));
    if (!('caller' in verdict)) throw new Error('The certificate of the demo physician is refused.');
    return signIn.begin({ method: 'siths', certificate }, { caller: verdict.caller, state, correlationId: 'c' });
  }
  /** The person says that the code is hers. */
  async function redeemed(code: string, at = signIn): Promise<string> {
    const answer = await at.redeem(code, { state: undefined, confirmed: true });
    if (!('token' in answer)) throw new Error('It asks again.');
    return answer.token;
  }
  const newToken = async () => redeemed(await newCode());
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'OK',
      (thrown: BridgeError) => thrown.code,
    );

  it('takes a code for a minute, at whichever process', async () => {
    const [early, late] = [await newCode(), await newCode()];
    now += minute;
    expect(await codeOf(redeemed(early, another()))).toBe('OK');
    now += 1;
    expect(await codeOf(redeemed(late))).toBe('SIGN_IN_CODE_INVALID');
    expect(await codeOf(redeemed(early))).toBe('SIGN_IN_CODE_INVALID');
  });

  it('gives the code’s session to the browser in which the sign-in was begun', async () => {
    const begun = begunWith(newSecret(), byCard);
    const code = await newCode(begun.state);
    expect(await signIn.redeem(code, { state: begun.state, confirmed: false })).toEqual({ token: expect.any(String) });
  });

  it.each([
    ['in another', begunWith('a', byCard).state, begunWith('b', byCard).state],
    ['nowhere here', undefined, begunWith('b', byCard).state],
    ['by another way', begunWith('b', 'a provider').state, begunWith('b', byCard).state],
    ['in a browser that has forgotten it', begunWith('a', byCard).state, undefined],
    ['nowhere, and comes to a browser that has begun nothing', undefined, undefined],
  ])('gives one that was begun %s to nobody who has not said that it is hers', async (_where, state, own) => {
    const code = await newCode(state);
    const asks = { confirm: { hsaId: 'SE2321000230-DEMOLAKARE', name: expect.stringContaining('Demoström') } };
    expect(await signIn.redeem(code, { state: own, confirmed: false })).toEqual(asks);
    expect(await redeemed(code)).toBeTruthy();
    expect(await codeOf(signIn.redeem(code, { state: own, confirmed: false }))).toBe('SIGN_IN_CODE_INVALID');
  });

  it('puts the person on the log by HSA-id alone: her name may be protected, now or later', async () => {
    const entrance = { correlationId: 'c', assignment: assignments.care };
    const vouched = await signIn.session(await signIn.enter(vouchedFor('SE2321000230-DEMOLAKARE'), entrance));
    await signIn.end(vouched, 'c');
    const token = await signIn.choose(await signIn.session(await newToken()), assignments.care, 'c');
    await signIn.endAll(await signIn.session(token), 'c');
    expect(logged.map(({ action }) => action)).toEqual([
      ...['sign-in', 'assignment:choose', 'session:end'],
      ...['sign-in', 'assignment:choose', 'session:end'],
    ]);
    expect(new Set(logged.map(({ caller }) => caller?.hsaId))).toEqual(new Set(['SE2321000230-DEMOLAKARE']));
    expect(JSON.stringify(logged)).not.toMatch(/ylva|demoström/i);
  });

  it('signs in whom an identity provider vouches for, without a certificate', async () => {
    const proof = vouchedFor('SE2321000230-DEMOLAKARE');
    const entrance = { correlationId: 'c', assignment: assignments.care };
    const session = await signIn.session(await signIn.enter(proof, entrance));
    expect(session).toMatchObject({
      caller: { hsaId: 'SE2321000230-DEMOLAKARE', kind: 'person', loa: 2, certificate: undefined },
      assignment: { commission: { hsaId: assignments.care } },
      roles: ['clinician'],
      proof,
    });
    expect(logged.map(({ action }) => action)).toEqual(['sign-in', 'assignment:choose']);
    expect(logged[0]?.details).toEqual({ method: 'oidc', issuer: 'https://idp.example', acr: 'loa2', level: 'loa2' });
  });

  it('lets the person choose where the provider names an assignment that the directory does not give', async () => {
    const entrance = { correlationId: 'c', assignment: assignments.logs };
    const token = await signIn.enter(vouchedFor('SE2321000230-DEMOLAKARE'), entrance);
    expect(await signIn.session(token)).toMatchObject({ assignment: 'none', roles: [] });
  });

  it('believes nobody about a person HSA does not know, and nobody who is not trusted any more', async () => {
    const entrance = { correlationId: 'c' };
    const unknown = signIn.enter(vouchedFor('SE2321000230-NOBODY'), entrance);
    expect(await codeOf(unknown)).toBe('SIGN_IN_PERSON_UNKNOWN');
    const token = await signIn.enter(vouchedFor('SE2321000230-DEMOLAKARE'), entrance);
    const elsewhere = another({ ...config, signIn: { ...config.signIn, oidc: [] } });
    expect(await codeOf(elsewhere.session(token))).toBe('SESSION_ENDED');
    expect(logged.map(({ action }) => action)).toEqual(['sign-in']);
  });

  it('ends a session that is not used', async () => {
    const token = await newToken();
    for (let used = 0; used < 5; used += 1) {
      now += 29 * minute;
      expect(await codeOf(another().session(token))).toBe('OK');
    }
    now += 30 * minute;
    expect(await codeOf(signIn.session(token))).toBe('SESSION_ENDED');
    expect(await codeOf(signIn.session(token))).toBe('NOT_SIGNED_IN');
  });

  it('ends a session that a page alone looks at, time and again', async () => {
    const token = await newToken();
    const { idleUntil } = await signIn.session(token);
    for (let looked = 0; looked < 2; looked += 1) {
      now += 14 * minute;
      expect((await signIn.session(token, false)).idleUntil).toBe(idleUntil);
    }
    now += 2 * minute;
    expect(await codeOf(signIn.session(token, false))).toBe('SESSION_ENDED');
  });

  it('ends a session at its longest time however busy, and says when', async () => {
    const token = await newToken();
    const begun = now;
    while (now + 20 * minute < begun + 10 * hour) {
      now += 20 * minute;
      expect((await signIn.session(token)).endsAt).toBe(new Date(begun + 10 * hour).toISOString());
    }
    expect(Date.parse((await signIn.session(token)).idleUntil)).toBe(begun + 10 * hour);
    now = begun + 10 * hour;
    expect(await codeOf(signIn.session(token))).toBe('SESSION_ENDED');
  });

  it('gives no role under an assignment that has ended', async () => {
    const before = await newToken();
    const token = await signIn.choose(await signIn.session(before), assignments.care.toLowerCase(), 'c');
    // Whoever had the token before the choice has nothing now.
    expect(await codeOf(signIn.session(before))).toBe('NOT_SIGNED_IN');
    expect(await signIn.session(token)).toMatchObject({
      assignment: { commission: { hsaId: assignments.care } },
      roles: ['clinician'],
    });
    withoutAssignments = true;
    expect(await signIn.session(token)).toMatchObject({ assignment: 'ended', roles: [] });
  });

  it('takes one of two choices that meet, and gives no token for the other', async () => {
    const session = await signIn.session(await newToken());
    const choices = await Promise.allSettled(
      [assignments.care, assignments.quality].map((one) => signIn.choose(session, one, 'c')),
    );
    const tokens = choices.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refusals = choices.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toMatchObject([{ code: 'NOT_SIGNED_IN' }]);
    expect(tokens).toHaveLength(1);
    expect((await signIn.session(tokens[0])).assignment).toMatchObject({ commission: expect.anything() });
  });

  it('lets nobody work whose assignment cannot be looked up, and does not end the session for that', async () => {
    const token = await signIn.choose(await signIn.session(await newToken()), assignments.care, 'c');
    withoutDirectory = true;
    expect(await codeOf(signIn.session(token))).toBe('DIRECTORY_UNAVAILABLE');
    withoutDirectory = false;
    expect((await signIn.session(token)).roles).toEqual(['clinician']);
  });

  it('lets nobody in whose sign-in cannot be logged', async () => {
    logFails = true;
    expect(await codeOf(newCode())).toBe('AUDIT_UNAVAILABLE');
  });

  it('takes no assignment that cannot be logged', async () => {
    const token = await newToken();
    logFails = true;
    expect(await codeOf(signIn.choose(await signIn.session(token), assignments.care, 'c'))).toBe('AUDIT_UNAVAILABLE');
    expect((await signIn.session(token)).assignment).toBe('none');
  });

  it('keeps neither code nor token, in store or log', async () => {
    const code = await newCode();
    const token = await redeemed(code);
    const tables = await Promise.all(
      ['sign_in_code', 'portal_session'].map((table) => store.pool.query(`SELECT * FROM bridge.${table}`)),
    );
    const kept = JSON.stringify([tables.map(({ rows }) => rows), logged]);
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(token);
    expect(logged.map(({ action }) => action)).toEqual(['sign-in']);
  });

  it('forgets what can no longer be used', async () => {
    await newToken();
    await newCode();
    now += 11 * hour;
    await newCode();
    const { rows } = await store.pool.query(`SELECT (SELECT count(*) FROM bridge.portal_session) AS sessions,
      (SELECT count(*) FROM bridge.sign_in_code) AS codes`);
    expect(rows).toEqual([{ sessions: 0, codes: 1 }]);
  });
});
