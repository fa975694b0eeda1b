import { describe, expect, it } from 'vitest';
import {
  type CareContact3,
  type CareDocumentation2,
  type CareDocumentation3,
  getCareContacts2,
  getCareContacts3,
  getCareDocumentation2,
  getCareDocumentation3,
  getCarePlans2,
  getFunctionalStatus2,
} from '../../src/contracts/index.ts';

const hsa = '1.2.752.129.2.1.4.1';
const personal = '1.2.752.129.2.1.3.1';
const patientId = { id: ' 191212121212 ', type: personal };
const professional = {
  authorTime: '20240301101500',
  healthcareProfessionalCareUnitHSAId: 'SE2321000230-DEMOVE ',
  healthcareProfessionalCareGiverHSAId: 'SE2321000230-DEMOVG',
};
const summary = {
  documentId: 'DOC-1',
  sourceSystemHSAId: ' SE2321000230-DEMOVAS',
  documentTime: '20240201000000',
  patientId,
  accountableHealthcareProfessional: professional,
  approvedForPatient: true,
};
const header = {
  documentId: 'DOC-1',
  sourceSystem: 'SE2321000230-DEMOVAS',
  patient: { id: '191212121212', type: personal },
  time: '20240301101500',
  careUnit: 'SE2321000230-DEMOVE',
  careProvider: 'SE2321000230-DEMOVG',
  approvedForPatient: true,
  nullified: false,
};

const { sourceSystemHSAId, ...withoutSystem } = summary;
const note2: CareDocumentation2 = {
  careDocumentationHeader: {
    ...withoutSystem,
    sourceSystemHSAid: sourceSystemHSAId,
    legalAuthenticator: { signatureTime: '20240302080000' },
  },
  careDocumentationBody: {
    clinicalDocumentNote: {
      clinicalDocumentNoteCode: 'bes',
      clinicalDocumentNoteText: 'Mår bra.',
      dissentintOpinion: [
        { authorTime: '20240505080000', opinion: 'Nej.', personId: patientId, personName: 'Tolvan Tolvansson' },
      ],
    },
  },
};

const note3: CareDocumentation3 = {
  header: {
    accessControlHeader: {
      accountableHealthcareProvider: { root: hsa, extension: 'SE2321000230-DEMOVG' },
      accountableCareUnit: { root: hsa, extension: 'SE2321000230-DEMOVE ' },
      patientId: { root: personal, extension: ' 191212121212 ' },
      blockComparisonTime: '20231231000000',
      approvedForPatient: true,
    },
    sourceSystemId: { root: hsa, extension: ' SE2321000230-DEMOVAS' },
    record: { id: { root: 'DOC-1' }, timestamp: '20240201000000' },
    author: { timestamp: '20240301101500' },
    signature: { timestamp: '20240302080000' },
  },
  body: {
    clinicalDocumentNoteCode: { code: 'bes', codeSystem: '1.2.752.129.2.2.2.11' },
    dissentingOpinion: [
      {
        authorTime: '20240505080000',
        opinion: 'Nej.',
        personId: { root: personal, extension: '191212121212' },
        personName: 'Tolvan Tolvansson',
      },
    ],
  },
};

const plan = { carePlanHeader: summary, carePlanBody: {} };
const assessment = {
  functionalStatusAssessmentHeader: summary,
  functionalStatusAssessmentBody: { assessmentCategory: 'fun-fun' as const },
};

function contact3(careContactTimePeriod: CareContact3['careContactBody']['careContactTimePeriod']): CareContact3 {
  return { careContactHeader: summary, careContactBody: { ...(careContactTimePeriod && { careContactTimePeriod }) } };
}

describe('the header of a record', () => {
  it.each([
    ['GetCareDocumentation:2', getCareDocumentation2.headerOf(note2)],
    ['GetCareDocumentation:3', getCareDocumentation3.headerOf(note3)],
    ['GetFunctionalStatus:2', getFunctionalStatus2.headerOf(assessment)],
    ['GetCareContacts:3', getCareContacts3.headerOf(contact3({}))],
    ['GetCarePlans:2', getCarePlans2.headerOf(plan)],
  ])('says the same in %s', (_, read) => {
    expect(read).toEqual(header);
  });

  it('of a note without author goes by when the record was made', () => {
    const { author: _, ...rest } = note3.header;
    expect(getCareDocumentation3.headerOf({ ...note3, header: rest }).time).toBe('20240201000000');
  });

  it('of a note names nobody as owner whom blocks cannot be compared with', () => {
    const accessControlHeader = {
      ...note3.header.accessControlHeader,
      accountableHealthcareProvider: { root: '1.2.752.29.4.3', extension: '2321000230' },
      accountableCareUnit: { root: 'SE2321000230-DEMOVAS', extension: '17' },
    };
    const read = getCareDocumentation3.headerOf({ ...note3, header: { ...note3.header, accessControlHeader } });
    expect(read).toMatchObject({ careProvider: undefined, careProviderNumber: '2321000230', careUnit: undefined });
  });
});

