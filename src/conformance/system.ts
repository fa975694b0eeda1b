import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, type AgentOptions, request } from 'node:https';
import { connect } from 'node:tls';

/** A certificate with its key, PEM. */
export interface Shown {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

/** The record system that is tried, and how long it may take. */
export interface System {
  /** What stands before `/vp/…`. */
  readonly url: URL;
  readonly shown: Shown;
  /** PEM of whoever issued the system's own certificate. */
  readonly ca: string | Buffer;
  /** Milliseconds until an answer must be whole. */
  readonly patienceMs: number;
}

export interface HttpReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  readonly milliseconds: number;
}

/** No answer came: in time, or at all. `code` is the network's or OpenSSL's word. */
export interface NoReply {
  readonly code: string;
  readonly isLate: boolean;
  readonly milliseconds: number;
}

interface Post {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** In place of the system's `shown`; none = no certificate. */
  readonly shows?: Shown | 'none';
}

/** More than any overview; an answer beyond it is broken off. */
const mostBytes = 50 * 1024 * 1024;

/** Sends one message on a connection of its own: what one check does to a connection is nothing to the next. */
export async function post(system: System, { path, headers, body, shows }: Post): Promise<HttpReply | NoReply> {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  const signal = AbortSignal.timeout(system.patienceMs);
  const agent = new Agent(tlsOptions(system, shows));
  try {
    const outgoing = request(new URL(system.url.pathname.replace(/\/$/, '') + path, system.url), {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': body.length },
      signal,
    });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const whole = await bytesOf(answer);
    return {
      status: answer.statusCode ?? 0,
      contentType: answer.headers['content-type'] ?? '',
      body: whole,
      milliseconds: elapsed(),
    };
  } catch (thrown) {
    const { code = 'failed' } = thrown as { readonly code?: string };
    return { code, isLate: signal.aborted, milliseconds: elapsed() };
  } finally {
    agent.destroy();
  }
}

/** The HSA-id in the subject of the system's own certificate; undefined when it has none or cannot be reached. */
export async function hsaIdOf(system: System): Promise<string | undefined> {
  const { hostname: host, port } = system.url;
  const socket = connect({ ...tlsOptions(system), host, port: Number(port || 443) });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(system.patienceMs) });
    const { serialNumber } = socket.getPeerCertificate().subject as { readonly serialNumber?: string };
    return serialNumber;
  } catch {
    // Why it cannot be reached is for the checks to say.
    return undefined;
  } finally {
    socket.destroy();
  }
}

function tlsOptions({ shown, ca }: System, shows: Shown | 'none' = shown): AgentOptions {
  return { ca, minVersion: 'TLSv1.2', ...(shows !== 'none' && { cert: shows.cert, key: shows.key }) };
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
