import { timeText } from '../calendar.ts';
import type { Chart } from '../contact-records.ts';
import type { Entry } from '../entries.ts';
import { healthcareProfessional, orgUnit, summaryHeader } from '../header.ts';
import { shownName } from '../patient.ts';

/** Root of HSA-ids where an id has a root. */
export const hsaRoot = '1.2.752.129.2.1.4.1';
/** Root of ids that a record system gives. */
const localRoot = '1.2.752.129.2.1.2.1';

export const hsaId = (id: string) => ({ root: hsaRoot, extension: id });
export const localId = (id: string) => ({ root: localRoot, extension: id });

export const writtenAt = ({ day, minute }: Entry): string => timeText(day, minute);

/** The header that most contracts share. */
export function headerOf(chart: Chart, entry: Entry) {
  const { unit, author, ownerless } = entry;
  return summaryHeader({
    documentId: entry.id,
    source: chart.source,
    patient: chart.patient,
    authorship: { unit, author, time: writtenAt(entry), ownerless },
    signature: entry.signed === undefined ? undefined : { time: entry.signed, signer: author },
    approved: entry.approved,
    ...(entry.careContactId && { careContactId: entry.careContactId }),
  });
}

/** The author where care unit and provider must not stand (referrals). */
export function authorOf(entry: Entry, time = writtenAt(entry)) {
  return healthcareProfessional({ unit: entry.unit, author: entry.author, time, ownerless: true });
}

export const nameOf = ({ author }: Entry): string => `${author.givenName} ${author.surname}`.trim();

export function patientName({ patient }: Chart): string {
  const { given, family } = shownName(patient);
  return `${given} ${family}`;
}

/** Position in words of the national list, else the title in clear text. */
export const roleOf = (entry: Entry) => authorOf(entry).healthcareProfessionalRoleCode;

export const orgUnitOf = (entry: Entry) => orgUnit(entry.unit);
