import type { MedicationMedicalRecord } from '../../contracts/get-medication-history-2.ts';
import { dosageLines, instructionOf } from './dosage.ts';
import { authorOf, nameOf, summaryHeader } from './header.ts';
import type { Detail, Mark } from './item.ts';
import { coded, line, listed, period, quantity, quantityText, text, time, wordsOf, yesNo } from './said.ts';
import { isPast } from './time.ts';
import type { Teller } from './told.ts';

type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
type Drug = NonNullable<Prescription['drug']>;
type Administration = NonNullable<Prescription['administration']>[number];

/** GetMedicationHistory 2: an order (ordination) of a medicine, whose changes make a chain. */
export const medication: Teller<MedicationMedicalRecord> = (
  { medicationMedicalRecordHeader, medicationMedicalRecordBody: { medicationPrescription: order } },
  now,
) => {
  const header = summaryHeader(medicationMedicalRecordHeader);
  const state = stateOf(order, now);
  return [
    {
      header: { ...header, author: authorOf(order.prescriber) ?? header.author },
      title: drugName(order.drug),
      term: 'medicineWithoutName',
      summary: instructionOf(order.drug?.dosage),
      time: order.startOfTreatment ?? order.prescriber?.authorTime,
      group: state,
      thread: threadOf(order),
      marks: [stateMarks[state], order.selfMedication && 'self-medication'],
      details: [
        ...drugLines(order.drug),
        ...dosageLines(order.drug?.dosage),
        ...treatmentLines(order),
        ...dispensingLines(order),
        ...(order.administration ?? []).flatMap(administrationLines),
      ],
    },
  ];
};

type State = 'current' | 'planned' | 'ended';
const stateMarks: Readonly<Record<State, Mark | false>> = {
  current: false,
  planned: 'order-planned',
  ended: 'order-ended',
};

/** An order that another in its chain has replaced is not given any more, and neither is what an order says to stop. */
function stateOf(order: Prescription, now: string): State {
  const { startOfTreatment: start, endOfTreatment: end } = order;
  if (end !== undefined && isPast(end, now)) return 'ended';
  if (order.prescriptionStatus === 'Inactive' || (order.typeOfPrescription === 'U' && end === undefined))
    return 'ended';
  return start !== undefined && !isPast(start, now) ? 'planned' : 'current';
}

function threadOf({ prescriptionChainId: chain }: Prescription): string | undefined {
  return chain && [text(chain.root), text(chain.extension)].filter(Boolean).join('/');
}

function drugName(drug: Drug | undefined): string | undefined {
  const { drug: product, generics, drugArticle, merchandise, unstructuredDrugInformation: words } = drug ?? {};
  const strength = [text(product?.strength), text(product?.strengthUnit)].filter(Boolean).join(' ');
  const byCode = [wordsOf(product?.atcCode), strength].filter(Boolean).join(' ');
  const byGroup = [text(generics?.substance), quantityText(generics?.strength), text(generics?.form)];
  return (
    wordsOf(product?.nplId) ||
    byCode ||
    byGroup.filter(Boolean).join(' ') ||
    wordsOf(drugArticle?.nplPackId) ||
    wordsOf(merchandise?.articleNumber) ||
    text(words?.unstructuredInformation)
  );
}

function drugLines(drug: Drug | undefined): readonly Detail[] {
  const { drug: product, generics } = drug ?? {};
  return [
    ...coded('medicine', product?.nplId),
    ...coded('substance', product?.atcCode),
    ...quantity('strength', product && { value: product.strength, unit: product.strengthUnit }),
    ...line('form', product?.pharmaceuticalForm),
    ...coded('route', product?.routeOfAdministration),
    ...line('substance', generics?.substance),
    ...quantity('strength', generics?.strength),
    ...line('form', generics?.form),
    ...coded('package', drug?.drugArticle?.nplPackId),
    ...coded('merchandise', drug?.merchandise?.articleNumber),
    ...line('medicine', drug?.unstructuredDrugInformation?.unstructuredInformation),
    ...line('comment', drug?.comment),
  ];
}

function treatmentLines(order: Prescription): readonly Detail[] {
  const reasons = (
    label: 'principalReason' | 'additionalReason',
    given: Prescription['principalPrescriptionReason'] = [],
  ) => given.flatMap(({ reason, otherReason }) => [...coded(label, reason), ...line(label, otherReason)]);
  return [
    ...listed('typeOfOrder', order.typeOfPrescription, { I: 'orderStart', U: 'orderStop' }),
    ...listed('orderStatus', order.prescriptionStatus, { Active: 'orderLatest', Inactive: 'orderReplaced' }),
    ...reasons('principalReason', order.principalPrescriptionReason),
    ...reasons('additionalReason', order.additionalPrescriptionReason),
    ...line('purpose', order.treatmentPurpose),
    ...line('note', order.prescriptionNote),
    ...time('firstStarted', order.startOfFirstTreatment),
    ...time('started', order.startOfTreatment),
    ...time('ends', order.endOfTreatment),
    ...coded('endedBecause', order.endOfTreatmentReason),
    ...time('nextEvaluation', order.evaluationTime),
    ...yesNo('selfMedication', order.selfMedication || undefined),
    ...line('prescriber', nameOf(order.prescriber)),
    ...coded('prescriber', order.prescriber?.healthcareProfessionalRoleCode),
    ...line('prescribedAt', order.prescriber?.healthcareProfessionalOrgUnit?.orgUnitName, { tellsPlace: true }),
    ...time('prescribed', order.prescriber?.authorTime),
    ...line('evaluatedBy', nameOf(order.evaluator)),
    ...time('evaluated', order.evaluator?.authorTime),
    ...(order.relation ?? []).flatMap(({ code, referredInformation }) =>
      referredInformation.flatMap(({ type }) => coded('relation', type, { about: wordsOf(code) })),
    ),
  ];
}

function dispensingLines({ dispensationAuthorization: recipe }: Prescription): readonly Detail[] {
  if (!recipe) return [];
  return [
    ...line('label', recipe.prescriptionSignatura),
    ...line('dispensedMedicine', drugName(recipe.drug)),
    ...quantity('totalAmount', { value: recipe.totalAmount, unit: recipe.packageUnit }),
    ...quantity('dispensationInterval', recipe.minimumDispensationInterval),
    ...line('distribution', recipe.distributionMethod),
    ...time('validUntil', recipe.validUntil),
    ...time('firstDispensationBefore', recipe.firstDispensationBefore),
    ...listed('notReplaceable', recipe.nonReplaceable, { Prescriber: 'byPrescriber', Patient: 'byPatient' }),
    ...line('pharmacy', recipe.receivingPharmacy?.extension ?? recipe.receivingPharmacy?.root, { tellsPlace: true }),
    ...line('authorizer', nameOf(recipe.dispensationAuthorizer)),
    ...line('comment', recipe.dispensationAuthorizerComment),
  ];
}

function administrationLines(given: Administration): readonly Detail[] {
  const about = { about: drugName(given.drug) };
  return [
    ...period('given', given.administrationTime, about),
    ...coded('route', given.routeOfAdministration, about),
    ...line('performedBy', nameOf(given.administeringHealthcareProfessional), about),
    ...line('comment', given.administrationComment, about),
  ];
}
