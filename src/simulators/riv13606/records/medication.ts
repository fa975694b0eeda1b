import type { MedicationMedicalRecord } from '../../../contracts/index.ts';
import type { Composition } from '../composition.ts';
import { elementWriter, entry, type Link } from '../record-components.ts';
import { oid, type TypeForm } from '../types.ts';
import { drugCluster } from './drug.ts';

type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
type Dosage = NonNullable<NonNullable<Prescription['drug']>['dosage']>[number];
type Authorization = NonNullable<Prescription['dispensationAuthorization']>;

/** A prescription (lko), linked to what is to be dispensed for it (lkf), which is linked back. */
export function medicationCompositions(item: MedicationMedicalRecord): Composition[] {
  const header = item.medicationMedicalRecordHeader;
  const prescription = item.medicationMedicalRecordBody.medicationPrescription;
  const authorization = prescription.dispensationAuthorization;
  const dispensedAs = authorization?.dispensationAuthorizationId.extension;
  const links: Link[] = dispensedAs ? [{ target: 'lkf', targetId: dispensedAs }] : [];
  const evaluator = prescription.evaluator?.healthcareProfessionalHSAId;
  const ordination: Composition = {
    meaning: 'lko',
    header,
    entry: (form) => prescriptionEntry(form, links, prescription),
    ...(evaluator && { evaluator }),
  };
  if (!authorization || !dispensedAs) return [ordination];
  const back: Link[] = [{ target: 'lko', targetId: header.documentId }];
  return [
    ordination,
    {
      meaning: 'lkf',
      header: { ...header, documentId: dispensedAs },
      entry: (form) => dispensationEntry(form, back, authorization),
    },
  ];
}

function prescriptionEntry(form: TypeForm, links: readonly Link[], prescription: Prescription): string {
  const items = elementWriter(form, 'items');
  const chain = prescription.prescriptionChainId?.extension;
  return entry(
    form,
    { code: 'lkm-ord' },
    links,
    items.text('lkm-ord-not', prescription.prescriptionNote) +
      items.time('lkm-ord-utv', prescription.evaluationTime) +
      items.text('lkm-ord-and', prescription.treatmentPurpose ?? reasonOf(prescription)) +
      items.identifier('lkm-ord-oki', chain === undefined ? undefined : { root: oid.localId, extension: chain }) +
      items.time('lkm-ord-tid', prescription.prescriber?.authorTime) +
      drugCluster(form, prescription.drug) +
      dosageCluster(form, prescription),
  );
}

/** 1.0 has one place for why: the words of the reason stand in it. */
function reasonOf({ principalPrescriptionReason: [first] = [] }: Prescription): string | undefined {
  return first?.otherReason ?? first?.reason.displayName ?? first?.reason.originalText;
}

function dosageCluster(form: TypeForm, prescription: Prescription): string {
  const steps = (prescription.drug?.dosage ?? []).map((dosage) => doseStep(form, prescription, dosage));
  return elementWriter(form, 'items').cluster('lkm-dos', steps.join(''));
}

function doseStep(
  form: TypeForm,
  { startOfTreatment: start, endOfTreatment: end }: Prescription,
  dosage: Dosage,
): string {
  const parts = elementWriter(form, 'parts');
  const { treatmentInterval: days, isMaximumTreatmentTime: isMaximum } = dosage.lengthOfTreatment ?? {};
  const width = end === undefined ? (days?.high ?? days?.low) : undefined;
  return parts.cluster(
    'lkm-dst',
    (start ? parts.treatment('lkm-dst-bet', start, end, width) : '') +
      parts.truth('lkm-dst-max', isMaximum) +
      parts.text('lkm-dst-dan', dosage.dosageInstruction) +
      parts.text('lkm-dst-den', dosage.unitDose?.originalText ?? dosage.unitDose?.displayName) +
      parts.text('lkm-dst-kno', dosage.shortNotation),
  );
}

function dispensationEntry(form: TypeForm, links: readonly Link[], authorization: Authorization): string {
  const items = elementWriter(form, 'items');
  const { totalAmount, packageUnit = '', minimumDispensationInterval: interval } = authorization;
  return entry(
    form,
    { code: 'lkm-for' },
    links,
    (interval ? items.amount('lkm-for-uiv', interval.value, interval.unit) : '') +
      (totalAmount === undefined ? '' : items.amount('lkm-for-tot', totalAmount, packageUnit)) +
      items.text('lkm-for-fpe', authorization.packageUnit) +
      items.text('lkm-for-dbs', authorization.distributionMethod) +
      items.time('lkm-for-tid', authorization.dispensationAuthorizer.authorTime),
  );
}
