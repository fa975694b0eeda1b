import { randomUUID, X509Certificate } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from './caller.ts';
import { readCertificate } from './certificate.ts';
import { type Authority, keysFromPem, mintRevocationList } from './dev-pki-mint.ts';
import { authorities, leaves } from './dev-pki-plan.ts';
import { createTrust, judgeCertificate } from './trust.ts';
import type { TrustConfig } from './trust-store.ts';
import * as x509 from './x509.ts';

/** What one does with a development PKI that exists: trust it, revoke in it, look at it. */

/** The `trust` part of a configuration that believes in the development PKI below `directory`, as the demo's does. */
export function developmentTrust(directory: string): TrustConfig {
  const file = (name: string) => join(directory, name);
  return {
    roots: file('ca.crt'),
    issuers: [
      { file: file('function-ca.crt'), issues: 'function', test: true },
      { file: file('person-hsa3-ca.crt'), issues: 'person', loa: 3, test: true },
      { file: file('person-hsa2-ca.crt'), issues: 'person', loa: 2, test: true },
      { file: file('person-id3-ca.crt'), issues: 'person', loa: 3, test: true },
    ],
    revocationLists: authorities.filter((authority) => authority.kept).map(({ name }) => file(`${name}.crl`)),
    maximumLifetimeDays: 1_860,
    hsaIdForm: 'strict',
    hsaIdFromOu: false,
    systemsInDirectory: 'noted',
  };
}

/** What {@link revokeInDevelopmentPki} takes: issuing CAs and leaves whose issuer has a list. */
export const revocableNames: readonly string[] = [
  ...leaves.map(({ file, issuer }) => ({ name: file, issuer })),
  ...authorities.filter((authority) => authority.kept),
]
  .filter(({ issuer }) => authorities.some(({ name, kept }) => kept && name === issuer))
  .map(({ name }) => name);

/**
 * Puts a certificate on its issuer's revocation list; a running bridge notices within a second. `name` is a file of the
 * PKI without ending. False when it stood there already. Throws when the PKI is not there, or `name` is not among
 * {@link revocableNames}.
 */
export async function revokeInDevelopmentPki(directory: string, name: string): Promise<boolean> {
  const issuerName = leaves.find(({ file }) => file === name)?.issuer ?? 'root';
  if (!revocableNames.includes(name)) throw new Error(`${name} is not a certificate that can be revoked`);
  const listFile = join(directory, `${issuerName}.crl`);
  const { serialNumber } = new x509.X509Certificate(await firstPem(join(directory, `${name}.crt`)));
  const list = new x509.X509Crl(await firstPem(listFile));
  if (list.entries.some((entry) => entry.serialNumber === serialNumber)) return false;
  const now = new Date();
  const entries = [...list.entries, { serialNumber, revocationDate: now }];
  const issuer = await authorityIn(directory, issuerName);
  // Written beside and moved into place: the bridge never reads half a list.
  const fresh = `${listFile}.${randomUUID()}`;
  await writeFile(fresh, await mintRevocationList(issuer, entries, now));
  await rename(fresh, listFile);
  return true;
}

async function authorityIn(directory: string, name: string): Promise<Authority> {
  const certificate = new x509.X509Certificate(await firstPem(join(directory, `${name}.crt`)));
  const keys = keysFromPem(await readFile(join(directory, `${name}.key`), 'utf8'));
  const keyId = certificate.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId;
  if (keyId === undefined) throw new Error(`${name}.crt has no key identifier`);
  return { name, certificate, keys, keyId };
}

const firstPem = async (file: string): Promise<ArrayBuffer> =>
  x509.PemConverter.decodeFirst(await readFile(file, 'latin1'));

export interface ListedCertificate {
  /** Without ending. */
  readonly file: string;
  /** Value of the subject attribute serialNumber, whatever it is. */
  readonly hsaId: string;
  readonly issuer: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** What a bridge that trusts this PKI says to it at `now`. */
  readonly verdict: Verdict;
}

/** Every leaf of the PKI as it is on disk. Throws when the PKI is not there. */
export async function listDevelopmentPki(directory: string, now: Date): Promise<ListedCertificate[]> {
  const trust = createTrust(developmentTrust(directory));
  return Promise.all(
    leaves.map(async ({ file }) => {
      const der = new X509Certificate(await readFile(join(directory, `${file}.crt`))).raw;
      const certificate = readCertificate(der);
      if (!certificate) throw new Error(`${file}.crt cannot be read`);
      return {
        file,
        hsaId: certificate.serialNumbers.join(' '),
        issuer: /CN=([^,]*)/.exec(certificate.facts.issuer)?.[1] ?? certificate.facts.issuer,
        validFrom: certificate.validFrom,
        validTo: certificate.validTo,
        verdict: judgeCertificate(trust, der, now),
      };
    }),
  );
}
