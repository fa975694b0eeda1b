import { readFileSync, writeFileSync } from 'node:fs';
import { decodeJwt, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CertifiedCaller } from '../../src/siths/index.ts';
import { requireScopes, type Tokens } from '../../src/tokens/index.ts';
import { inSeconds, type Signer, signer, testTokens } from '../support/tokens.ts';

const base = 'https://brygga.example/fhir';
const endpoint = 'https://brygga.example/oauth/token';
const caller = callerWith('SE2321000230-DEMOEHR', 'ab'.repeat(32));
const neighbour = callerWith('SE2321000222-DEMOEHR', 'cd'.repeat(32));

let client: Signer;
let other: Signer;
let idp: Signer;
let tokens: Tokens;
let count = 0;

beforeAll(async () => {
  [client, other, idp] = await Promise.all([signer('client'), signer('other'), signer('idp', 'RS256')]);
  tokens = await testTokens((section) => {
    section.clients.push(
      { clientId: 'norrbotten', caller: caller.hsaId, jwks: client.jwks, scopes: ['system/*.rs', 'patient-summary'] },
      { clientId: 'vasterbotten', caller: neighbour.hsaId, jwks: other.jwks, scopes: ['system/Condition.rs'] },
    );
    section.issuers.push({ issuer: 'https://idp.example', jwks: idp.jwks });
  });
});

const assertion = (change: JWTPayload = {}): JWTPayload => ({
  iss: 'norrbotten',
  sub: 'norrbotten',
  aud: endpoint,
  jti: `jti-${++count}`,
  exp: inSeconds(200),
  ...change,
});
const issue = (clientAssertion: string, scopes: string[] = [], by = caller) =>
  tokens.issue({ clientAssertion, scopes, caller: by }, base);

