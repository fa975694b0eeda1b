import type { PatientId } from '../../contracts/index.ts';
import { identityKinds, sameIdentity } from '../../identities/index.ts';
import type { Person } from '../person.ts';
import { keyOf } from './lookup.ts';
import type { Registered } from './record.ts';

/** Links are followed this far: old number, new number, reserve number. More would be a mistake in the register. */
const rounds = 4;
const mostIdentities = 50;

type LookUp = (identities: readonly PatientId[]) => Promise<ReadonlyMap<string, Registered>>;

/**
 * Follows links until no new identity turns up and puts the records together: what is said of the current identity
 * counts, a mark of secrecy or test counts on whichever identity it stands. Undefined when nobody has the identity.
 */
export async function personBehind(identity: PatientId, lookUp: LookUp): Promise<Person | undefined> {
  const records = new Map<string, Registered>();
  const seen = new Map([[keyOf(identity), identity]]);
  let next: readonly PatientId[] = [identity];
  for (let round = 0; round < rounds && next.length > 0; round += 1) {
    for (const [key, record] of await lookUp(next)) records.set(key, record);
    const linked = [...records.values()].flatMap(({ identity: own, links }) => [own, ...links]);
    const fresh = new Map(linked.filter((link) => !seen.has(keyOf(link))).map((link) => [keyOf(link), link]));
    next = [...fresh.values()].slice(0, mostIdentities - seen.size);
    for (const link of next) seen.set(keyOf(link), link);
  }
  return records.size === 0 ? undefined : together([...records.values()], [...seen.values()]);
}

function together(records: readonly Registered[], identities: readonly PatientId[]): Person | undefined {
  const [current] = records.toSorted((a, b) => standing(b) - standing(a));
  if (!current) return undefined;
  const { isPrimary: _, links: __, ...person } = current;
  return {
    ...person,
    linked: identities.filter((identity) => !sameIdentity(identity, current.identity)),
    death: records.find(({ death }) => death)?.death,
    secrecyMark: records.some(({ secrecyMark }) => secrecyMark),
    protectedRegistration: records.some(({ protectedRegistration }) => protectedRegistration),
    test: records.some(({ test }) => test),
  };
}

/** What is in use before what is not, the main identity before others, then by rank of its kind. */
function standing({ deregistered, isPrimary, identity }: Registered): number {
  return (deregistered ? 0 : 100) + (isPrimary ? 10 : 0) + rank(identity);
}

function rank({ type }: PatientId): number {
  const order: readonly string[] = [
    identityKinds.nationalReserveNumber,
    identityKinds.coordinationNumber,
    identityKinds.personalNumber,
  ];
  return order.indexOf(type);
}
