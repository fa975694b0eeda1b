import { randomUUID } from 'node:crypto';
import { BridgeError } from '../../errors.ts';
import type { Directory } from '../../hsa/directory.ts';
import { sameHsaId } from '../../identities/same-hsa-id.ts';
import type { Store } from '../../store/index.ts';
import { emergencyOf } from '../emergency.ts';
import { entriesOf } from '../entries.ts';
import type { AuditEntry, StoredEntry } from '../entry.ts';
import type { EmergencyVerdict } from '../extract/patient-extract.ts';
import { type LogView, type Officer, officerAct, officerId } from '../officer.ts';
import { readerOf } from '../reader.ts';
import { reviewersOf } from './reviewers.ts';
import { insertVerdict, verdictsOn } from './store.ts';
import { checkVerdict, type Verdict, type VerdictKind } from './verdict.ts';

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
  /** HSA-ids of who is responsible for the verdict. */
  readonly reviewers: readonly string[];
  /** Oldest first; the last counts. Open until there is one. */
  readonly verdicts: readonly Verdict[];
}

export interface EmergencyParts {
  readonly store: Pick<Store, 'db'>;
  readonly append: (entry: AuditEntry) => Promise<void>;
  readonly directory: Pick<Directory, 'unit' | 'people' | 'commissionsOf'>;
  readonly installation: AuditEntry['installation'];
  /** Under which system the directory keeps this bridge’s roles. */
  readonly system: string;
  readonly now: () => Date;
}

export function createEmergencyReviews(parts: EmergencyParts) {
  const { db } = parts.store;

  /** Of the officer’s own care provider as reader: it alone answers for what its staff opened. Latest first. */
  async function emergenciesIn(officer: Officer, view: LogView): Promise<[string, StoredEntry[]][]> {
    const byId = new Map<string, StoredEntry[]>();
    for await (const entry of entriesOf(view, { kind: 'act', emergency: true })) {
      const id = emergencyOf(entry);
      if (id === undefined || entry.outcome !== 'released' || !isReadersOwn(entry, officer)) continue;
      byId.set(id, [entry, ...(byId.get(id) ?? [])]);
    }
    return [...byId];
  }

  async function taskOf(emergency: string, acts: readonly StoredEntry[], verdicts: readonly Verdict[]) {
    const [first] = acts;
    const { careProvider, careUnit } = first?.reader ?? { careProvider: undefined, careUnit: undefined };
    return {
      emergency,
      at: first?.at ?? '',
      opened: acts.some(({ action }) => action === 'emergency:open'),
      reader: first && readerOf(first),
      careProvider,
      careUnit,
      reasonCode: textIn(first, 'reasonCode'),
      reason: textIn(first, 'text'),
      reviewers: await reviewersOf(parts.directory, { careProvider, careUnit }, parts.system),
      verdicts: verdicts.filter((verdict) => isOn(verdict, emergency)),
    };
  }

  return {
    /** Open ones, and where `closed` is asked for the others too. Throws DIRECTORY_UNAVAILABLE. */
    async list(officer: Officer, view: LogView, { closed }: { closed: boolean }): Promise<EmergencyTask[]> {
      const found = await emergenciesIn(officer, view);
      const verdicts = await verdictsOn(
        db,
        found.map(([id]) => id),
      );
      const tasks = await Promise.all(found.map(([id, acts]) => taskOf(id, acts, verdicts)));
      return tasks.filter((task) => closed || task.verdicts.length === 0);
    },

    /** Throws NOT_FOUND, REVIEW_OWN_ACCESS, REVIEW_INVALID. */
    async judge(
      officer: Officer,
      view: LogView,
      { emergency, verdict, reason }: { emergency: string; verdict: VerdictKind; reason: string },
    ): Promise<void> {
      const [, acts] = (await emergenciesIn(officer, view)).find(([id]) => id === emergency) ?? [];
      const [first, ...later] = acts ?? [];
      if (!first) throw new BridgeError('NOT_FOUND', 'There is no such emergency.');
      const reviewer = officerId(officer);
      const text = [first, ...later].map((act) => checkVerdict(reviewer, act, reason))[0] ?? '';
      const details = { emergency, verdict, reason: text };
      await parts.append(officerAct(parts.installation, officer, { action: 'review:verdict', details }));
      await insertVerdict(db, {
        id: randomUUID(),
        at: parts.now().toISOString(),
        review: undefined,
        subject: emergency,
        verdict,
        reason: text,
        madeBy: reviewer ?? '',
      });
    },

    /** What each came to; `open` while nothing has. */
    async verdicts(emergencies: readonly string[]): Promise<ReadonlyMap<string, EmergencyVerdict>> {
      const verdicts = await verdictsOn(db, emergencies);
      return new Map<string, EmergencyVerdict>([
        ...emergencies.map((id) => [id, 'open'] as const),
        ...verdicts.filter(({ review }) => review === undefined).map((one) => [one.subject, one.verdict] as const),
      ]);
    },
  };
}

/** A verdict in a sample is on an entry, whose id a system could have given its emergency. */
function isOn({ subject, review }: Verdict, emergency: string): boolean {
  return subject === emergency && review === undefined;
}

function isReadersOwn({ reader }: StoredEntry, { controller }: Officer): boolean {
  if (controller === undefined) return true;
  return reader?.careProvider !== undefined && sameHsaId(reader.careProvider, controller);
}

function textIn(entry: StoredEntry | undefined, key: string): string | undefined {
  const value = entry?.details?.[key];
  return typeof value === 'string' ? value : undefined;
}
