import { type DirectoryFunction, hsaKey, isUnit, type Unit } from './model.ts';
import type { DirectorySource } from './source.ts';

/** What the catalogue says about a relation: an object, nothing, or something that contradicts its own rules. */
export type Resolved<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'logical-error';
      readonly error: LogicalError /** Involved. */;
      readonly hsaIds: readonly string[];
    };

/** - `several-care-units`: a unit may belong to one care unit only;
 *  - `care-unit-without-provider`: every care unit must name the care provider that answers for it;
 *  - `unknown-provider`: the named object does not exist or is no care provider. */
type LogicalError = 'several-care-units' | 'care-unit-without-provider' | 'unknown-provider';

/** A unit or function with where it belongs. Ended and archived objects resolve too: old records still name them. */
export interface Place<T extends Unit | DirectoryFunction = Unit> {
  readonly object: T;
  /** Units above it in the tree, nearest first. */
  readonly parents: readonly Unit[];
  /** The care unit (vårdenhet) that it is or is a member of. Position in the tree does not make a member. */
  readonly careUnit: Resolved<Unit>;
  /** The care provider (vårdgivare) that answers for it. */
  readonly careProvider: Resolved<Unit>;
}

export async function placeOf<T extends Unit | DirectoryFunction>(
  source: DirectorySource,
  object: T,
): Promise<Place<T>> {
  const parents = await source.ancestors(object.dn);
  const careUnit = await careUnitOf(source, object);
  const careProvider = await careProviderOf(source, object, parents, careUnit);
  return { object, parents, careUnit, careProvider };
}

async function careUnitOf(source: DirectorySource, object: Unit | DirectoryFunction): Promise<Resolved<Unit>> {
  if (isUnit(object) && object.isCareUnit) return { kind: 'found', value: object };
  const [first, ...others] = await source.careUnitsWithMember(object.hsaId);
  if (!first) return { kind: 'none' };
  if (others.length === 0) return { kind: 'found', value: first };
  return { kind: 'logical-error', error: 'several-care-units', hsaIds: [first, ...others].map((unit) => unit.hsaId) };
}

/** By the care unit's own word where there is a care unit; else by the nearest unit at or above that names a provider. */
async function careProviderOf(
  source: DirectorySource,
  object: Unit | DirectoryFunction,
  parents: readonly Unit[],
  careUnit: Resolved<Unit>,
): Promise<Resolved<Unit>> {
  if (isUnit(object) && object.isCareProvider) return { kind: 'found', value: object };
  if (careUnit.kind === 'logical-error') return careUnit;
  if (careUnit.kind === 'found') return responsibleProviderOf(source, careUnit.value);
  const line = isUnit(object) ? [object, ...parents] : parents;
  const nearest = line.find((unit) => unit.isCareProvider || unit.responsibleProvider);
  if (!nearest) return { kind: 'none' };
  return nearest.isCareProvider ? { kind: 'found', value: nearest } : responsibleProviderOf(source, nearest);
}

async function responsibleProviderOf(source: DirectorySource, careUnit: Unit): Promise<Resolved<Unit>> {
  const hsaId = careUnit.responsibleProvider;
  if (!hsaId) {
    if (careUnit.isCareProvider) return { kind: 'found', value: careUnit };
    return { kind: 'logical-error', error: 'care-unit-without-provider', hsaIds: [careUnit.hsaId] };
  }
  const provider = (await source.byHsaId(hsaKey(hsaId))).find(isUnit);
  if (provider?.isCareProvider) return { kind: 'found', value: provider };
  return { kind: 'logical-error', error: 'unknown-provider', hsaIds: [careUnit.hsaId, hsaId] };
}
