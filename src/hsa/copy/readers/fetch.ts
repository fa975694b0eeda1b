import { createWriteStream } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { TLSSocket } from 'node:tls';
import type { Config } from '../../../config.ts';
import { livePair } from '../../../keys/index.ts';
import { towardsServers } from '../../../sources/http.ts';
import { demandUnrevoked } from '../../../sources/judged-servers.ts';
import type { Seen } from '../reader.ts';
import { atMost, largest } from './at-most.ts';
import { DumpFault } from './dump.ts';

type Outgoing = Config['outgoing'];

/** Without a byte, and in all: the national file over a line of a megabit a second. */
const idleMs = 60_000;
const longestMs = 30 * 60_000;

interface Limits {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** Throws {@link DumpFault} and what the connection throws. */
export async function fetchTo(
  file: string,
  url: string,
  outgoing: Outgoing,
  { milliseconds, bytes }: Limits = { milliseconds: longestMs, bytes: largest },
): Promise<Seen> {
  const signal = AbortSignal.timeout(milliseconds);
  try {
    const answer = await ask(url, outgoing, {}, signal);
    if (answer.statusCode !== 200) throw refused(answer);
    await pipeline(answer, atMost(bytes), createWriteStream(file, { mode: 0o600 }), { signal });
    return seenIn(answer.headers);
  } catch (cause) {
    throw signal.aborted ? new DumpFault('It did not come in time.') : cause;
  }
}

/** Asks whether the file is another than the known one (RFC 9110 section 13), and reads nothing of it. */
export async function lookAt(url: string, outgoing: Outgoing, known: string | undefined): Promise<Seen> {
  const [tag, modified] = known?.split('\n') ?? [];
  const headers = { ...(tag && { 'if-none-match': tag }), ...(modified && { 'if-modified-since': modified }) };
  const answer = await ask(url, outgoing, headers, AbortSignal.timeout(idleMs));
  answer.destroy();
  if (answer.statusCode === 304 && known !== undefined) return seenIn({ etag: tag, 'last-modified': modified });
  if (answer.statusCode !== 200) throw refused(answer);
  return seenIn(answer.headers);
}

/** What a server tells of a file that it serves; nothing, and it is another at each look and as of now. */
function seenIn({ etag = '', 'last-modified': modified = '' }: IncomingHttpHeaders): Seen {
  const written = new Date(modified);
  return {
    version: etag || modified ? `${etag}\n${modified}` : undefined,
    asOf: Number.isNaN(written.getTime()) ? new Date() : written,
  };
}

function refused(answer: IncomingMessage): DumpFault {
  answer.destroy();
  return new DumpFault(`The server answered ${answer.statusCode}.`);
}

/** Nothing is read of what a server sends before it is known whether its certificate is revoked. */
async function ask(
  url: string,
  outgoing: Outgoing,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { shown, ca } = livePair(outgoing).current;
  let staple: Buffer | undefined;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(url, { ...shown, ca, headers, signal, ...towardsServers, agent: false, timeout: idleMs });
    asked.on('socket', (socket) =>
      socket.once('OCSPResponse', (response: Buffer | null) => {
        staple = response ?? undefined;
      }),
    );
    asked.on('timeout', () => asked.destroy(new DumpFault('It did not come in time.')));
    asked.on('error', reject);
    asked.on('response', resolve);
    asked.end();
  });
  const socket = answer.socket as TLSSocket;
  try {
    await demandUnrevoked(outgoing, socket, { certificate: socket.getPeerX509Certificate()?.raw, staple });
  } catch (cause) {
    answer.destroy();
    throw new DumpFault('Its server is not trusted.', { cause });
  }
  return answer;
}
