import { randomUUID } from 'node:crypto';
import type { PatientId } from '../../contracts/record.ts';
import { BridgeError } from '../../errors.ts';
import type { Directory } from '../../hsa/directory.ts';
import { sameHsaId } from '../../identities/same-hsa-id.ts';
import type { Store } from '../../store/index.ts';
import { emergencyOf } from '../emergency.ts';
import { entriesOf } from '../entries.ts';
import type { AuditEntry, StoredEntry } from '../entry.ts';
import { controlledBy, type LogView, type Officer, officerAct, officerId } from '../officer.ts';
import { readerOf } from '../reader.ts';
import { reviewersOf } from './reviewers.ts';
import { insertVerdict, verdictsOn } from './store.ts';
import { checkVerdict, covers, isInvolved, type Verdict, type VerdictKind } from './verdict.ts';

/**
 * An emergency that somebody must judge. It exists because the log says that an emergency was declared or opened: none
 * can be forgotten, or closed without a verdict.
 */
export interface EmergencyTask {
  /** Id of the emergency. */
  readonly emergency: string;
  /** ISO 8601, of the first act. */
  readonly at: string;
  /** Whether information was opened (step 2), or only where there is some was told (step 1). */
  readonly opened: boolean;
  /** HSA-ids. */
  readonly reader: string | undefined;
  readonly careProvider: string | undefined;
  readonly careUnit: string | undefined;
  /** As the reader gave them. */
  readonly reasonCode: string | undefined;
  readonly reason: string | undefined;
  readonly patient: PatientId | undefined;
  /** ISO 8601: until when it let information out. */
  readonly until: string | undefined;
  readonly read: EmergencyReadings;
  /** ISO 8601, of the latest act or reading. */
  readonly last: string;
  /** Nothing was judged, or something was done after what was. */
  readonly isOpen: boolean;
  /** ISO 8601: when there is to be a verdict on what is not judged; once all is, when there was to be one. */
  readonly judgeBy: string;
  /** Whether it is the asking officer’s own: then somebody else judges it. */
  readonly isOwn: boolean;
  /** HSA-ids of who is responsible for the verdict. */
  readonly reviewers: readonly string[];
  /** Oldest first; of those that cover the same the last counts. */
  readonly verdicts: readonly Verdict[];
}

/** What somebody found of an emergency. */
export interface EmergencyOrder {
  /** Id of the emergency. */
  readonly emergency: string;
  readonly verdict: VerdictKind;
  readonly reason: string;
  /** ISO 8601: `last` of what was judged; undefined: all that is on the log. */
  readonly upTo?: string | undefined;
}

/** What was read on the ground of an emergency. */
export interface EmergencyReadings {
  /** In the order in which they were first read. */
  readonly contracts: readonly string[];
  /** HSA-ids of the care units whose information was shown; of the care provider where no unit is known. */
  readonly units: readonly string[];
  readonly records: number;
}

export interface EmergencyParts {
  readonly store: Pick<Store, 'db'>;
  readonly append: (entry: AuditEntry) => Promise<void>;
  readonly directory: Pick<Directory, 'unit' | 'peopleWithRole' | 'commissionsOf'>;
  readonly installation: AuditEntry['installation'];
  /** Under which system the directory keeps this bridge’s roles. */
  readonly system: string;
  readonly reviewDays: number;
  readonly now: () => Date;
}

/** What the log has of one emergency, oldest first. */
interface Traces {
  readonly acts: readonly StoredEntry[];
  readonly readings: readonly StoredEntry[];
}

