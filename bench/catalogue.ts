import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export interface CatalogueSize {
  readonly units: number;
  readonly people: number;
}

/** People of one care unit hold the same assignment, and every third holds one of the next care unit beside it. */
const regions = 21;
/** Units of a clinic: itself, which is the care unit, and those that are its members. */
const clinicSize = 4;
const firstNames = ['Alva', 'Börje', 'Åsa', 'Ömer', 'Maj-Britt', 'Nils', 'Sara', 'Tilda', 'Ylva', 'Viggo', 'Leila'];
const lastNames = ['Demoström', 'Demolund', 'Björkdemo', 'Ådemo', 'Kvistdemo', 'Granbarrdemo', 'Demosjö', 'Ödemo'];
const kinds = ['Medicinkliniken', 'Vårdcentralen', 'Barnmottagningen', 'Röntgen', 'Ögonkliniken', 'Akuten', 'Rehab'];
const places = ['Norrskenet', 'Fjärdstranden', 'Granbacken', 'Älvsbyn', 'Sundet', 'Åsen', 'Torget', 'Kajen', 'Höjden'];
const titles = ['Läkare', 'Sjuksköterska', 'Fysioterapeut', 'Medicinsk sekreterare', 'Undersköterska'];

/** An invented directory of any size, written as it is made. */
export async function writeCatalogue(file: string, size: CatalogueSize): Promise<void> {
  await pipeline(() => entries(size), createWriteStream(file));
}

export const unitId = (nr: number): string => `SE${1_000_000_000 + (nr % regions)}-DEMOU${nr}`;
export const personId = (nr: number): string => `SE${1_000_000_000 + (nr % regions)}-DEMOP${nr}`;
/** What somebody types who looks for a person or a unit. */
export const searchFor = (nr: number): string =>
  nr % 2 === 0 ? `${pick(firstNames, nr)} ${pick(lastNames, nr * 7)}${nr % 900}` : `${pick(kinds, nr)} ${placeOf(nr)}`;

function* entries({ units, people }: CatalogueSize): Generator<string> {
  yield record('c=SE', { objectClass: ['country'], c: ['SE'] });
  for (let region = 0; region < regions; region++) yield organization(region);
  for (let nr = regions; nr < units; nr++) yield unit(nr);
  const clinics = Math.floor(units / clinicSize);
  for (let nr = 0; nr < people; nr++) yield person(nr, clinics);
  for (let clinic = clinicsFrom; clinic < clinics; clinic++) yield assignment(clinic, clinics, people);
}

/** The first clinics would be organizations. */
const clinicsFrom = Math.ceil(regions / clinicSize);
const clinicAt = (nr: number, clinics: number): number => clinicsFrom + (nr % (clinics - clinicsFrom));
const clinicOf = (nr: number): number => Math.floor(nr / clinicSize);
const headOf = (clinic: number): number => clinic * clinicSize;
const organizationDn = (region: number): string => `o=Region ${region},l=Län ${region},c=SE`;
const placeOf = (nr: number): string => `${pick(places, nr)} ${nr}`;
const nameOf = (nr: number): string => `${pick(kinds, nr)}, ${placeOf(nr)}`;

function dnOf(nr: number): string {
  const head = headOf(clinicOf(nr));
  const own = `ou=${nameOf(nr).replaceAll(',', '\\,')}`;
  return nr === head ? `${own},${organizationDn(nr % regions)}` : `${own},${dnOf(head)}`;
}

function organization(region: number): string {
  return record(organizationDn(region), {
    objectClass: ['organization', 'hsaHealthCareProvider'],
    o: [`Region ${region}`],
    hsaIdentity: [unitId(region)],
    orgNo: [`232100-${String(region).padStart(4, '0')}`],
  });
}

function unit(nr: number): string {
  const head = headOf(clinicOf(nr));
  const members = Array.from({ length: clinicSize - 1 }, (_, at) => unitId(head + at + 1));
  return record(dnOf(nr), {
    objectClass: ['organizationalUnit', ...(nr === head ? ['hsaHealthCareUnit'] : [])],
    ou: [nameOf(nr)],
    hsaIdentity: [unitId(nr)],
    ...(nr === head && { hsaResponsibleHealthCareProvider: [unitId(nr % regions)], hsaHealthCareUnitMember: members }),
    telephoneNumber: [`+46920${100_000 + nr}`],
    hsaVisitingAddress: [`Demogatan ${nr % 200}$$$${pick(places, nr)}`],
    l: [pick(places, nr)],
    businessClassificationCode: [String(1_000 + (nr % 400))],
    businessClassificationName: [pick(kinds, nr)],
    surgeryHours: ['1-4#08:00#17:00#', '5-5#08:00#15:00#'],
    hsaDestinationIndicator: ['03'],
    countyCode: ['25'],
    municipalityName: [pick(places, nr * 3)],
  });
}

function person(nr: number, clinics: number): string {
  const [given, surname] = [pick(firstNames, nr), `${pick(lastNames, nr * 7)}${nr % 900}`];
  const clinic = clinicAt(nr, clinics);
  return record(`cn=${given} ${surname} ${nr},${dnOf(headOf(clinic))}`, {
    objectClass: ['person', ...(nr % 500 === 7 ? ['hsaConfidentialPerson'] : [])],
    cn: [`${given} ${surname} ${nr}`],
    sn: [surname],
    givenName: [given],
    fullName: [`${given} ${surname}`],
    hsaIdentity: [personId(nr)],
    title: [pick(titles, nr)],
    paTitleCode: [String(201_010 + (nr % 90))],
    hsaTelephoneNumber: [`+46980${100_000 + nr}`],
    mail: [`demop${nr}@person.example`],
  });
}

function assignment(clinic: number, clinics: number, people: number): string {
  const step = clinics - clinicsFrom;
  const members: string[] = [];
  for (let nr = clinic - clinicsFrom; nr < people; nr += step) members.push(`${personId(nr)};;`);
  for (let nr = clinic - clinicsFrom + 1; nr < people; nr += step * 3) members.push(`${personId(nr)};20200101000000Z;`);
  return record(`cn=Vård och behandling,${dnOf(headOf(clinic))}`, {
    objectClass: ['hsaCommission'],
    cn: [`Vård och behandling ${nameOf(headOf(clinic))}`],
    hsaIdentity: [`${unitId(headOf(clinic))}VOB`],
    hsaCommissionPurpose: ['Vård och behandling'],
    hsaCommissionRight: ['Läsa;alla;SJF', 'Skriva;alla;VE'],
    hsaCommissionMember: members,
  });
}

function record(dn: string, attributes: Readonly<Record<string, readonly string[]>>): string {
  const lines = Object.entries(attributes).flatMap(([name, values]) => values.map((value) => line(name, value)));
  return `${[line('dn', dn), ...lines].join('\n')}\n\n`;
}

/** Base64 where RFC 2849 asks for it. */
function line(name: string, value: string): string {
  return /^[\x21-\x39\x3b\x3d-\x7e][\x20-\x7e]*$/.test(value)
    ? `${name}: ${value}`
    : `${name}:: ${Buffer.from(value).toString('base64')}`;
}

function pick(list: readonly string[], nr: number): string {
  return list[nr % list.length] ?? '';
}
