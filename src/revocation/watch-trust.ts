import type { Events } from '../events.ts';
import { lookAgain, type Trust, troubleOf, whenChanged } from '../siths/index.ts';

const everyMs = 1_000;

/** Looks at the files that trust rests on also when nobody calls, and tells what came of it. Gives the way to stop. */
export function watchTrust(trust: Trust, events: Pick<Events, 'emit'>): () => void {
  const leave = whenChanged(trust, () => events.emit('trust:knowledge:changed', {}));
  let told: string | undefined;
  const timer = setInterval(() => {
    lookAgain(trust);
    const trouble = troubleOf(trust);
    if (trouble !== undefined && trouble !== told) events.emit('trust:files:refused', { text: trouble });
    told = trouble;
  }, everyMs).unref();
  return () => {
    clearInterval(timer);
    leave();
  };
}
