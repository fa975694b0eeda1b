import type { FhirResource, Organization, Practitioner } from 'fhir/r4';
import { BridgeError } from '../../errors.ts';
import type { CareUnit } from '../world/care-units.ts';
import { orgUnit } from '../world/header.ts';
import { hsaIdentifier } from './codes.ts';
import { organizationOf } from './parts.ts';
import { clinicalTypes, isClinical, patientResource, type Resources, subjectIdIn } from './resources.ts';

interface Readable {
  readonly resources: Resources;
  readonly units: readonly CareUnit[];
}

/** `GET [type]/[id]` of whatever a search has shown or referred to. Throws `NOT_FOUND`. */
export function readResource({ resources, units }: Readable, type: string, id: string): FhirResource {
  const found =
    type === 'Organization'
      ? organization(units, id)
      : type === 'Practitioner'
        ? practitioner(units, id)
        : ofPatient(resources, type, id);
  if (!found) throw new BridgeError('NOT_FOUND');
  return found;
}

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

function organization(units: readonly CareUnit[], id: string): Organization | undefined {
  const unit = units.find(({ hsaId }) => hsaId === id);
  if (unit) return organizationOf(orgUnit(unit), id);
  return units.some(({ provider }) => provider === id)
    ? { resourceType: 'Organization', id, identifier: [hsaIdentifier(id)], name: 'Region Västernorrland' }
    : undefined;
}

function practitioner(units: readonly CareUnit[], id: string): Practitioner | undefined {
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
