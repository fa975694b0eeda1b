import { isValidTraceId, trace } from '@opentelemetry/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTraceparent, traceparent } from '../../src/tracing/traceparent.ts';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

describe('traceparent', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(hex(32), hex(16), fc.boolean(), (traceId, spanId, sampled) => {
        fc.pre(!/^0+$/.test(traceId) && !/^0+$/.test(spanId));
        const context = { traceId, spanId, traceFlags: sampled ? 1 : 0 };
        const written = traceparent(trace.wrapSpanContext(context));
        expect(written).toBe(`00-${traceId}-${spanId}-0${context.traceFlags}`);
        expect(readTraceparent(written)).toEqual({ ...context, isRemote: true });
      }),
    );
  });

  it('takes nothing else, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        const read = readTraceparent(given);
        expect(read === undefined || isValidTraceId(read.traceId)).toBe(true);
      }),
    );
    const id = 'a'.repeat(32);
    for (const given of [
      `00-${id}-${'0'.repeat(16)}-01`,
      `ff-${id}-${'b'.repeat(16)}-01`,
      `00-${id}-${'b'.repeat(16)}`,
    ])
      expect(readTraceparent(given)).toBeUndefined();
  });

  it('is none outside every call', () => {
    expect(traceparent()).toBeUndefined();
  });
});
