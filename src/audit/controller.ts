import { sameHsaId } from '../identities/same-hsa-id.ts';
import type { AuditEntry, AuditOutcome } from './entry.ts';

/**
 * HSA-ids, upper case, of the care providers that are controllers (personuppgiftsansvariga) of an entry: the one that read
 * and those whose information was shown (SVOD 4:1). The reader's stands first.
 */
export function controllersOf({ reader, units }: Pick<AuditEntry, 'reader' | 'units'>): string[] {
  const all = [reader?.careProvider, ...units.map(({ careProvider }) => careProvider)];
  return [...new Set(all.flatMap((hsaId) => hsaId?.toUpperCase() ?? []))];
}

/** How an entry came out for those whose information was shown in it. */
export const shownOutcome = 'released' satisfies AuditOutcome;

/**
 * The entry as one care provider may see it. What its own staff did it sees whole; of a reading by another it sees who
 * took part of *its* information, and nothing of what others have about the patient.
 * Undefined when the entry is not its own at all. Several: it and those that it has taken over.
 */
export function narrowedTo<Entry extends AuditEntry>(
  entry: Entry,
  controller: string | readonly string[],
): Entry | undefined {
  const isOwn = (hsaId: string | undefined): boolean =>
    hsaId !== undefined && [controller].flat().some((own) => sameHsaId(own, hsaId));
  if (isOwn(entry.reader?.careProvider)) return entry;
  const units = entry.units.filter(({ careProvider }) => isOwn(careProvider));
  if (units.length === 0) return undefined;
  const { decision } = entry;
  return {
    ...entry,
    units,
    sourcesAsked: [...new Set(units.map(({ source }) => source))],
    records: units.reduce((sum, unit) => sum + unit.records, 0),
    // These tell of sources that failed, records that were withheld, and what the reader's own provider has registered.
    outcome: shownOutcome,
    code: undefined,
    reason: undefined,
    details: undefined,
    // What this care provider has was shown; that something was not is about others.
    decision: decision && {
      ...decision,
      outcome: 'permit',
      code: undefined,
      detail: undefined,
      inputs: {},
      records: [],
      told: [],
    },
  };
}
