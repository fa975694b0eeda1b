import { hostname } from 'node:os';
import { context, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  createAlwaysRecordSampler,
  ParentBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Config } from '../config.ts';
import type { Destination } from '../deliveries/delivery.ts';
import type { Events } from '../events.ts';
import type { AnswerBatch } from '../sources/answer-part.ts';
import type { Connector, Query } from '../sources/query.ts';
import type { Store } from '../store/index.ts';
import { productVersion } from '../version.ts';
import { withCall } from './call.ts';
import { exportTo } from './collector.ts';
import { outside } from './context.ts';
import { gatherSteps } from './gather.ts';
import { createKeeper } from './keeper.ts';
import type { Segment } from './segment.ts';
import { type Facts, type Step, stepOf } from './span.ts';
import { readTraceparent } from './traceparent.ts';

/** Where a call begins in this process. */
export interface Beginning {
  readonly name: string;
  readonly kind: 'server' | 'consumer' | 'producer';
  /** What joins everything of the call; fit for logs. */
  readonly correlationId: string;
  readonly facts: Facts;
  /** `traceparent` (W3C) of what it is a part of. */
  readonly parent?: string | undefined;
}

type Worked = (query: Query, signal: AbortSignal, traceparent: string | undefined) => AsyncIterable<AnswerBatch>;

export interface Tracing {
  /** The first step of a call in this process, in which all others lie: what is run in it are its parts. */
  begin(beginning: Beginning): Step;
  /** What a worker does when a query is on its queue, as part of the call that asks it. */
  worked(connector: Pick<Connector, 'ask'>): Worked;
  /** A destination each of whose attempts is found with the call that the message came with. */
  delivered(destination: Destination): Destination;
  /** Exports and writes what is left, for a bounded time. The store stays open. */
  close(): Promise<void>;
}

export type TracingConfig = Pick<Config, 'bridge' | 'tracing' | 'overview'>;

/**
 * Follows calls through the bridge. Steps go to an OTLP collector where one is configured, and to the store where the
 * process has one. Every step is recorded, whatever a caller's `traceparent` says; it decides only what is exported.
 */
export function createTracing(options: {
  readonly config: TracingConfig;
  readonly store: Store | undefined;
  readonly roles: { readonly serve: boolean; readonly work: boolean };
  readonly events: Events;
}): Tracing {
  const { config, store, roles, events } = options;
  const role = Object.entries(roles)
    .flatMap(([name, has]) => (has ? [name] : []))
    .join('+');
  const instance = `${hostname()}:${process.pid}`;
  // One for the whole process, however many bridges are in it; a second one is refused, which is as well.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const provider = new TracerProvider({
    sampler: createAlwaysRecordSampler(new ParentBasedSampler({ root: new AlwaysOnSampler() })),
    resource: resourceFromAttributes({
      'service.name': 'norrbryggan',
      'service.namespace': config.bridge.name,
      'service.version': productVersion,
      'service.instance.id': `${instance} ${role}`,
      'deployment.environment.name': config.bridge.kind,
    }),
    spanLimits: { attributeCountLimit: 32, eventCountLimit: 32, attributeValueLengthLimit: 200 },
    spanProcessors: [gatherSteps(), ...exportTo(config.tracing.collector, events)],
  });
  const tracer = provider.getTracer('norrbryggan');
  const slowMs = config.overview.slowMs;
  const keeper = store && createKeeper({ store, events, slowMs, process: `${role} ${instance}`, ...config.tracing });

  function begin({ name, kind, correlationId, facts, parent }: Beginning): Step {
    const remote = readTraceparent(parent);
    const under = remote ? trace.setSpanContext(outside, remote) : outside;
    const segment: Segment = { correlationId, traceId: '', steps: [], omitted: 0 };
    const within = withCall(under, { tracer, segment });
    const attributes = { ...facts, 'correlation.id': correlationId };
    const root = tracer.startSpan(name, { kind: kinds[kind], attributes }, within);
    segment.traceId = root.spanContext().traceId;
    return stepOf(root, trace.setSpan(within, root), () => keeper?.take(segment));
  }

  return {
    begin,
    worked: (connector) => (query, signal, parent) => {
      const { correlationId, source, contract } = query;
      const facts = { source, contract };
      const step = begin({ name: 'work', kind: 'consumer', correlationId, facts, parent });
      return step.stream(() => connector.ask(query, signal));
    },
    delivered: (destination) => ({
      ...destination,
      send(delivery, signal) {
        const { id, kind, correlationId, attempts } = delivery;
        const facts = { destination: destination.name, kind, id, attempt: attempts + 1 };
        return begin({ name: 'deliver', kind: 'producer', correlationId, facts }).whole(() =>
          destination.send(delivery, signal),
        );
      },
    }),
    async close() {
      await Promise.all([provider.shutdown().catch(() => undefined), keeper?.close()]);
    },
  };
}

const kinds = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, producer: SpanKind.PRODUCER } as const;
