import type { PatientId } from '../contracts/index.ts';
import type { PersonAnswer, PersonRegister } from './register.ts';

export interface CacheLimits {
  /** A mark of secrecy must not go stale: an answer is used no longer than this. */
  readonly maxAgeMs: number;
  readonly entries: number;
}

interface Kept {
  readonly answer: Promise<PersonAnswer>;
  readonly until: number;
}

/**
 * Keeps a register's answers in memory for a while, by the identity asked for. Who asks while a lookup is under way gets
 * its answer. That the register could not be reached is not kept, and an old answer never stands in for a new one.
 */
export function cached(register: PersonRegister, limits: CacheLimits, now: () => number = Date.now): PersonRegister {
  const kept = new Map<string, Kept>();

  function keep(key: string, answer: Promise<PersonAnswer>): void {
    kept.delete(key);
    kept.set(key, { answer, until: now() + limits.maxAgeMs });
    const oldest = kept.keys().next();
    if (kept.size > limits.entries && !oldest.done) kept.delete(oldest.value);
  }

  return {
    ...register,
    person: (identity, errand) => {
      const key = keyOf(identity);
      const known = kept.get(key);
      if (known && now() < known.until) return known.answer;
      const answer = register.person(identity, errand);
      keep(key, answer);
      const forget = (): void => {
        if (kept.get(key)?.answer === answer) kept.delete(key);
      };
      answer.then(({ status }) => status === 'unavailable' && forget(), forget);
      return answer;
    },
  };
}

function keyOf({ type, id }: PatientId): string {
  return `${type}|${id}`;
}
