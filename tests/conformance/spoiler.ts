import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestPki } from '../support/certs.ts';

export interface Said {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/** What is done to what passes. */
export interface Spoiling {
  /** One character a byte, whatever the character set. */
  readonly request?: (body: string) => string;
  /** Path and query that are asked for in place of those that came. */
  readonly path?: (path: string, body: string) => string;
  readonly answer?: (answer: Said) => Said;
  readonly delayMs?: number;
}

/** A record system with faults: it stands before a sound one and spoils what passes. */
export async function startSpoiler(
  target: string,
  certificate: string,
  pki: TestPki,
  { isOpen = false }: { /** Takes anybody, in any TLS. */ readonly isOpen?: boolean } = {},
) {
  const file = (name: string) => readFileSync(pki.file(name));
  const ca = file('ca.crt');
  const agent = new Agent({ ca, cert: file('bridge-client.crt'), key: file('bridge-client.key'), keepAlive: true });
  let spoiling: Spoiling = {};
  const pass = async ({ method, headers: came }: IncomingMessage, path: string, body: Buffer): Promise<Said> => {
    const { 'content-type': contentType, host = '' } = came;
    const headers = { host, ...(contentType && { 'content-type': contentType, 'content-length': body.length }) };
    const outgoing = request(new URL(path, target), { method, agent, headers });
    outgoing.end(body);
    const [answer] = await once(outgoing, 'response');
    return { status: answer.statusCode, contentType: answer.headers['content-type'] ?? '', body: await buffer(answer) };
  };
  const server = createServer(
    {
      ca,
      cert: file(`${certificate}.crt`),
      key: file(`${certificate}.key`),
      requestCert: !isOpen,
      rejectUnauthorized: !isOpen,
      ...(isOpen && { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' }),
    },
    async (incoming, response) => {
      const { request: spoilRequest, path: spoilPath, answer: spoilAnswer = (said: Said) => said, delayMs } = spoiling;
      const came = await buffer(incoming);
      const asked = spoilRequest ? Buffer.from(spoilRequest(came.toString('latin1')), 'latin1') : came;
      const path = incoming.url ?? '/';
      const said = spoilAnswer(await pass(incoming, spoilPath?.(path, came.toString('latin1')) ?? path, asked));
      // The fault itself: nobody waits for it.
      if (delayMs) await sleep(delayMs, undefined, { ref: false });
      response.writeHead(said.status, { 'content-type': said.contentType }).end(said.body);
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}${new URL(target).pathname}`,
    spoil: (next: Spoiling) => {
      spoiling = next;
    },
    close: () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
