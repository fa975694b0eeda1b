import { KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { revocationListsIn } from '../../src/siths/read-revocation-lists.ts';
import type { RevocationList } from '../../src/siths/revocation-list.ts';
import * as x509 from '../../src/siths/x509.ts';
import { bend, bent, type Node, parseDer, signedAnew, writeDer } from './der.ts';
import * as mint from './mint.ts';

/** Lists in DER, held against what a parser that builds the whole tree finds in them. */

let issuer: mint.Issuer;
let key: KeyObject;
beforeAll(async () => {
  issuer = await mint.ca('TEST Function CA');
  key = KeyObject.from(issuer.keys.publicKey);
});

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const octets = Buffer.from(size.toString(16).padStart(size < 0x1000000 ? 6 : 8, '0'), 'hex');
  const shortest = octets.subarray(octets.findIndex((octet) => octet > 0));
  const head = size < 0x80 ? [tag, size] : [tag, 0x80 + shortest.length, ...shortest];
  return Buffer.concat([Buffer.from(head), ...parts]);
}
const sequence = (...parts: readonly Uint8Array[]) => tlv(0x30, ...parts);

/** UTCTime before 2050, as RFC 5280 has it. */
function time(date: Date): Buffer {
  const text = `${date.toISOString().replace(/[-:T]|\..*/g, '')}Z`;
  return date.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(text.slice(2))) : tlv(0x18, Buffer.from(text));
}

interface Extension {
  /** Encoded object identifier. */
  readonly type: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const extensions = (all: readonly Extension[]) =>
  sequence(
    ...all.map(({ type, critical, value }) =>
      sequence(tlv(6, Buffer.from(type, 'hex')), ...(critical ? [tlv(1, Buffer.of(0xff))] : []), tlv(4, value)),
    ),
  );

interface Entry {
  readonly serial: Uint8Array;
  readonly date: Date;
  readonly told: readonly Extension[];
}

interface Content {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly entries: readonly Entry[];
  readonly told: readonly Extension[];
}

const ecdsaWithSha256 = sequence(tlv(6, Buffer.from('2a8648ce3d040302', 'hex')));

function listOf({ thisUpdate, nextUpdate, entries, told }: Content): Buffer {
  const rows = entries.map(({ serial, date, told: of }) =>
    sequence(tlv(2, serial), time(date), ...(of.length > 0 ? [extensions(of)] : [])),
  );
  const signed = sequence(
    tlv(2, Buffer.of(1)),
    ecdsaWithSha256,
    Buffer.from(issuer.certificate.subjectName.toArrayBuffer()),
    time(thisUpdate),
    ...(nextUpdate ? [time(nextUpdate)] : []),
    ...(rows.length > 0 ? [sequence(...rows)] : []),
    ...(told.length > 0 ? [tlv(0xa0, extensions(told))] : []),
  );
  const signature = sign('sha256', signed, KeyObject.from(issuer.keys.privateKey));
  return sequence(signed, ecdsaWithSha256, tlv(3, Buffer.of(0), signature));
}

/** By the library, which decodes everything. */
class Decoded extends x509.X509Crl {
  get read() {
    const { crlExtensions: own = [], revokedCertificates: entries = [] } = this.asn.tbsCertList;
    const integer = (type: string) => {
      const found = own.find(({ extnID }) => extnID === type);
      return found && BigInt(`0x${Buffer.from(found.extnValue.buffer).subarray(2).toString('hex')}`);
    };
    const all = [own, ...entries.map(({ crlEntryExtensions = [] }) => crlEntryExtensions)].flat();
    return {
      issuer: Buffer.from(this.issuerName.toArrayBuffer()).toString('hex'),
      thisUpdate: this.thisUpdate,
      nextUpdate: this.nextUpdate,
      number: integer('2.5.29.20'),
      base: integer('2.5.29.27'),
      complete: !all.some(({ critical, extnID }) => critical && extnID !== '2.5.29.27'),
      reasons: entries.map(({ userCertificate, crlEntryExtensions = [] }) => {
        const why = crlEntryExtensions.find(({ extnID }) => extnID === '2.5.29.21');
        const octets = Buffer.from(userCertificate).toString('hex');
        return [octets.replace(/^00(?=[89a-f])/, ''), why ? Buffer.from(why.extnValue.buffer)[2] : 0] as const;
      }),
    };
  }
}

const only = async (der: Buffer): Promise<RevocationList> => (await revocationListsIn(der))[0] as RevocationList;

const instant = fc
  .integer({ min: Date.UTC(1951) / 1_000, max: Date.UTC(2120) / 1_000 })
  .map((seconds) => new Date(seconds * 1_000));
const octets = fc.uint8Array({ minLength: 1, maxLength: 15 });
const serial = fc
  .tuple(fc.constantFrom([1], [0x7f], [0, 0x80], [0, 0xff]), octets)
  .map(([head, rest]) => Uint8Array.of(...head, ...rest));
const told = (type: string, value: fc.Arbitrary<Uint8Array>) =>
  fc.record({ type: fc.constant(type), critical: fc.boolean(), value });
const some = (...all: readonly fc.Arbitrary<Extension>[]) =>
  fc
    .tuple(...all.map((each) => fc.option(each, { nil: undefined })))
    .map((chosen) => chosen.filter((each) => each !== undefined));
const integer = octets.map((content) => tlv(2, content));
const unknown = told('2a8570', fc.uint8Array({ maxLength: 200 }));
const why = told(
  '551d15',
  fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 8, 9, 10).map((code) => tlv(10, Buffer.of(code))),
);
const content: fc.Arbitrary<Content> = fc.record({
  thisUpdate: instant,
  nextUpdate: fc.option(instant, { nil: undefined }),
  entries: fc.array(fc.record({ serial, date: instant, told: some(unknown, why) }), { maxLength: 20 }),
  told: some(told('551d14', integer), told('551d1b', integer), unknown),
});

