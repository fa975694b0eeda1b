import { Agent, type Dispatcher, request } from 'undici';
import { liveDispatcher, type Trusted } from '../keys/index.ts';
import type { ProofBetween } from './judge.ts';

/** Another bridge or witness program, as far as it speaks of logs. Each call throws PeerUnreachable. */
export interface Peer {
  readonly url: string;
  /** The newest head of its own log, signed a moment ago. */
  head(): Promise<string>;
  /** Undefined when it answers that it has none. */
  readonly proofBetween: ProofBetween;
  /** Heads of all logs that it has witnessed, with its cosignatures. */
  seen(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** It did not answer, or not with what was asked for. The message is fit for an operational log. */
export class PeerUnreachable extends Error {}

/** More than any head, proof or list of heads takes. */
const maxBytes = 1_048_576;

/** `trusted`: whom to trust instead of the machine's own authorities. */
export function connectPeer(url: string, trusted: Trusted | undefined, timeoutMs = 10_000): Peer {
  const base = url.endsWith('/') ? url : `${url}/`;
  const live = liveDispatcher(trusted, () => {
    const { ca } = trusted?.current ?? {};
    return new Agent({
      connect: { timeout: timeoutMs, ...(ca !== undefined && { ca }) },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      maxResponseSize: maxBytes,
      connections: 1,
    });
  });

  async function ask(path: string): Promise<{ readonly status: number; readonly body: unknown }> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const options: { dispatcher: Dispatcher; signal: AbortSignal } = { dispatcher: live.current, signal };
      const { statusCode: status, body } = await request(new URL(path, base), options);
      return { status, body: JSON.parse(await body.text()) };
    } catch (cause) {
      const { code, name } = (cause ?? {}) as { readonly code?: unknown; readonly name?: unknown };
      throw new PeerUnreachable(`${url} does not answer as it should: ${code ?? name}.`, { cause });
    }
  }

  async function get<T>(path: string, read: (body: Record<string, unknown>) => T | undefined): Promise<T> {
    const { status, body } = await ask(path);
    const value =
      status === 200 && typeof body === 'object' && body ? read(body as Record<string, unknown>) : undefined;
    if (value === undefined) throw new PeerUnreachable(`${url} answers ${path} with status ${status}.`);
    return value;
  }

  return {
    url,
    head: () => get('log/head', ({ head }) => (typeof head === 'string' ? head : undefined)),
    seen: () => get('witness/heads', ({ heads }) => (isListOfTexts(heads) ? heads : undefined)),
    async proofBetween(first, second) {
      const path = `log/consistency?from=${first}&to=${second}`;
      const { status, body } = await ask(path);
      // A refusal is an answer: the log has no such entries, so it cannot show that they are its own.
      if (status === 400 || status === 404) return undefined;
      const { proof } = (body ?? {}) as { readonly proof?: unknown };
      if (status !== 200 || !isListOfTexts(proof)) throw new PeerUnreachable(`${url} answers with status ${status}.`);
      return proof.map((hash) => Buffer.from(hash, 'base64'));
    },
    close: () => live.destroy(),
  };
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 1_000 && value.every((one) => typeof one === 'string');
}
