import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { developmentTrust } from '../../src/siths/development.ts';
import { createTrust, judgeCertificate, type Trust } from '../../src/siths/index.ts';
import { testPki } from '../support/certs.ts';

let trust: Trust;
let originals: Buffer[];

beforeAll(async () => {
  const pki = await testPki();
  trust = createTrust(developmentTrust(pki.dir));
  const files = ['ehr-norrbotten.crt', 'demo-lakare.crt', 'bad/expired.crt', 'bad/signature-usage.crt'];
  originals = files.map((file) => new X509Certificate(readFileSync(pki.file(file))).raw);
});

/** Where to change it, as a fraction of the length, and how. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom('set', 'insert', 'delete', 'truncate', 'repeat'),
  byte: fc.nat(255),
  length: fc.integer({ min: 1, max: 8 }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(der: Buffer, { at, kind, byte, length }: Change): Buffer {
  const position = Math.floor(at * der.length);
  const [before, after] = [der.subarray(0, position), der.subarray(position)];
  switch (kind) {
    case 'set':
      return Buffer.concat([before, Buffer.of(byte), after.subarray(1)]);
    case 'insert':
      return Buffer.concat([before, Buffer.alloc(length, byte), after]);
    case 'delete':
      return Buffer.concat([before, after.subarray(length)]);
    case 'truncate':
      return before;
    default:
      return Buffer.concat([before, after.subarray(0, length), after]);
  }
}

const judged = (der: Buffer) => judgeCertificate(trust, der, new Date());

test('3,000 changed certificates: a verdict on each, and never a good one', () => {
  const mutation = fc.tuple(fc.nat(3), fc.array(change, { minLength: 1, maxLength: 3 }));
  let tried = 0;
  fc.assert(
    fc.property(mutation, ([which, changes]) => {
      const original = originals[which] ?? Buffer.alloc(0);
      const mutant = changes.reduce(changed, original);
      fc.pre(!mutant.equals(original));
      tried++;
      expect(judged(mutant)).toMatchObject({ refusal: { refused: expect.stringMatching(/^CERT_/) } });
    }),
    { numRuns: 3_000 },
  );
  expect(tried).toBe(3_000);
});

test('one bit in every fifth octet of a good certificate', () => {
  const original = originals[0] ?? Buffer.alloc(0);
  for (let at = 0; at < original.length; at += 5) {
    const mutant = Buffer.from(original);
    mutant.writeUInt8(mutant.readUInt8(at) ^ (1 << (at % 8)), at);
    expect(judged(mutant), `bit ${at % 8} of octet ${at}`).toHaveProperty('refusal');
  }
});

test('1,000 inputs that are no certificates at all', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      expect(judged(Buffer.from(bytes))).toEqual({
        refusal: { refused: 'CERT_UNREADABLE', detail: undefined, certificate: undefined },
      });
    }),
    { numRuns: 1_000 },
  );
});
