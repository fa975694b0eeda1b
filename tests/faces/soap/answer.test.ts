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
});
