import type { CodedValue } from '../../contracts/coded-value.ts';
import type { CareContact } from '../../contracts/get-care-contacts-2.ts';
import type { CareContact3 } from '../../contracts/get-care-contacts-3.ts';
import { summaryHeader, unitLines } from './header.ts';
import type { Detail, Mark } from './item.ts';
import { coded, line, listed, meaningOf, period, text, wordsOf } from './said.ts';
import type { Term } from './terms.ts';
import { isPast } from './time.ts';
import type { Teller, Told } from './told.ts';

/** CareContactCodeEnum of GetCareContacts 2. */
const kinds: Readonly<Record<number, Term>> = {
  1: 'contactVisit',
  2: 'contactTelephone',
  3: 'contactInpatient',
  4: 'contactDayCare',
  5: 'contactOther',
};

/** CareContactStatusEnum of GetCareContacts 2. */
const states: Readonly<Record<number, Term>> = {
  1: 'contactNotStarted',
  2: 'contactCancelled',
  3: 'contactOngoing',
  4: 'contactInterrupted',
  5: 'contactFinished',
};

/** The SNOMED CT concepts that GetCareContacts 3 has for states that decide how a contact is read. */
const stateMarks: Readonly<Record<string, Mark>> = {
  '53641000052109': 'cancelled',
  '53691000052102': 'withdrawn',
};

/** GetCareContacts 2 (vårdkontakter). */
export const careContact2: Teller<CareContact> = ({ careContactHeader, careContactBody: body }, now) => {
  const { careContactCode: kind, careContactStatus: status } = body;
  const meaning = meaningOf(kind, kinds);
  return [
    {
      ...tellContact(careContactHeader, body, now),
      title: meaning ? undefined : text(kind),
      term: meaning ?? 'contact',
      marks: [status === 2 && 'cancelled'],
      details: [...listed('typeOfContact', kind, kinds), ...listed('status', status, states), ...contactLines(body)],
    },
  ];
};

/** GetCareContacts 3. */
export const careContact3: Teller<CareContact3> = ({ careContactHeader, careContactBody: body }, now) => [
  {
    ...tellContact(careContactHeader, body, now),
    title: wordsOf(body.careContactCode),
    term: 'contact',
    marks: [stateMarks[text(body.careContactStatus?.code) ?? '']],
    details: [
      ...coded('typeOfContact', body.careContactCode),
      ...coded('status', body.careContactStatus),
      ...contactLines(body),
      ...bornAndSex(body.additionalPatientInformation),
    ],
  },
];

type Body = Pick<CareContact3['careContactBody'], 'careContactReason' | 'careContactOrgUnit' | 'careContactTimePeriod'>;

/** Grouped by whether it is to come, which a contact may be in both versions. No contact is signed. */
function tellContact(
  header: CareContact3['careContactHeader'] | CareContact['careContactHeader'],
  { careContactReason: reason, careContactTimePeriod: time }: Body,
  now: string,
): Pick<Told, 'header' | 'summary' | 'time' | 'group'> {
  const when = time?.start ?? time?.end;
  return {
    header: { ...summaryHeader(header), signed: undefined },
    summary: text(reason),
    time: when,
    group: when && !isPast(when, now) ? 'planned' : undefined,
  };
}

function contactLines(body: Body): readonly Detail[] {
  return [
    ...line('reason', body.careContactReason),
    ...period('when', body.careContactTimePeriod),
    ...unitLines(body.careContactOrgUnit),
  ];
}

interface AdditionalPatientInformation {
  readonly dateOfBirth?: { readonly value?: string } | undefined;
  readonly gender?: CodedValue | undefined;
}

function bornAndSex(about: AdditionalPatientInformation | undefined): readonly Detail[] {
  return [
    ...period('born', about && { start: about.dateOfBirth?.value, end: about.dateOfBirth?.value }),
    ...coded('sex', about?.gender),
  ];
}
