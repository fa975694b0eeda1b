import type { PatientId } from '../contracts/index.ts';
import { isKnownAt, isReserveNumber } from '../identities/index.ts';
import type { Source } from '../routing/index.ts';
import { isAsked, type Planned } from './plan.ts';

/** A source that is asked, and under which of the patient's identities. */
export type AskedUnder = Extract<Planned, { ask: unknown }> & { readonly patients: readonly PatientId[] };
type Skipped = Extract<Planned, { skip: unknown }>;

/**
 * Under which of the patient's identities each source is asked: those that mean something to it. Whoever addresses one
 * system itself has the identity it names asked there, whatever it is; in the aggregate a source that none of the
 * identities concerns is left out, and that is said.
 */
export function underIdentities(
  planned: readonly Planned[],
  given: PatientId,
  identities: readonly PatientId[],
  isAggregate: boolean,
): (AskedUnder | Skipped)[] {
  const mayGoTo = (source: Source, identity: PatientId): boolean =>
    // An aggregating platform takes no reserve numbers (common rules of the read contracts).
    source.aggregates ? !isReserveNumber(identity) : isKnownAt(identity, source);
  const meaningTo = (source: Source): PatientId[] =>
    identities.filter((identity) => (identity === given && !isAggregate) || mayGoTo(source, identity));
  return planned.map((source) => {
    if (!isAsked(source)) return source;
    const patients = meaningTo(source.ask);
    return patients.length > 0 ? { ...source, patients } : { skip: source.ask, reason: 'identity-is-local' };
  });
}
