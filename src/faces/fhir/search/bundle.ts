import { randomUUID } from 'node:crypto';
import type { BundleEntry, OperationOutcome } from 'fhir/r4';

/** The outcome as the one entry a searchset may have of its kind; none when it has nothing to say. */
export function outcomeEntry(outcome: OperationOutcome): BundleEntry[] {
  if (outcome.issue.length === 0) return [];
  return [{ fullUrl: `urn:uuid:${randomUUID()}`, resource: outcome, search: { mode: 'outcome' } }];
}
