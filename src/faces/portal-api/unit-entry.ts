import type { Config } from '../../config.ts';
import { successionsOf } from '../../hsa/index.ts';
import { sameHsaId } from '../../identities/index.ts';

export type UnitsConfig = Pick<Config, 'portal' | 'successions'>;

/** What `portal.units` says of a care unit, also where it has another HSA-id there than now. */
export function unitEntry(config: UnitsConfig, careUnit: string): Config['portal']['units'][number] | undefined {
  const { units } = config.portal;
  const { isSameUnit } = successionsOf(config);
  return (
    units.find((one) => sameHsaId(one.careUnit, careUnit)) ??
    units.find((one) => isSameUnit(one.careUnit, careUnit, new Date()))
  );
}