describe('a list', () => {
  test('is read as the library reads it, and signed as it came', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (written) => {
        const der = listOf(written);
        const list = await only(der);
        expect(list.entries).toBe(new Set(written.entries.map(({ serial: each }) => String(each))).size);
        expect(list.isSignedBy(key)).toBe(true);
        // The library loses what follows in a list without end.
        if (!written.nextUpdate) return;
        const { issuer: name, reasons, ...expected } = new Decoded(der).read;
        expect(list).toMatchObject(expected);
        expect(list.issuerDer.toString('hex')).toBe(name);
        for (const [each, code] of new Map(reasons)) expect(list.reasonOf(each)).toBe(code);
        expect(list.reasonOf('02')).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  test('whose parts were bent after signing is refused, or not signed', async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(content, fc.array(bend, { minLength: 1, maxLength: 3 }), async (written, bends) => {
        const original = listOf(written);
        const tree = parseDer(original)[0] as Node;
        for (const each of bends) bent(tree, each);
        const mutant = writeDer(tree);
        if (mutant.equals(original)) return;
        const list = await only(mutant).catch(() => undefined);
        if (!list) return;
        read++;
        expect(list.isSignedBy(key)).toBe(false);
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(0);
  });

  test('that its issuer has signed as it was bent says no more than the library finds in it', async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(content, fc.array(bend, { minLength: 1, maxLength: 2 }), async (written, bends) => {
        const tree = parseDer(listOf(written))[0] as Node;
        for (const each of bends) bent(tree.children?.[0] as Node, each);
        const mutant = signedAnew(tree, issuer);
        const list = await only(mutant).catch(() => undefined);
        const decoded = list && decodedBy(mutant);
        if (!decoded) return;
        read++;
        for (const [each] of decoded.reasons) expect(list.reasonOf(each)).toBeDefined();
        expect(list.complete && !decoded.complete).toBe(false);
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(0);
  });

  test('of a nation is read while others have their turns', async () => {
    const entries = Array.from({ length: 60_000 }, (_, nr) => ({
      serial: Buffer.from((0x10000000 + nr).toString(16), 'hex'),
      date: new Date('2026-01-01'),
      told: [{ type: '551d15', critical: false, value: tlv(10, Buffer.of(1)) }],
    }));
    const now = new Date('2026-02-01');
    const der = listOf({ thisUpdate: now, nextUpdate: undefined, entries, told: [] });
    let turns = 0;
    const count = setInterval(() => turns++, 0);
    const list = await only(der).finally(() => clearInterval(count));
    expect(list.entries).toBe(60_000);
    expect(list.isSignedBy(key)).toBe(true);
    expect(turns).toBeGreaterThan(3);
  });
});

function decodedBy(der: Buffer) {
  try {
    return new Decoded(der).read;
  } catch {
    // It is not held to be an oracle of what can be read, only of what is said.
    return undefined;
  }
}
