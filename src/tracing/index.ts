/**
 * What happened to a call, step by step, across the processes that had it: OpenTelemetry spans, for a collector and for
 * engineers without one. Rooms tell of their steps with `span`; see docs/operations.md, Tracing a call.
 */

export { findTrace } from './find-trace.ts';
export { span, spanStream, startStep } from './span.ts';
export { traceText } from './trace-text.ts';
export { createTracing, type Tracing } from './tracing.ts';
