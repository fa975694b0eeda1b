import { type Context, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import { notesOn } from '../notes-on.ts';
import { callIn } from './call.ts';
import type { KeptStep, Segment } from './segment.ts';

/** A portal's overview of all contracts from all councils has about two hundred. */
const mostSteps = 500;

/** Writes every span that ends as a step into the segment of its call. */
export function gatherSteps(): SpanProcessor {
  const segments = notesOn<object, Segment>();
  return {
    onStart(span: Span, under: Context) {
      const call = callIn(under);
      if (call) segments.set(span, call.segment);
    },
    onEnd(span: ReadableSpan) {
      const segment = segments.get(span);
      if (!segment) return;
      const { parentSpanContext: parent } = span;
      const isFirst = parent === undefined || parent.isRemote === true;
      if (isFirst || segment.steps.length < mostSteps) segment.steps.push(keptStep(span));
      else segment.omitted += 1;
    },
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  };
}

function keptStep(span: ReadableSpan): KeptStep {
  const at = milliseconds(span.startTime);
  return {
    id: span.spanContext().spanId,
    parent: span.parentSpanContext?.spanId,
    name: span.name,
    at,
    milliseconds: rounded(milliseconds(span.duration)),
    outcome: span.status.code === SpanStatusCode.ERROR ? (span.status.message ?? 'failed') : 'ok',
    facts: span.attributes,
    marks: Object.fromEntries(span.events.map(({ name, time }) => [name, rounded(milliseconds(time) - at)])),
  };
}

function milliseconds([seconds, nanoseconds]: readonly [number, number]): number {
  return seconds * 1_000 + nanoseconds / 1_000_000;
}

/** To the tenth: what is finer tells nothing of a call between councils. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
