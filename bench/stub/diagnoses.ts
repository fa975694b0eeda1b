import { getDiagnosis2, prefixesFor, writeRoot } from '../../src/contracts/index.ts';
import { soapEnvelope } from './envelope.ts';

/** A whole SOAP answer with so many diagnoses of the demo patient, about 900 bytes each, as `source` would write them. */
export function diagnosesAnswer(source: string, count: number): Buffer {
  const { namespace, response } = getDiagnosis2;
  const diagnosis = Array.from({ length: count }, (_, nr) => diagnosisOf(source, nr));
  const root = writeRoot(
    namespace,
    'GetDiagnosisResponse',
    response,
    { diagnosis, result: { resultCode: 'OK', logId: '0' } },
    prefixesFor(namespace, response),
  );
  return Buffer.from(soapEnvelope(root));
}

function diagnosisOf(source: string, nr: number): object {
  const careProvider = `${source.slice(0, source.indexOf('-'))}-DEMOVG`;
  const time = `20${String(10 + (nr % 15))}0${1 + (nr % 9)}1${nr % 10}${source.slice(-2) === 'AS' ? '08' : source.slice(-2) === 'CS' ? '11' : '14'}1500`;
  return {
    diagnosisHeader: {
      documentId: `${source.slice(2, 12)}-${nr}`,
      sourceSystemHSAId: source,
      documentTitle: 'Diagnos',
      patientId: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
      accountableHealthcareProfessional: {
        authorTime: time,
        healthcareProfessionalHSAId: 'SE2321000230-DEMOLAKARE',
        healthcareProfessionalName: 'Ylva Demoström',
        healthcareProfessionalOrgUnit: {
          orgUnitHSAId: 'SE2321000230-DEMOMED',
          orgUnitName: 'Medicinkliniken',
        },
        healthcareProfessionalCareUnitHSAId: 'SE2321000230-DEMOMED',
        healthcareProfessionalCareGiverHSAId: careProvider,
      },
      approvedForPatient: true,
      careContactId: `c-${nr}`,
    },
    diagnosisBody: {
      typeOfDiagnosis: nr % 3 ? 'Bidiagnos' : 'Huvuddiagnos',
      chronicDiagnosis: nr % 5 === 0,
      diagnosisTime: time,
      diagnosisCode: {
        code: `I${10 + (nr % 80)}.9`,
        codeSystem: '1.2.752.116.1.1.1.1.3',
        codeSystemName: 'ICD-10-SE',
        displayName: `Diagnos nummer ${nr}, utan närmare specifikation`,
      },
    },
  };
}
