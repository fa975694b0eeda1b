import type { RequestActivity } from '../../../contracts/index.ts';
import type { History } from '../history.ts';
import { reservnummer } from '../personal-number.ts';
import { nameOf, writtenAt } from './header.ts';

export function requestActivities1({ chart, entries }: History): RequestActivity[] {
  // A national reserve number has two letters, and only one may stand here.
  if (chart.patient.identity.type === reservnummer) return [];
  return entries('request').map((entry) => ({
    subjectOfCareId: chart.patient.identity.id,
    senderRequestId: entry.id,
    typeOfRequest: entry.content.type,
    requestMedium: '3',
    requestIssuedByPersonName: nameOf(entry),
    requestIssuedByOrganizationalUnitId: entry.unit.hsaId,
    requestIssuedByOrganizationalUnitDescription: entry.unit.name,
    receivingOrganizationalUnitId: entry.content.receiver.hsaId,
    receivingOrganizationalUnitDescription: entry.content.receiver.name,
    careUnit: entry.unit.hsaId,
    logicalSystemId: chart.source,
    statusCode: entry.content.status,
    eventTime: writtenAt(entry),
  }));
}
