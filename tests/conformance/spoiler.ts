import { once } from 'node:events';
import { readFileSync } from 'node:fs';
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
  readonly request?: (xml: string) => string;
  readonly answer?: (answer: Said) => Said;
  readonly delayMs?: number;
}

/** A record system with faults: it stands before a sound one and spoils what passes. */
export async function startSpoiler(target: string, pki: TestPki, { demandsCertificate = true } = {}) {
  const file = (name: string) => readFileSync(pki.file(name));
  const ca = file('ca.crt');
  const agent = new Agent({ ca, cert: file('bridge-client.crt'), key: file('bridge-client.key'), keepAlive: true });
  let spoiling: Spoiling = {};
  const pass = async (path: string, contentType: string, body: Buffer): Promise<Said> => {
    const headers = { 'content-type': contentType, 'content-length': body.length };
    const outgoing = request(new URL(path, target), { method: 'POST', agent, headers });
    outgoing.end(body);
    const [answer] = await once(outgoing, 'response');
    return { status: answer.statusCode, contentType: answer.headers['content-type'], body: await buffer(answer) };
  };
  const server = createServer(
    {
      ca,
      cert: file('council-norrbotten.crt'),
      key: file('council-norrbotten.key'),
      requestCert: demandsCertificate,
      rejectUnauthorized: demandsCertificate,
    },
    async (incoming, response) => {
      const { request: spoilRequest, answer: spoilAnswer = (said: Said) => said, delayMs } = spoiling;
      const came = await buffer(incoming);
      const asked = spoilRequest ? Buffer.from(spoilRequest(came.toString('latin1')), 'latin1') : came;
      const said = spoilAnswer(await pass(incoming.url ?? '/', incoming.headers['content-type'] ?? '', asked));
      // The fault itself: nobody waits for it.
      if (delayMs) await sleep(delayMs, undefined, { ref: false });
      response.writeHead(said.status, { 'content-type': said.contentType }).end(said.body);
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`,
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
