import type { RequestActivity } from '../../contracts/index.ts';
import type { Mapped } from '../mapped.ts';
import { type Context, identityOf, isOrganisation, organisationIdOf, ownerOf, recordedOf } from './context.ts';
import { personOf } from './people.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { CodeableConcept, Reference, Resource } from './resources.ts';
import { timeOf } from './values.ts';

type Task = Resource<'Task'>;

export const requestActivities: Mapping = (search, context) =>
  eachOf('Task', search, (task) => activityFrom(task, context));

/** Task → GetRequestActivities 1, whose numbers for kind and status no other code list can be translated to. */
function activityFrom(task: Task, context: Context): Mapped<RequestActivity> | undefined {
  // The contract cannot say that an activity is withdrawn.
  if (task.status === 'entered-in-error') return undefined;
  const owner = ownerOf(task, context);
  const { documentId, patientId } = identityOf(task, task.for, context);
  return {
    item: {
      subjectOfCareId: patientId.id,
      ...requestIdsOf(task, documentId),
      typeOfRequest: numberOf(task.code) as RequestActivity['typeOfRequest'] | undefined,
      ...issuerOf(task, context),
      ...receiverOf(task, context),
      careUnit: owner.careUnit,
      logicalSystemId: context.source.hsaId,
      statusCode: numberOf(task.businessStatus) as RequestActivity['statusCode'] | undefined,
      eventTime:
        timeOf(task.lastModified, task.authoredOn) ?? recordedOf(task, context) ?? timeOf(task.meta?.lastUpdated),
    },
    ...owner,
    careContact: undefined,
  };
}

function numberOf(concept: CodeableConcept | undefined): string | undefined {
  return concept?.coding?.map(({ code }) => code).find((code) => code && /^\d{1,3}$/.test(code));
}

/**
 * Sender's and receiver's ids of the request. A bridge like this one tells the whole of what makes a record one of a kind
 * as its id: both of them, what kind of request it is, and what became of it when.
 */
function requestIdsOf({ focus, code, businessStatus, lastModified }: Task, documentId: string | undefined) {
  const request = focus?.identifier?.value ?? '';
  const event = ['', numberOf(code), numberOf(businessStatus), timeOf(lastModified)].join('/');
  const ids = documentId?.endsWith(event) ? documentId.slice(0, -event.length) : '';
  if (ids === `${request}/`) return { senderRequestId: request };
  if (ids.endsWith(`/${request}`))
    return { senderRequestId: ids.slice(0, -request.length - 1), receiverRequestId: request };
  return { senderRequestId: request, receiverRequestId: documentId };
}

function issuerOf({ requester, ...task }: Task, context: Context) {
  const { person, unit, unitName } = partyOf(requester, task, context);
  return {
    requestIssuedByPersonName: person,
    requestIssuedByOrganizationalUnitId: unit,
    requestIssuedByOrganizationalUnitDescription: unitName,
  };
}

function receiverOf({ owner, ...task }: Task, context: Context) {
  const { person, unit, unitName } = partyOf(owner, task, context);
  return {
    receivingPersonName: person,
    receivingOrganizationalUnitId: unit,
    receivingOrganizationalUnitDescription: unitName,
  };
}

/** A person with a unit, or a unit alone. Where nothing tells which it is a unit: so the guide refers to both parties. */
function partyOf(reference: Reference | undefined, task: Task, context: Context) {
  const { name, unit } = personOf(reference, task, context);
  const isUnit = isOrganisation(reference, task, context.index) ?? true;
  const said = isUnit ? (unit?.orgUnitName ?? name) : unit?.orgUnitName;
  return {
    person: isUnit && !unit ? undefined : name,
    unit: organisationIdOf(reference, task, context.index) ?? unit?.orgUnitHSAId,
    unitName: said,
  };
}
