import { describe, expect, it } from 'vitest';
import { type BridgeRecord, getCareDocumentation2, getImagingOutcome1 } from '../../../src/contracts/index.ts';
import { extractsOf } from '../../../src/faces/npo/answer.ts';
import { informationTypeNamed } from '../../../src/riv13606/index.ts';

const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
const header = {
  patientId: patient,
  accountableHealthcareProfessional: {
    authorTime: '20240301101500',
    healthcareProfessionalCareUnitHSAId: 'SE2321000230-DEMOHC1',
    healthcareProfessionalCareGiverHSAId: 'SE2321000230-DEMOREGION',
  },
  approvedForPatient: false,
};
const vas = 'SE2321000230-DEMOVAS';

const note = (documentId: string, more: object) => {
  const data = {
    careDocumentationHeader: { ...header, documentId, sourceSystemHSAid: vas, ...more },
    careDocumentationBody: { clinicalDocumentNote: { clinicalDocumentNoteText: `Text i ${documentId}` } },
  };
  return { type: 'voo', record: { header: getCareDocumentation2.headerOf(data), data } };
};
const picture = (documentId: string, more: object) => {
  const data = {
    imagingOutcomeHeader: { ...header, documentId, sourceSystemHSAId: vas, ...more },
    imagingOutcomeBody: {
      typeOfResult: 'DEF' as const,
      resultTime: '20240301101500',
      resultReport: `Text i ${documentId}`,
    },
  };
  return { type: 'und-bdi', record: { header: getImagingOutcome1.headerOf(data as never), data } };
};

function told(records: readonly ReturnType<typeof note | typeof picture>[]) {
  const given = records.map(({ type: code, record }) => {
    const type = informationTypeNamed(code);
    if (!type) throw new Error(`There is no information type ${code}.`);
    return { type, record: record as unknown as BridgeRecord };
  });
  const { extracts, details } = extractsOf(given, patient, 'id-1');
  return { text: JSON.stringify(extracts), details };
}

describe.each([
  ['a note', note],
  ['an answer of imaging', picture],
])('%s that is withdrawn', (_, made) => {
  it('is left out and that is said, for in this dialect it would be read as valid', () => {
    const { text, details } = told([made('kvar', {}), made('borta', { nullified: true })]);
    expect(text).toContain('Text i kvar');
    expect(text).not.toContain('borta');
    expect(details).toEqual([{ kind: 'W', text: expect.stringContaining('a withdrawn record') }]);
  });

  it('leaves no extract behind where there was nothing else', () => {
    expect(told([made('borta', { nullified: true })]).text).toBe('[]');
  });
});
