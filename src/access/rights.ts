import type { ContractId } from '../contracts/index.ts';
import type { CommissionRight } from '../hsa/model.ts';
import { informationTypesOf } from './block-types.ts';
import type { Locality } from './decision.ts';

/**
 * Scopes (omfång) that reach information: `SJF` other care providers, `VG` the own care provider, `VE` the own unit. The
 * own unit is part of the own care provider; shared records are a right of their own. Any other scope opens nothing.
 */
const scopes: Readonly<Record<Locality, readonly [string, ...string[]]>> = {
  'other-provider': ['SJF'],
  'own-provider': ['VG'],
  'own-unit': ['VE', 'VG'],
};

/** Whether the rights of an assignment (hsaCommissionRight) open the information of a contract, at that distance. */
export function opens(rights: readonly CommissionRight[] | undefined, contract: ContractId, at: Locality): boolean {
  const types = ['alla', ...informationTypesOf(contract)];
  return (rights ?? []).some(
    ({ activity, informationClass, scope }) =>
      same(activity, 'Läsa') &&
      types.some((type) => same(type, informationClass)) &&
      scopes[at].some((reaching) => same(reaching, scope)),
  );
}

/** The narrowest right that would open it, as the care directory writes it. */
export function rightFor(contract: ContractId, at: Locality): CommissionRight {
  const [informationClass = 'alla'] = informationTypesOf(contract);
  return { activity: 'Läsa', informationClass, scope: scopes[at][0] };
}

export function toText({ activity, informationClass, scope }: CommissionRight): string {
  return [activity, informationClass, scope].join(';');
}

export function same(one: string, other: string): boolean {
  return one.trim().normalize().toLowerCase() === other.trim().normalize().toLowerCase();
}
