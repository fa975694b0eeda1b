import type { Config } from '../config.ts';
import { sameHsaId } from '../identities/index.ts';
import type { FoundStep } from '../tracing/find-trace.ts';
import { type Language, missingWords } from './missing-words.ts';

/** A record system whose information a call went without, why, and the least that would alter it. */
export interface MissingSource {
  /** HSA-id. */
  readonly source: string;
  readonly name: string | undefined;
  readonly contract: string;
  readonly kind: 'failed' | 'not-asked';
  /** A reason of coverage; or, of a failure that has none, the name of what went wrong. */
  readonly reason: string;
  /** How long it was waited for; undefined where it was not asked. */
  readonly milliseconds: number | undefined;
  /** Last HTTP status that it answered, where it answered. */
  readonly status: number | undefined;
  /** In words. */
  readonly why: string;
  readonly change: string;
}

type Sources = readonly Pick<Config['sources'][number], 'hsaId' | 'name' | 'timeoutMs'>[];
type Found = Pick<MissingSource, 'source' | 'contract' | 'kind' | 'reason' | 'milliseconds' | 'status'>;

/** Who is missing in what a call was answered, as its steps tell. */
export function missingSources(steps: readonly FoundStep[], sources: Sources, language: Language): MissingSource[] {
  const found = [...steps.flatMap((step, at) => failureIn(step, steps.slice(at + 1))), ...steps.flatMap(notAskedIn)];
  const once = Map.groupBy(found, ({ source, contract, reason }) => JSON.stringify([source, contract, reason]));
  return [...once.values()].flatMap(([missing]) => (missing ? [inWords(missing, sources, language)] : []));
}

function inWords(missing: Found, sources: Sources, language: Language): MissingSource {
  const known = sources.find(({ hsaId }) => sameHsaId(hsaId, missing.source));
  const { name } = known ?? {};
  const told = { ...missing, name: name ?? missing.source, timeoutMs: known?.timeoutMs };
  return { ...missing, name, ...missingWords(told, language) };
}

function failureIn({ name, outcome, facts, milliseconds, depth }: FoundStep, after: readonly FoundStep[]): Found[] {
  if (name !== 'ask source' || outcome === 'ok') return [];
  const end = after.findIndex((step) => step.depth <= depth);
  const within = end < 0 ? after : after.slice(0, end);
  const status = within.findLast((step) => step.name === 'call')?.facts.status;
  return [
    {
      ...about(facts),
      kind: 'failed',
      reason: outcome,
      milliseconds,
      status: typeof status === 'number' ? status : undefined,
    },
  ];
}

function notAskedIn({ name, facts }: FoundStep): Found[] {
  const { sources, reason } = facts;
  if (name !== 'not asked' || !Array.isArray(sources)) return [];
  return sources.map((source) => ({
    ...about({ ...facts, source }),
    kind: 'not-asked',
    reason: String(reason),
    milliseconds: undefined,
    status: undefined,
  }));
}

function about({ source, contract }: FoundStep['facts']): Pick<Found, 'source' | 'contract'> {
  return { source: String(source), contract: String(contract) };
}
