import { type Directory, olderOf } from '../../../hsa/index.ts';
import type { ShownPerson } from '../shapes/directory.ts';
import { isShownPerson, isShownTo } from './audience.ts';
import { nameOf } from './shown-unit.ts';

/** A colleague; undefined when there is nobody, or one with protected identity. */
export async function shownPerson(directory: Directory, hsaId: string, at: Date): Promise<ShownPerson | undefined> {
  const { value: person, ...age } = await directory.person(hsaId);
  if (!isShownPerson(person, at)) return undefined;
  const held = await directory.commissionsOf(hsaId, at);
  const units = held.value.assignments
    .map(({ careUnit, careProvider }) => careUnit ?? careProvider)
    .filter((unit) => isShownTo('colleagues', unit, at));
  const { contact } = person;
  return {
    ...olderOf(age, held),
    hsaId: person.hsaId,
    name: person.name,
    title: person.title,
    licences: person.licences,
    specialities: person.specialityNames,
    positions: person.positionNames,
    phones: contact.phones,
    internalPhones: contact.internalPhones,
    switchboard: contact.switchboard,
    mail: contact.mail,
    units: [...new Map(units.map((unit) => [unit.hsaId, nameOf(unit)])).values()],
  };
}
