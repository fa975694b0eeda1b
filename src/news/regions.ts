import type { Assignment } from '../hsa/index.ts';
import type { Region } from './item.ts';

/** By county code (länskod). */
const regionOfCounty: Readonly<Record<string, Region>> = {
  '22': 'vasternorrland',
  '24': 'vasterbotten',
  '25': 'norrbotten',
};

/** Where one works: private care providers have no council's organisation number, but stand in a county. */
export function regionOf({
  careUnit,
  careProvider,
}: Pick<Assignment, 'careUnit' | 'careProvider'>): Region | undefined {
  return regionOfCounty[careUnit?.countyCode ?? careProvider.countyCode ?? ''];
}
