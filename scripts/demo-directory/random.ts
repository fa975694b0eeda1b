/** A small seeded generator (mulberry32): the same seed gives the same directory on every machine. */
export interface Random {
  /** Whole number from 0 up to, not including, `below`. */
  number(below: number): number;
  pick<T>(items: readonly T[]): T;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function number(below: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }
  return {
    number,
    pick(items) {
      const item = items[number(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}

/**
 * Numbers that the Swedish post and telecom authority keeps free for use in books and films, dealt in turn so that
 * each region keeps to its own series.
 */
export function fictionalPhone(countyCode: string, serial: number): string {
  const series: Readonly<Record<string, string>> = { '25': '+469803192', '24': '+463139006', '22': '+464062804' };
  return `${series[countyCode]}${String(serial % 100).padStart(2, '0')}`;
}

/** The fourth such series, for switchboards. */
export function fictionalSwitchboard(serial: number): string {
  return `+468465004${String(serial % 100).padStart(2, '0')}`;
}
