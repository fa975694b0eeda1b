import { parseDn } from './dn.ts';
import { type DirectoryObject, isUnit } from './model.ts';

/** The three councils' counties (län), by code of list 1.2.752.129.2.2.1.18. */
const counties = { '25': 'Norrbottens län', '24': 'Västerbottens län', '22': 'Västernorrlands län' } as const;
export type CountyCode = keyof typeof counties;

export const countyCodes = Object.keys(counties) as CountyCode[];

/** The county of an object: by its own word, else by where in the tree it stands. Undefined outside the three. */
export function countyOf(object: DirectoryObject): CountyCode | undefined {
  if (isUnit(object) && object.countyCode) return countyCodes.find((code) => code === object.countyCode);
  const place = topmost(object.dn, 'l');
  return countyCodes.find((code) => counties[code] === place);
}

/** What the organization at the top of an object's place is called; undefined of the organization itself. */
export function organizationAbove(object: DirectoryObject): string | undefined {
  return object.kind === 'organization' ? undefined : topmost(object.dn, 'o');
}

function topmost(dn: string, type: 'l' | 'o'): string | undefined {
  return parseDn(dn)
    ?.flat()
    .findLast((level) => level.type === type)?.value;
}
