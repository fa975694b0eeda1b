import type { CareContact3 } from '../../../contracts/index.ts';
import { type Coded, codeSystem, snomed } from '../content/code.ts';
import { healthcareProfessional, orgUnit } from '../header.ts';
import type { History } from '../history.ts';
import { outcome } from '../life.ts';
import type { ContactKind } from '../story.ts';
import { contactPeriod } from './care-contacts-2.ts';
import { cv } from './coded.ts';

const kind = (code: string, name: string): Coded => ({ code, system: codeSystem.contactType, name });
const kinds: Readonly<Record<ContactKind, Coded>> = {
  visit: kind('1', 'Besök'),
  telephone: kind('2', 'Telefon'),
  inpatient: kind('3', 'Vårdtillfälle'),
  'day-care': kind('4', 'Dagsjukvård'),
  other: kind('5', 'Annan'),
};
const statuses: Readonly<Record<(typeof outcome)[keyof typeof outcome], Coded>> = {
  [outcome.planned]: snomed('53631000052103', 'Bokad'),
  [outcome.cancelled]: snomed('53641000052109', 'Avbokad'),
  [outcome.ongoing]: snomed('53651000052107', 'Pågående'),
  [outcome.interrupted]: snomed('53661000052105', 'Avbruten'),
  [outcome.finished]: snomed('53671000052101', 'Avslutad'),
};

export function careContacts3({ chart, contacts }: History): CareContact3[] {
  return contacts.map((contact) => {
    const { unit, author, scene, reason } = contact.encounter;
    return {
      careContactHeader: {
        documentId: contact.id,
        sourceSystemHSAId: chart.source,
        patientId: chart.patient.identity,
        accountableHealthcareProfessional: healthcareProfessional({ unit, author, time: contact.registered }),
        approvedForPatient: true,
      },
      careContactBody: {
        careContactCode: cv(kinds[scene.kind]),
        careContactReason: reason,
        careContactOrgUnit: orgUnit(unit),
        careContactTimePeriod: contactPeriod(contact),
        careContactStatus: cv(statuses[contact.encounter.outcome]),
        additionalPatientInformation: {
          dateOfBirth: { format: 'YYYYMMDD', value: chart.patient.birthDate.replaceAll('-', '') },
          gender: cv(sexes[chart.patient.sex]),
        },
      },
    };
  });
}

/** KV Kön. */
export const sexes: Readonly<Record<'male' | 'female', Coded>> = {
  male: { code: '1', system: codeSystem.sex, name: 'Man' },
  female: { code: '2', system: codeSystem.sex, name: 'Kvinna' },
};
