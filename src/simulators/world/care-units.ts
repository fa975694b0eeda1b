import {
  type Commission,
  type DirectoryObject,
  isUnit,
  loadLdifDirectory,
  type Person,
  samePurpose,
  type Unit,
} from '../../hsa/index.ts';
import { type CouncilSource, councilSources, regionPrefix } from '../sources.ts';

/** Who wrote a record. */
export interface Professional {
  readonly hsaId: string;
  readonly givenName: string;
  readonly surname: string;
  /** Befattning, list 1.2.752.129.2.2.1.4; undefined = only the title in clear text is known. */
  readonly position: { readonly code: string; readonly name: string } | undefined;
  readonly title: string;
}

/** A care unit of a region as its record system knows it. */
export interface CareUnit {
  readonly hsaId: string;
  readonly name: string;
  /** HSA-id of the care provider. */
  readonly provider: string;
  readonly level: CareLevel;
  readonly telephone: string | undefined;
  readonly mail: string | undefined;
  readonly addressLines: readonly string[];
  readonly postalCode: string | undefined;
  readonly town: string | undefined;
  /** At least one. */
  readonly professionals: readonly Professional[];
}

/** Where a story takes place. */
export type CareLevel = 'primary' | 'hospital';

export type CareUnits = Readonly<Record<CouncilSource, readonly CareUnit[]>>;

/**
 * The care units of the three regions and their people, from the demo's directory file (LDIF). A record system belongs
 * to its region, so units of municipalities and private providers are left out.
 * Throws `DIRECTORY_UNAVAILABLE`, and an Error when a region has no unit with people.
 */
export async function loadCareUnits(directoryFile: string): Promise<CareUnits> {
  const { objects } = await loadLdifDirectory(directoryFile);
  const unitsOf = (source: CouncilSource) => careUnitsOf(regionPrefix(source), objects);
  return Object.fromEntries(councilSources.map((source) => [source, unitsOf(source)])) as unknown as CareUnits;
}

function careUnitsOf(prefix: string, objects: readonly DirectoryObject[]): readonly CareUnit[] {
  const people = new Map(objects.filter(isPerson).map((person) => [person.hsaId, person]));
  const commissions = objects.filter(isCommission).filter((one) => samePurpose(one.purpose, 'Vård och behandling'));
  const region = objects.filter(isUnit).find((unit) => unit.isCareProvider && isOrganisation(unit, prefix));
  const units = objects
    .filter(isUnit)
    .filter((unit) => unit.isCareUnit && !unit.archived && unit.responsibleProvider === region?.hsaId)
    .map((unit) => careUnit(unit, professionalsAt(unit, commissions, people)))
    .filter((unit) => unit.professionals.length > 0);
  if (units.length === 0) throw new Error(`The directory has no care unit with people for the organisation ${prefix}.`);
  return units;
}

const isPerson = (object: DirectoryObject): object is Person => object.kind === 'person';
const isCommission = (object: DirectoryObject): object is Commission => object.kind === 'commission';

const isOrganisation = (unit: Unit, prefix: string): boolean =>
  unit.hsaId.startsWith(`${prefix}-`) && unit.orgNo?.replace('-', '') === prefix.slice('SE'.length);

/** Those who treat patients by a commission at the unit or below it. Secretaries write, but are no authors. */
function professionalsAt(
  unit: Unit,
  commissions: readonly Commission[],
  people: ReadonlyMap<string, Person>,
): Professional[] {
  const members = commissions
    .filter((commission) => commission.dn.endsWith(`,${unit.dn}`))
    .flatMap((commission) => commission.members.map((member) => member.person));
  return [...new Set(members)]
    .map((hsaId) => people.get(hsaId))
    .filter((person) => person !== undefined)
    .filter((person) => !person.protected && !person.archived)
    .map(professional)
    .filter(({ title }) => !/sekreterare/i.test(title));
}

function professional(person: Person): Professional {
  const code = person.positionCodes[0];
  const title = person.title ?? person.licences[0] ?? 'Vårdpersonal';
  return {
    hsaId: person.hsaId,
    givenName: person.givenName ?? '',
    surname: person.surname,
    position: code === undefined ? undefined : { code, name: person.positionNames[0] ?? title },
    title,
  };
}

function careUnit(unit: Unit, professionals: readonly Professional[]): CareUnit {
  const address = unit.contact.postalAddress ?? unit.contact.visitingAddress;
  return {
    hsaId: unit.hsaId,
    name: unit.name,
    provider: unit.responsibleProvider ?? '',
    level: /hälsocentral|vårdcentral|sjukstuga|jourcentral|hemsjukvård/i.test(unit.name) ? 'primary' : 'hospital',
    telephone: unit.contact.phones[0],
    mail: unit.contact.mail,
    addressLines: address?.lines ?? [],
    postalCode: address?.postalCode,
    town: address?.town,
    professionals,
  };
}
