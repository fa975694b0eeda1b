import type { Contract, PatientId } from '../contracts/index.ts';
import type { EngagementLookup, Known } from '../engagements/index.ts';
import { isIndexed } from '../engagements/index.ts';
import { identityKinds, sameHsaId } from '../identities/index.ts';
import type { Routing } from '../routing/index.ts';
import type { CoverageNote } from './coverage.ts';
import type { AskedUnder } from './identities.ts';
import { isAsked, type Planned } from './plan.ts';

type Plan = AskedUnder | Extract<Planned, { skip: unknown }>;

interface Asking {
  readonly lookup: EngagementLookup;
  readonly routing: Pick<Routing, 'addressesOf'>;
  readonly contract: Contract;
  readonly patients: readonly PatientId[];
  readonly correlationId: string;
}

/**
 * Leaves out the sources that by the engagement index know nothing of the patient. In doubt a source is asked, and
 * that is said: when the index does not answer, and where its part of it is not fresh.
 */
export async function withEngagements(planned: readonly Plan[], asking: Asking): Promise<Plan[]> {
  if (!planned.some((each) => isAsked(each) && each.ask.index !== 'none')) return [...planned];
  const known = await asking.lookup.known(asking.patients, asking.contract, asking.correlationId);
  return planned.map((each) => (isAsked(each) && each.ask.index !== 'none' ? judged(each, known, asking) : each));
}

function judged(planned: AskedUnder, known: Known | undefined, { routing, contract }: Asking): Plan {
  const { ask: source, patients, translation } = planned;
  const noted = (note: CoverageNote): Plan => ({ ...planned, notes: [...planned.notes, note] });
  if (!known) return noted('index-unavailable');
  if (source.index === 'optional' && !known.fresh.has(source.hsaId.toUpperCase())) return noted('index-may-lag');
  // The index holds no local numbers, so it cannot tell of a source that is asked under one.
  if (!patients.every(isInIndex)) return planned;
  const names = [source.hsaId, ...source.knownAs, ...routing.addressesOf(source, translation?.from ?? contract.id)];
  const isKnown = known.at.some(({ sourceSystem, logicalAddress }) =>
    names.some((name) => sameHsaId(name, sourceSystem) || sameHsaId(name, logicalAddress)),
  );
  return isKnown ? planned : { skip: source, reason: 'no-engagement' };
}

function isInIndex({ id, type }: PatientId): boolean {
  return Object.values<string>(identityKinds).includes(type) && isIndexed(id);
}
