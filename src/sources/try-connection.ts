import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { catalogueUrl } from '../config.ts';
import { productVersion } from '../version.ts';
import { createEndpoint, type Outgoing, type Source } from './http.ts';
import { probeSource } from './probe.ts';
import { SourceFailure } from './query.ts';

/** One step of a try, in the order in which they are taken; the first that fails is the last. */
export interface TriedStep {
  readonly step: 'tls' | 'ping';
  readonly ok: boolean;
  /** In the bridge's own words. */
  readonly text: string;
  readonly milliseconds: number;
}

const patienceMs = 5_000;

/** Tries the way to a record system as a query would take it, without a patient: the handshake, then whether it answers. */
export async function tryConnection(source: Source, outgoing: Outgoing, bridgeHsaId: string): Promise<TriedStep[]> {
  if (source.url === catalogueUrl)
    return [{ step: 'ping', ok: false, text: 'Its addresses stand in the address catalogue.', milliseconds: 0 }];
  const steps: TriedStep[] = [];
  const url = new URL(source.url);
  if (url.protocol === 'https:') steps.push(await tried('tls', () => handshake(url, outgoing)));
  if (steps.every(({ ok }) => ok)) steps.push(await tried('ping', () => ping(source, outgoing, bridgeHsaId)));
  return steps;
}

async function tried(step: TriedStep['step'], attempt: () => Promise<string>): Promise<TriedStep> {
  const started = performance.now();
  const told = await attempt().then(
    (text) => ({ ok: true, text }),
    (thrown: unknown) => ({ ok: false, text: reasonOf(thrown) }),
  );
  return { step, ...told, milliseconds: Math.round(performance.now() - started) };
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof SourceFailure) return `${thrown.reason}: HTTP status ${thrown.status}.`;
  const { code } = thrown as { readonly code?: unknown };
  return `The handshake failed${typeof code === 'string' ? `: ${code}` : ''}.`;
}

async function handshake({ hostname, port }: URL, outgoing: Outgoing): Promise<string> {
  const socket = connect({
    host: hostname,
    port: Number(port || 443),
    ...(isIP(hostname) === 0 && { servername: hostname }),
    cert: readFileSync(outgoing.certificate),
    key: readFileSync(outgoing.key),
    ca: readFileSync(outgoing.ca),
    minVersion: 'TLSv1.2',
    timeout: patienceMs,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('timeout', () => reject(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
      socket.once('error', reject);
    });
    return shown(socket, socket.getPeerCertificate());
  } finally {
    socket.destroy();
  }
}

function shown(socket: TLSSocket, { valid_to: validTo }: PeerCertificate): string {
  const days = Math.floor((Date.parse(validTo) - Date.now()) / 86_400_000);
  return `${socket.getProtocol()}; its certificate is trusted and holds for ${days} days.`;
}

async function ping(source: Source, outgoing: Outgoing, bridgeHsaId: string): Promise<string> {
  const endpoint = createEndpoint(source, outgoing, `Norrbryggan/${productVersion}`);
  try {
    await probeSource(source, endpoint, bridgeHsaId, AbortSignal.timeout(patienceMs));
    return 'It answers.';
  } finally {
    await endpoint.close();
  }
}
