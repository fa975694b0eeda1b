import type { AccessLogReader, StoredEntry } from '../audit/index.ts';
import { type Why, whyOf } from '../audit/why.ts';
import type { DeliveryDesk, DeliveryLine } from '../deliveries/desk.ts';
import type { Store } from '../store/index.ts';
import type { KeptStep } from './segment.ts';

/** A step, in its place among the others. */
export interface FoundStep extends KeptStep {
  readonly traceId: string;
  readonly process: string;
  /** How many steps it lies in. */
  readonly depth: number;
}

/** An access-log entry of the call, without patient and without anything that somebody else wrote. */
export interface FoundEntry
  extends Pick<
    StoredEntry,
    'id' | 'at' | 'kind' | 'face' | 'action' | 'contract' | 'outcome' | 'code' | 'milliseconds'
  > {
  readonly caller: string | undefined;
  readonly sourcesAsked: readonly string[];
  readonly records: number;
  /** Of a refusal: the rule, the reason in words and the least that would have made it a yes. */
  readonly why?: Pick<Why, 'rule' | 'reason' | 'changes'>;
}

/** All that is known of one call, for those who repair. No patient data. */
export interface FoundTrace {
  readonly correlationId: string;
  /** In each process from the first on, each followed by those that lie in it. */
  readonly steps: readonly FoundStep[];
  /** How many steps more there were. */
  readonly omitted: number;
  /** Oldest first. */
  readonly entries: readonly FoundEntry[];
  /** What was to be delivered because of it, oldest first. */
  readonly deliveries: readonly DeliveryLine[];
}

interface TraceParts {
  readonly db: Store['db'];
  readonly log: Pick<AccessLogReader, 'list'>;
  /** Undefined where nothing is delivered durably. */
  readonly deliveries: Pick<DeliveryDesk, 'list'> | undefined;
  /** Of the reasons. */
  readonly language: 'sv' | 'en';
}

/** A caller may give one id to many calls: this many of each kind are found. */
const most = 100;

/** Nothing is found of an id that no call had, or whose call is longer ago than traces are kept: then all is empty. */
export async function findTrace(correlationId: string, { language, ...parts }: TraceParts): Promise<FoundTrace> {
  const { db, log, deliveries } = parts;
  const [segments, { entries }, lines] = await Promise.all([
    db
      .selectFrom('bridge.trace_segment')
      .select(['trace_id', 'process', 'steps', 'omitted'])
      .where('correlation_id', '=', correlationId)
      .orderBy('at')
      .limit(most)
      .execute(),
    log.list({ correlationId }, { limit: most }),
    deliveries?.list({ correlationId }, most) ?? [],
  ]);
  const steps = segments.flatMap(({ trace_id: traceId, process, steps }) =>
    (steps as readonly KeptStep[]).map((step) => ({ ...step, traceId, process })),
  );
  return {
    correlationId,
    steps: inOrder(steps),
    omitted: segments.reduce((sum, segment) => sum + segment.omitted, 0),
    entries: entries.map((entry) => foundEntry(entry, language)).reverse(),
    deliveries: lines,
  };
}

function inOrder(steps: readonly Omit<FoundStep, 'depth'>[]): FoundStep[] {
  const known = new Set(steps.map(({ id }) => id));
  const partsOf = Map.groupBy(
    [...steps].sort((one, other) => one.at - other.at),
    ({ parent }) => (parent !== undefined && known.has(parent) ? parent : undefined),
  );
  const under = (parent: string | undefined, depth: number): FoundStep[] =>
    (partsOf.get(parent) ?? []).flatMap((step) => [{ ...step, depth }, ...under(step.id, depth + 1)]);
  return under(undefined, 0);
}

/** What a record system said stands in an entry's `reason`, and may name the patient: it stays there. */
function foundEntry(entry: StoredEntry, language: 'sv' | 'en'): FoundEntry {
  const { id, at, kind, face, action, contract, outcome, code, milliseconds, sourcesAsked, records } = entry;
  const { rule, reason, changes } = whyOf(entry, 'engineer', language);
  return {
    id,
    at,
    kind,
    face,
    action,
    contract,
    outcome,
    code,
    milliseconds,
    caller: entry.caller?.hsaId,
    sourcesAsked,
    records,
    ...(kind === 'refusal' && { why: { rule, reason, changes } }),
  };
}
