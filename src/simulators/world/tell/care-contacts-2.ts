import type { CareContact } from '../../../contracts/index.ts';
import { timeText } from '../calendar.ts';
import type { Contact } from '../contact-records.ts';
import { healthcareProfessional, orgUnit } from '../header.ts';
import type { History } from '../history.ts';
import type { ContactKind } from '../story.ts';

const codes = { visit: 1, telephone: 2, inpatient: 3, 'day-care': 4, other: 5 } as const satisfies Record<
  ContactKind,
  CareContact['careContactBody']['careContactCode']
>;

export function careContacts2({ chart, contacts }: History): CareContact[] {
  return contacts.map((contact) => ({
    careContactHeader: {
      documentId: contact.id,
      sourceSystemHSAId: chart.source,
      patientId: chart.patient.identity,
      accountableHealthcareProfessional: healthcareProfessional({
        unit: contact.encounter.unit,
        author: contact.encounter.author,
        time: contact.registered,
      }),
      approvedForPatient: true,
    },
    careContactBody: {
      careContactCode: codes[contact.encounter.scene.kind],
      careContactReason: contact.encounter.reason,
      careContactOrgUnit: orgUnit(contact.encounter.unit),
      careContactTimePeriod: contactPeriod(contact),
      careContactStatus: contact.encounter.outcome,
    },
  }));
}

/** A visit ends when it starts (date rule of GetCareContacts); planned, cancelled and ongoing ones have no end. */
export function contactPeriod({ encounter: { day, minute, lastDay } }: Contact): { start: string; end?: string } {
  const start = timeText(day, minute);
  if (lastDay === undefined) return { start };
  return { start, end: lastDay === day ? start : timeText(lastDay, 11 * 60) };
}
