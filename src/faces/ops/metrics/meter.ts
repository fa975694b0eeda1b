import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { settlesWithin } from '../../../bus/settles-within.ts';

/** What one process measures, for Prometheus. Names begin with `norrbryggan_`; no label holds a caller's own text. */
export interface Meter {
  readonly registry: Registry;
  counter<Label extends string>(name: string, help: string, ...labels: Label[]): Counter<Label>;
  gauge<Label extends string>(name: string, help: string, ...labels: Label[]): Gauge<Label>;
  /** `buckets` in seconds. */
  histogram<Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    ...labels: Label[]
  ): Histogram<Label>;
  /** Gauges of what is looked up at each scrape. When that fails they are absent, and the failure is counted. */
  readings<Reading>(
    read: () => Promise<readonly Reading[]> | readonly Reading[],
    ...gauges: ReadingGauge<Reading>[]
  ): void;
}

export interface ReadingGauge<Reading> {
  readonly name: string;
  readonly help: string;
  /** Members of the reading that are labels too. */
  readonly labels: readonly (keyof Reading & string)[];
  /** Undefined = not known of this one. */
  readonly value: (reading: Reading) => number | undefined;
}

/**
 * Prometheus gives a scrape ten seconds by default; one part that hangs shall not cost the others. Longer than readiness
 * waits for its parts, or a part that hangs would be absent instead of not ready.
 */
const PATIENCE_MILLISECONDS = 6_000;
/** Gauges of one reading are collected within the same scrape. */
const SCRAPE_MILLISECONDS = 500;

export function createMeter(): Meter {
  const registry = new Registry();
  const registers = [registry];
  const failures = new Counter({
    name: 'norrbryggan_reading_failures_total',
    help: 'Gauges that could not be read at a scrape, and are absent from it.',
    labelNames: ['metric'],
    registers,
  });
  return {
    registry,
    counter: (name, help, ...labelNames) => new Counter({ name, help, labelNames, registers }),
    gauge: (name, help, ...labelNames) => new Gauge({ name, help, labelNames, registers }),
    histogram: (name, help, buckets, ...labelNames) =>
      new Histogram({ name, help, buckets: [...buckets], labelNames, registers }),
    readings(read, ...gauges) {
      const shared = oncePerScrape(async () => read());
      for (const { name, help, labels, value } of gauges) {
        new Gauge<string>({
          name,
          help,
          registers,
          labelNames: labels,
          async collect() {
            this.reset();
            // One without labels is reset to nought, which would be a reading.
            if (labels.length === 0) this.remove();
            const reading = shared();
            if (!(await settlesWithin(reading, PATIENCE_MILLISECONDS))) return failures.inc({ metric: name });
            const found = await reading.catch(() => undefined);
            if (!found) return failures.inc({ metric: name });
            for (const each of found) {
              const number = value(each);
              const names = Object.fromEntries(labels.map((label) => [label, String(each[label])]));
              if (number !== undefined) this.set(names, number);
            }
          },
        });
      }
    },
  };
}

/** The same reading for all that ask within one scrape. */
export function oncePerScrape<T>(read: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly reading: Promise<T> } | undefined;
  return () => {
    const now = performance.now();
    if (!last || now - last.at > SCRAPE_MILLISECONDS) last = { at: now, reading: read() };
    return last.reading;
  };
}
