import type { MedicationMedicalRecord } from '../../contracts/index.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { type Context, recordedOf } from './context.ts';
import { headerFrom } from './header.ts';
import { drugFrom } from './medication.ts';
import { personOf, professionalOf } from './people.ts';
import { gather, type Mapping } from './reading.ts';
import type { CodeableConcept, Extension, Reference, Resource } from './resources.ts';
import { signatureOf } from './signature.ts';
import {
  conceptOf,
  dayOrTimeOf,
  documentIdOf,
  extensionOf,
  extensionsOf,
  instanceIdOf,
  notesOf,
  timeOf,
  writingOf,
} from './values.ts';

type Statement = Resource<'MedicationStatement'>;
type Request = Resource<'MedicationRequest'>;
type Prescription = Draft<MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription']>;

/** A request that a statement is based on is the prescription of the same treatment, and no record of its own. */
export const medicationHistory: Mapping = async function* (search, context) {
  const fetch = ['Medication'] as const;
  const statements = yield* gather('MedicationStatement', search, {
    include: ['MedicationStatement:medication'],
    fetch,
  });
  const requests = yield* gather('MedicationRequest', search, { include: ['MedicationRequest:medication'], fetch });
  const told = new Set(
    statements.flatMap((statement) =>
      (statement.basedOn ?? []).map((reference) => context.index.find('MedicationRequest', reference, statement)),
    ),
  );
  for (const statement of statements) yield fromStatement(statement, context);
  for (const request of requests) if (!told.has(request) && isOrdered(request)) yield fromRequest(request, context);
};

/** Whether it says that the patient is to have the medicine, and not that it is proposed or forbidden. */
function isOrdered({ intent, doNotPerform }: Request): boolean {
  return !doNotPerform && !['proposal', 'plan', 'option'].includes(intent ?? '');
}

const over = ['completed', 'stopped', 'cancelled', 'entered-in-error', 'not-taken'];

/** MedicationStatement → GetMedicationHistory 2. */
function fromStatement(statement: Statement, context: Context): Mapped<MedicationMedicalRecord> {
  const { effectivePeriod, informationSource, dosage = [] } = statement;
  const start = timeOf(effectivePeriod?.start, statement.effectiveDateTime);
  const end = timeOf(effectivePeriod?.end);
  const { authorTime, undated } = writingOf(
    dayOrTimeOf(statement.dateAsserted) ?? recordedOf(statement, context),
    statement.dateAsserted,
    effectivePeriod?.start,
    statement.effectiveDateTime,
    statement.meta?.lastUpdated,
  );
  const isByPatient = informationSource?.reference?.includes('Patient/') ?? false;
  const prescriber = extensionOf(statement, 'prescriber');
  const evaluator = extensionOf(statement, 'evaluator');
  return recordFrom(
    statement,
    {
      author: isByPatient ? undefined : informationSource,
      encounter: statement.context,
      authorTime,
      undated,
      ...signatureOf(statement),
    },
    {
      ...chainOf(statement),
      typeOfPrescription: typeOf(statement, start, end),
      selfMedication: extensionOf(statement, 'self-medication')?.valueBoolean ?? (isByPatient && !prescriber),
      prescriber: prescriber && professionalFrom(prescriber, authorTime),
      evaluator: evaluator && professionalFrom(evaluator, authorTime),
      relation: extensionsOf(statement, 'relation').map(relationFrom),
      startOfFirstTreatment: timeOf(extensionOf(statement, 'start-of-first-treatment')?.valueDateTime),
      startOfTreatment: start,
      endOfTreatment: end,
      endOfTreatmentReason: conceptOf(
        extensionOf(statement, 'end-of-treatment-reason')?.valueCodeableConcept ?? statement.statusReason?.[0],
      ),
      evaluationTime: timeOf(extensionOf(statement, 'evaluation-time')?.valueDateTime),
      drug: drugFrom(statement, dosage, context),
    },
    context,
  );
}

/** MedicationRequest → GetMedicationHistory 2. */
function fromRequest(request: Request, context: Context): Mapped<MedicationMedicalRecord> {
  const { requester, dosageInstruction = [], groupIdentifier, priorPrescription } = request;
  const prior = context.index.find('MedicationRequest', priorPrescription, request);
  const bounds = dosageInstruction.map(({ timing }) => timing?.repeat?.boundsPeriod).find(Boolean);
  const { authorTime, undated } = writingOf(
    dayOrTimeOf(request.authoredOn) ?? recordedOf(request, context),
    request.authoredOn,
    bounds?.start,
    request.meta?.lastUpdated,
  );
  const person = personOf(requester, request, context);
  return recordFrom(
    request,
    { author: requester ?? request.recorder, encounter: request.encounter, authorTime, undated },
    {
      prescriptionChainId: instanceIdOf(groupIdentifier),
      precedingPrescriptionId: instanceIdOf(
        prior ? (prior.identifier?.[0] ?? { value: prior.id ?? '' }) : priorPrescription?.identifier,
      ),
      typeOfPrescription: 'I',
      selfMedication: false,
      prescriber:
        person.hsaId || person.name
          ? professionalOf(requester, request, context, authorTime, { careUnit: undefined, careProvider: undefined })
          : undefined,
      startOfTreatment: timeOf(bounds?.start) ?? authorTime,
      endOfTreatment: timeOf(bounds?.end),
      endOfTreatmentReason: conceptOf(request.statusReason),
      drug: drugFrom(request, dosageInstruction, context),
    },
    context,
  );
}

