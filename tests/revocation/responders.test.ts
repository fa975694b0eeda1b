import { KeyObject, sign, type webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  BasicOCSPResponse,
  CertStatus,
  OCSPRequest,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate, CRLReason, type Extension } from '@peculiar/asn1-x509';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { createLearn } from '../../src/revocation/index.ts';
import { createTrust, judgeCertificate, type Trust } from '../../src/siths/index.ts';
import * as mint from '../siths/mint.ts';

/** Responders (OCSP) over real HTTP, that do what they should and what they should not. */

let world: mint.World;
let server: Server;
let asked = 0;
/** What the responder answers; undefined = nothing ever. */
let answer: (request: OCSPRequest) => Promise<Buffer | number | undefined>;

beforeAll(async () => {
  world = await mint.makeWorld();
  server = createServer((request, response) => {
    asked += 1;
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', async () => {
      const given = await answer(AsnConvert.parse(Buffer.concat(parts), OCSPRequest));
      if (typeof given === 'number') response.writeHead(given, { location: '/elsewhere' }).end();
      else if (given) response.end(given);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  asked = 0;
});
afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await world?.remove();
});

interface Saying {
  readonly status?: 'good' | 'revoked' | 'unknown';
  readonly signer?: mint.Keys;
  readonly certificates?: readonly Buffer[];
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly nonce?: 'repeated' | 'none' | 'other';
}

const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

function saying(options: Saying = {}): typeof answer {
  const { status = 'good', signer = world.functionCa.keys, certificates = [], nonce = 'repeated' } = options;
  return async ({ tbsRequest }) => {
    const [asking] = tbsRequest.requestList;
    const revoked = new RevokedInfo({ revocationTime: hours(-1), revocationReason: new CRLReason(1) });
    const certStatus = new CertStatus(status === 'revoked' ? { revoked } : { [status]: null });
    const sent: Extension[] = tbsRequest.requestExtensions ?? [];
    for (const extension of nonce === 'other' ? sent : [])
      extension.extnValue = new OctetString(AsnConvert.serialize(new OctetString(Buffer.alloc(32, 7))));
    const tbsResponseData = new ResponseData({
      responderID: new ResponderID({
        byName: AsnConvert.parse(world.functionCa.certificate.rawData, Certificate).tbsCertificate.subject,
      }),
      producedAt: new Date(),
      responses: [
        new SingleResponse({
          certID: asking?.reqCert as never,
          certStatus,
          thisUpdate: options.thisUpdate ?? hours(-1),
          nextUpdate: options.nextUpdate ?? hours(1),
        }),
      ],
      ...(nonce !== 'none' && sent.length > 0 && { responseExtensions: sent }),
    });
    const key = KeyObject.from(signer.privateKey as webcrypto.CryptoKey);
    const algorithm = key.asymmetricKeyType === 'rsa' ? '1.2.840.113549.1.1.11' : '1.2.840.10045.4.3.2';
    const basic = new BasicOCSPResponse({
      tbsResponseData,
      signatureAlgorithm: new AlgorithmIdentifier({ algorithm }),
      signature: Uint8Array.from(sign('sha256', Buffer.from(AsnConvert.serialize(tbsResponseData)), key)).buffer,
      certs: certificates.map((der) => AsnConvert.parse(der, Certificate)),
    });
    const response = new OctetString(AsnConvert.serialize(basic));
    const responseBytes = new ResponseBytes({ responseType: '1.3.6.1.5.5.7.48.1.1', response });
    const responseStatus = OCSPResponseStatus.successful;
    return Buffer.from(AsnConvert.serialize(new OCSPResponse({ responseStatus, responseBytes })));
  };
}

interface Policy {
  readonly nonce?: 'required' | 'accepted' | 'off';
  readonly fail?: 'hard' | 'soft';
  /** Whether a list of the CA is there beside it. */
  readonly lists?: boolean;
}

/** Learns about the certificate and judges it; `why` = what went wrong with the responder. */
async function asks({ nonce = 'accepted', fail = 'hard', lists = false }: Policy = {}, certificate?: Buffer) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const revocation = { lists: [], fail, maxAgeMs: 259_200_000, ocsp: { url, nonce, timeoutMs: 300 } };
  const issuers = world.trust.issuers.map((issuer) => ({ ...issuer, revocation }));
  const revocationLists = world.trust.revocationLists.filter((file) => lists || !file.endsWith('functionCa.crl'));
  const trust = createTrust({ ...world.trust, issuers, revocationLists }, { checkEveryMs: 0 });
  const events = createEvents();
  let why: string | undefined;
  events.on('revocation:answer:failed', ({ text }) => {
    why = text;
  });
  const learning = createLearn(trust, events);
  closing.push(learning.close);
  const der = certificate ?? (await mint.leaf({ issuer: world.functionCa, keys: world.keys }));
  await learning.learn(der);
  return { said: said(trust, der), why, again: () => learning.learn(der).then(() => said(trust, der)), trust, der };
}

