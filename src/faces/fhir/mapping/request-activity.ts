import type { Reference, Task } from 'fhir/r4';
import { type BridgeRecord, getRequestActivities1, type RequestActivity } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { dateTime, hsaIdentifier, localIdentifier, text } from './data-types.ts';
import { beginningOf } from './header.ts';
import { narrative, readableTime } from './narrative.ts';
import { singleMapping } from './record-mapping.ts';
import { systems } from './systems.ts';

export const requestActivities = singleMapping<RequestActivity>(getRequestActivities1, 'Task', mapRequestActivity);

/**
 * GetRequestActivities 1 → Task (SEEHDSTask). What the numbers of version 1 for kind and status mean is not published:
 * they are kept as codes, and the task is in progress for all that is known.
 */
export function mapRequestActivity(record: BridgeRecord<RequestActivity>, context: MappingContext): Task {
  const { data } = record;
  const request = text(data.receiverRequestId) ?? text(data.senderRequestId);
  const requester = unitOf(
    data.requestIssuedByOrganizationalUnitId,
    [data.requestIssuedByPersonName, data.requestIssuedByOrganizationalUnitDescription],
    context,
  );
  const owner = unitOf(
    data.receivingOrganizationalUnitId,
    [data.receivingPersonName, data.receivingOrganizationalUnitDescription],
    context,
  );
  return {
    resourceType: 'Task',
    ...beginningOf('Task', record.header, [], context),
    text: narrative(`Framställan, status ${data.statusCode}`, [
      ['Händelse', readableTime(data.eventTime)],
      ['Från', requester?.display],
      ['Till', owner?.display],
    ]),
    status: 'in-progress',
    businessStatus: { coding: [{ system: systems.requestStatus, code: data.statusCode }] },
    intent: 'order',
    code: { coding: [{ system: systems.requestType, code: data.typeOfRequest }] },
    focus: request ? { type: 'ServiceRequest', identifier: localIdentifier(request) } : undefined,
    for: context.patient,
    lastModified: dateTime(data.eventTime),
    requester,
    owner,
  };
}

function unitOf(
  hsaId: string | undefined,
  names: readonly (string | undefined)[],
  { generation }: MappingContext,
): Reference | undefined {
  const id = text(hsaId);
  const display = names.map(text).filter(Boolean).join(', ') || undefined;
  if (!id && !display) return undefined;
  return { type: 'Organization', identifier: id ? hsaIdentifier(generation, id) : undefined, display };
}
