import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestPki } from './certs.ts';

/** An engagement of which the subscriber was told. */
export interface Told {
  readonly patient: string;
  /** Its businessObjectInstanceIdentifier. */
  readonly object: string;
  /** `x-norrbryggan-message-id`: by which a receiver recognises a repeat. */
  readonly messageId: string;
}

/** A system that subscribes to the engagement index, over mutual TLS, and writes down what it is told. */
export interface Subscriber {
  readonly url: string;
  /** In the order of arrival. */
  readonly told: readonly Told[];
  /** From now on: 200 takes what it is told, anything else does not. */
  answer(status: number): void;
  close(): Promise<void>;
}

export async function startSubscriber(pki: TestPki): Promise<Subscriber> {
  const files = ['council-norrbotten.crt', 'council-norrbotten.key', 'ca.crt'];
  const [cert, key, ca] = await Promise.all(files.map((name) => readFile(pki.file(name))));
  const told: Told[] = [];
  let status = 200;
  const server = createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true }, (message, response) => {
    void text(message).then((body) => {
      if (status !== 200) return response.writeHead(status).end();
      told.push(...engagementsIn(message, body));
      return response.writeHead(200, { 'content-type': 'text/xml; charset=UTF-8' }).end(taken);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    told,
    answer(now) {
      status = now;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function engagementsIn({ headers }: IncomingMessage, body: string): readonly Told[] {
  const messageId = String(headers['x-norrbryggan-message-id']);
  return [...body.matchAll(/<(?:\w+:)?engagement>.*?<\/(?:\w+:)?engagement>/gs)].map(([engagement]) => ({
    patient: textOf('registeredResidentIdentification', engagement),
    object: textOf('businessObjectInstanceIdentifier', engagement),
    messageId,
  }));
}

const textOf = (name: string, xml: string): string => new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(xml)?.[1] ?? '';

const taken =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
  '<ProcessNotificationResponse xmlns="urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1">' +
  '<ResultCode>OK</ResultCode></ProcessNotificationResponse></s:Body></s:Envelope>';
