import { describe, expect, it } from 'vitest';
import { type Contract, contractById } from '../../src/contracts/index.ts';
import type { AnyType } from '../../src/contracts/schema.ts';
import type { Row } from '../../src/riv13606/rows.ts';
import { alertRows, rowsOfKind } from '../../src/riv13606/types/alert-information.ts';
import { careContactRows } from '../../src/riv13606/types/care-contact.ts';
import { careDocumentationRows } from '../../src/riv13606/types/care-documentation.ts';
import { diagnosisRows } from '../../src/riv13606/types/diagnosis.ts';
import { laboratoryRows } from '../../src/riv13606/types/laboratory.ts';
import { dispensationRows, ordinationRows } from '../../src/riv13606/types/medication.ts';

/** Paths that a function makes the record's own parts of. */
const forFunctions = ['answeredAt', 'laboratory', 'textTime'];

const tables: readonly (readonly [Contract['id'], string, readonly Row[]])[] = [
  ['GetDiagnosis:2', 'diagnosisBody', diagnosisRows],
  ['GetCareContacts:2', 'careContactBody', careContactRows],
  ['GetCareDocumentation:2', '', careDocumentationRows],
  ['GetAlertInformation:2', 'alertInformationBody', [...alertRows, ...Object.values(rowsOfKind).flat()]],
  ['GetLaboratoryOrderOutcome:3', 'laboratoryOrderOutcomeBody', laboratoryRows],
  ['GetMedicationHistory:2', 'medicationMedicalRecordBody/medicationPrescription', ordinationRows],
  [
    'GetMedicationHistory:2',
    'medicationMedicalRecordBody/medicationPrescription/dispensationAuthorization',
    dispensationRows,
  ],
];

function typeAt(type: AnyType | undefined, path: string): AnyType | undefined {
  return path
    .split('/')
    .filter(Boolean)
    .reduce<AnyType | undefined>((at, name) => (at?.kind === 'complex' ? at.elements[name]?.type : undefined), type);
}

function unknownPaths(rows: readonly Row[], type: AnyType | undefined): string[] {
  return rows.flatMap((row) => {
    if (row.kind === 'rule') return [];
    const inner = typeAt(type, row.path);
    if (row.kind === 'cluster') return inner ? unknownPaths(row.rows, inner) : [row.path];
    const paths = [row.path, ...(row.observed ? [row.observed.path] : [])];
    return paths.filter((path) => !typeAt(type, path) && !forFunctions.includes(path));
  });
}

describe('the tables', () => {
  it.each(tables)('of %s name parts that the contract has, from %s', (id, path, rows) => {
    expect(unknownPaths(rows, typeAt(contractById(id)?.item, path))).toEqual([]);
  });
});
