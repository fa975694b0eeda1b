import type { isUnitWithinSector1, listUnitsWithinSector1 } from '../../../contracts/directory/organization-2.ts';
import type { Draft } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import { BridgeError } from '../../../errors.ts';
import { type Directory, fewAtATime, hsaKey, isUnit, treeOf, type Unit } from '../../../hsa/index.ts';
import { isFound, isGiven, type Within, whenTrue } from './values.ts';

/** More than a sector holds; a list cut short would not say so. */
const mostUnits = 5_000;
/** From so many on, a list of all units costs less than asking about each. */
const manyUnits = 100;

/** Answers what is asked of parts of the tree: a sector is a unit with everything below it. */
export function createSectorAnswers(directory: Directory) {
  async function asked(level: readonly Unit[]): Promise<Unit[]> {
    const below = await fewAtATime(level, async ({ hsaId }) => (await directory.below(hsaId)).value);
    return below.flat().filter(isUnit);
  }

  /** The same from one list of all units, where it holds all that may be given. */
  async function listed({ includeFeignedObject }: Within): Promise<typeof asked> {
    if (includeFeignedObject) return asked;
    const { value } = await directory.units();
    if (value.more) return asked;
    const tree = treeOf(value.items);
    return async (level) => level.flatMap(({ hsaId }) => tree.get(hsaId) ?? []);
  }

  /** A unit that is closed or not to be given is left out, what stands below it is not. */
  async function everyUnit(tops: readonly Unit[], within: Within): Promise<readonly Unit[]> {
    const found = new Map<string, Unit>();
    let below = asked;
    for (let level = tops; level.length > 0; level = await below(level)) {
      level = level.filter(({ hsaId }) => !found.has(hsaId));
      for (const unit of level) found.set(unit.hsaId, unit);
      if (found.size > mostUnits)
        throw new BridgeError('MESSAGE_INVALID', `A sector holds more than ${mostUnits} units: ask for smaller ones.`);
      if (found.size > manyUnits && below === asked) below = await listed(within);
    }
    return [...found.values()].filter((unit) => !unit.archived && isGiven(unit, within));
  }

  return {
    async isWithin(
      request: ValueOf<typeof isUnitWithinSector1.request>,
    ): Promise<Draft<ValueOf<typeof isUnitWithinSector1.response>>> {
      const place = (await directory.unit(request.unitHsaId)).value;
      if (!place || place.object.archived || !isFound(place.object, request)) return { unitIsWithinSector: false };
      const sectors = new Set(request.sectorHsaId.map(hsaKey));
      const line = [place.object, ...place.parents];
      return {
        unitIsWithinSector: line.some(({ hsaId }) => sectors.has(hsaId)),
        feignedUnit: whenTrue(place.object.feigned),
      };
    },

    async units(
      request: ValueOf<typeof listUnitsWithinSector1.request>,
    ): Promise<Draft<ValueOf<typeof listUnitsWithinSector1.response>>> {
      const named = await fewAtATime(request.sectorHsaId, async (hsaId) => (await directory.unit(hsaId)).value?.object);
      const tops = named.filter((top) => top !== undefined).filter((top) => !top.archived && isFound(top, request));
      const units = tops.length > 0 ? await everyUnit(tops, request) : [];
      return {
        unitWithinSector: units.map((unit) => ({
          unitHsaId: unit.hsaId,
          unitName: unit.name,
          feignedUnit: whenTrue(unit.feigned),
        })),
      };
    },
  };
}
