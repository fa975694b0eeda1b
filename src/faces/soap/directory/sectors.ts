import type { isUnitWithinSector1, listUnitsWithinSector1 } from '../../../contracts/directory/organization-2.ts';
import type { Draft } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import { BridgeError } from '../../../errors.ts';
import { type Directory, hsaKey, isUnit, type Unit } from '../../../hsa/index.ts';
import { isFound, isGiven, type Within, whenTrue } from './values.ts';

/** More than a sector holds; a list cut short would not say so. */
const mostUnits = 5_000;

/** Answers what is asked of parts of the tree: a sector is a unit with everything below it. */
export function createSectorAnswers(directory: Directory) {
  async function below(top: Unit, within: Within, found: Map<string, Unit>): Promise<void> {
    if (found.has(top.hsaId) || top.archived || !isGiven(top, within)) return;
    found.set(top.hsaId, top);
    if (found.size > mostUnits)
      throw new BridgeError('MESSAGE_INVALID', `The sector holds more than ${mostUnits} units: ask for smaller ones.`);
    const { value } = await directory.below(top.hsaId);
    for (const unit of value.filter(isUnit)) await below(unit, within, found);
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
      const found = new Map<string, Unit>();
      for (const hsaId of request.sectorHsaId) {
        const top = (await directory.unit(hsaId)).value?.object;
        if (top && isFound(top, request)) await below(top, request, found);
      }
      return {
        unitWithinSector: [...found.values()].map((unit) => ({
          unitHsaId: unit.hsaId,
          unitName: unit.name,
          feignedUnit: whenTrue(unit.feigned),
        })),
      };
    },
  };
}
