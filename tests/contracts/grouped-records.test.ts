import { describe, expect, it } from 'vitest';
import {
  type ActivityGroup,
  type Contract,
  getActivities1,
  getObservations1,
  type ObservationGroup,
  type RecordFilter,
  type Specific,
  toRecord,
  validate,
} from '../../src/contracts/index.ts';

const hsa = (extension: string) => ({ root: '1.2.752.129.2.1.4.1', extension });
const personalNumber = '1.2.752.129.2.1.3.1';
const smoking = { code: '229819007', codeSystem: '1.2.752.116.2.1.1' };
const weight = { code: '27113001', codeSystem: '1.2.752.116.2.1.1' };
const agreement = '0f8fad5b-d9cb-4a69-a165-70867728950e';

type Observation = ObservationGroup['observation'][number];

const observation = (extension: string, parts: Partial<Observation> = {}): Observation => ({
  id: { root: 'SE2321000230-DEMOGIVER', extension },
  type: weight,
  time: { start: { format: 'YYYYMMDD', value: '20260315' }, end: { format: 'YYYYMMDD', value: '20260315' } },
  value: { pq: { value: '72.50', unit: 'kg' } },
  valueNegation: false,
  approvedForPatient: true,
  ...parts,
});

const shared = {
  patient: { id: { root: personalNumber, extension: '191212121212' }, dateOfBirth: '19121212' },
  performerRole: {
    code: { code: '1', codeSystem: '1.2.3' },
    careUnit: { id: hsa(' SE2321000230-DEMOUNIT'), careGiver: { id: hsa('SE2321000230-DEMOGIVER') } },
  },
  sourceSystem: { id: hsa('SE2321000230-DEMOSYS') },
};

const observations = (members: readonly Observation[], parts: Partial<ObservationGroup> = {}): ObservationGroup => ({
  ...shared,
  observation: members,
  ...parts,
});

const activities = (registrationTime: string): ActivityGroup => ({
  ...shared,
  activity: [
    {
      id: { root: '1.2.3', extension: 'a1' },
      code: smoking,
      time: { start: { format: 'YYYY', value: '2026' } },
      approvedForPatient: false,
      registrationTime,
    },
  ],
});

const headerOf = (group: ObservationGroup) => getObservations1.headerOf(group);

describe('the header of a group', () => {
  it('is made of what it says of performer, patient and source, and named by its members', () => {
    const group = observations([observation('o1'), observation('o2', { registrationTime: '20260316101010' })]);
    expect(validate(getObservations1.item, group, 'item')).toEqual([]);
    expect(headerOf(group)).toEqual({
      documentId: 'SE2321000230-DEMOGIVER:o1 SE2321000230-DEMOGIVER:o2',
      sourceSystem: 'SE2321000230-DEMOSYS',
      patient: { id: '191212121212', type: personalNumber },
      time: '20260316101010',
      careUnit: 'SE2321000230-DEMOUNIT',
      careProvider: 'SE2321000230-DEMOGIVER',
      approvedForPatient: true,
      nullified: false,
    });
  });

  it('of activities is made in the same way', () => {
    const group = activities('20260317000000');
    expect(validate(getActivities1.item, group, 'item')).toEqual([]);
    expect(getActivities1.headerOf(group)).toMatchObject({
      documentId: '1.2.3:a1',
      time: '20260317000000',
      careUnit: 'SE2321000230-DEMOUNIT',
      careProvider: 'SE2321000230-DEMOGIVER',
      approvedForPatient: false,
    });
  });

  it('takes the signing for a registration time that is missing, and the latest start for both', () => {
    const signed = { legalAuthenticator: { time: { format: 'YYYYMM', value: '202604' } } } as const;
    expect(headerOf(observations([observation('o1')], signed)).time).toBe('20260401000000');
    const early = observation('o2', { time: { start: { format: 'YYYY', value: '2020' } } });
    expect(headerOf(observations([observation('o1'), early])).time).toBe('20260315000000');
    expect(headerOf(observations([observation('o1', { time: {} })])).time).toBe('');
  });

  it('lets the patient see all of it or nothing', () => {
    const one = observation('o1');
    expect(headerOf(observations([one, { ...one, approvedForPatient: false }])).approvedForPatient).toBe(false);
  });

  it('has no care unit that is not told by its HSA-id', () => {
    const careUnit = { id: { root: '1.2.3', extension: 'vc-1' }, careGiver: { id: hsa('SE2321000230-DEMOGIVER') } };
    const performerRole = { ...shared.performerRole, careUnit };
    expect(headerOf(observations([observation('o1')], { performerRole })).careUnit).toBeUndefined();
    const { careUnit: _, ...nobody } = shared.performerRole;
    const { careProvider } = headerOf(observations([observation('o1')], { performerRole: nobody }));
    expect(careProvider).toBeUndefined();
  });

  it.each([getObservations1, getActivities1] as unknown as Contract[])(
    'of something broken is empty: $id',
    (contract) => {
      const record = toRecord(contract, {});
      expect(record.header).toMatchObject({
        patient: { id: '', type: '' },
        sourceSystem: '',
        approvedForPatient: false,
      });
      expect(record.problems).toEqual([`${contract.itemElement} has no document id`]);
    },
  );
});

