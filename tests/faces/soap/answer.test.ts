import { describe, expect, it } from 'vitest';
import { asWritten, type Contract, getDiagnosis2, toRecord } from '../../../src/contracts/index.ts';
import { writeAnswer } from '../../../src/faces/soap/answer.ts';

const contract = getDiagnosis2 as unknown as Contract;

describe('the answer', () => {
  it('keeps to the rules of the contract where a source did not', () => {
    const record = toRecord(contract, {
      diagnosisHeader: {
        documentId: 'dia-1',
        sourceSystemHSAId: 'SE2321000230-DEMOVAS',
        documentTitle: 'Diagnos',
        documentTime: '20240301101500',
        patientId: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
        accountableHealthcareProfessional: { authorTime: '20240301101500' },
        approvedForPatient: true,
        nullified: false,
        nullifiedReason: '',
      },
      diagnosisBody: {
        typeOfDiagnosis: 'Huvuddiagnos',
        diagnosisCode: { code: 'I10.9', codeSystem: '1.2.752.116.1.1.1.1.3', originalText: 'Högt blodtryck' },
      },
    });
    const xml = writeAnswer(contract, { records: [record] }, undefined, new Date(), 'log-1').toString();
    expect(xml).not.toMatch(/documentTitle|documentTime|nullified/);
    expect(xml).toContain(
      '<ns1:codeSystem>1.2.752.116.1.1.1.1.3</ns1:codeSystem><ns1:displayName>Högt blodtryck</ns1:displayName></ns1:diagnosisCode>',
    );
    expect(xml).toContain('<ns1:documentId>dia-1</ns1:documentId>');
    // The same where it came as text.
    const passedOn = asWritten(contract, record);
    expect(passedOn.data).toBeUndefined();
    expect(writeAnswer(contract, { records: [passedOn] }, undefined, new Date(), 'log-1').toString()).toBe(xml);
  });

  const statusOf = (cache: { asOf: string; failure?: string }) => {
    const through = 'SE165565594230-1000';
    const line = {
      source: 'SE2321000230-DEMOVAS',
      name: 'VAS',
      contract: contract.id,
      deliversFrom: undefined,
      through,
    };
    const counts = { records: 0, milliseconds: 1, withheld: 0, duplicateIds: 0 };
    const coverage = [{ ...line, ...counts, outcome: 'answered' as const, notes: ['from-cache' as const], cache }];
    const now = new Date('2026-11-27T03:00:00Z');
    const xml = writeAnswer(contract, { records: [] }, { coverage, personRegister: 'SE1' }, now, 'log-1').toString();
    return [...xml.matchAll(/<\w+:(\w+)>([^<]+)</g)].map(([, name, value]) => `${name} ${value}`);
  };

  it('says of records from a platform’s memory whether they were renewed, and else why not', () => {
    expect(statusOf({ asOf: '20261101000000' })).toEqual([
      'logicalAddress SE2321000230-DEMOVAS',
      'statusCode DataFromCache',
      'isResponseFromCache true',
      'isResponseInSynch true',
      'lastSuccessfulSynch 20261101000000',
    ]);
    expect(statusOf({ asOf: '20261101000000', failure: '504' })).toEqual([
      'logicalAddress SE2321000230-DEMOVAS',
      'statusCode DataFromCacheSynchFailed',
      'isResponseFromCache true',
      'isResponseInSynch false',
      'lastSuccessfulSynch 20261101000000',
      'lastUnsuccessfulSynch 20261127040000',
      'causingAgent virtualization_platform',
      'code 504',
      expect.stringContaining('SE165565594230-1000'),
    ]);
  });
});
