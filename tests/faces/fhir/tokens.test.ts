import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { inSeconds, type Signer, signer } from '../../support/tokens.ts';

const norrbotten = 'SE2321000230-DEMOEHR';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const search = {
  headers: form,
  body: 'patient.identifier=http://electronichealth.se/identifier/personnummer|191212121212',
};

let running: RunningBridge;
let client: Signer;
let idp: Signer;
let count = 0;

beforeAll(async () => {
  [client, idp] = await Promise.all([signer('bridge-client'), signer('bridge-idp', 'PS256')]);
  running = await startRunningBridge({
    change: (config) => {
      const scopes = ['system/Condition.rs', 'patient-summary'];
      config.tokens.clients = [{ clientId: 'ehr', caller: norrbotten, jwks: client.jwks, scopes }];
      config.tokens.issuers = [{ issuer: 'https://idp.example', jwks: idp.jwks }];
    },
  });
}, 60_000);
afterAll(() => running.close());

async function assertion(): Promise<string> {
  const aud = `${running.url}/oauth/token`;
  return client.sign({ iss: 'ehr', sub: 'ehr', aud, jti: `whole-${++count}`, exp: inSeconds(100) });
}

async function ask(change: Record<string, string> = {}, who = 'ehr-norrbotten') {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(),
    ...change,
  });
  const answer = await running.call(who, '/oauth/token', { headers: form, body: body.toString() });
  return { ...answer, json: JSON.parse(answer.body) };
}

const searchWith = (token: string, path = '/fhir/Condition/_search', who = 'ehr-norrbotten') =>
  running.call(who, path, { ...search, headers: { ...form, authorization: `Bearer ${token}` } });

const codeIn = (body: string): string =>
  /Reason ([A-Z_]+)\./.exec((JSON.parse(body) as OperationOutcome).issue[0]?.diagnostics ?? '')?.[1] ?? body;

describe('tokens over a running bridge', () => {
  it('say publicly how to get one', async () => {
    const answer = await running.call(undefined, '/fhir/.well-known/smart-configuration', { method: 'GET' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(answer.body)).toMatchObject({
      issuer: `${running.url}/fhir`,
      token_endpoint: `${running.url}/oauth/token`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
    });
    const keys = await running.call(undefined, '/oauth/jwks', { method: 'GET' });
    expect(JSON.parse(keys.body).keys).toMatchObject([{ kty: 'OKP', crv: 'Ed25519', use: 'sig' }]);
    expect(keys.body).not.toContain('"d"');
  });

  it('let a system read what the scope covers', async () => {
    const { status, json } = await ask({ scope: 'system/Condition.read' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'system/Condition.read' });
    expect((await searchWith(json.access_token)).status).toBe(200);
    const denied = await searchWith(json.access_token, '/fhir/Observation/_search');
    expect(denied.status).toBe(403);
    expect(denied.headers['www-authenticate']).toContain('insufficient_scope');
    expect(codeIn(denied.body)).toBe('SCOPE_MISSING');
    const summary = await searchWith(json.access_token, '/fhir/Patient/$summary');
    expect(codeIn(summary.body)).toBe('SCOPE_MISSING');
  });

  it('are no use over another certificate, and that stands on the log', async () => {
    const { json } = await ask();
    const stolen = await searchWith(json.access_token, undefined, 'ehr-vasterbotten');
    expect(stolen.status).toBe(401);
    expect(stolen.headers['www-authenticate']).toContain('invalid_token');
    expect(codeIn(stolen.body)).toBe('TOKEN_INVALID');
    const [entry] = await running.log();
    expect(entry).toMatchObject({ kind: 'refusal', code: 'TOKEN_INVALID', caller: { hsaId: 'SE2321000222-DEMOEHR' } });
  });

  it('are given once for an assertion, whoever asks again', async () => {
    const used = await assertion();
    expect((await ask({ client_assertion: used })).status).toBe(200);
    const again = await ask({ client_assertion: used });
    expect(again.status).toBe(401);
    expect(again.json.error).toBe('invalid_client');
    const [entry] = await running.log();
    expect(entry).toMatchObject({ kind: 'refusal', action: 'token', code: 'TOKEN_INVALID' });
  });

  it.each([
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['another kind of assertion', { client_assertion_type: 'x' }, 400, 'invalid_request'],
    ['a scope the client may not have', { scope: 'system/Observation.rs' }, 400, 'invalid_scope'],
    ['no assertion that is one', { client_assertion: 'x' }, 401, 'invalid_client'],
  ])('are refused for %s', async (_what, change, status, error) => {
    const answer = await ask(change);
    expect([answer.status, answer.json.error]).toEqual([status, error]);
  });

  it('are refused to whoever shows no certificate', async () => {
    const answer = await running.call(undefined, '/oauth/token', {
      headers: form,
      body: 'grant_type=client_credentials',
    });
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([401, 'invalid_client']);
  });

  it('name the person who reads, who then stands on the log', async () => {
    const certificate = new X509Certificate(readFileSync(running.pki.file('ehr-norrbotten.crt')));
    const bound = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
    const token = await idp.sign({
      iss: 'https://idp.example',
      aud: `${running.url}/fhir`,
      exp: inSeconds(300),
      cnf: { 'x5t#S256': bound },
      employeeHsaId: 'SE2321000230-DEMOLAKARE',
      name: 'Demo Läkare',
      scope: 'user/Condition.rs',
    });
    expect((await searchWith(token)).status).toBe(200);
    const entries = await running.log();
    expect(entries.find(({ kind }) => kind === 'access')?.actor).toMatchObject({
      hsaId: 'SE2321000230-DEMOLAKARE',
      issuer: 'https://idp.example',
    });
    expect((await searchWith(token, '/fhir/Observation/_search')).status).toBe(403);
    expect((await searchWith(token, undefined, 'ehr-vasterbotten')).status).toBe(401);
  });

  it.each(['Basic eDp5', 'Bearer', 'Bearer a b', 'Bearer x', `Bearer ${'x'.repeat(9_000)}`])(
    'are refused when the header is no token: %.20s',
    async (authorization) => {
      const answer = await running.call('ehr-norrbotten', '/fhir/Condition/_search', {
        ...search,
        headers: { ...form, authorization },
      });
      expect([answer.status, codeIn(answer.body)]).toEqual([401, 'TOKEN_INVALID']);
    },
  );
});
