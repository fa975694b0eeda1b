import type { RequestActivity } from '../../contracts/get-request-activities-1.ts';
import { line, text, time } from './said.ts';
import type { Teller } from './told.ts';

/**
 * GetRequestActivities 1: one event in the life of a referral or another request. What the numbers for kind, medium and
 * status mean is not published, so they are shown as they are.
 */
export const requestActivity: Teller<RequestActivity> = (event) => {
  const from = text(event.requestIssuedByOrganizationalUnitDescription);
  const to = text(event.receivingOrganizationalUnitDescription);
  return [
    {
      header: {
        author: { name: text(event.requestIssuedByPersonName), role: undefined, unit: from },
        signed: undefined,
        origin: [],
      },
      title: undefined,
      term: 'request',
      summary: [from, to].filter(Boolean).join(' → '),
      time: text(event.eventTime),
      details: [
        ...line('requestKind', event.typeOfRequest),
        ...line('requestStatus', event.statusCode),
        ...time('eventTime', event.eventTime),
        ...line('requestMedium', event.requestMedium),
        ...line('requestedBy', event.requestIssuedByPersonName),
        ...line('requestedBy', unitText(from, event.requestIssuedByOrganizationalUnitId), { tellsPlace: true }),
        ...line('receivedBy', event.receivingPersonName),
        ...line('receivedBy', unitText(to, event.receivingOrganizationalUnitId), { tellsPlace: true }),
        ...line('senderRequestId', event.senderRequestId),
        ...line('receiverRequestId', event.receiverRequestId),
      ],
    },
  ];
};

function unitText(name: string | undefined, hsaId: string | undefined): string {
  return [name, text(hsaId)].filter(Boolean).join(', ');
}
