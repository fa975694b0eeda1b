import type { MedicationMedicalRecord } from '../../contracts/index.ts';
import { type Composition, compose, linkTo } from '../compose.ts';
import { entriesOf } from '../composition.ts';
import { amount, id, quantity, text, time, unitOfQuantity } from '../conversions.ts';
import type { Context, Found } from '../extract.ts';
import {
  authorOrInformant,
  authorTimeOf,
  besideItem,
  committedAt,
  demandsNoIds,
  documentIdOf,
  headerOf,
  participantOf,
  personOf,
  signatureTimeOf,
} from '../header.ts';
import type { InformationType } from '../information-type.ts';
import { oids } from '../namespace.ts';
import { participation, professionalMade } from '../people.ts';
import { element, type Row, readRows, rule, writeRows } from '../rows.ts';
import { dosagesFrom, dosagesMade } from './dosage.ts';
import { drugFrom, drugMade } from './drug.ts';
import { missing } from './request-for-care.ts';

type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
type Dispensation = NonNullable<Prescription['dispensationAuthorization']>;

/** From `medicationPrescription`. */
export const ordinationRows: readonly Row[] = [
  element('lkm-ord-not', text, 'prescriptionNote'),
  element('lkm-ord-utv', time, 'evaluationTime'),
  element('lkm-ord-and', text, 'treatmentPurpose'),
  element('lkm-ord-oki', id, 'prescriptionChainId'),
  element('lkm-ord-tid', time, 'prescriber/authorTime'),
];

/** From `dispensationAuthorization`. */
export const dispensationRows: readonly Row[] = [
  element('lkm-for-uiv', quantity('d'), 'minimumDispensationInterval'),
  element('lkm-for-tot', amount, 'totalAmount'),
  element('lkm-for-tot', unitOfQuantity, 'packageUnit'),
  element('lkm-for-fpe', text, 'packageUnit'),
  // The contract has no place of its own for the amount of each dispensing.
  rule(
    'lkm-for-mpt',
    (value) => {
      const each = quantity('').read(value);
      return each ? { dispensationAuthorizerComment: `Mängd per tillfälle: ${each.value} ${each.unit}`.trim() } : {};
    },
    () => undefined,
  ),
  element('lkm-for-dbs', text, 'distributionMethod'),
  element('lkm-for-tid', time, 'dispensationAuthorizer/authorTime'),
];

/** `lkm-ord` ↔ GetMedicationHistory 2: ordination (`lko`), and prescription to a pharmacy (`lkf`) linked to it. */
export const medication: InformationType<MedicationMedicalRecord> = {
  code: 'lkm-ord',
  contract: 'GetMedicationHistory:2',
  isRecord: (meaning) => meaning === 'lko',
  isEntry: (meaning) => meaning === 'lkm-ord',
  companions: ['lkf'],
  read: (context) => {
    const prescriptions = context.linked('lkf');
    if (prescriptions.length <= 1) return [recordFrom(context, documentIdOf(context), prescriptions[0])];
    // Several records of one ordination need ids of their own.
    return prescriptions.map((one) =>
      recordFrom(context, [documentIdOf(context), documentIdOf(one)].filter(Boolean).join('/'), one),
    );
  },
  write: ({ medicationMedicalRecordHeader: header, medicationMedicalRecordBody: body }) => {
    const prescription = body.medicationPrescription;
    if (prescription.prescriptionStatus !== 'Active') return { unsayable: 'an ordination that is no longer active' };
    if (prescription.typeOfPrescription !== 'I') return { unsayable: 'a decision to end a treatment' };
    const dispensation = prescription.dispensationAuthorization;
    const evaluator = professionalMade(prescription.evaluator);
    const ordination = compose({
      meaning: 'lko',
      header,
      participations: evaluator ? [participation('utv', evaluator.made.children ?? {})] : [],
      people: evaluator?.people ?? [],
      links: dispensation ? [linkTo('lkf', [idOf(dispensation)])] : [],
      entry: {
        code: 'lkm-ord',
        items: [
          ...writeRows(ordinationRows, prescription),
          ...drugMade(prescription.drug),
          ...dosagesMade(prescription),
        ],
      },
    });
    return { compositions: [ordination, ...(dispensation ? [dispensationMade(dispensation, header)] : [])] };
  },
};

