import { type SpanContext, TraceFlags, trace } from '@opentelemetry/api';

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const nought = /^0+$/;

/** W3C Trace Context, version 00. Undefined when it is not well-formed: then a trace begins here. */
export function readTraceparent(text: unknown): SpanContext | undefined {
  const [, traceId = '', spanId = '', flags = ''] = (typeof text === 'string' && form.exec(text)) || [];
  if (!traceId || nought.test(traceId) || nought.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
}

/** The step under way, for whoever does the next part elsewhere; undefined outside every call. */
export function traceparent(span = trace.getActiveSpan()): string | undefined {
  const here = span?.spanContext();
  return here && `00-${here.traceId}-${here.spanId}-${here.traceFlags.toString(16).padStart(2, '0')}`;
}
