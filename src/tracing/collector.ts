import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace';
import type { Events } from '../events.ts';

const EXPORT_MILLISECONDS = 5_000;
const PAUSE_MILLISECONDS = 1_000;
/** Spans that wait; further ones are dropped. About ten megabytes. */
const MOST_WAITING = 8_192;
const SILENCE_MILLISECONDS = 60_000;
/** `ExportResultCode.SUCCESS` of @opentelemetry/core. */
const EXPORTED = 0;

/**
 * Sends spans to an OTLP/HTTP collector (JSON, `<url>/v1/traces`), in batches and beside the work. While the collector is
 * away they are dropped. Nothing without an address.
 */
export function exportTo(url: string | undefined, events: Events): readonly SpanProcessor[] {
  if (url === undefined) return [];
  const exporter = new OTLPTraceExporter({
    url: `${url.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: EXPORT_MILLISECONDS,
  });
  return [
    new BatchSpanProcessor({
      exporter: tellingOfFailures(exporter, events),
      scheduledDelayMillis: PAUSE_MILLISECONDS,
      exportTimeoutMillis: EXPORT_MILLISECONDS,
      maxQueueSize: MOST_WAITING,
    }),
  ];
}

/** Once a minute at most: an outage fails every batch. */
function tellingOfFailures(exporter: SpanExporter, events: Events): SpanExporter {
  let lost = 0;
  let told = Number.NEGATIVE_INFINITY;
  function failed(count: number): void {
    lost += count;
    if (performance.now() - told < SILENCE_MILLISECONDS) return;
    events.emit('trace:export:failed', { count: lost });
    told = performance.now();
    lost = 0;
  }
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code !== EXPORTED) failed(spans.length);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
