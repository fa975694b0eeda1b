import { KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/errors.ts';
import { keysFromPem } from '../../src/siths/dev-pki-mint.ts';
import * as x509 from '../../src/siths/x509.ts';
import * as mint from '../siths/mint.ts';
import { ownTestPki } from '../support/certs.ts';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';

/** A whole bridge that judges all it can, and certificates of each fault at its door. */

let pki: Awaited<ReturnType<typeof ownTestPki>>;
let running: RunningBridge;
beforeAll(async () => {
  pki = await ownTestPki();
  running = await startRunningBridge({
    pki,
    change: (config) => {
      config.trust.systemsInDirectory = 'required';
      for (const issuer of config.trust.issuers)
        if (issuer.issues === 'function') issuer.policies = [{ oid: '1.2.752.74.8.650' }];
    },
  });
  const pem = await readFile(pki.file('function-ca.crt'), 'latin1');
  const { privateKey } = keysFromPem(await readFile(pki.file('function-ca.key'), 'utf8'));
  const certificate = new x509.X509Certificate(x509.PemConverter.decodeFirst(pem));
  const issuer = { certificate, keys: { privateKey, publicKey: privateKey } };
  await Promise.all(Object.entries(minted).map(([name, changes]) => write(name, issuer, changes)));
});
afterAll(async () => {
  await running?.close();
  await pki?.remove();
});

const ofPolicy = new x509.CertificatePolicyExtension(['1.2.752.74.8.650']);
/** What a certificate of the function CA differs in from a good one. */
const minted: Record<string, Partial<mint.LeafOptions>> = {
  weak: {},
  long: { notAfter: new Date(Date.now() + 3_650 * 86_400_000) },
  critical: { extra: [new x509.Extension('1.2.752.999.1', true, Uint8Array.of(5, 0))] },
  policy: {},
  twice: { extra: [ofPolicy, ofPolicy] },
  nowhere: { subject: mint.functionName('SE2321000230-DEMONOWHERE'), extra: [ofPolicy] },
  known: { extra: [ofPolicy] },
};

async function write(name: string, issuer: mint.Issuer, changes: Partial<mint.LeafOptions>): Promise<void> {
  const keys = await mint.ecKeys(name === 'weak' ? 'P-521' : 'P-256');
  const leaf = await mint.leaf({ issuer, keys, ...changes });
  await writeFile(pki.file(`${name}.crt`), x509.PemConverter.encode(leaf, 'CERTIFICATE'));
  await writeFile(pki.file(`${name}.key`), KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }));
}

const asked = (who: string | undefined) => running.call(who, '/fhir/Patient', { method: 'GET' });

describe('a refusal', () => {
  it.each<[string | undefined, ErrorCode, number, ErrorCode?]>([
    [undefined, 'CERT_MISSING', 401],
    ['twice', 'CERT_UNREADABLE', 401],
    ['bad/unknown-issuer', 'CERT_UNKNOWN_ISSUER', 401],
    ['bad/self-signed', 'CERT_UNKNOWN_ISSUER', 401],
    ['weak', 'CERT_WEAK', 401],
    ['bad/not-yet-valid', 'CERT_NOT_YET_VALID', 401],
    ['bad/expired', 'CERT_EXPIRED', 401],
    ['long', 'CERT_LONG_LIFETIME', 401],
    ['bad/signature-usage', 'CERT_WRONG_USAGE', 401],
    ['critical', 'CERT_UNKNOWN_EXTENSION', 401],
    ['policy', 'CERT_WRONG_POLICY', 401],
    ['bad/revoked', 'CERT_REVOKED', 401],
    ['bad/no-hsa-id', 'CERT_NO_HSA_ID', 401],
    ['bad/bad-hsa-id', 'CERT_BAD_HSA_ID', 401],
    ['bad/personnummer', 'CERT_PERSONAL_NUMBER', 401],
    ['demo-lakare', 'CERT_PERSON_ON_SYSTEM_PORT', 403],
    ['nowhere', 'CERT_HOLDER_UNKNOWN', 403, 'CERT_HOLDER_REFUSED'],
  ])('of %s is %s, and the security officer sees it', async (who, code, status, told = code) => {
    const { headers, ...answer } = await asked(who);
    expect(answer.status).toBe(status);
    expect(answer.body.match(/CERT_[A-Z_]+/g)).toEqual([told]);
    const correlationId = String(headers['x-skltp-correlation-id']);
    const entries = await running.log({ correlationId, kind: 'refusal' });
    expect(entries).toMatchObject([{ code, outcome: 'refused' }]);
    const isReadable = code !== 'CERT_MISSING' && code !== 'CERT_UNREADABLE';
    expect(entries[0]?.certificate?.fingerprint !== undefined).toBe(isReadable);
  });

  it('is not met by a system that is in order', async () => {
    expect((await asked('known')).body).not.toContain('CERT_');
  });
});

it('a system in haste has one line, written at the latest when the bridge stops', async () => {
  const hurried = await startRunningBridge({
    change: (config) => {
      config.limits.requestsPerMinute = 2;
    },
  });
  const call = () => hurried.call('ehr-norrbotten', '/fhir/Patient', { method: 'GET' });
  const statuses = [];
  for (let count = 0; count < 6; count += 1) statuses.push((await call()).status);
  expect(statuses.slice(2)).toEqual([429, 429, 429, 429]);
  expect((await hurried.log({ kind: 'refusal' })).filter(({ code }) => code === 'TOO_MANY_REQUESTS')).toEqual([]);
  await hurried.bridge.close();
  const journal = await readFile(join(hurried.config.dataDir, 'audit.log'), 'utf8');
  const lines = journal.split('\n').filter((line) => line.includes('TOO_MANY_REQUESTS'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"attempts":4');
  await hurried.close();
});
