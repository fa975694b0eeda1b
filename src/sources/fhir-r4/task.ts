import type { RequestActivity } from '../../contracts/index.ts';
import type { Mapped } from '../mapped.ts';
import { type Context, identityOf, organisationIdOf, ownerOf, recordedOf } from './context.ts';
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
      senderRequestId: task.focus?.identifier?.value,
      receiverRequestId: documentId,
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

function issuerOf({ requester, ...task }: Task, context: Context) {
  const { unit, name } = partyOf(requester, task, context);
  return { requestIssuedByPersonName: name, requestIssuedByOrganizationalUnitId: unit };
}

function receiverOf({ owner, ...task }: Task, context: Context) {
  const { unit, name } = partyOf(owner, task, context);
  return { receivingOrganizationalUnitId: unit, receivingOrganizationalUnitDescription: name };
}

function partyOf(reference: Reference | undefined, task: Task, context: Context) {
  const organisation = context.index.find('Organization', reference, task);
  const person = personOf(reference, task, context);
  return {
    unit: organisationIdOf(reference, task, context.index) ?? person.unit?.orgUnitHSAId,
    name: organisation?.name ?? person.name,
  };
}
