import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import { createEvents } from '../../src/events.ts';
import type { AnswerPart } from '../../src/sources/answer-part.ts';
import { type Connector, createConnectors, SourceFailure, type SourceQuery } from '../../src/sources/index.ts';
import { createXmlReader } from '../../src/xml/index.ts';

/** A record system written by hand for one test: plain HTTP unless it gets certificates. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly bytes: Buffer;
}

export type Answer = (response: ServerResponse, request: Received, incoming: IncomingMessage) => void;

export interface RecordSystem {
  readonly url: string;
  readonly received: Received[];
  readonly connections: () => number;
  close(): Promise<void>;
}

/** `at`: a port to come back to; default any free one. */
export async function startRecordSystem(answer: Answer, tls?: ServerOptions, at = 0): Promise<RecordSystem> {
  const received: Received[] = [];
  let connections = 0;
  const listener = (incoming: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const bytes = Buffer.concat(parts);
      const request = { method, url, headers, body: bytes.toString('utf8'), bytes };
      received.push(request);
      answer(response, request, incoming);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on(tls ? 'secureConnection' : 'connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    received,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function reply(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

export function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

export const sourceId = 'SE2321000230-DEMOVAS';
export const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
export type Protocol = 'rivta21' | 'riv13606' | 'fhir-r4';
export const protocols: readonly Protocol[] = ['rivta21', 'riv13606', 'fhir-r4'];

type SourceOptions = Parameters<typeof createConnectors>[0]['sources'][number];

export function connect(protocol: Protocol, url: string, change: Partial<SourceOptions> = {}): Connector {
  return connectTo(sourceAt(protocol, url, change), { certificate: '-', key: '-', ca: '-' });
}

export function sourceAt(protocol: Protocol, url: string, change: Partial<SourceOptions> = {}): SourceOptions {
  return {
    hsaId: sourceId,
    name: 'Testsystemet',
    careProvider: 'SE2321000230-DEMOVG',
    protocol,
    url,
    contracts: ['*'],
    timeoutMs: 3_000,
    maxAnswerBytes: 1_000_000,
    concurrency: 2,
    profile: 'rivtabp21',
    extract: 'RIV13606REQUEST_EHR_EXTRACT',
    correlationId: false,
    passthrough: [],
    waiting: 100,
    index: 'none',
    aggregates: false,
    knownAs: [],
    lifecycle: 'active',
    ...change,
  };
}

export function connectTo(
  source: SourceOptions,
  outgoing: { certificate: string; key: string; ca: string },
  events = createEvents(),
  breaker = { failures: 5, restMs: 5_000 },
): Connector {
  const options = {
    sources: [source],
    outgoing,
    bridgeHsaId: 'SE2321000230-DEMOBRYGGAN',
    userAgent: 'Test/1',
    breaker,
    events,
  };
  const connector = createConnectors(options).get(source.hsaId);
  if (!connector) throw new Error('no connector was made');
  return connector;
}

export function query(change: Partial<SourceQuery> = {}): SourceQuery {
  return {
    id: 'query-1',
    correlationId: 'correlation-1',
    contract: 'GetDiagnosis:2',
    source: sourceId,
    logicalAddress: sourceId,
    patient,
    period: undefined,
    careUnits: [],
    careContacts: [],
    originalConsumer: 'SE2321000230-DEMOEHR',
    deadline: Date.now() + 5_000,
    ...change,
  };
}

export interface Outcome {
  readonly records: readonly BridgeRecord[];
  readonly parts: readonly AnswerPart[];
  readonly failure: SourceFailure | undefined;
}

/** Everything the connector gives. What it throws that is no SourceFailure is a bug and fails the test. */
export async function ask(
  connector: Connector,
  change: Partial<SourceQuery> = {},
  signal?: AbortSignal,
): Promise<Outcome> {
  const records: BridgeRecord[] = [];
  const parts: AnswerPart[] = [];
  try {
    for await (const batch of connector.ask(query(change), signal ?? new AbortController().signal)) {
      parts.push(...batch);
      for (const part of batch) if (part.kind === 'record') records.push(part.record);
    }
  } catch (thrown) {
    if (!(thrown instanceof SourceFailure)) throw thrown;
    return { records, parts, failure: thrown };
  }
  return { records, parts, failure: undefined };
}

/** Starts a record system, asks it once, and stops both. */
export async function askOnce(
  protocol: Protocol,
  answer: Answer,
  change: Partial<SourceQuery> = {},
  source: Partial<SourceOptions> = {},
): Promise<Outcome & { readonly received: readonly Received[] }> {
  const system = await startRecordSystem(answer);
  const connector = connect(protocol, system.url, source);
  try {
    return { ...(await ask(connector, change)), received: system.received };
  } finally {
    await connector.close();
    await system.close();
  }
}

/** The elements of a document in order: depth, `{namespace}local`, own text, attributes. Prefixes do not matter. */
export function outline(xml: string): string[] {
  const lines: { depth: number; name: string; text: string; attributes: string }[] = [];
  const open: (typeof lines)[number][] = [];
  const reader = createXmlReader(
    {
      open: (element) => {
        const attributes = [...element.attributes].map(([key, value]) => ` ${key}=${value}`).join('');
        const line = { depth: open.length, name: `{${element.namespace}}${element.local}`, text: '', attributes };
        lines.push(line);
        open.push(line);
      },
      text: (text) => {
        const line = open.at(-1);
        if (line) line.text += text;
      },
      close: () => {
        open.pop();
      },
    },
    { depth: 64, elements: 10_000, textLength: 100_000 },
  );
  reader.write(xml);
  reader.end();
  return lines.map(
    ({ depth, name, text, attributes }) => `${'  '.repeat(depth)}${name}${attributes}${text.trim() && ` "${text}"`}`,
  );
}

export function soap(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`;
}

export function soapFault(text: string, detail = ''): string {
  return soap(
    `<e:Fault><faultcode>e:Server</faultcode><faultstring>${text}</faultstring><detail>${detail}</detail></e:Fault>`,
  );
}
