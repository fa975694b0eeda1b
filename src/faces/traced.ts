import type { TLSSocket } from 'node:tls';
import { type Context, context, createContextKey } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Events } from '../events.ts';
import type { Tracing } from '../tracing/index.ts';
import { correlationIdOf, holdsPersonalNumber } from './correlation.ts';
import type { Identify } from './identify.ts';

interface TracedParts {
  readonly tracing: Tracing;
  readonly identify: Identify;
  readonly events: Events;
}

/** Addresses of faces; pages, descriptions and strays are no calls. */
const faces = /^\/(vp|npo|fhir|oauth|api)(?=[/?]|$)/i;
/** What the face tells of a request when it answers it. */
interface Told {
  name?: string;
  code?: string;
}
const TOLD = createContextKey('norrbryggan told');

/**
 * Makes each call to a face of this door a trace: part of the caller's own where a system that is let in sends a
 * `traceparent` (W3C), else a new one. All that is done for it, until its answer has left, is done within.
 */
export function createRequestTracing({ tracing, identify, events }: TracedParts): (door: FastifyInstance) => void {
  const contexts = new WeakMap<FastifyRequest, Context>();
  const within = (request: FastifyRequest, proceed: () => void): void => {
    const known = contexts.get(request);
    if (known) context.with(known, proceed);
    else proceed();
  };

  events.on('request:face:finished', ({ face, contract, code }) => {
    const told = context.active().getValue(TOLD) as Told | undefined;
    if (told) Object.assign(told, { name: `${face} ${contract}`, code });
  });

  return (door) => {
    door.addHook('onRequest', (request, reply, done) => {
      const [, face] = faces.exec(request.url) ?? [];
      if (face === undefined) return done();
      const told: Told = {};
      const step = tracing.begin({
        name: face.toLowerCase(),
        kind: 'server',
        correlationId: correlationIdOf(request.headers),
        facts: { 'http.request.method': request.method },
        parent: trustedParent(request),
      });
      const under = step.run(() => context.active()).setValue(TOLD, told);
      contexts.set(request, under);
      reply.raw.once('close', () => {
        const { statusCode, writableFinished } = reply.raw;
        step.span.setAttribute('http.response.status_code', statusCode);
        if (told.name) step.span.updateName(told.name);
        step.end(writableFinished ? outcomeOf(told.code, statusCode) : 'broken-off');
      });
      within(request, done);
    });
    // A body is received in the connection's own context; and so is the news that the answer has left.
    door.addHook('preValidation', (request, _reply, done) => within(request, done));
    door.addHook('onResponse', (request, _reply, done) => within(request, done));
  };

  function trustedParent({ headers, raw }: FastifyRequest): string | undefined {
    const { traceparent } = headers;
    if (typeof traceparent !== 'string' || holdsPersonalNumber(traceparent)) return undefined;
    return identify(raw.socket as TLSSocket, headers).refusal ? undefined : traceparent;
  }
}

function outcomeOf(code: string | undefined, status: number): string | undefined {
  if (code !== undefined) return code === 'OK' ? undefined : code;
  return status < 400 ? undefined : `HTTP${status}`;
}
