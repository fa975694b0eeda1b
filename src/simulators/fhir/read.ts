import type { FhirResource, Organization, Practitioner, PractitionerRole } from 'fhir/r4';
import { BridgeError } from '../../errors.ts';
import type { CareUnit } from '../world/care-units.ts';
import { healthcareProfessional, orgUnit } from '../world/header.ts';
import { hsaIdentifier } from './codes.ts';
import { subjectIdIn } from './ids.ts';
import { organizationOf, roleId, roleOf } from './parts.ts';
import { clinicalTypes, isClinical, patientResource, type Resources } from './resources.ts';

export interface Readable {
  readonly resources: Resources;
  readonly units: readonly CareUnit[];
}

/** `GET [type]/[id]` of whatever a search has shown or referred to. Throws `NOT_FOUND`. */
export function readResource({ resources, units }: Readable, type: string, id: string): FhirResource {
  const found = inDirectory[type]?.(units, id) ?? ofPatient(resources, type, id);
  if (!found) throw new BridgeError('NOT_FOUND');
  return found;
}

type Units = readonly CareUnit[];

/** What is about no patient. */
const inDirectory: Readonly<Record<string, (units: Units, id: string) => FhirResource | undefined>> = {
  Organization: organization,
  Practitioner: practitioner,
  PractitionerRole: practitionerRole,
};

function ofPatient(resources: Resources, type: string, id: string): FhirResource | undefined {
  const subject = resources.subjectById(type === 'Patient' ? id : subjectIdIn(id));
  if (!subject) return undefined;
  if (type === 'Patient') return patientResource(subject);
  if (isClinical(type)) return resources.list(type, subject).find(({ resource }) => resource.id === id)?.resource;
  return clinicalTypes
    .flatMap((clinical) => resources.list(clinical, subject))
    .map(({ provenance }) => provenance)
    .find((provenance) => type === 'Provenance' && provenance.id === id);
}

function organization(units: Units, id: string): Organization | undefined {
  const unit = units.find(({ hsaId }) => hsaId === id);
  if (unit) return organizationOf(orgUnit(unit), id);
  return units.some(({ provider }) => provider === id)
    ? { resourceType: 'Organization', id, identifier: [hsaIdentifier(id)], name: 'Region Västernorrland' }
    : undefined;
}

function practitioner(units: Units, id: string): Practitioner | undefined {
  const found = units.flatMap(({ professionals }) => professionals).find(({ hsaId }) => hsaId === id);
  return (
    found && {
      resourceType: 'Practitioner',
      id,
      identifier: [hsaIdentifier(id)],
      name: [{ family: found.surname, given: [found.givenName] }],
    }
  );
}

function practitionerRole(units: Units, id: string): PractitionerRole | undefined {
  const unit = units.find(({ hsaId, professionals }) => professionals.some((one) => roleId(one.hsaId, hsaId) === id));
  const author = unit?.professionals.find(({ hsaId }) => roleId(hsaId, unit.hsaId) === id);
  if (!unit || !author) return undefined;
  return roleOf(healthcareProfessional({ unit, author, time: '' }), id, `Organization/${unit.hsaId}`);
}
