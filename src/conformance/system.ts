import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, type AgentOptions, request } from 'node:https';
import { type ConnectionOptions, connect } from 'node:tls';
import type { Shown } from '../keys/key-pair.ts';

/** The record system that is tried, and how long it may take. */
export interface System {
  /** RIV-TA: what stands before `/vp/…`; RIV 13606: the service itself; FHIR: the base. */
  readonly url: URL;
  readonly shown: Shown;
  /** PEM of whoever issued the system's own certificate. */
  readonly ca: string;
  /** Milliseconds until an answer must be whole. */
  readonly patienceMs: number;
  /** HSA-ids of whom FHIR records belong to that name no owner: `defaultCareUnit` and `careProvider` of the configuration. */
  readonly defaultOwner?: DefaultOwner | undefined;
}

export interface DefaultOwner {
  readonly defaultCareUnit: string;
  readonly careProvider: string;
}

export interface HttpReply {
  readonly status: number;
  readonly contentType: string;
  /** Empty where there is none. */
  readonly contentEncoding: string;
  readonly body: Buffer;
  readonly milliseconds: number;
}

/** No answer came: in time, or at all. `code` is the network's or OpenSSL's word. */
export interface NoReply {
  readonly code: string;
  readonly isLate: boolean;
  readonly milliseconds: number;
}

export interface Message {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** In place of the system's `shown`; none = no certificate. */
  readonly shows?: Shown | 'none';
}

/** More than any overview; an answer beyond it is broken off. */
const mostBytes = 50 * 1024 * 1024;

/** Sends one message on a connection of its own: what one check does to a connection is nothing to the next. */
export async function exchange(system: System, { shows, ...message }: Message): Promise<HttpReply | NoReply> {
  const agent = new Agent(tlsOptions(system, shows));
  try {
    return await exchangeOver(agent, system, message);
  } finally {
    agent.destroy();
  }
}

/** A connection for all messages of one question; whoever opens it closes it. */
export function keptConnection(system: System): Agent {
  return new Agent({ ...tlsOptions(system), keepAlive: true, maxSockets: 1 });
}

/** The same over connections that are there. */
export async function exchangeOver(
  agent: Agent,
  system: System,
  message: Omit<Message, 'shows'>,
): Promise<HttpReply | NoReply> {
  const { method, url, headers, body } = message;
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  const signal = AbortSignal.timeout(system.patienceMs);
  try {
    const outgoing = request(url, {
      method,
      agent,
      headers: { ...headers, ...(body && { 'content-length': body.length }) },
      signal,
    });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const whole = await bytesOf(answer);
    return {
      status: answer.statusCode ?? 0,
      contentType: answer.headers['content-type'] ?? '',
      contentEncoding: answer.headers['content-encoding'] ?? '',
      body: whole,
      milliseconds: elapsed(),
    };
  } catch (thrown) {
    const { code = 'failed' } = thrown as { readonly code?: string };
    return { code, isLate: signal.aborted, milliseconds: elapsed() };
  }
}

/** The HSA-id in the subject of the system's own certificate, where it has one; or why the system cannot be reached. */
export async function hsaIdOf(system: System): Promise<{ readonly hsaId?: string } | { readonly code: string }> {
  const shaken = await handshake(system, tlsOptions(system));
  if ('code' in shaken) return shaken;
  const { serialNumber: hsaId } = shaken.subject;
  return hsaId === undefined ? {} : { hsaId };
}

/** Offers a handshake with nothing newer than TLS 1.1: whether it is taken, or with what word it is broken off. */
export async function oldHandshake(system: System): Promise<{ readonly taken: true } | { readonly code: string }> {
  // OpenSSL itself refuses these versions at the security level that it has by default.
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
  const shaken = await handshake(system, { ...tlsOptions(system), ...old, rejectUnauthorized: false });
  return 'subject' in shaken ? { taken: true } : shaken;
}

type Handshake = { readonly subject: { readonly serialNumber?: string } } | { readonly code: string };

async function handshake({ url, patienceMs }: System, options: ConnectionOptions): Promise<Handshake> {
  const { hostname: host, port } = url;
  const socket = connect({ ...options, host, port: Number(port || 443) });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(patienceMs) });
    return { subject: socket.getPeerCertificate().subject as { readonly serialNumber?: string } };
  } catch (thrown) {
    const { code = 'failed' } = thrown as { readonly code?: string };
    return { code };
  } finally {
    socket.destroy();
  }
}

function tlsOptions({ shown, ca }: System, shows: Shown | 'none' = shown): AgentOptions {
  return { ca, minVersion: 'TLSv1.2', ...(shows !== 'none' && shows) };
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > mostBytes) throw Object.assign(new Error('too much'), { code: 'ANSWER_TOO_LARGE' });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
