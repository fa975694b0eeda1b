import type { MedicationMedicalRecord } from '../../../contracts/index.ts';
import { dateText, timeText } from '../calendar.ts';
import type { DrugChoice, Prescription } from '../content/medication.ts';
import type { Entry } from '../entries.ts';
import { healthcareProfessional } from '../header.ts';
import type { History } from '../history.ts';
import { cv, words } from './coded.ts';
import { dosageOf } from './dosage.ts';
import { drugOf } from './drug.ts';
import { headerOf, localId, writtenAt } from './header.ts';

type Body = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
type Written = Entry<Prescription>;

export function medication2({ chart, entries }: History): MedicationMedicalRecord[] {
  const all = entries('prescription');
  const chains = Map.groupBy(all, ({ content }) => content.chain);
  return all.map((entry) => ({
    medicationMedicalRecordHeader: headerOf(chart, entry),
    medicationMedicalRecordBody: { medicationPrescription: prescription(entry, chains.get(entry.content.chain) ?? []) },
  }));
}

/** The document's id is the prescription's; the last of a chain is the active one, whatever it says. */
function prescription(entry: Written, chain: readonly Written[]): Body {
  const { content } = entry;
  const place = chain.indexOf(entry);
  const [begins = entry] = chain;
  const before = chain[place - 1];
  const next = chain[place + 1];
  const choice = content.choice ?? before?.content.choice;
  const ended = endOf(entry, next);
  return {
    prescriptionId: localId(entry.id),
    typeOfPrescription: content.type === 'stop' ? 'U' : 'I',
    prescriptionStatus: next ? 'Inactive' : 'Active',
    ...(content.note && { prescriptionNote: content.note }),
    ...reasonsOf(content),
    ...(content.purpose && { treatmentPurpose: content.purpose }),
    prescriptionChainId: localId(`${begins.id}-kedja`),
    ...(before && { precedingPrescriptionId: localId(before.id) }),
    ...(next && { succeedingPrescriptionId: localId(next.id) }),
    ...(!content.selfMedication && { prescriber: authorOf(entry) }),
    startOfFirstTreatment: timeText(begins.day, begins.minute),
    ...(content.type === 'start' && { startOfTreatment: writtenAt(entry) }),
    ...(ended && { endOfTreatment: ended }),
    ...(content.stopReason && { endOfTreatmentReason: words(content.stopReason) }),
    selfMedication: content.selfMedication ?? false,
    ...(choice && { drug: { ...drugOf(choice), dosage: (content.dosages ?? []).map(dosageOf) } }),
    ...dispensingOf(entry, choice),
    ...givenOf(entry, choice),
  };
}

function reasonsOf({ reason, reasonCode }: Prescription): Pick<Body, 'principalPrescriptionReason'> {
  if (reasonCode)
    return { principalPrescriptionReason: [{ reason: cv(reasonCode), ...(reason && { otherReason: reason }) }] };
  return reason ? { principalPrescriptionReason: [{ reason: words(reason) }] } : {};
}

/** What was to last some days ends then; what was changed or stopped ends when it was. */
function endOf({ day, minute, content }: Written, next: Written | undefined): string | undefined {
  if (content.type === 'stop') return timeText(day, minute);
  if (content.days !== undefined) return timeText(day + content.days, minute);
  return next && timeText(next.day, next.minute);
}

function authorOf(entry: Entry) {
  const { unit, author, ownerless } = entry;
  return healthcareProfessional({ unit, author, time: writtenAt(entry), ownerless });
}

function dispensingOf(entry: Written, choice: DrugChoice | undefined): Pick<Body, 'dispensationAuthorization'> {
  const { dispensation } = entry.content;
  if (!dispensation) return {};
  const { method, amount, packageUnit, months, notReplaceable, label } = dispensation;
  return {
    dispensationAuthorization: {
      dispensationAuthorizationId: localId(`${entry.id}-recept`),
      validUntil: dateText(entry.day + Math.round(months * 30.4)),
      ...(amount !== undefined && { totalAmount: String(amount) }),
      ...(packageUnit && { packageUnit }),
      ...(method && { distributionMethod: method }),
      dispensationAuthorizer: authorOf(entry),
      prescriptionSignatura: label,
      ...(notReplaceable && { nonReplaceable: notReplaceable }),
      ...(choice && { drug: drugOf(choice) }),
    },
  };
}

function givenOf(entry: Written, choice: DrugChoice | undefined): Pick<Body, 'administration'> {
  if (!entry.content.given) return {};
  const at = writtenAt(entry);
  return {
    administration: [
      {
        administrationId: localId(`${entry.id}-adm`),
        administrationTime: { start: at, end: at },
        administeringHealthcareProfessional: authorOf(entry),
        ...(choice && { drug: drugOf(choice) }),
      },
    ],
  };
}