describe('a client assertion', () => {
  it('gives a token that is tied to the certificate of the call', async () => {
    const { accessToken, expiresInSeconds, scopes } = await issue(await client.sign(assertion()));
    expect(expiresInSeconds).toBe(300);
    expect(scopes).toEqual(['system/*.rs', 'patient-summary']);
    expect(decodeJwt(accessToken)).toMatchObject({ iss: base, aud: base, sub: 'norrbotten' });
    expect(await tokens.read(accessToken, caller, base)).toEqual({ scopes, actor: undefined });
    await expect(tokens.read(accessToken, neighbour, base)).rejects.toThrow(/another certificate/);
  });

  it('gives what of the scopes it may have', async () => {
    const { scopes } = await issue(
      await other.sign(assertion(neighbours())),
      ['system/Condition.r', 'system/Flag.r'],
      neighbour,
    );
    expect(scopes).toEqual(['system/Condition.r']);
    const asked = issue(await other.sign(assertion(neighbours())), ['system/Flag.r'], neighbour);
    await expect(asked).rejects.toMatchObject({ code: 'SCOPE_MISSING' });
  });

  it('is taken once', async () => {
    const signed = await client.sign(assertion());
    await issue(signed);
    await expect(issue(signed)).rejects.toThrow(/used before/);
  });

  it('is not spent by whoever may not use it', async () => {
    const signed = await client.sign(assertion());
    await expect(issue(signed, [], neighbour)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    await issue(signed);
  });

  it.each<[string, () => Promise<string>]>([
    ['for another endpoint', () => client.sign(assertion({ aud: 'https://other.example/oauth/token' }))],
    ['for the FHIR base', () => client.sign(assertion({ aud: base }))],
    ['expired', () => client.sign(assertion({ exp: inSeconds(-60) }))],
    ['that holds for an hour', () => client.sign(assertion({ exp: inSeconds(3_600) }))],
    ['that holds for ever', () => client.sign(without(assertion(), 'exp'))],
    ['without an id', () => client.sign(without(assertion(), 'jti'))],
    ['with an id without end', () => client.sign(assertion({ jti: 'x'.repeat(256) }))],
    ['not valid yet', () => client.sign(assertion({ nbf: inSeconds(120) }))],
    ['of another issuer', () => client.sign(assertion({ iss: 'vasterbotten' }))],
    ['of an unknown client', () => client.sign(assertion({ iss: 'x', sub: 'x' }))],
    ['of another client, with one’s own key', () => client.sign(assertion(neighbours()))],
    ['with another client’s key', () => other.sign(assertion())],
    ['with another client’s key under one’s own key id', () => other.sign(assertion(), { kid: client.kid })],
    ['with a key it brings itself', () => selfMade(other, assertion())],
    ['signed with the public key as a secret', () => sharedSecret(client, assertion())],
    ['unsigned', async () => new UnsecuredJWT(assertion()).encode()],
    ['that is no token', async () => 'no.token.this'],
    ['that is nothing', async () => ''],
  ])('is refused: one %s', async (_what, make) => {
    const signed = await make();
    await expect(issue(signed)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });
});

const person = (change: JWTPayload = {}): JWTPayload => ({
  iss: 'https://idp.example',
  sub: 'anyone',
  aud: base,
  exp: inSeconds(600),
  cnf: { 'x5t#S256': Buffer.from(caller.certificate.fingerprint, 'hex').toString('base64url') },
  employeeHsaId: 'SE2321000230-DEMOLAKARE',
  given_name: 'Astrid',
  family_name: 'Läkare',
  commissionHsaId: 'SE2321000230-DEMOUPPDRAG',
  commissionPurpose: 'Vård och behandling',
  healthCareProviderHsaId: 'SE2321000230-DEMOVG',
  healthCareUnitHsaId: 'SE2321000230-DEMOVE',
  acr: 'http://id.sambi.se/loa/loa3',
  ...change,
});

describe('a token about a person', () => {
  it('gives who reads, under which assignment', async () => {
    const { actor, scopes } = await tokens.read(await idp.sign(person()), caller, base);
    expect(scopes).toBeUndefined();
    expect(actor).toEqual({
      hsaId: 'SE2321000230-DEMOLAKARE',
      name: 'Astrid Läkare',
      commission: 'SE2321000230-DEMOUPPDRAG',
      purpose: 'Vård och behandling',
      careProvider: 'SE2321000230-DEMOVG',
      careUnit: 'SE2321000230-DEMOVE',
      assurance: 'http://id.sambi.se/loa/loa3',
      issuer: 'https://idp.example',
    });
  });

  it.each<[string, () => Promise<string>]>([
    ['for somebody else', () => idp.sign(person({ aud: 'https://other.example/fhir' }))],
    ['expired', () => idp.sign(person({ exp: inSeconds(-60) }))],
    ['without end', () => idp.sign(without(person(), 'exp'))],
    ['of nobody known', () => idp.sign(person({ iss: 'https://rogue.example' }))],
    ['that pretends to be ours', () => idp.sign(person({ iss: base }))],
    ['tied to no certificate', () => idp.sign(without(person(), 'cnf'))],
    ['tied to something else', () => idp.sign(person({ cnf: { jkt: 'x' } }))],
    ['tied to nothing that can be read', () => idp.sign(person({ cnf: null }))],
    ['tied to another certificate', () => idp.sign(person({ cnf: { 'x5t#S256': 'AAAA' } }))],
    ['that names no person', () => idp.sign(without(person(), 'employeeHsaId'))],
    ['that names a person badly', () => idp.sign(person({ employeeHsaId: '191212121212' }))],
    ['that names two persons', () => idp.sign(person({ employeeHsaId: ['A-1', 'B-1'] }))],
    ['that says two things of one', () => idp.sign(person({ levelOfAssurance: 'loa4' }))],
    ['whose scope is a list', () => idp.sign(person({ scope: ['user/*.rs'] }))],
    ['signed by a client', () => client.sign(person())],
    ['signed by a client under the issuer’s key id', () => client.sign(person(), { kid: idp.kid })],
    ['signed with the public key as a secret', () => sharedSecret(idp, person())],
    ['unsigned', async () => new UnsecuredJWT(person()).encode()],
    ['huge', () => idp.sign(person({ filler: 'x'.repeat(9_000) }))],
    ['cut off', async () => (await idp.sign(person())).slice(0, -3)],
    ['changed', async () => changed(await idp.sign(person()))],
  ])('is refused: one %s', async (_what, make) => {
    await expect(tokens.read(await make(), caller, base)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });
});

describe('what a token covers', () => {
  const system = (...scopes: string[]) => ({ scopes, actor: undefined });

  it('is what its scopes say', () => {
    expect(() => requireScopes(system('system/Condition.s'), ['Condition'], 'search')).not.toThrow();
    expect(() => requireScopes(system('system/Condition.s'), ['Condition'], 'read')).toThrow(/system\/Condition\.r/);
    expect(() => requireScopes(system('user/Condition.rs'), ['Condition'], 'read')).toThrow(/system\/Condition\.r/);
    expect(() => requireScopes(system(), ['Condition'], 'read')).toThrow();
  });

  it('is the summary with every type in it, or by its own scope', () => {
    expect(() => requireScopes(system('patient-summary'), ['Patient'], 'read', 'patient-summary')).not.toThrow();
    expect(() => requireScopes(system('patient-summary'), ['Patient'], 'read')).toThrow();
    expect(() => requireScopes(system('system/Patient.r'), ['Patient', 'Flag'], 'read', 'patient-summary')).toThrow();
  });
});

describe('a key set in the configuration', () => {
  it('holds no secrets', async () => {
    const file = `${client.jwks}.secret`;
    writeFileSync(file, JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 's' }] }));
    const started = testTokens(({ issuers }) => issuers.push({ issuer: 'x', jwks: file }));
    await expect(started).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('must be one', async () => {
    const started = testTokens(({ issuers }) => issuers.push({ issuer: 'x', jwks: 'package.json' }));
    await expect(started).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

const neighbours = (): JWTPayload => ({ iss: 'vasterbotten', sub: 'vasterbotten' });

function without(payload: JWTPayload, claim: string): JWTPayload {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== claim));
}

/** The classic: whoever verifies takes the public key for an HMAC secret. */
function sharedSecret({ jwks, kid }: Signer, payload: JWTPayload): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', kid }).sign(readFileSync(jwks));
}

async function selfMade({ jwks, sign }: Signer, payload: JWTPayload): Promise<string> {
  const [jwk] = (JSON.parse(readFileSync(jwks, 'utf8')) as { keys: object[] }).keys;
  return sign(payload, { jwk, kid: 'own' });
}

function changed(token: string): string {
  const [header, , signature] = token.split('.');
  const payload = person({ employeeHsaId: 'SE2321000230-DEMOANNAN' });
  return [header, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join('.');
}

function callerWith(hsaId: string, fingerprint: string): CertifiedCaller {
  const certificate = { subject: '', issuer: '', serial: '1', fingerprint, validFrom: '', validTo: '' };
  return {
    hsaId,
    kind: 'function',
    name: hsaId,
    organisation: undefined,
    loa: undefined,
    hsaIdFrom: 'serialNumber',
    certificate,
  };
}
