import type { Provenance } from 'fhir/r4';
import { BridgeError } from '../../../errors.ts';
import { contractName } from '../identities.ts';
import type { Clinical } from '../mapping/clinical.ts';
import { provenanceOf } from '../mapping/provenance.ts';
import { SourcesFailed } from '../problems.ts';
import { mappingsOf, type ServedType } from '../served/index.ts';
import { wholeOf } from './inquiry.ts';
import { type Asking, type GatheredRecord, gather, type RecordsParts } from './records.ts';

/**
 * Reads one resource by the id a search gave, of the types offered or the Provenance of one. The id tells the patient
 * and the contract, so the sources are asked again and the resource is picked out: no copy is kept anywhere.
 * Throws NOT_FOUND, SOURCE_* when it is not found and a source that may hold it failed, and what the overview throws.
 */
export async function readRecord(
  parts: RecordsParts,
  types: readonly ServedType[],
  type: string,
  id: string,
  asking: Asking,
): Promise<Clinical | Provenance> {
  const sealed = parts.identities.resourceOfId(id);
  const mapping = sealed && mappingsOf(types).find(({ contract }) => contractName(contract) === sealed.contractName);
  if (!sealed || !mapping) throw new BridgeError('NOT_FOUND');
  asking.patientKnown(sealed.patient);
  const { records, coverage } = await gather(parts, [wholeOf(mapping)], sealed.patient, asking);
  const held = records.flatMap((record) => {
    const resources: readonly (Clinical | Provenance)[] =
      type === 'Provenance' ? provenancesOf(record) : record.mapped().resources;
    return resources.map((resource) => ({ resource, record }));
  });
  const found = held.find(({ resource }) => resource.id === id && resource.resourceType === type);
  asking.gives(found ? [found.record] : []);
  if (found) return found.resource;
  if (coverage.some(({ outcome }) => outcome === 'failed')) throw new SourcesFailed('SOURCE_UNREACHABLE', coverage);
  throw new BridgeError('NOT_FOUND');
}

function provenancesOf(record: GatheredRecord): Provenance[] {
  const mapped = record.mapped();
  return mapped.resources.map((resource) => provenanceOf(resource, record.header, mapped, record.context));
}
