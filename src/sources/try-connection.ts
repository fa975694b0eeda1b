import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { catalogueUrl } from '../config.ts';
import { type LivePair, livePair } from '../keys/index.ts';
import { productVersion } from '../version.ts';
import { createEndpoint, type Outgoing, type Source, towardsServers } from './http.ts';
import { demandUnrevoked } from './judged-servers.ts';
import { probeSource } from './probe.ts';
import { type FailureReason, SourceFailure } from './query.ts';

/** One step of a try, in the order in which they are taken; the first that fails is the last. */
export type TriedStep = { readonly milliseconds: number } & (TriedWell | TriedInVain);

type TriedWell =
  /** `days`: how long its certificate still holds. */
  | { readonly step: 'tls'; readonly ok: true; readonly protocol: string; readonly days: number }
  | { readonly step: 'ping'; readonly ok: true }
  /** A question about the national test person. */
  | { readonly step: 'sample'; readonly ok: true; readonly contract: string; readonly records: number };

interface TriedInVain {
  readonly step: 'tls' | 'ping' | 'sample';
  readonly ok: false;
  /** Why, as a word: a reason of ours, or the code of the network’s or OpenSSL’s error. */
  readonly reason: FailureReason | 'address-in-catalogue' | (string & {});
  /** Of the answer, where there was one. */
  readonly status?: number;
}

const patienceMs = 5_000;

/**
 * Tries the way to a record system as a query would take it, without a patient: the handshake, then whether it answers. Gives
 * each step when it is known how it went.
 */
export async function* tryConnection(
  source: Source,
  outgoing: Outgoing,
  bridgeHsaId: string,
): AsyncGenerator<TriedStep> {
  if (source.url === catalogueUrl) {
    yield { step: 'ping', ok: false, reason: 'address-in-catalogue', milliseconds: 0 };
    return;
  }
  const url = new URL(source.url);
  if (url.protocol === 'https:') {
    const shaken = await tried('tls', () => handshake(url, livePair(outgoing, source.keys), outgoing));
    yield shaken;
    if (!shaken.ok) return;
  }
  yield await tried('ping', () => ping(source, outgoing, bridgeHsaId));
}

/** Takes one step, and its time. */
export async function tried(step: TriedInVain['step'], attempt: () => Promise<TriedWell>): Promise<TriedStep> {
  const started = performance.now();
  const told = await attempt().catch((thrown: unknown): TriedInVain => ({ step, ok: false, ...reasonOf(thrown) }));
  return { ...told, milliseconds: Math.round(performance.now() - started) };
}

function reasonOf(thrown: unknown): Pick<TriedInVain, 'reason' | 'status'> {
  if (thrown instanceof SourceFailure) return { reason: thrown.reason, status: thrown.status };
  const { code } = thrown as { readonly code?: unknown };
  return { reason: typeof code === 'string' ? code : 'failed' };
}

async function handshake(
  { hostname, port }: URL,
  { current: { shown: own, ca } }: LivePair,
  outgoing: Outgoing,
): Promise<TriedWell> {
  const socket = connect({
    host: hostname,
    port: Number(port || 443),
    ...(isIP(hostname) === 0 && { servername: hostname }),
    ...own,
    ca,
    ...towardsServers,
    timeout: patienceMs,
  });
  let staple: Buffer | undefined;
  socket.once('OCSPResponse', (response: Buffer | null) => {
    staple = response ?? undefined;
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('timeout', () => reject(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
      socket.once('error', reject);
    });
    const certificate = socket.getPeerX509Certificate();
    await demandUnrevoked(outgoing, socket, { certificate: certificate?.raw, staple });
    return shown(socket, certificate);
  } finally {
    socket.destroy();
  }
}

function shown(socket: TLSSocket, certificate: X509Certificate | undefined): TriedWell {
  const days = Math.floor(((certificate?.validToDate.getTime() ?? 0) - Date.now()) / 86_400_000);
  return { step: 'tls', ok: true, protocol: socket.getProtocol() ?? 'TLS', days };
}

async function ping(source: Source, outgoing: Outgoing, bridgeHsaId: string): Promise<TriedWell> {
  const endpoint = createEndpoint(source, outgoing, `Norrbryggan/${productVersion}`);
  try {
    await probeSource(source, endpoint, bridgeHsaId, AbortSignal.timeout(patienceMs));
    return { step: 'ping', ok: true };
  } finally {
    await endpoint.close();
  }
}
