import type { Task } from 'fhir/r4';
import type { RequestActivity } from '../../../contracts/index.ts';
import { coded, hsaIdentifier, localIdentifier, system } from '../codes.ts';
import { beginningOf } from '../header.ts';
import type { Subject } from '../ids.ts';
import { subjectReference } from '../parts.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime } from '../time.ts';

/** How far a request has come, in the words of this product. */
const statuses: Readonly<Record<string, readonly [Task['status'], string]>> = {
  10: ['requested', 'Skickad'],
  20: ['received', 'Mottagen'],
  30: ['in-progress', 'Under utredning'],
  40: ['accepted', 'Bokad'],
  50: ['completed', 'Besvarad'],
};
const types: Readonly<Record<string, string>> = {
  1: 'Bilddiagnostik',
  2: 'Laboratorieundersökning',
  4: 'Konsultation',
};

/** The state of a request as SEEHDSTask (national guide). */
export function requestRecord(item: RequestActivity, subject: Subject): FhirRecord {
  const unit = item.requestIssuedByOrganizationalUnitId;
  const professional = {
    authorTime: item.eventTime,
    ...(item.careUnit && {
      healthcareProfessionalCareUnitHSAId: item.careUnit,
      healthcareProfessionalCareGiverHSAId: providerOf(item.careUnit),
    }),
  };
  const header = {
    documentId: item.senderRequestId ?? item.receiverRequestId ?? '',
    accountableHealthcareProfessional: professional,
    approvedForPatient: true,
  };
  const [status, words] = statuses[item.statusCode] ?? ['in-progress', 'Pågår'];
  const { encounter, ...beginning } = beginningOf(header, subject, 'SEEHDSTask');
  const task: Task = {
    resourceType: 'Task',
    ...beginning,
    status,
    businessStatus: coded(system.requestStatus, item.statusCode, words),
    intent: 'order',
    ...(item.typeOfRequest && { code: coded(system.requestType, item.typeOfRequest, types[item.typeOfRequest]) }),
    focus: { type: 'ServiceRequest', identifier: localIdentifier(`${header.documentId}-rem`) },
    for: subjectReference(subject),
    authoredOn: dateTime(item.eventTime),
    lastModified: dateTime(item.eventTime),
    ...(unit && {
      requester: {
        reference: `Organization/${unit}`,
        identifier: hsaIdentifier(unit),
        display: [item.requestIssuedByPersonName, item.requestIssuedByOrganizationalUnitDescription]
          .filter(Boolean)
          .join(', '),
      },
    }),
    ...(item.receivingOrganizationalUnitId && {
      owner: {
        identifier: hsaIdentifier(item.receivingOrganizationalUnitId),
        display: item.receivingOrganizationalUnitDescription ?? item.receivingOrganizationalUnitId,
      },
    }),
  };
  return recordOf(professional, task);
}

/** The region is the only care provider here. */
const providerOf = (careUnit: string): string => `${careUnit.slice(0, careUnit.indexOf('-'))}-DEMOVG`;
