import { sameHsaId } from '../identities/same-hsa-id.ts';
import type { AccessLogReader } from './access-log.ts';
import { type Act, actEntry } from './act-entry.ts';
import { controllersOf, narrowedTo, shownOutcome } from './controller.ts';
import type { AuditEntry, StoredEntry } from './entry.ts';
import { readerOf } from './reader.ts';
import { type AuditFilter, type AuditList, type AuditPage, cursorAfter } from './rows.ts';

/** Who looks after the log: a security officer of one care provider, or somebody on the server itself. */
export interface Officer extends Pick<Act, 'correlationId' | 'face' | 'caller' | 'certificate' | 'actor'> {
  /** HSA-id of the care provider whose entries she sees; undefined on the server alone: all. */
  readonly controller: string | undefined;
  /** HSA-ids of those that it has taken over: it answers for their entries too. */
  readonly takenOver?: readonly string[] | undefined;
  /** Name of the operating system's account, at the command line. */
  readonly account?: string | undefined;
}

/** HSA-id of the human being. */
export function officerId(officer: Officer): string | undefined {
  return readerOf({ actor: officer.actor, caller: officer.caller });
}

/** HSA-ids of the care providers whose entries the officer sees; undefined: of all. */
export function controlledBy({ controller, takenOver = [] }: Officer): readonly string[] | undefined {
  return controller === undefined ? undefined : [controller, ...takenOver];
}

/** What an officer does with the log is itself on it, for the purpose that the law has for such things. */
export function officerAct(
  installation: AuditEntry['installation'],
  { controller, takenOver: _, account, ...by }: Officer,
  act: Omit<Act, keyof Officer | 'activity'> & Partial<Pick<Act, 'activity'>>,
): AuditEntry {
  const reader = controller === undefined ? undefined : { careProvider: controller, careUnit: undefined };
  const details = account === undefined ? act.details : { ...act.details, account };
  return actEntry(installation, { activity: 'Läsa', purpose: 'Administration', reader, ...by, ...act, details });
}

export type LogView = Pick<AccessLogReader, 'list' | 'find'>;

/** What of the log one care provider may see: which entries, and of each its own part. */
export interface LogPart {
  readonly filter: AuditFilter;
  /** The entry itself where all of it is seen. */
  of(entry: StoredEntry): StoredEntry | undefined;
}

/**
 * The part of a care provider: entries of which it is controller. Refused attempts of strangers belong to nobody, and are
 * shown to the one that is appointed for them.
 */
export function partOf(controller: string | readonly string[], strangersTo: string | undefined): LogPart {
  const strangers = strangersTo !== undefined && [controller].flat().some((one) => sameHsaId(one, strangersTo));
  return {
    filter: { controller, ...(strangers && { strangers }) },
    of: (entry) => (strangers && controllersOf(entry).length === 0 ? entry : narrowedTo(entry, controller)),
  };
}

/** The log as one care provider may see it; see {@link partOf}. The only way for officers to the log. */
export function viewOf(
  log: LogView,
  controller: string | readonly string[] | undefined,
  strangersTo: string | undefined,
): LogView {
  if (controller === undefined) return log;
  const part = partOf(controller, strangersTo);
  return {
    async list(filter, page) {
      const asked = { ...filter, ...part.filter, ...askedOutcome(filter) };
      if (filter.unit !== undefined || filter.outcome !== undefined)
        return listSeen(filter, page, (each) => log.list(asked, each), part.of);
      const { entries, next } = await log.list(asked, page);
      return { entries: entries.flatMap((entry) => part.of(entry) ?? []), next };
    },
    async find(key) {
      const entry = await log.find(key);
      return entry && part.of(entry);
    },
  };
}

/** What came out in part for the reader was shown to nobody else as less than it is. */
function askedOutcome({ outcome }: AuditFilter): Pick<AuditFilter, 'outcome'> {
  const asked = outcome === undefined ? [] : [outcome].flat();
  return asked.includes(shownOutcome) ? { outcome: [...asked, 'partial'] } : {};
}

/**
 * Entries that are what was asked for in the part that is one's own: a reading of others' units beside it would else be
 * found by their names, or by what they did not give, or by a page that ends early, and tell where else the patient has been
 * in care.
 */
async function listSeen(
  { unit, outcome }: AuditFilter,
  { limit, after }: AuditPage,
  list: (page: AuditPage) => Promise<AuditList>,
  own: (entry: StoredEntry) => StoredEntry | undefined,
): Promise<AuditList> {
  const isAsked = (entry: StoredEntry): boolean =>
    (unit === undefined || isOfUnit(entry, unit)) &&
    (outcome === undefined || [outcome].flat().includes(entry.outcome));
  const found: StoredEntry[] = [];
  let next = after;
  do {
    const page = await list({ limit: Math.max(limit, SCANNED), after: next });
    found.push(...page.entries.flatMap((entry) => own(entry) ?? []).filter(isAsked));
    next = page.next;
  } while (found.length <= limit && next !== undefined);
  const entries = found.slice(0, limit);
  const last = found.length > limit ? entries.at(-1) : undefined;
  return { entries, next: last && cursorAfter(last) };
}

/** So many at a time: most of what is found may be others’. */
const SCANNED = 500;

function isOfUnit({ reader, units }: StoredEntry, unit: string): boolean {
  return [reader, ...units].some((place) => place?.careUnit !== undefined && sameHsaId(place.careUnit, unit));
}
