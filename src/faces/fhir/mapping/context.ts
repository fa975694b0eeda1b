import type { Reference } from 'fhir/r4';
import type { RecordHeader } from '../../../contracts/index.ts';
import type { Generation } from './generation.ts';

/** What the mapping must be told, beside the record. */
export interface MappingContext {
  readonly generation: Generation;
  /** The asked patient: opaque literal reference and identifier. */
  readonly patient: Reference;
  /**
   * The id of the resource of this type that the record becomes; `part` tells several of one type apart (an analysis, a
   * specimen), by something that stays the same from one answer to the next.
   */
  readonly idOf: (resourceType: string, header: RecordHeader, part?: string) => string;
  readonly bridgeHsaId: string;
  readonly now: Date;
  /** The reader is the patient: contact details of units are left out (and the resource marked SUBSETTED). */
  readonly forPatient: boolean;
}
