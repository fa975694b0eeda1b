import { BridgeError } from '../../../errors.ts';
import { SourcesFailed } from '../problems.ts';
import type { Clinical, ServedType } from '../served-types.ts';
import { type Asking, gather, type RecordsParts } from './records.ts';

/**
 * Reads one resource by the id a search gave. The id tells the patient, so the sources are asked again and the resource
 * is picked out: no copy is kept anywhere. Throws NOT_FOUND, SOURCE_* when it is not found and a source that may hold it
 * failed, and what the overview throws.
 */
export async function readRecord(
  parts: RecordsParts,
  served: ServedType,
  id: string,
  asking: Asking,
): Promise<Clinical> {
  const patient = parts.identities.patientOfResourceId(id);
  if (!patient) throw new BridgeError('NOT_FOUND');
  asking.patientKnown(patient);
  const { records, coverage } = await gather(parts, served, patient, undefined, asking);
  const found = records.find(({ match }) => match?.id === id)?.match;
  if (found) return found;
  if (coverage.some(({ outcome }) => outcome === 'failed')) throw new SourcesFailed('SOURCE_UNREACHABLE', coverage);
  throw new BridgeError('NOT_FOUND');
}
