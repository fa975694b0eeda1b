import { describe, expect, it } from 'vitest';
import { entityOf } from '../../src/access/index.ts';
import { contractById } from '../../src/contracts/index.ts';
import { asWritten } from '../../src/contracts/written.ts';
import { finishRecord } from '../../src/sources/mapped.ts';

const owner = { careUnit: 'SE2321000206-DEMOAVD', careProvider: 'SE2321000206-DEMOVG', careContact: undefined };

function finished(id: 'GetDiagnosis:2' | 'GetObservations:1', item: object, undated: boolean) {
  const contract = contractById(id);
  if (!contract) throw new Error(id);
  const record = finishRecord(contract, { item, ...owner, undated });
  return { record, contract };
}
const diagnosis = { diagnosisHeader: { accountableHealthcareProfessional: { authorTime: '20190101000000' } } };

describe('a record of a dialect that does not say when it was written', () => {
  it('is of any time to a block, also where it travels as text', () => {
    const { record, contract } = finished('GetDiagnosis:2', diagnosis, true);
    const whole = { ...record, problems: undefined, written: '<diagnosis/>' };
    for (const one of [record, asWritten(contract, whole as never)])
      expect(entityOf(one)).toMatchObject({ start: undefined, end: undefined });
    expect(record.header.time).toBe('20190101000000');
  });

  it('is of the times that its contract compares, where it has them', () => {
    const observation = [{ registrationTime: '20240110120000' }];
    const { record } = finished('GetObservations:1', { observation }, true);
    expect(entityOf(record)).toMatchObject({ start: '2024-01-10T12:00:00+01:00' });
  });

  it('is of its own time where it says', () => {
    const { record } = finished('GetDiagnosis:2', diagnosis, false);
    expect(entityOf(record)).toMatchObject({ start: '2019-01-01T00:00:00+01:00' });
  });
});
