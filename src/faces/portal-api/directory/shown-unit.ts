import {
  type Directory,
  type DirectoryObject,
  isListed,
  isUnit,
  olderOf,
  type Place,
  type Resolved,
  treeOf,
  type Unit,
} from '../../../hsa/index.ts';
import { ifTold } from '../../../hsa/limitation.ts';
import type { PublicUnit, ShownUnit, UnitName } from '../shapes/directory.ts';
import { type Audience, isShownPerson, isShownTo, shownTo } from './audience.ts';

/** What anyone may know of it. */
export function publicUnit(unit: Unit): PublicUnit {
  const { contact } = unit;
  return {
    hsaId: unit.hsaId,
    name: unit.name,
    kind: unit.kind,
    orgNo: unit.orgNo,
    alternativeNames: unit.alternativeNames,
    description: unit.description,
    isCareProvider: unit.isCareProvider,
    isCareUnit: unit.isCareUnit,
    phones: contact.phones,
    switchboard: contact.switchboard,
    mail: contact.mail,
    web: contact.web,
    postalAddress: contact.postalAddress,
    visitingAddress: contact.visitingAddress,
    position: unit.position,
    route: unit.route,
    openingHours: unit.openingHours,
    telephoneHours: unit.telephoneHours,
    dropInHours: unit.dropInHours,
    visitingHours: unit.visitingHours,
    activityNames: unit.activityNames,
    businessTypes: unit.businessTypes,
    careTypes: unit.careTypes,
    countyCode: unit.countyCode,
    countyName: unit.countyName,
    municipalityCode: unit.municipalityCode,
    municipalityName: unit.municipalityName,
  };
}

/** A unit with its place in its organisation; undefined when there is none that these may see. */
export async function shownUnit(
  directory: Directory,
  audience: Audience,
  hsaId: string,
  at: Date,
): Promise<ShownUnit | undefined> {
  const { value: place, ...age } = await directory.unit(hsaId);
  if (!place || !isShownTo(audience, place.object, at)) return undefined;
  const { object: unit } = place;
  const [listing, children] = await Promise.all([ifTold(directory.units()), ifTold(directory.children(unit.hsaId))]);
  // Of a list that is cut nobody knows what is missing: then what is directly below counts.
  const isCut = listing === undefined || listing.value.more;
  const unitsBelow = isCut ? [unit, ...(children?.value ?? []).filter(isUnit)] : listing.value.items;
  const manager = audience === 'colleagues' ? await managerOf(directory, unit, at) : undefined;
  return {
    ...publicUnit(unit),
    ...[listing, children].reduce((oldest, answer) => (answer ? olderOf(oldest, answer) : oldest), age),
    closed: isClosed(unit, at),
    closedFrom: unit.period.to,
    internalPhones: audience === 'colleagues' ? unit.contact.internalPhones : [],
    manager,
    below: (treeOf(shownTo(audience, unitsBelow, at)).get(unit.hsaId) ?? []).map(nameOf),
    belowUnknown: listing === undefined || children === undefined,
    functions: functionsIn(children?.value ?? [], audience, at),
    ...placeIn(place, audience, at),
  };
}

/** For good, or since its last day has passed. */
export function isClosed(unit: Unit, at: Date): boolean {
  return unit.archived || (unit.period.to !== undefined && unit.period.to <= at.toISOString());
}

export function nameOf({ hsaId, name }: Unit): UnitName {
  return { hsaId, name };
}

function placeIn({ parents, careUnit, careProvider }: Place, audience: Audience, at: Date) {
  const named = (relation: Resolved<Unit>): UnitName | undefined =>
    relation.kind === 'found' && isShownTo(audience, relation.value, at) ? nameOf(relation.value) : undefined;
  return {
    above: parents.filter((parent) => isShownTo(audience, parent, at)).map(nameOf),
    careUnit: named(careUnit),
    careProvider: named(careProvider),
  };
}

/** Those that can be rung; systems stand in the tree too. */
function functionsIn(children: readonly DirectoryObject[], audience: Audience, at: Date): ShownUnit['functions'] {
  return children
    .filter((child) => child.kind === 'function')
    .filter((child) => isListed(child) && isShownTo(audience, child, at) && child.contact.phones.length > 0)
    .map(({ name, contact }) => ({ name, phones: contact.phones }));
}

async function managerOf(directory: Directory, { manager }: Unit, at: Date): Promise<UnitName | undefined> {
  if (manager === undefined) return undefined;
  const { value: person } = await directory.person(manager);
  return isShownPerson(person, at) ? { hsaId: person.hsaId, name: person.name } : undefined;
}
