import type { Clinical } from '../mapping/clinical.ts';
import { systems } from '../mapping/systems.ts';

/** Whether a problem says nothing of its clinical status, which IPS 1.1 makes mandatory. */
export function lacksClinicalStatus(resource: Clinical): boolean {
  return resource.resourceType === 'Condition' && resource.clinicalStatus === undefined;
}

/** A problem as active where its source does not tell; the narrative says that it is assumed. */
export function withClinicalStatus(resource: Clinical): Clinical {
  if (!lacksClinicalStatus(resource)) return resource;
  const clinicalStatus = { coding: [{ system: systems.conditionClinical, code: 'active' }] };
  return { ...resource, clinicalStatus } as Clinical;
}
