import type { CodeableConcept, Condition, Extension } from 'fhir/r4';
import { type BridgeRecord, type Diagnosis, getDiagnosis2 } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, dateTime, localIdentifier, present, text, words } from './data-types.ts';
import { guideDefinitions } from './generation.ts';
import { asserterOf, authorOf, beginningOf, encounterOf } from './header.ts';
import { narrative, readableTime } from './narrative.ts';
import { singleMapping } from './record-mapping.ts';
import { standardExtensions, systems } from './systems.ts';

const typeCodes: Readonly<Record<Diagnosis['diagnosisBody']['typeOfDiagnosis'], string>> = {
  Huvuddiagnos: 'HD',
  Bidiagnos: 'BY',
};

export const diagnoses = singleMapping<Diagnosis>(getDiagnosis2, 'Condition', mapDiagnosis);

/** GetDiagnosis 2 → Condition (SEEHDSConditionDiagnosis). The contract tells nothing of clinical status. */
export function mapDiagnosis(record: BridgeRecord<Diagnosis>, context: MappingContext): Condition {
  const { diagnosisHeader: header, diagnosisBody: body } = record.data;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(header, context);
  const code = body.diagnosisCode ? named(codeableConcept(body.diagnosisCode)) : words(undefined, 'Diagnoskod saknas');
  return {
    resourceType: 'Condition',
    ...beginningOf('ConditionDiagnosis', record.header, [professional.healthcareProfessionalOrgUnit], context),
    text: narrative(`${body.typeOfDiagnosis}: ${titleOf(code)}`, [
      ['Fastställd', readableTime(body.diagnosisTime)],
      ['Registrerad', readableTime(professional.authorTime)],
      ['Kronisk', body.chronicDiagnosis === undefined ? undefined : body.chronicDiagnosis ? 'ja' : 'nej'],
      ['Makulerad', header.nullified ? (text(header.nullifiedReason) ?? 'ja') : undefined],
    ]),
    contained: present(...author.contained),
    extension: present<Extension>(
      extensionIf(standardExtensions.assertedDate, dateTime(header.legalAuthenticator?.signatureTime)),
      body.chronicDiagnosis === undefined
        ? undefined
        : { url: `${guideDefinitions}condition-chronic-diagnosis`, valueBoolean: body.chronicDiagnosis },
      ...(body.relatedDiagnosis ?? []).map((related) => ({
        url: standardExtensions.relatedCondition,
        valueReference: { identifier: localIdentifier(related.documentId) },
      })),
    ),
    // con-5: what was entered in error has no clinical status.
    clinicalStatus: header.nullified ? undefined : clinicalStatus(context.generation.diagnosisClinicalStatus),
    verificationStatus: {
      coding: [{ system: systems.conditionVerification, code: header.nullified ? 'entered-in-error' : 'confirmed' }],
    },
    category: [
      {
        coding: [
          {
            system: systems.diagnosisType,
            code: typeCodes[body.typeOfDiagnosis],
            display: body.typeOfDiagnosis,
          },
        ],
      },
      { coding: [{ system: systems.conditionCategory, code: 'encounter-diagnosis', display: 'Encounter Diagnosis' }] },
    ],
    code,
    subject: context.patient,
    encounter: encounterOf(header),
    onsetDateTime: dateTime(body.diagnosisTime),
    recordedDate: dateTime(professional.authorTime),
    recorder: author.reference,
    asserter: asserterOf(header, context),
    note: header.nullified && text(header.nullifiedReason) ? [{ text: text(header.nullifiedReason) ?? '' }] : undefined,
  };
}

function clinicalStatus(code: string | undefined): CodeableConcept | undefined {
  return code === undefined ? undefined : { coding: [{ system: systems.conditionClinical, code }] };
}

function extensionIf(url: string, valueDateTime: string | undefined): Extension | undefined {
  return valueDateTime ? { url, valueDateTime } : undefined;
}

/** `text` is always filled: readers show it. */
function named(code: CodeableConcept): CodeableConcept {
  return code.text || code.extension ? code : { ...code, text: code.coding?.[0]?.code };
}

function titleOf(code: CodeableConcept): string {
  const coded = code.coding?.[0]?.code;
  const said = code.text ?? 'Diagnoskod saknas';
  return coded && coded !== said ? `${said} (${coded})` : said;
}
