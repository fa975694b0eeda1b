import type { TLSSocket } from 'node:tls';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { isDemoId } from '../production.ts';
import {
  type Caller,
  type CertificateFacts,
  type CertifiedCaller,
  judgeCertificate,
  type Refusal,
  type Trust,
} from '../siths/index.ts';
import { createPresenting, type Message, type Presented } from './proxies.ts';

/** Who stands at the door, or why not. */
export interface Identified {
  readonly caller: CertifiedCaller | undefined;
  readonly certificate: CertificateFacts | undefined;
  readonly refusal: BridgeError | undefined;
  /** Network address of whoever was refused: nothing else tells where a stranger is. */
  readonly address?: string | undefined;
  /** What the certificate was read from. DER. */
  readonly shown?: Buffer | undefined;
  /** Name of the trusted proxy that showed it: the connection is then the proxy's, and other callers use it as well. */
  readonly proxy?: string | undefined;
}

/** By our own verdict on the certificate of the connection, or of the header of a trusted proxy; never the socket's. */
export type Identify = (message: Message) => Identified;

const misplaced = { person: 'CERT_PERSON_ON_SYSTEM_PORT', function: 'CERT_FUNCTION_AT_SIGN_IN' } as const;

/** Hears of each certificate (DER) that is accepted, and of the connection that it came on. */
export type NoteAccepted = (caller: CertifiedCaller, certificate: Buffer, socket: TLSSocket) => void;

/** `expected`: whose certificates have business at this address. */
export function createIdentify(
  config: Pick<Config, 'bridge' | 'proxies'>,
  trust: Trust,
  expected: Caller['kind'] = 'function',
  note: NoteAccepted = () => undefined,
): Identify {
  const presenting = createPresenting(config.proxies, trust);
  return (message) => {
    const presented = presenting(message);
    const identified = { ...judged(presented), proxy: presented.proxy, shown: presented.certificate };
    const { caller, refusal, shown } = identified;
    if (caller && shown && !refusal) note(caller, shown, message.socket as TLSSocket);
    return identified;
  };

  function judged({ certificate, address, refusal }: Presented): Identified {
    const verdict = judgeCertificate(trust, certificate, new Date());
    const identified = 'caller' in verdict ? accepted(verdict.caller) : refused(verdict.refusal, address);
    return refusal ? { ...identified, address, refusal } : identified;
  }

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
