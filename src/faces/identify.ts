import type { IncomingHttpHeaders } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { isDemoId } from '../production.ts';
import {
  type Caller,
  type CertificateFacts,
  type CertifiedCaller,
  judgeCertificate,
  peerCertificateDer,
  type Refusal,
  type Trust,
} from '../siths/index.ts';

/** Who stands at the door, or why not. */
export interface Identified {
  readonly caller: CertifiedCaller | undefined;
  readonly certificate: CertificateFacts | undefined;
  readonly refusal: BridgeError | undefined;
  /** Network address of whoever was refused: nothing else tells where a stranger is. */
  readonly address?: string | undefined;
}

/** By our own verdict on the connection's certificate, never the socket's. */
export type Identify = (socket: TLSSocket, headers: IncomingHttpHeaders) => Identified;

/** Headers in which proxies hand over certificates. None is trusted yet, so a call that carries one is refused. */
const certificateHeaders = [
  'x-vp-auth-cert',
  'client-cert',
  'client-cert-chain',
  'x-forwarded-tls-client-cert',
  'x-forwarded-client-cert',
  'ssl-client-cert',
  'x-ssl-client-cert',
];

const misplaced = { person: 'CERT_PERSON_ON_SYSTEM_PORT', function: 'CERT_FUNCTION_AT_SIGN_IN' } as const;

/** `expected`: whose certificates have business at this address; `note` hears of each that is accepted. */
export function createIdentify(
  config: Pick<Config, 'bridge'>,
  trust: Trust,
  expected: Caller['kind'] = 'function',
  note: (caller: CertifiedCaller) => void = () => undefined,
): Identify {
  return (socket, headers) => {
    const verdict = judgeCertificate(trust, peerCertificateDer(socket), new Date());
    const identified = 'caller' in verdict ? accepted(verdict.caller) : refused(verdict.refusal, socket.remoteAddress);
    const carriesCertificate = certificateHeaders.some((name) => headers[name] !== undefined);
    if (carriesCertificate) return { ...identified, refusal: new BridgeError('PROXY_HEADER_REFUSED') };
    if (identified.caller && !identified.refusal) note(identified.caller);
    return identified;
  };

  function accepted(caller: CertifiedCaller): Identified {
    return { caller, certificate: caller.certificate, refusal: refusalOf(caller) };
  }

  /** A person's certificate is refused at a system's door, and the reverse; a demo identity everywhere in production. */
  function refusalOf(caller: Caller): BridgeError | undefined {
    if (config.bridge.kind === 'production' && isDemoId(caller.hsaId)) return new BridgeError('CERT_DEMO_IDENTITY');
    return caller.kind === expected ? undefined : new BridgeError(misplaced[caller.kind]);
  }
}

function refused({ refused: code, detail, certificate }: Refusal, address: string | undefined): Identified {
  return { caller: undefined, certificate, refusal: new BridgeError(code, detail), address };
}
