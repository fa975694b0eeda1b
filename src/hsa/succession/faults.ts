import type { SuccessionConfig } from '../../config/successions.ts';
import { hsaKey } from '../model.ts';
import { midnightOf } from './successions.ts';

/** What in the configured successions contradicts itself; each fault names its key. */
export function successionFaults(successions: readonly SuccessionConfig[]): string[] {
  const faults = (about: (succession: SuccessionConfig) => string | undefined) =>
    successions.flatMap((each) => {
      const fault = about(each);
      return fault === undefined ? [] : [`key successions: ${each.from} ${fault}`];
    });
  const nextOf = ({ kind, into }: SuccessionConfig) =>
    successions.find((other) => isOfUnit(other) === isOfUnit({ kind }) && hsaKey(other.from) === hsaKey(into));
  return [
    ...faults(({ at }) => (midnightOf(at) === undefined ? `is taken over on ${at}, which is no day` : undefined)),
    ...faults((one) => (isTwice(one, successions) ? 'is taken over twice' : undefined)),
    ...faults((one) => (returns(one, nextOf) ? 'comes back to itself' : undefined)),
    ...faults((one) => {
      const next = nextOf(one);
      const isGone = next !== undefined && next.at < one.at;
      return isGone ? `goes into ${one.into} on ${one.at}, which is gone since ${next.at}` : undefined;
    }),
    ...faults(({ kind, units }) =>
      units && kind !== 'care-provider' ? 'lists units, which only a care provider has' : undefined,
    ),
    ...faults(({ kind, intoIsNew }) =>
      intoIsNew !== undefined && kind !== 'care-provider' ? 'says intoIsNew, which only a care provider is' : undefined,
    ),
    ...faults((one) =>
      isSaidOtherwise(one, successions) ? `says otherwise than others whether ${one.into} is new` : undefined,
    ),
    ...listedTwice(successions).map((unit) => `key successions: ${unit} is listed for two care providers`),
  ];
}

function isOfUnit({ kind }: Pick<SuccessionConfig, 'kind'>): boolean {
  return kind !== 'care-provider';
}

function isTwice(one: SuccessionConfig, all: readonly SuccessionConfig[]): boolean {
  return all.some(
    (other) => other !== one && isOfUnit(other) === isOfUnit(one) && hsaKey(other.from) === hsaKey(one.from),
  );
}

/** One begins once, on the first day on which anything goes into it. */
function isSaidOtherwise(one: SuccessionConfig, all: readonly SuccessionConfig[]): boolean {
  if (isOfUnit(one)) return false;
  const together = all.filter((other) => !isOfUnit(other) && hsaKey(other.into) === hsaKey(one.into));
  const isSaid = together.some(({ intoIsNew }) => intoIsNew);
  const first = together.map(({ at }) => at).toSorted()[0];
  return isSaid && (one.intoIsNew ?? false) !== (one.at === first);
}

function returns(first: SuccessionConfig, nextOf: (one: SuccessionConfig) => SuccessionConfig | undefined): boolean {
  const seen = new Set<SuccessionConfig>();
  for (let one: SuccessionConfig | undefined = first; one && !seen.has(one); one = nextOf(one)) {
    if (hsaKey(one.into) === hsaKey(first.from)) return true;
    seen.add(one);
  }
  return false;
}

/** Of those that go into the same one. A unit that moves on with its care provider stands in both lists of the chain. */
function listedTwice(successions: readonly SuccessionConfig[]): string[] {
  const byHeir = Map.groupBy(successions, ({ into }) => hsaKey(into));
  return [...byHeir.values()].flatMap((together) => {
    const units = together.flatMap(({ units: listed = [] }) => [...new Set(listed.map(hsaKey))]);
    return [...new Set(units.filter((unit, index) => units.indexOf(unit) !== index))];
  });
}
