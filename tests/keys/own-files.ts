import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPki } from '../support/certs.ts';

/** A certificate, its key and authorities in a folder of their own, to be changed while they are in use. */
export async function ownFiles(first: string) {
  const pki = await testPki();
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-keys-'));
  const at = (name: string) => join(folder, name);
  const place = { certificate: at('own.crt'), key: at('own.key'), ca: at('ca.crt') };
  const putCertificate = (of: string) => copyFile(pki.file(`${of}.crt`), place.certificate);
  const putKey = (of: string) => copyFile(pki.file(`${of}.key`), place.key);
  await putCertificate(first);
  await putKey(first);
  await copyFile(pki.file('ca.crt'), place.ca);
  return { pki, place, at, putCertificate, putKey, remove: () => rm(folder, { recursive: true }) };
}
