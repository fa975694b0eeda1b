import Type from 'typebox';
import { strict } from './common.ts';

export const TracingSection = Type.Object(
  {
    /**
     * An OpenTelemetry collector (OTLP over HTTP), to whose `/v1/traces` every step of every call is sent;
     * OTEL_EXPORTER_OTLP_ENDPOINT overrides. Left out: none.
     */
    collector: Type.Optional(Type.String({ pattern: '^https?://' })),
    /** How long steps are kept in the store. */
    keepDays: Type.Integer({ minimum: 1, default: 7 }),
    /**
     * Of calls that neither failed nor were slow, so many a second are kept by each process; those that were (`overview.slowMs`)
     * are all kept.
     */
    ordinaryPerSecond: Type.Integer({ minimum: 0, default: 20 }),
  },
  { ...strict, default: {} },
);
