import { type Context, createContextKey, type Tracer } from '@opentelemetry/api';
import type { Segment } from './segment.ts';

/** The part of a call that one process carries out. It is in the context of whatever is done for it. */
interface Call {
  readonly tracer: Tracer;
  readonly segment: Segment;
}

const CALL = createContextKey('norrbryggan call');

export function withCall(under: Context, call: Call): Context {
  return under.setValue(CALL, call);
}

export function callIn(under: Context): Call | undefined {
  return under.getValue(CALL) as Call | undefined;
}
