import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as OTLP/HTTP with JSON has it; the parts that tests look at. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 2 = server, 5 = consumer. */
  readonly kind: number;
  /** The process, from the resource it came with. */
  readonly process: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly string[];
  /** Message of the status, where that is an error. */
  readonly error: string | undefined;
}

export interface TraceCollector {
  readonly url: string;
  /** Everything received until now. */
  readonly spans: readonly ReceivedSpan[];
  /** The same as it came. */
  readonly bodies: readonly string[];
  /** Answer with this status from now on; undefined = take no more answers at all. */
  answerWith(status: number | undefined): void;
  stop(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Sent extends Omit<ReceivedSpan, 'process' | 'attributes' | 'events' | 'error'> {
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly { readonly name: string }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly Sent[] }[];
  }[];
}

/** Stands in for an OpenTelemetry collector: takes OTLP over HTTP at /v1/traces, as JSON. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const spans: ReceivedSpan[] = [];
  const bodies: string[] = [];
  let status: number | undefined = 200;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (status === undefined) return;
    if (status === 200 && request.method === 'POST' && request.url === '/v1/traces') {
      const body = Buffer.concat(parts).toString();
      bodies.push(body);
      spans.push(...spansIn(JSON.parse(body) as Export));
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    answerWith(next) {
      status = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function spansIn({ resourceSpans }: Export): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const process = String(plain(resource.attributes)['service.instance.id']);
    return scopeSpans.flatMap((scope) =>
      scope.spans.map(({ attributes = [], events = [], status, ...span }) => ({
        ...span,
        process,
        attributes: plain(attributes),
        events: events.map(({ name }) => name),
        error: status?.code === 2 ? (status.message ?? '') : undefined,
      })),
    );
  });
}

function plain(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
