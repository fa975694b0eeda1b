import type { Lab } from './lab.ts';

/** `short`: some seconds, in CI; `long`: as long as the promise says. */
export type Form = 'short' | 'long';

/** One promise, what was measured of it, and whether it was kept. */
export interface Verdict {
  readonly promise: string;
  readonly measured: string;
  readonly kept: boolean;
}

/** Something that goes wrong, and right again, while callers ask. */
export interface Scenario {
  readonly name: string;
  /** What happens, in a line. */
  readonly what: string;
  /** Seconds after which everything must work again by itself. */
  readonly wholeWithin: number;
  /** Its short form would only repeat another's. */
  readonly longOnly?: boolean;
  /** Makes it go wrong, and right again; gives what it promises beyond what all promise (common-promises.ts). */
  run(lab: Lab, form: Form): Promise<readonly Verdict[]>;
}