function said(trust: Trust, der: Buffer): string {
  const verdict = judgeCertificate(trust, der, new Date());
  if ('refusal' in verdict) return verdict.refusal.refused;
  return verdict.caller.certificate.undetermined === undefined ? 'accepted' : 'undetermined';
}

const responder = (changes: Partial<mint.LeafOptions> = {}) =>
  mint.leaf({ issuer: world.functionCa, keys: world.keys, extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'], ...changes });

describe('a responder', () => {
  it('is asked once for as long as its answer holds', async () => {
    answer = saying();
    const { said: first, again } = await asks();
    expect([first, await again(), asked]).toEqual(['accepted', 'accepted', 1]);
  });

  it('34 makes a certificate revoked that no list has, for good', async () => {
    answer = saying({ status: 'revoked' });
    const { said: first, again } = await asks({ lists: true });
    answer = saying();
    expect([first, await again(), asked]).toEqual(['CERT_REVOKED', 'CERT_REVOKED', 1]);
  });

  it('may be one that the CA has appointed', async () => {
    answer = saying({ signer: world.keys, certificates: [await responder()] });
    expect(await asks()).toMatchObject({ said: 'accepted', why: undefined });
  });

  it.each(['required', 'accepted', 'off'] as const)('repeats the nonce where it is %s', async (nonce) => {
    answer = saying();
    expect(await asks({ nonce })).toMatchObject({ said: 'accepted', why: undefined });
  });

  it('need not repeat it where it is accepted', async () => {
    answer = saying({ nonce: 'none' });
    expect(await asks()).toMatchObject({ said: 'accepted' });
    expect(await asks({ nonce: 'required' })).toMatchObject({ why: 'The answer does not repeat the nonce.' });
  });
});

describe('38 what a responder says that cannot be believed', () => {
  const faults: readonly (readonly [string, () => Promise<typeof answer> | typeof answer, RegExp])[] = [
    ['it does not know the certificate', () => saying({ status: 'unknown' }), /does not know/],
    ['out of date', () => saying({ thisUpdate: hours(-3), nextUpdate: hours(-2) }), /out of date/],
    ['of tomorrow', () => saying({ thisUpdate: hours(24), nextUpdate: hours(48) }), /time to come/],
    ['of another key', () => saying({ signer: world.personCa.keys }), /not signed/],
    [
      'of one that another CA has appointed',
      async () => saying({ signer: world.keys, certificates: [await responder({ issuer: world.personCa })] }),
      /not signed/,
    ],
    [
      'of one that was appointed for something else',
      async () => saying({ signer: world.keys, certificates: [await responder({ extendedKeyUsage: ['clientAuth'] })] }),
      /not signed/,
    ],
    [
      'of one whose time is out',
      async () => saying({ signer: world.keys, certificates: [await responder({ notAfter: hours(-1) })] }),
      /not signed/,
    ],
    ['another nonce', () => saying({ nonce: 'other' }), /another nonce/],
    ['no answer at all', () => async () => undefined, /./],
    ['no DER', () => async () => Buffer.from('Welcome to the hotel’s network'), /no answer of a responder/],
    ['elsewhere', () => async () => 302, /answered with 302/],
    ['too much', () => async () => Buffer.alloc(70_000), /more than 65536 bytes/],
  ];

  it.each(faults)('%s: the policy decides', async (_what, spoil, why) => {
    answer = await spoil();
    expect(await asks()).toMatchObject({ said: 'CERT_REVOCATION_UNKNOWN', why: expect.stringMatching(why) });
    expect((await asks({ lists: true })).said).toBe('accepted');
  });

  it('does not take the place of what was said before, and a soft policy lives on that', async () => {
    answer = saying({ nextUpdate: new Date(Date.now() + 400) });
    const process = await asks({ fail: 'soft' });
    expect(process.said).toBe('accepted');
    answer = async () => 500;
    await expect.poll(() => process.again(), { timeout: 5_000 }).toBe('undetermined');
  });
});
