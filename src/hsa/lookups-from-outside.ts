import type { Answer } from './cache.ts';
import type { Directory } from './directory.ts';

/** What a command line asks of the process that serves, so that it is told what callers are told. */
const offered = ['object', 'unit', 'function', 'commissionsOf', 'holdersOf', 'search', 'children'] as const;
type Offered = (typeof offered)[number];
export type Lookups = Pick<Directory, Offered>;

interface Question {
  readonly what: Offered;
  /** As JSON carries them: what is left out at the end is left out. */
  readonly words: readonly unknown[];
}

export type LookupHandlers = {
  'directory:ask': (question: Question) => Promise<Answer<unknown>>;
};

export function lookupHandlers(directory: Lookups): LookupHandlers {
  return {
    'directory:ask': ({ what, words }) =>
      (directory[what] as (...given: unknown[]) => Promise<Answer<unknown>>)(...words),
  };
}

/** The lookups, each asked by `ask`. */
export function lookupsThrough(ask: LookupHandlers['directory:ask']): Lookups {
  const lookup =
    (what: Offered) =>
    (...words: unknown[]) =>
      ask({ what, words: words.filter((word) => word !== undefined) });
  return Object.fromEntries(offered.map((what) => [what, lookup(what)])) as unknown as Lookups;
}
