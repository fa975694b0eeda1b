import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { diagnosesAnswer } from './diagnoses.ts';

/** What a stub answers from now on. */
export interface StubAnswer {
  readonly records: number;
  /** Before the answer begins. */
  readonly delayMs: number;
}

/**
 * A record system that answers every call with the same bytes, over mutual TLS, in a process of its own: what it costs is
 * as little as can be. Arguments: folder of the PKI, HSA-id. Told over IPC what to answer.
 */
const [pki = '', hsaId = ''] = process.argv.slice(2);
const read = (file: string): Buffer => readFileSync(`${pki}/${file}`);
let body = diagnosesAnswer(hsaId, 20);
let delayMs = 0;

process.on('message', (told: StubAnswer) => {
  body = diagnosesAnswer(hsaId, told.records);
  delayMs = told.delayMs;
  process.send?.({ bytes: body.length });
});

const server = createServer(
  {
    cert: read('server.crt'),
    key: read('server.key'),
    ca: read('ca.crt'),
    requestCert: true,
    keepAliveTimeout: 65_000,
  },
  (incoming, outgoing) => {
    incoming.resume().once('end', () => (delayMs === 0 ? answer() : setTimeout(answer, delayMs)));
    function answer(): void {
      outgoing.writeHead(200, { 'content-type': 'text/xml; charset=UTF-8', 'content-length': body.length }).end(body);
    }
  },
);
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`));
process.once('SIGTERM', () => process.exit(0));
