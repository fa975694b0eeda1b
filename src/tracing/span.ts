import { type Context, context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { callIn } from './call.ts';

/** What is told of a step: names, counts, codes, HSA-ids of systems. Never anything of a patient. */
export type Facts = Readonly<Record<string, string | number | boolean | string[] | undefined>>;

/**
 * Does the work as one step of the call under way, which ends when the work does. What it throws stands on the step as a
 * code and is thrown on. Outside every call the work is just done.
 */
export function span<T>(name: string, facts: Facts, work: () => T): T {
  const step = startStep(name, facts);
  return step ? step.whole(work) : work();
}

/** The same for work that gives its result bit by bit. The step begins with the first bit and ends with the last. */
export async function* spanStream<T>(name: string, facts: Facts, open: () => AsyncIterable<T>): AsyncGenerator<T> {
  const step = startStep(name, facts);
  if (!step) {
    yield* open();
    return;
  }
  yield* step.stream(open);
}

/** A step under way. */
export interface Step {
  readonly span: Span;
  /** Does work that is a part of it; it goes on after that. */
  run<T>(work: () => T): T;
  /** Does the work that it consists of, and ends with it. */
  whole<T>(work: () => T): T;
  stream<T>(open: () => AsyncIterable<T>): AsyncGenerator<T>;
  /** `outcome`: why it failed, as a code; left out = it did not. */
  end(outcome?: string): void;
}

/** Undefined outside every call. */
export function startStep(name: string, facts: Facts): Step | undefined {
  const here = context.active();
  const call = callIn(here);
  if (!call) return undefined;
  const started = call.tracer.startSpan(name, { attributes: facts }, here);
  return stepOf(started, trace.setSpan(here, started));
}

/** `ended` hears when it has. */
export function stepOf(started: Span, within: Context, ended?: () => void): Step {
  const run = <T>(work: () => T): T => context.with(within, work);
  const end = (outcome?: string): void => {
    if (outcome !== undefined) started.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
    started.end();
    ended?.();
  };
  function whole<T>(work: () => T): T {
    const failed = (thrown: unknown): never => {
      end(outcomeOf(thrown));
      throw thrown;
    };
    let result: T;
    try {
      result = run(work);
    } catch (thrown) {
      return failed(thrown);
    }
    if (result instanceof Promise)
      return result.then((value) => {
        end();
        return value;
      }, failed) as T;
    end();
    return result;
  }
  return { span: started, run, whole, stream: (open) => streamed({ run, end }, open), end };
}

async function* streamed<T>({ run, end }: Pick<Step, 'run' | 'end'>, open: () => AsyncIterable<T>): AsyncGenerator<T> {
  let outcome: string | undefined = 'left';
  const items = run(() => open()[Symbol.asyncIterator]());
  try {
    for (;;) {
      const item = await run(() => items.next());
      if (item.done) break;
      yield item.value;
    }
    outcome = undefined;
  } catch (thrown) {
    outcome = outcomeOf(thrown);
    throw thrown;
  } finally {
    if (outcome === 'left') await run(async () => items.return?.());
    end(outcome);
  }
}

const word = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;

/** The code or reason of an error of ours; of any other its name: what it says may quote patient data. */
export function outcomeOf(thrown: unknown): string {
  const { code, reason, name } = (thrown ?? {}) as { code?: unknown; reason?: unknown; name?: unknown };
  const isWord = (value: unknown): value is string => typeof value === 'string' && word.test(value);
  return [code, reason, name].find(isWord) ?? 'failed';
}
