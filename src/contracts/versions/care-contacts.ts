import { systemOids } from '../../codes/index.ts';
import type { CodedValue } from '../coded-value.ts';
import type { Draft } from '../draft.ts';
import type { CareContact } from '../get-care-contacts-2.ts';
import type { CareContact3 } from '../get-care-contacts-3.ts';
import { lostOf, type Translation } from './translation.ts';

type Body2 = CareContact['careContactBody'];
type Kind = NonNullable<Body2['careContactCode']>;
type Status = NonNullable<Body2['careContactStatus']>;

/** What the numbers of version 2 mean. The codes that version 3 has for them are not published with it. */
const kinds: ReadonlyMap<Kind, string> = new Map([
  [1, 'Besök'],
  [2, 'Telefon'],
  [3, 'Vårdtillfälle'],
  [4, 'Dagsjukvård'],
  [5, 'Annan'],
]);
const otherKind: Kind = 5;

/** The Swedish concepts of SNOMED CT for the state of a care contact; those with a number are what version 2 knows. */
const statuses: readonly { readonly code: string; readonly words: string; readonly number: Status }[] = [
  { code: '53631000052103', words: 'Bokad', number: 1 },
  { code: '53641000052109', words: 'Inställd', number: 2 },
  { code: '53651000052107', words: 'Pågående', number: 3 },
  { code: '53661000052105', words: 'Avbruten', number: 4 },
  { code: '53671000052101', words: 'Avslutad', number: 5 },
];
/** States of version 3 that are a special case of one of version 2. */
const narrower: ReadonlyMap<string, Status> = new Map([
  // On a waiting list; on leave.
  ['53701000052102', 1],
  ['53681000052104', 3],
]);
const voided = '53691000052102';

export const careContacts2to3: Translation = {
  from: 'GetCareContacts:2',
  to: 'GetCareContacts:3',
  losses: {},
  retold: {
    'careContactBody/careContactCode': 'the number becomes a word (original text)',
    'careContactBody/careContactStatus': 'the number becomes its SNOMED CT code',
  },
  needs: {
    'careContactHeader/accountableHealthcareProfessional': 'mandatory in version 3',
  },
  // A contact that began before the interval may go on in it, by the rule of version 3.
  periodToAsk: ({ end }) => ({ start: '19000101', end }),
  translate: (item) => ({ item: toVersion3(item as CareContact), lost: [] }),
};

function toVersion3({ careContactHeader, careContactBody: body }: CareContact): Draft<CareContact3> {
  const { careContactCode: kind, careContactStatus, ...rest } = body;
  const status = statuses.find(({ number }) => number === careContactStatus);
  return {
    careContactHeader,
    careContactBody: {
      ...rest,
      careContactCode: kind && { originalText: kinds.get(kind) },
      careContactStatus: status && { code: status.code, codeSystem: systemOids.snomedCt, displayName: status.words },
    },
  };
}

const losses = {
  'careContactHeader/documentTitle': 'not in version 2',
  'careContactHeader/documentTime': 'not in version 2',
  'careContactHeader/legalAuthenticator': 'not in version 2',
  'careContactHeader/careContactId': 'not in version 2',
  'careContactBody/careContactCode':
    'a kind that version 2 has no number for becomes 5, other; and original text beside a known one',
  'careContactBody/careContactStatus':
    'a state that version 2 has no number for (a waiting list becomes 1, leave 3); and original text beside a known one',
  'careContactBody/additionalPatientInformation': 'not in version 2',
} as const;

const professional = 'careContactHeader/accountableHealthcareProfessional';

export const careContacts3to2: Translation = {
  from: 'GetCareContacts:3',
  to: 'GetCareContacts:2',
  losses,
  retold: {
    'careContactBody/careContactCode': 'becomes its number, by its words',
    'careContactBody/careContactStatus': 'becomes its number; a contact that is voided is not told',
  },
  needs: {
    [`${professional}/healthcareProfessionalHSAId`]: 'mandatory in version 2',
    [`${professional}/healthcareProfessionalName`]: 'mandatory in version 2',
    [`${professional}/healthcareProfessionalOrgUnit/orgUnitHSAId`]: 'mandatory in version 2',
    [`${professional}/healthcareProfessionalOrgUnit/orgUnitName`]: 'mandatory in version 2',
    'careContactBody/careContactOrgUnit/orgUnitHSAId': 'mandatory in version 2',
    'careContactBody/careContactOrgUnit/orgUnitName': 'mandatory in version 2',
    'careContactBody/careContactTimePeriod/start': 'mandatory in version 2',
  },
  translate: (given) => {
    const { careContactHeader: header, careContactBody: body } = given as CareContact3;
    const { documentTitle, documentTime, legalAuthenticator, careContactId, ...headerLeft } = header;
    const { careContactCode: kind, careContactStatus: status, additionalPatientInformation, ...bodyLeft } = body;
    const number = kind && kindNumber(kind);
    const state = status && statusNumber(status);
    return {
      item: isVoided(status)
        ? undefined
        : {
            careContactHeader: headerLeft,
            careContactBody: {
              ...bodyLeft,
              careContactCode: kind && (number ?? otherKind),
              careContactStatus: state ?? narrower.get(codeOf(status) ?? ''),
            },
          },
      lost: lostOf<typeof losses>({
        'careContactHeader/documentTitle': documentTitle,
        'careContactHeader/documentTime': documentTime,
        'careContactHeader/legalAuthenticator': legalAuthenticator,
        'careContactHeader/careContactId': careContactId,
        'careContactBody/careContactCode': kind && (number === undefined || saysMore(kind, kinds.get(number))),
        'careContactBody/careContactStatus': status && (state === undefined || saysMore(status, statusWords(state))),
        'careContactBody/additionalPatientInformation': additionalPatientInformation,
      }),
    };
  },
};

function kindNumber(kind: CodedValue): Kind | undefined {
  return [...kinds].find(([, words]) => says(kind, words))?.[0];
}

function statusNumber(status: CodedValue): Status | undefined {
  const code = codeOf(status);
  return statuses.find((one) => (code === undefined ? says(status, one.words) : one.code === code))?.number;
}

function statusWords(number: Status): string | undefined {
  return statuses.find((one) => one.number === number)?.words;
}

function isVoided(status: CodedValue | undefined): boolean {
  return codeOf(status) === voided;
}

/** The code without white space around it. All codes of this field are SNOMED CT's, whatever OID a sender gives it. */
function codeOf(value: CodedValue | undefined): string | undefined {
  return value?.code?.trim() || undefined;
}

function says({ displayName, originalText }: CodedValue, words: string): boolean {
  return sameWords(displayName, words) || sameWords(originalText, words);
}

/** Whether the sender's own words are others than those of what was understood. */
function saysMore({ originalText }: CodedValue, words: string | undefined): boolean {
  return originalText !== undefined && !sameWords(originalText, words);
}

function sameWords(text: string | undefined, words: string | undefined): boolean {
  return text?.trim().toLowerCase() === words?.toLowerCase();
}
