import { type Change, type Engagement, isOwn } from './engagement.ts';

/** Another index, or a system, that is told of changes. */
export interface Subscriber {
  /** Names its destination; unique. */
  readonly name: string;
  readonly logicalAddress: string;
  /** What stands before `/vp/…`. */
  readonly url: string;
  /** What it wants to hear of; none = everything. */
  readonly filters: readonly SubscriptionFilter[];
}

export interface SubscriptionFilter {
  readonly serviceDomain: string;
  /** None = all of the domain. */
  readonly categorizations: readonly string[];
}

/** What a subscriber is told of some changes, patient by patient in the order of the changes. */
export function changesFor(subscriber: Subscriber, changes: readonly Change[]): Map<string, Change[]> {
  const byPatient = new Map<string, Change[]>();
  for (const change of changes) {
    if (!concerns(subscriber, change.engagement)) continue;
    const patient = change.engagement.registeredResidentIdentification;
    const others = byPatient.get(patient);
    if (others) others.push(change);
    else byPatient.set(patient, [change]);
  }
  return byPatient;
}

/** A subscriber that owns a record has it from its source, and would neither keep nor pass on what we say of it. */
function concerns({ logicalAddress, filters }: Subscriber, engagement: Engagement): boolean {
  if (isOwn([logicalAddress], engagement.owner)) return false;
  if (filters.length === 0) return true;
  return filters.some(
    ({ serviceDomain, categorizations }) =>
      same(serviceDomain, engagement.serviceDomain) &&
      (categorizations.length === 0 || categorizations.some((each) => same(each, engagement.categorization))),
  );
}

/** Filters compare without regard to case, unlike keys. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