interface Origin {
  readonly author: Reference | undefined;
  readonly encounter: Reference | undefined;
  readonly authorTime: string | undefined;
  readonly undated: boolean;
  readonly signer?: Reference | undefined;
  readonly signed?: string | undefined;
}

function recordFrom(
  resource: Statement | Request,
  { undated, ...origin }: Origin,
  own: Prescription,
  context: Context,
): Mapped<MedicationMedicalRecord> {
  const nullified = resource.status === 'entered-in-error';
  const { header, beside } = headerFrom(resource, { subject: resource.subject, ...origin, nullified }, context);
  const [first, second] = resource.identifier ?? [];
  return {
    item: {
      medicationMedicalRecordHeader: header,
      medicationMedicalRecordBody: {
        medicationPrescription: {
          prescriptionId: instanceIdOf(second ?? first ?? { value: documentIdOf(resource) ?? '' }),
          prescriptionStatus: over.includes(resource.status ?? '') ? 'Inactive' : 'Active',
          ...notesIn(resource),
          principalPrescriptionReason: resource.reasonCode?.map(reasonFrom),
          ...own,
        },
      },
    },
    ...beside,
    undated,
    readFrom: resource,
  };
}

const purposePrefix = 'Behandlingsändamål: ';

/** The purpose of a treatment has no element of its own; our own face writes it as a note. */
function notesIn({ note = [] }: Statement | Request): Prescription {
  const purpose = note.find(({ text }) => text?.startsWith(purposePrefix));
  return {
    prescriptionNote: notesOf(note.filter((one) => one !== purpose)),
    treatmentPurpose: purpose?.text?.slice(purposePrefix.length),
  };
}

/** A reason in words beside its code stands as the other reason. */
function reasonFrom(concept: CodeableConcept) {
  const reason = conceptOf(concept);
  const isSaid = reason?.displayName === concept.text || reason?.originalText === concept.text;
  return reason && { reason, otherReason: isSaid ? undefined : concept.text };
}

/** `U` ends a treatment: said so, or of a stopped one only the end is known. */
function typeOf(statement: Statement, start: string | undefined, end: string | undefined): 'I' | 'U' {
  const said = extensionOf(statement, 'type-of-prescription')?.valueCoding?.code;
  if (said === 'I' || said === 'U') return said;
  return statement.status === 'stopped' && end && !start ? 'U' : 'I';
}

function chainOf(statement: Statement): Prescription {
  const chain = extensionOf(statement, 'prescription-chain') ?? {};
  const idOf = (name: string) => instanceIdOf(extensionOf(chain, name)?.valueIdentifier);
  return {
    prescriptionChainId: idOf('chainId'),
    precedingPrescriptionId: idOf('precedingId'),
    succeedingPrescriptionId: idOf('succeedingId'),
  };
}

/** Another record that this one points at, in the parts that our own face tells it. */
function relationFrom(relation: Extension) {
  const idOf = (name: string) => instanceIdOf(extensionOf(relation, name)?.valueIdentifier);
  return {
    code: conceptOf(extensionOf(relation, 'code')?.valueCodeableConcept),
    referredInformation: [
      {
        id: idOf('id'),
        type: conceptOf(extensionOf(relation, 'type')?.valueCodeableConcept),
        informationOwner: { id: idOf('informationOwner') },
      },
    ],
  };
}

function professionalFrom(extension: Extension, authorTime: string | undefined): Prescription['prescriber'] {
  return {
    authorTime: timeOf(extensionOf(extension, 'time')?.valueDateTime) ?? authorTime,
    healthcareProfessionalHSAId: extensionOf(extension, 'hsaId')?.valueIdentifier?.value,
    healthcareProfessionalName: extensionOf(extension, 'name')?.valueString,
    healthcareProfessionalRoleCode: conceptOf(
      (extensionOf(extension, 'role') ?? extensionOf(extension, 'roleCode'))?.valueCodeableConcept,
    ),
  };
}