describe('the interval', () => {
  const march = { start: '20260301', end: '20260331' };
  const within = (start: string | undefined, end: string | undefined) => {
    const partial = (value: string | undefined) => value && { format: 'YYYY' as const, value };
    const time = { ...(start && { start: partial(start) }), ...(end && { end: partial(end) }) };
    return getObservations1.inPeriod(observations([observation('o1', { time } as Partial<Observation>)]), march);
  };

  it.each([
    ['2026', '2026', true],
    ['2025', '2025', false],
    ['20260331', '20260401', true],
    ['20260331235959', '20260331235959', true],
    ['20260401', '20260402', false],
    ['19800101', undefined, true],
    ['20260401', undefined, false],
    [undefined, '202602', false],
    [undefined, undefined, true],
  ])('from %s to %s: %s', (start, end, expected) => {
    expect(within(start, end)).toBe(expected);
  });
});

describe('a request', () => {
  const time = { start: '20260301120000', end: '20260331120000' };
  const filter: RecordFilter = {
    patient: { id: '191212121212', type: personalNumber },
    period: { start: '20260301', end: '20260331' },
    careUnits: ['SE2321000230-DEMOUNIT'],
    sourceSystem: 'SE2321000230-DEMOSYS',
    careContacts: [],
    specific: {
      time,
      careGiverId: hsa('SE2321000230-DEMOGIVER'),
      interactionAgreementId: agreement,
      relation: [{ referredInformationType: 'dia' }],
    },
  };

  it.each<[Contract, object]>([
    [getObservations1 as unknown as Contract, { observationType: [weight], observationId: [hsa('o1')] }],
    [getActivities1 as unknown as Contract, { activityCode: [weight], activityId: [hsa('a1')] }],
  ])('$id says all that was asked, in seconds', (contract, own) => {
    const asked = { ...filter, specific: { ...filter.specific, ...own } };
    const request = contract.requestFor(asked);
    expect(validate(contract.request, request, 'request')).toEqual([]);
    expect(request).toMatchObject({ time, careUnitId: hsa('SE2321000230-DEMOUNIT'), ...own });
    expect(contract.filterOf(request)).toEqual(asked);
  });

  it('of another dialect names no agreement, whole days, and no unit where there are several', () => {
    const { specific: _, ...plain } = filter;
    const request = getObservations1.requestFor({ ...plain, careUnits: ['a', 'b'] });
    expect(validate(getObservations1.request, request, 'request')).toEqual([]);
    expect(request.time).toEqual({ start: '20260301000000', end: '20260331235959' });
    expect(request.interactionAgreementId).toBe('00000000-0000-4000-8000-000000000000');
    expect(request.careUnitId).toBeUndefined();
  });

  const related = observation('o2', {
    type: smoking,
    relation: [
      {
        code: { code: 'r', codeSystem: '1' },
        referredInformation: {
          id: { root: '1.2.3', extension: 'd1' },
          time: { format: 'YYYY', value: '2026' },
          type: 'dia',
          informationOwner: { id: hsa('SE2321000230-DEMOGIVER') },
        },
      },
    ],
  });

  it.each<[Specific, boolean]>([
    [{}, true],
    [{ observationType: [{ code: 'x', codeSystem: 'y' }, { ...smoking }] }, true],
    [{ observationType: [{ ...smoking, codeSystem: 'y' }] }, false],
    [{ observationId: [{ root: 'SE2321000230-DEMOGIVER', extension: 'o1' }] }, true],
    [{ observationId: [{ root: 'SE2321000230-DEMOGIVER', extension: 'O1' }] }, false],
    // Each is met, by different members.
    [{ observationType: [smoking], observationId: [{ root: 'SE2321000230-DEMOGIVER', extension: 'o1' }] }, false],
    [{ time: { start: '20260315230000' } }, true],
    [{ time: { start: '20260316000000' } }, false],
    [{ careGiverId: hsa('se2321000230-demogiver') }, true],
    [{ careGiverId: hsa('SE2321000230-ANNAN') }, false],
    [{ relation: [{ referredInformationType: 'dia', id: { root: '1.2.3', extension: 'd1' } }] }, true],
    [{ relation: [{ referredInformationType: 'dia', typeCode: { code: 'r', codeSystem: '2' } }] }, false],
    [{ relation: [{ referredInformationType: 'voo' }] }, false],
  ])('for observations selects by %j: %s', (specific, selected) => {
    const group = observations([observation('o1'), related]);
    expect(getObservations1.selects?.(group, specific)).toBe(selected);
  });

  it('for activities selects by their code and id', () => {
    const group = activities('20260317000000');
    expect(getActivities1.selects?.(group, { activityCode: [smoking] })).toBe(true);
    expect(getActivities1.selects?.(group, { activityCode: [weight] })).toBe(false);
    expect(getActivities1.selects?.(group, { activityId: [{ root: '1.2.3', extension: 'a2' }] })).toBe(false);
  });
});
