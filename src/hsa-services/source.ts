import { DirectoryLimitation } from '../hsa/limitation.ts';
import { hsaKey, isUnit, type Unit } from '../hsa/model.ts';
import type { DirectorySource } from '../hsa/source.ts';
import { parseHsaId } from '../hsa/values.ts';
import { type ClientSettings, createDirectoryClient } from './client.ts';
import { createUnitList } from './lists.ts';
import { createPeople } from './people.ts';
import { idsAbove } from './place-name.ts';
import { commissionsFrom, perhapsProtected, personFrom } from './read-person.ts';
import { createUnits } from './units.ts';

export interface ServiceSourceSettings extends ClientSettings {
  /** HSA-ids of the care providers whose units are listed. */
  readonly providers: readonly string[];
}

/**
 * The directory through the national web services (`infrastructure:directory:*`). They answer for one HSA-id at a time;
 * what they have no question for throws DirectoryLimitation. Commissions are found by who holds them alone, and the units
 * above something are its care unit and its care provider.
 */
export function createServiceSource(settings: ServiceSourceSettings, now = Date.now): DirectorySource {
  const client = createDirectoryClient(settings, now);
  const people = createPeople(client, now);
  const units = createUnits(client);
  const list = createUnitList(units, settings.providers, now);

  async function person(hsaId: string) {
    const { value: credentials, everybody } = await people.credentials(hsaId);
    if (!credentials) return { person: undefined, everybody };
    return { person: personFrom(hsaId, credentials, await people.card(hsaId)), everybody };
  }

  async function byHsaId(id: string) {
    const hsaId = parseHsaId(hsaKey(id));
    if (!hsaId) return [];
    const somebody = person(hsaId);
    somebody.catch(() => undefined); // Nobody need be asked for people where the id is a unit's; thrown below where it is not.
    const unit = await units.unit(hsaId).catch(async (thrown: unknown) => {
      // Some services have no other answer to an id that they do not know than a fault: it may be a person's.
      if ((await somebody).person) return undefined;
      throw thrown;
    });
    if (unit) return [unit];
    const known = await somebody;
    const object = known.person ?? (known.everybody ? undefined : perhapsProtected(hsaId));
    return object ? [object] : [];
  }

  async function unitsBy(hsaIds: readonly string[]): Promise<readonly Unit[]> {
    return (await Promise.all(hsaIds.map((hsaId) => units.unit(hsaId)))).filter(
      (found) => found && isUnit(found),
    ) as Unit[];
  }

  return {
    byHsaId,
    findsCommissions: false,
    async ancestors(dn) {
      const above = idsAbove(dn);
      if (!above) throw new DirectoryLimitation('what is above a place in the tree');
      return unitsBy(above);
    },
    children: refuse('what is below a unit'),
    roots: refuse('which organizations there are'),
    async careUnitsWithMember(id) {
      const hsaId = parseHsaId(hsaKey(id));
      const careUnit = hsaId && (await units.careUnitOf(hsaId));
      return careUnit ? unitsBy([careUnit]) : [];
    },
    async careUnitsOf(id) {
      const hsaId = parseHsaId(hsaKey(id));
      return hsaId ? units.careUnitsOf(hsaId) : [];
    },
    careProvidersWithOrgNo: async (orgNo) => (orgNo === '' ? [] : unitsBy(await units.providersWithOrgNo(orgNo))),
    async commissionsWithMember(id) {
      const hsaId = parseHsaId(hsaKey(id));
      const credentials = hsaId && (await people.credentials(hsaId)).value;
      return credentials ? commissionsFrom(hsaId, credentials) : [];
    },
    peopleWithRole: refuse('who has a role'),
    candidates: refuse('who or what is called something'),
    units: (limit) => list.units(limit),
    people: refuse('who works in care'),
    commissions: refuse('which assignments there are'),
    async close() {
      list.close();
      await client.close();
    },
  };
}

function refuse(what: string): () => Promise<never> {
  return async () => {
    throw new DirectoryLimitation(what);
  };
}
