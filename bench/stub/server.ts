import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What is answered to a request, and after how many milliseconds. */
export interface Answered {
  readonly body: Buffer | string;
  readonly delayMs: number;
}

/** A SOAP service over mutual TLS that says `ready PORT` on stdout, until SIGTERM. `pki`: the folder of the PKI. */
export function serveStub(pki: string, answer: (request: IncomingMessage, body: string) => Answered): void {
  const read = (file: string): Buffer => readFileSync(`${pki}/${file}`);
  const server = createServer(
    {
      cert: read('server.crt'),
      key: read('server.key'),
      ca: read('ca.crt'),
      requestCert: true,
      keepAliveTimeout: 65_000,
    },
    (incoming, outgoing) => {
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece));
      incoming.once('end', () => {
        const { body, delayMs } = answer(incoming, Buffer.concat(pieces).toString());
        const end = (): void =>
          void outgoing
            .writeHead(200, {
              'content-type': 'text/xml; charset=UTF-8',
              'content-length': Buffer.byteLength(body),
            })
            .end(body);
        if (delayMs === 0) end();
        else setTimeout(end, delayMs);
      });
    },
  );
  server.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`));
  process.once('SIGTERM', () => process.exit(0));
}