describe('the interval', () => {
  const day = (date: string) => ({ start: date, end: date });

  it.each([
    ['the time of the event', '20240201', true],
    ['when it was written', '20240301', true],
    ['when it was signed', '20240302', true],
    ['when the patient objected', '20240505', true],
    ['when blocks are judged', '20231231', false],
    ['another day in between', '20240315', false],
  ])('of a note, in both versions: %s', (_, date, expected) => {
    expect(getCareDocumentation2.inPeriod(note2, day(date))).toBe(expected);
    expect(getCareDocumentation3.inPeriod(note3, day(date))).toBe(expected);
  });

  it.each([
    ['when it was assessed or planned', '20240201', true],
    ['when it was written down', '20240301', false],
  ])('of an assessment and of a care plan: %s', (_, date, expected) => {
    expect(getFunctionalStatus2.inPeriod(assessment, day(date))).toBe(expected);
    expect(getCarePlans2.inPeriod(plan, day(date))).toBe(expected);
  });

  it('of an assessment or plan that lacks that time: when it was written down', () => {
    const { documentTime: _, ...undated } = summary;
    expect(getCarePlans2.inPeriod({ ...plan, carePlanHeader: undated }, day('20240301'))).toBe(true);
    expect(
      getFunctionalStatus2.inPeriod({ ...assessment, functionalStatusAssessmentHeader: undated }, day('20240301')),
    ).toBe(true);
  });

  it.each([
    ['goes on', { start: '20240401000000' }, '20300101', true],
    ['goes on, before it was written down', { start: '20240401000000' }, '20240229', false],
    ['has ended', { start: '20240401000000', end: '20240403000000' }, '20240402', true],
    ['has ended before', { start: '20240401000000', end: '20240403000000' }, '20240404', false],
    ['is between booking and visit', { start: '20240401000000', end: '20240401000000' }, '20240315', true],
    ['is known by its end', { end: '20240403000000' }, '20200101', true],
    ['is known by its end, after it', { end: '20240403000000' }, '20240404', false],
    ['has no time of its own', undefined, '20240301', true],
    ['has no time of its own, another day', {}, '20240302', false],
  ])('of a contact in version 3 that %s', (_, period, date, expected) => {
    expect(getCareContacts3.inPeriod(contact3(period), day(date))).toBe(expected);
  });
});

describe('filters that only one contract has', () => {
  it('are kept as the request has them, and given to the source', () => {
    const request = { patientId: { id: '191212121212', type: personal }, careGiverHSAId: ['SE2321000230-DEMOVG'] };
    const filter = getCareContacts3.filterOf(request);
    expect(filter.specific).toEqual({ careGiverHSAId: ['SE2321000230-DEMOVG'] });
    expect(getCareContacts3.requestFor(filter)).toEqual(request);
  });

  it.each([
    ['the provider', { careGiverHSAId: ['se2321000230-demovg'] }, true],
    ['one of several', { careGiverHSAId: ['SE2321000230-DEMOANNAN', 'SE2321000230-DEMOVG'] }, true],
    ['another provider', { careGiverHSAId: ['SE2321000230-DEMOANNAN'] }, false],
    ['nothing', {}, true],
  ])('choose contacts by %s', (_, specific, expected) => {
    expect(getCareContacts3.selects?.(contact3({}), specific)).toBe(expected);
  });

  it.each([
    ['the provider', { healthcareProvider: [{ root: hsa, extension: 'SE2321000230-DEMOVG' }] }, true],
    ['another provider', { healthcareProvider: [{ root: hsa, extension: 'SE2321000230-DEMOANNAN' }] }, false],
    ['a continuation this source never offered', { hasMoreReference: 'page-2' }, false],
    ['nothing', {}, true],
  ])('choose notes by %s', (_, specific, expected) => {
    expect(getCareDocumentation3.selects?.(note3, specific)).toBe(expected);
  });
});

describe('what the WSDLs say against all custom', () => {
  it.each([
    [getCareContacts2.soapAction, 'urn:riv:ehr:patientsummary:GetCareContactsResponder:2:GetCareContacts'],
    [
      getCareContacts3.soapAction,
      'urn:riv:clinicalprocess:logistics:logistics:GetCareContactsResponder:3:GetCareContacts',
    ],
    [getCarePlans2.soapAction, 'urn:riv:clinicalprocess:logistics:GetCarePlansResponder:2:GetCarePlans'],
  ])('%s', (action, published) => {
    expect(action).toBe(published);
  });

  it('misspells the note’s elements as published', () => {
    const item = getCareDocumentation2.item.elements;
    expect(Object.keys(item.careDocumentationHeader.type.elements)).toContain('sourceSystemHSAid');
    expect(getCareDocumentation2.response.elements.result?.extension?.namespace).toBe(
      'urn:riv:clinicalprocess:healthcond:description:2.1',
    );
  });
});
