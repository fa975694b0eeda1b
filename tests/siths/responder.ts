import { KeyObject, sign, type webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
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
import type * as mint from './mint.ts';

/** A responder (OCSP) over real HTTP, that does what it should and what it should not. */
export interface Responder {
  readonly url: string;
  /** How often it has been asked. */
  asked: number;
  answer: Answer;
  close(): void;
}

/** What a responder answers: DER, or a status of HTTP; undefined = nothing ever. */
export type Answer = (request: OCSPRequest) => Promise<Buffer | number | undefined>;

export async function openResponder(answer: Answer = async () => undefined): Promise<Responder> {
  const server = createServer((request, response) => {
    responder.asked += 1;
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', async () => {
      const given = await responder.answer(AsnConvert.parse(Buffer.concat(parts), OCSPRequest));
      if (typeof given === 'number') response.writeHead(given, { location: '/elsewhere' }).end();
      else if (given) response.end(given);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const responder: Responder = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: 0,
    answer,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return responder;
}

/** What is said, and by whom. */
export interface Saying {
  readonly status?: 'good' | 'revoked' | 'unknown';
  readonly signer?: mint.Keys;
  readonly certificates?: readonly Buffer[];
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly nonce?: 'repeated' | 'none' | 'other';
}

/** From now; before now where negative. */
export const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

/** Answers about whatever it is asked, by default that it is not revoked, in the name of the CA of functions. */
export function saying(world: mint.World, options: Saying = {}): Answer {
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
