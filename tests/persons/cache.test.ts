import { describe, expect, it } from 'vitest';
import { cached } from '../../src/persons/cache.ts';
import { noRegister, type PersonAnswer, type PersonRegister } from '../../src/persons/index.ts';
import { personal } from './register-conformance.ts';

const errand = { correlationId: 'c' };
const [anna, bo, cia] = ['191212121212', '189002029800', '198605149809'].map(personal) as [
  ReturnType<typeof personal>,
  ReturnType<typeof personal>,
  ReturnType<typeof personal>,
];

/** A register that counts what it is asked; the seam is the room's own interface. */
function counting(answers: () => Promise<PersonAnswer>): PersonRegister & { asked: string[] } {
  const asked: string[] = [];
  return {
    ...noRegister,
    asked,
    person: (identity) => {
      asked.push(identity.id);
      return answers();
    },
  };
}

const unknown = async (): Promise<PersonAnswer> => ({ status: 'unknown' });

describe('the cache of a register', () => {
  it('asks again when the answer has reached its age, not before', async () => {
    let now = 0;
    const register = counting(unknown);
    const cache = cached(register, { maxAgeMs: 1_000, entries: 10 }, () => now);
    await cache.person(anna, errand);
    now = 999;
    await cache.person(anna, errand);
    expect(register.asked).toHaveLength(1);
    now = 1_000;
    await cache.person(anna, errand);
    expect(register.asked).toHaveLength(2);
  });

  it('asks once for those who ask at the same time', async () => {
    const register = counting(unknown);
    const cache = cached(register, { maxAgeMs: 1_000, entries: 10 });
    await Promise.all([cache.person(anna, errand), cache.person(anna, errand)]);
    expect(register.asked).toHaveLength(1);
  });

  it('tells kinds of identity apart', async () => {
    const register = counting(unknown);
    const cache = cached(register, { maxAgeMs: 1_000, entries: 10 });
    await cache.person(anna, errand);
    await cache.person({ ...anna, type: '1.2.752.74.9.1' }, errand);
    expect(register.asked).toHaveLength(2);
  });

  it('keeps neither a failure nor a bug', async () => {
    const register = counting(async () => ({ status: 'unavailable', reason: 'timed-out' }));
    const cache = cached(register, { maxAgeMs: 1_000, entries: 10 });
    await cache.person(anna, errand);
    await cache.person(anna, errand);
    expect(register.asked).toHaveLength(2);
    const broken = counting(() => Promise.reject(new TypeError('bug')));
    const over = cached(broken, { maxAgeMs: 1_000, entries: 10 });
    await expect(over.person(anna, errand)).rejects.toThrow(TypeError);
    await expect(over.person(anna, errand)).rejects.toThrow(TypeError);
    expect(broken.asked).toHaveLength(2);
  });

  it('holds no more than it may', async () => {
    const register = counting(unknown);
    const cache = cached(register, { maxAgeMs: 1_000, entries: 2 });
    for (const one of [anna, bo, cia, anna]) await cache.person(one, errand);
    expect(register.asked).toEqual([anna.id, bo.id, cia.id, anna.id]);
  });
});