export function createEmergencyReviews(parts: EmergencyParts) {
  const { db } = parts.store;

  /** Of the officer’s own care provider as reader: it alone answers for what its staff opened. Latest first. */
  async function emergenciesIn(officer: Officer, view: LogView): Promise<[string, Traces][]> {
    const byId = new Map<string, Traces>();
    for await (const entry of entriesOf(view, { kind: ['act', 'access', 'continuation'], emergency: true })) {
      const id = emergencyOf(entry);
      if (id === undefined || !isDone(entry) || !isReadersOwn(entry, officer)) continue;
      const { acts, readings } = byId.get(id) ?? { acts: [], readings: [] };
      const isAct = entry.kind === 'act';
      byId.set(id, { acts: isAct ? [entry, ...acts] : acts, readings: isAct ? readings : [entry, ...readings] });
    }
    return [...byId].filter(([, { acts }]) => acts.length > 0).toSorted(byFirstAct);
  }

  async function taskOf(
    officer: Officer,
    [emergency, { acts, readings }]: [string, Traces],
    verdicts: readonly Verdict[],
  ): Promise<EmergencyTask> {
    const [first] = acts;
    const waits = unjudgedOf({ acts, readings }, verdicts);
    const { careProvider, careUnit } = first?.reader ?? { careProvider: undefined, careUnit: undefined };
    const asker = officerId(officer);
    const at = first?.at ?? '';
    return {
      emergency,
      at,
      opened: acts.some(({ action }) => action === 'emergency:open'),
      reader: first && readerOf(first),
      careProvider,
      careUnit,
      reasonCode: textIn(first, 'reasonCode'),
      reason: textIn(first, 'text'),
      patient: first?.patient,
      until: textIn(first, 'end'),
      read: readingsOf(readings),
      last: lastOf({ acts, readings }),
      isOpen: waits.length > 0,
      judgeBy: new Date(Date.parse(waits[0]?.at ?? at) + parts.reviewDays * 86_400_000).toISOString(),
      isOwn: asker !== undefined && acts.some((act) => isInvolved(asker, act)),
      reviewers: await reviewersOf(parts.directory, { careProvider, careUnit }, parts.system),
      verdicts,
    };
  }

  /** Each with the verdicts on it. */
  async function withVerdicts(officer: Officer, view: LogView) {
    const found = await emergenciesIn(officer, view);
    const verdicts = await verdictsOn(
      db,
      found.map(([id]) => id),
    );
    return found.map((one) => {
      const own = verdicts.filter((verdict) => isOn(verdict, one[0]));
      return { one, verdicts: own, isOpen: unjudgedOf(one[1], own).length > 0 };
    });
  }

  return {
    /** Open ones, and where `closed` is asked for the others too. Throws DIRECTORY_UNAVAILABLE. */
    async list(officer: Officer, view: LogView, { closed }: { closed: boolean }): Promise<EmergencyTask[]> {
      const all = await withVerdicts(officer, view);
      const asked = all.filter(({ isOpen }) => closed || isOpen);
      return Promise.all(asked.map(({ one, verdicts }) => taskOf(officer, one, verdicts)));
    },

    /** How many wait for a verdict. */
    async waiting(officer: Officer, view: LogView): Promise<number> {
      return (await withVerdicts(officer, view)).filter(({ isOpen }) => isOpen).length;
    },

    /** Throws NOT_FOUND, REVIEW_OWN_ACCESS, REVIEW_INVALID. */
    async judge(officer: Officer, view: LogView, { emergency, verdict, reason, upTo }: EmergencyOrder): Promise<void> {
      const [, traces] = (await emergenciesIn(officer, view)).find(([id]) => id === emergency) ?? [];
      const [first, ...later] = traces?.acts ?? [];
      if (!traces || !first) throw new BridgeError('NOT_FOUND', 'There is no such emergency.');
      const last = lastOf(traces);
      const seen = upTo !== undefined && isBefore(upTo, last) ? upTo : last;
      const reviewer = officerId(officer);
      const text = [first, ...later].map((act) => checkVerdict(reviewer, act, reason))[0] ?? '';
      const details = { emergency, verdict, reason: text, upTo: seen };
      await parts.append(officerAct(parts.installation, officer, { action: 'review:verdict', details }));
      await insertVerdict(db, {
        id: randomUUID(),
        at: parts.now().toISOString(),
        review: undefined,
        subject: emergency,
        verdict,
        reason: text,
        madeBy: reviewer ?? '',
        upTo: seen,
      });
    },

    /** On what was done in emergencies, oldest first. */
    async verdicts(emergencies: readonly string[]): Promise<Verdict[]> {
      return (await verdictsOn(db, emergencies)).filter(({ review }) => review === undefined);
    },
  };
}

/** A verdict in a sample is on an entry, whose id a system could have given its emergency. */
function isOn({ subject, review }: Verdict, emergency: string): boolean {
  return subject === emergency && review === undefined;
}

/** Oldest first. */
function unjudgedOf({ acts, readings }: Traces, verdicts: readonly Verdict[]): StoredEntry[] {
  return [...acts, ...readings]
    .filter((trace) => !verdicts.some((verdict) => covers(verdict, trace)))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function lastOf({ acts, readings }: Traces): string {
  const latest = Math.max(...[...acts, ...readings].map(({ at }) => Date.parse(at)));
  return new Date(latest).toISOString();
}

function isBefore(one: string, other: string): boolean {
  return Date.parse(one) < Date.parse(other);
}

/** What was tried in vain is none. */
function isDone({ kind, outcome }: StoredEntry): boolean {
  return kind === 'act' ? outcome === 'released' : outcome !== 'refused' && outcome !== 'failed';
}

function byFirstAct([, one]: [string, Traces], [, other]: [string, Traces]): number {
  return Date.parse(other.acts[0]?.at ?? '') - Date.parse(one.acts[0]?.at ?? '');
}

function readingsOf(readings: readonly StoredEntry[]): EmergencyReadings {
  const units = readings.flatMap((reading) => reading.units);
  return {
    contracts: [...new Set(readings.flatMap(({ contract, records }) => (contract && records > 0 ? contract : [])))],
    units: [...new Set(units.flatMap(({ careUnit, careProvider }) => careUnit ?? careProvider ?? []))],
    records: readings.reduce((sum, { records }) => sum + records, 0),
  };
}

function isReadersOwn({ reader }: StoredEntry, officer: Officer): boolean {
  const controllers = controlledBy(officer);
  if (controllers === undefined) return true;
  const careProvider = reader?.careProvider;
  return careProvider !== undefined && controllers.some((one) => sameHsaId(one, careProvider));
}

function textIn(entry: StoredEntry | undefined, key: string): string | undefined {
  const value = entry?.details?.[key];
  return typeof value === 'string' ? value : undefined;
}
