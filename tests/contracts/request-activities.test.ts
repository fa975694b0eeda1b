import { describe, expect, it } from 'vitest';
import { getRequestActivities1, type RequestActivity, validate } from '../../src/contracts/index.ts';

const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };

const activity = (parts: Partial<RequestActivity> = {}): RequestActivity => ({
  subjectOfCareId: patient.id,
  receiverRequestId: 'remiss-1',
  typeOfRequest: '4',
  careUnit: 'SE2321000230-DEMOUNIT',
  logicalSystemId: 'SE2321000230-DEMOSYS',
  statusCode: '20',
  eventTime: '20260315080000',
  ...parts,
});

describe('the header of a request activity', () => {
  it('is made of the event, and has no care provider', () => {
    expect(validate(getRequestActivities1.item, activity(), 'item')).toEqual([]);
    expect(getRequestActivities1.headerOf(activity())).toEqual({
      documentId: '/remiss-1/4/20/20260315080000',
      sourceSystem: 'SE2321000230-DEMOSYS',
      patient,
      time: '20260315080000',
      careUnit: 'SE2321000230-DEMOUNIT',
      careProvider: undefined,
      approvedForPatient: true,
      nullified: false,
    });
  });

  it.each([
    ['191212121212', '1.2.752.129.2.1.3.1'],
    ['197010632391', '1.2.752.129.2.1.3.3'],
    ['19121212t123', '1.2.752.129.2.1.2.1'],
  ])('tells the kind of identity from the number %s', (subjectOfCareId, type) => {
    const { patient } = getRequestActivities1.headerOf(activity({ subjectOfCareId }));
    expect(patient).toEqual({ id: subjectOfCareId.toUpperCase(), type });
  });
});

describe('a request', () => {
  const days = { start: '20260301', end: '20260331' };
  const filter = {
    patient,
    period: days,
    careUnits: ['SE2321000230-DEMOUNIT'],
    sourceSystem: undefined,
    careContacts: [],
    specific: { typeOfRequest: ['1', '4'], fromDate: '20260301120000', toDate: '20260331120000' },
  };

  it('says all that was asked, in seconds', () => {
    const request = getRequestActivities1.requestFor(filter);
    expect(validate(getRequestActivities1.request, request, 'request')).toEqual([]);
    expect(request).toMatchObject({ careUnitId: filter.careUnits, ...filter.specific });
    expect(getRequestActivities1.filterOf(request)).toEqual(filter);
  });

  it('of another dialect asks for whole days', () => {
    const { specific: _, ...plain } = filter;
    expect(getRequestActivities1.requestFor(plain)).toMatchObject({
      fromDate: '20260301000000',
      toDate: '20260331235959',
    });
  });

  it.each([
    [{}, true],
    [{ typeOfRequest: ['1', '4'] }, true],
    [{ typeOfRequest: ['1'] }, false],
    [{ fromDate: '20260315080000' }, true],
    [{ fromDate: '20260315080001' }, false],
    [{ toDate: '20260315075959' }, false],
  ])('selects by %j: %s', (specific, selected) => {
    expect(getRequestActivities1.selects?.(activity(), specific)).toBe(selected);
  });

  it.each([
    ['20260315', true],
    ['20260316', false],
  ])('for %s holds the event of the fifteenth: %s', (day, within) => {
    expect(getRequestActivities1.inPeriod(activity(), { start: day, end: day })).toBe(within);
  });
});

it('is filed in the index by its domain alone', () => {
  expect(getRequestActivities1).toMatchObject({ serviceDomain: 'riv:crm:requeststatus', categorizations: [] });
});
