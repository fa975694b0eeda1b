import type { Context } from '@opentelemetry/api';

/**
 * What is known along a call (OpenTelemetry's context). The library's own makes functions for each context by assignment,
 * which the engine takes for lasting: with them all of a call stayed in memory until the next whole collection.
 */
class CallContext implements Context {
  readonly #values: ReadonlyMap<symbol, unknown>;

  constructor(values: ReadonlyMap<symbol, unknown>) {
    this.#values = values;
  }

  getValue(key: symbol): unknown {
    return this.#values.get(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return new CallContext(new Map(this.#values).set(key, value));
  }

  deleteValue(key: symbol): Context {
    const left = new Map(this.#values);
    left.delete(key);
    return new CallContext(left);
  }
}

/** Outside every call: what each call's context begins with. */
export const outside: Context = new CallContext(new Map());
