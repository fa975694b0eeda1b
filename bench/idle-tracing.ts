import { INVALID_SPAN_CONTEXT, trace } from '@opentelemetry/api';
import type { Tracing } from '../src/tracing/tracing.ts';

const span = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/** Tracing that follows nothing: for comparison, and for that alone. */
export function createTracing(): Tracing {
  return {
    begin: () => ({
      span,
      run: (work) => work(),
      whole: (work) => work(),
      async *stream(open) {
        yield* open();
      },
      end: () => undefined,
    }),
    worked: (connector) => (query, signal) => connector.ask(query, signal),
    delivered: (destination) => destination,
    close: async () => undefined,
  };
}
