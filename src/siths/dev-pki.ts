import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import forge from 'node-forge';
import { type Authority, keyPem, makeKeys, mintAuthority, mintLeaf, mintRevocationList } from './dev-pki-mint.ts';
import { type AuthorityPlan, authorities, type LeafPlan, leaves, plannedFiles, wantsPkcs12 } from './dev-pki-plan.ts';

/**
 * The development PKI: authorities, certificates good and bad, revocation lists, all made on this machine and worth
 * nothing on any other. See `certs-dev/README.md`.
 */

/** Holds the digest of the generator that made the files, so that files of an older one are noticed. */
const generatorFile = 'generator.sha256';

/** Digest of this generator: another plan, another profile or another form make another PKI. */
export const developmentPkiGenerator = ['dev-pki.ts', 'dev-pki-plan.ts', 'dev-pki-mint.ts']
  .map((source) => new URL(source, import.meta.url))
  .reduce((digest, source) => digest.update(readFileSync(source)), createHash('sha256'))
  .digest('hex');

/** Quick to make. Real SITHS authorities have 4096 bits, their leaves 3072 or 4096. */
const authorityBits = 3072;
const otherBits = 2048;

const pkcs12Password = 'demo';
const month = 30 * 86_400_000;

export interface DevelopmentPkiOptions {
  /** Make everything anew though it is complete. */
  readonly renew?: boolean;
  readonly now?: Date;
}

/**
 * Makes the development PKI below `directory`, or keeps it when it is complete, up to date and lasts another month.
 * It is replaced as a whole, so that a reader never meets half of the old and half of the new; several processes may
 * do this at the same time and end up with the same files.
 */
export async function makeDevelopmentPki(
  directory: string,
  options: DevelopmentPkiOptions = {},
): Promise<{ made: boolean }> {
  const now = options.now ?? new Date();
  if (!options.renew && (await isComplete(directory, now))) return { made: false };
  const stale = await folderId(directory);
  const fresh = `${directory}.${randomUUID()}`;
  await mkdir(dirname(directory), { recursive: true });
  await mkdir(fresh);
  try {
    await writeEverything(fresh, now);
    return { made: await replace(directory, stale, fresh) };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Whether every file is there, made by this generator, and lasts another month. */
export async function isComplete(directory: string, now: Date): Promise<boolean> {
  const present = [generatorFile, ...plannedFiles()].every((file) => existsSync(join(directory, file)));
  if (!present || (await readFile(join(directory, generatorFile), 'utf8')) !== developmentPkiGenerator) return false;
  const { validToDate } = new X509Certificate(await readFile(join(directory, 'server.crt')));
  return validToDate.getTime() - now.getTime() > month;
}

/**
 * Puts `fresh` in the place of the folder that was found stale. False when another process has put its own there in
 * between: that one is as good as ours, and others may read it already.
 */
async function replace(directory: string, stale: bigint | undefined, fresh: string): Promise<boolean> {
  const old = `${fresh}.old`;
  if (stale !== undefined && (await folderId(directory)) === stale) await rename(directory, old);
  try {
    await rename(fresh, directory);
    return true;
  } catch (error) {
    if (!existsSync(directory)) throw error;
    return false;
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}

/** Inode: which folder bears the name at the moment. */
async function folderId(directory: string): Promise<bigint | undefined> {
  return existsSync(directory) ? (await stat(directory, { bigint: true })).ino : undefined;
}

async function writeEverything(directory: string, now: Date): Promise<void> {
  await mkdir(join(directory, 'bad'));
  // Keys are made in parallel and take nearly all the time, so they are all ordered before the first is needed.
  const authorityKeys = new Map(
    authorities.map((plan) => [plan.name, makeKeys(plan.kept ? authorityBits : otherBits)]),
  );
  const leafKeys = new Map(leaves.map((plan) => [plan.file, makeKeys(otherBits)]));
  const made = new Map<string, Authority>();
  for (const plan of authorities) {
    const keys = await taken(authorityKeys, plan.name);
    const issuer = plan.issuer === undefined ? undefined : taken(made, plan.issuer);
    const keyId = plan.poseAs && taken(made, plan.poseAs).keyId;
    made.set(plan.name, await mintAuthority({ ...plan, keys, issuer, keyId, now }));
  }
  const revoked = new Map<string, string[]>();
  for (const plan of leaves) {
    const keys = await taken(leafKeys, plan.file);
    const issuer = plan.issuer === 'self' ? undefined : taken(made, plan.issuer);
    const leaf = await mintLeaf({ ...plan, validity: plan.validity ?? 'current', keys, issuer, now });
    if (plan.revoked) revoked.set(plan.issuer, [...(revoked.get(plan.issuer) ?? []), leaf.serialNumber]);
    const chain = [leaf, ...(issuer ? [issuer.certificate] : [])].map((certificate) => certificate.toString('pem'));
    await writeLeaf(directory, plan, chain, keyPem(keys));
  }
  for (const plan of authorities.filter((a) => a.kept)) {
    await writeAuthority(directory, plan, taken(made, plan.name), revoked.get(plan.name) ?? [], now);
  }
  await writeFile(join(directory, 'ca.crt'), pemText(taken(made, 'root').certificate.toString('pem')));
  await writeFile(join(directory, generatorFile), developmentPkiGenerator);
}

function taken<T>(from: ReadonlyMap<string, T>, name: string): T {
  const value = from.get(name);
  if (value === undefined) throw new Error(`The plan names ${name} before it is made`);
  return value;
}

async function writeLeaf(directory: string, plan: LeafPlan, chain: readonly string[], key: string): Promise<void> {
  await writeFile(join(directory, `${plan.file}.crt`), chain.map(pemText).join(''));
  await writeSecret(join(directory, `${plan.file}.key`), key);
  if (wantsPkcs12(plan)) await writeSecret(join(directory, `${plan.file}.p12`), pkcs12(plan.file, chain, key));
}

async function writeAuthority(
  directory: string,
  plan: AuthorityPlan,
  authority: Authority,
  revokedSerials: readonly string[],
  now: Date,
): Promise<void> {
  const entries = revokedSerials.map((serialNumber) => ({ serialNumber, revocationDate: now }));
  const list = await mintRevocationList(authority, entries, now);
  await writeFile(join(directory, `${plan.name}.crt`), pemText(authority.certificate.toString('pem')));
  await writeSecret(join(directory, `${plan.name}.key`), keyPem(authority.keys));
  await writeFile(join(directory, `${plan.name}.crl`), list);
}

const pemText = (pem: string): string => (pem.endsWith('\n') ? pem : `${pem}\n`);

/** Triple DES is the one cipher that every key store still in use can import; the password is public anyway. */
function pkcs12(name: string, chain: readonly string[], key: string): Buffer {
  const certificates = chain.map((pem) => forge.pki.certificateFromPem(pem));
  const bundle = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(key), certificates, pkcs12Password, {
    algorithm: '3des',
    friendlyName: name,
  });
  return Buffer.from(forge.asn1.toDer(bundle).getBytes(), 'binary');
}

const writeSecret = (file: string, content: string | Buffer): Promise<void> =>
  writeFile(file, content, { mode: 0o600 });
