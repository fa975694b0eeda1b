import type { Patient } from '../world/patient.ts';
import { stableId } from '../world/random.ts';

/** A patient and the opaque id under which this server knows the person. */
export interface Subject {
  readonly patient: Patient;
  readonly id: string;
}

/** A record's id is the patient's followed by a digest of the record's: enough to find it again, and opaque. */
export const recordId = ({ id }: Subject, documentId: string): string => `${id}-${stableId(16, documentId)}`;

/** The part of a record's id that names the patient. */
export const subjectIdIn = (id: string): string => id.slice(0, Math.max(id.indexOf('-'), 0));

/** One of so many records, always the same ones: those which this server tells in another way than the rest. */
export const isOneIn = (many: number, documentId: string): boolean =>
  Number.parseInt(stableId(6, 'one of', documentId), 16) % many === 0;
