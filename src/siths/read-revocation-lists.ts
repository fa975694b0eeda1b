import { setImmediate as turn } from 'node:timers/promises';
import type { RevocationList } from './revocation-list.ts';
import { listIn } from './revocation-list-der.ts';

/** The lists in these bytes, PEM (any number) or DER. Throws when one cannot be read. */
export function revocationListsAtOnce(content: Buffer): RevocationList[] {
  return ders(content).map((der) => {
    const reading = listIn(der);
    for (;;) {
      const { done, value } = reading.next();
      if (done) return value;
    }
  });
}

/** The same, read while others have their turns. */
export async function revocationListsIn(content: Buffer): Promise<RevocationList[]> {
  const lists: RevocationList[] = [];
  for (const der of ders(content)) lists.push(await byTurns(der));
  return lists;
}

async function byTurns(der: Buffer): Promise<RevocationList> {
  const reading = listIn(der);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
    await turn();
  }
}

/** RFC 7468 §6, and the label that some tools give. */
const pem = /-----BEGIN (X509 )?CRL-----([^-]*)-----END \1CRL-----/g;

/** Not by the library, which runs out of stack on long ones. */
function ders(content: Buffer): Buffer[] {
  if (!content.includes('-----BEGIN ')) return [content];
  return [...content.toString('latin1').matchAll(pem)].map(([, , body = '']) => Buffer.from(body, 'base64'));
}
