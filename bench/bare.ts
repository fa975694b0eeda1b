import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';

/**
 * The baseline: the same network work and nothing else. Mutual TLS in, the three councils called in parallel over
 * mutual TLS with prepared requests, their bodies put after each other. No parsing, gate, bus or log.
 * Arguments: folder of the PKI, and a JSON list of {url, headers, body}. At `/one` the first of them alone is called.
 */
const [pki = '', prepared = '[]'] = process.argv.slice(2);
const calls = JSON.parse(prepared) as { url: string; headers: Record<string, string>; body: string }[];
const read = (file: string): Buffer => readFileSync(`${pki}/${file}`);
const dispatcher = new Agent({
  connect: { ca: read('ca.crt'), cert: read('bridge-client.crt'), key: read('bridge-client.key') },
  connections: 32,
});

const server = createServer(
  {
    cert: read('server.crt'),
    key: read('server.key'),
    ca: read('ca.crt'),
    requestCert: true,
    rejectUnauthorized: false,
  },
  async (incoming, outgoing) => {
    for await (const _chunk of incoming);
    const bodies = await Promise.all(
      (incoming.url === '/one' ? calls.slice(0, 1) : calls).map(async ({ url, headers, body }) => {
        const answer = await request(url, { method: 'POST', headers, body, dispatcher });
        return Buffer.from(await answer.body.arrayBuffer());
      }),
    );
    outgoing.writeHead(200, { 'content-type': 'text/xml; charset=UTF-8' }).end(Buffer.concat(bodies));
  },
);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
