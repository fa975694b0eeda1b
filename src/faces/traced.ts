import { type Context, context, createContextKey } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Events } from '../events.ts';
import { notesOn } from '../notes-on.ts';
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

/** One call on its way through a face. */
interface Visit {
  readonly within: Context;
  mark(name: 'received' | 'answered'): void;
}

/**
 * Makes each call to a face of a door a trace: part of the caller's own where a system that is let in sends a
 * `traceparent` (W3C), else a new one. All that is done for it, until its answer has left, is done within.
 */
export function createRequestTracing({ tracing, identify, events }: TracedParts): (door: FastifyInstance) => void {
  const visits = notesOn<FastifyRequest, Visit>();

  events.on('request:face:finished', ({ face, contract, code }) => {
    const told = context.active().getValue(TOLD) as Told | undefined;
    if (told) Object.assign(told, { name: `${face} ${contract}`, code });
  });

  return (door) => {
    door.addHook('onRequest', (request, reply, done) => {
      const [, face] = faces.exec(request.url) ?? [];
      if (face !== undefined) visits.set(request, visit(face.toLowerCase(), request, reply));
      proceed(request, done);
    });
    // A body is received in the connection's own context; and so is the news that the answer has left.
    door.addHook('preValidation', (request, _reply, done) => {
      visits.get(request)?.mark('received');
      proceed(request, done);
    });
    door.addHook('onSend', (request, _reply, _payload, done) => {
      visits.get(request)?.mark('answered');
      done();
    });
    door.addHook('onResponse', (request, _reply, done) => proceed(request, done));
  };

  function proceed(request: FastifyRequest, done: () => void): void {
    context.with(visits.get(request)?.within ?? context.active(), done);
  }

  function visit(face: string, request: FastifyRequest, { raw }: FastifyReply): Visit {
    const told: Told = {};
    const { span, run, end } = tracing.begin({
      name: face,
      kind: 'server',
      correlationId: correlationIdOf(request.headers),
      facts: { 'http.request.method': request.method },
      parent: trustedParent(request),
    });
    raw.once('close', () => {
      span.setAttribute('http.response.status_code', raw.statusCode);
      if (told.name) span.updateName(told.name);
      end(raw.writableFinished ? outcomeOf(told.code, raw.statusCode) : 'broken-off');
    });
    return {
      within: run(() => context.active()).setValue(TOLD, told),
      mark: (name) => void span.addEvent(name),
    };
  }

  function trustedParent({ headers, raw }: FastifyRequest): string | undefined {
    const { traceparent } = headers;
    if (typeof traceparent !== 'string' || holdsPersonalNumber(traceparent)) return undefined;
    return identify(raw).refusal ? undefined : traceparent;
  }
}

function outcomeOf(code: string | undefined, status: number): string | undefined {
  if (code !== undefined) return code === 'OK' ? undefined : code;
  return status < 400 ? undefined : `HTTP${status}`;
}
