import type { AlertInformation } from '../../../contracts/index.ts';
import { recordId, type Subject } from '../ids.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { allergyOf } from './allergy.ts';
import { flagOf } from './flag.ts';

/** Alert information as a Flag, beside it the AllergyIntolerance of a hypersensitivity. */
export function alertRecord(item: AlertInformation, subject: Subject): FhirRecord {
  const { documentId, accountableHealthcareProfessional: professional } = item.alertInformationHeader;
  const { hypersensitivity } = item.alertInformationBody;
  const id = recordId(subject, documentId);
  if (!hypersensitivity) return recordOf(professional, flagOf(item, subject, id, undefined));
  return recordOf(professional, flagOf(item, subject, id, id), allergyOf(item, hypersensitivity, subject, id));
}