function recordFrom(context: Context, documentId: string | undefined, dispensed: Found | undefined) {
  const { prescriber, ...told } = readRows<Prescription>(ordinationRows, context.entry);
  const authorTime = authorTimeOf(context, prescriber?.authorTime);
  const { dosage, ...treatment } = dosagesFrom(context.entry);
  const drug = drugFrom(context.entry);
  return {
    item: {
      medicationMedicalRecordHeader: {
        ...headerOf(context, authorTime, demandsNoIds),
        documentId,
        documentTime: signatureTimeOf(context.composition),
      },
      medicationMedicalRecordBody: {
        medicationPrescription: {
          ...told,
          ...treatment,
          prescriptionId: { root: oids.localId, extension: documentId },
          // The dialect has neither the word for an ended ordination nor for the decision to end one.
          typeOfPrescription: 'I',
          prescriptionStatus: 'Active',
          prescriber: { ...personOf(context, demandsNoIds), authorTime: prescriber?.authorTime ?? authorTime },
          evaluator: told.evaluationTime && evaluatorOf(context, told.evaluationTime),
          selfMedication: false,
          drug: drug || dosage.length > 0 ? { ...(drug ?? unnamed), dosage } : undefined,
          dispensationAuthorization: dispensed && dispensationFrom(dispensed, dosage, authorTime),
        },
      },
    },
    ...besideItem(context, authorTime),
  };
}

const unnamed = { unstructuredDrugInformation: { unstructuredInformation: missing } };

function evaluatorOf(context: Context, authorTime: string) {
  const person = participantOf(context, 'utv', demandsNoIds);
  return Object.values(person).some((part) => part !== undefined) ? { ...person, authorTime } : undefined;
}

/** What the label shall say is not told: the dosage in words stands for it. */
function dispensationFrom(
  found: Found,
  dosage: ReturnType<typeof dosagesFrom>['dosage'],
  ordained: string | undefined,
) {
  const { dispensationAuthorizer, ...told } = readRows<Dispensation>(dispensationRows, entriesOf(found.composition)[0]);
  const words = dosage.flatMap(({ dosageInstruction }) =>
    typeof dosageInstruction === 'string' ? dosageInstruction : [],
  );
  return {
    ...told,
    dispensationAuthorizationId: { root: oids.localId, extension: documentIdOf(found) },
    dispensationAuthorizer: {
      ...authorOrInformant(found, demandsNoIds),
      authorTime: dispensationAuthorizer?.authorTime ?? committedAt(found.composition) ?? ordained,
    },
    prescriptionSignatura: words.join('; ') || missing,
  };
}

function dispensationMade(
  dispensation: Dispensation,
  header: MedicationMedicalRecord['medicationMedicalRecordHeader'],
): Composition {
  const { healthcareProfessionalCareUnitHSAId: unit, healthcareProfessionalCareGiverHSAId: provider } =
    header.accountableHealthcareProfessional;
  return compose({
    meaning: 'lkf',
    header: {
      documentId: idOf(dispensation),
      accountableHealthcareProfessional: {
        ...dispensation.dispensationAuthorizer,
        ...(unit && { healthcareProfessionalCareUnitHSAId: unit }),
        ...(provider && { healthcareProfessionalCareGiverHSAId: provider }),
      },
    },
    links: [linkTo('lko', [header.documentId])],
    entry: { code: 'lkm-for', items: writeRows(dispensationRows, dispensation) },
  });
}

function idOf({ dispensationAuthorizationId: { root, extension } }: Dispensation): string {
  return extension ?? root;
}
