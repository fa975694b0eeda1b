import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractById, strictlyCoded } from '../../src/contracts/index.ts';
import { informationTypes } from '../../src/riv13606/index.ts';
import { SourceFailure } from '../../src/sources/index.ts';
import { arbitraryOf } from '../contracts/arbitrary.ts';
import { mutationsOf } from '../contracts/mutations.ts';
import { schemaFaults } from '../simulators/xmllint.ts';
import { runs } from '../support/runs.ts';
import { recordsIn, responseWith } from './passage.ts';

// biome-ignore lint/suspicious/noExplicitAny: items of every contract, and what was read, which may lack any part.
type Item = any;

/** Of the header, whatever it is called. Names are said once for everybody with an id, so they are tried elsewhere. */
function header({ accountableHealthcareProfessional: author, ...rest }: Item = {}) {
  return {
    id: rest.documentId,
    contact: rest.careContactId,
    author: author?.healthcareProfessionalHSAId,
    careUnit: author?.healthcareProfessionalCareUnitHSAId,
    careProvider: author?.healthcareProfessionalCareGiverHSAId,
    signed: rest.legalAuthenticator?.signatureTime,
    signer: rest.legalAuthenticator?.legalAuthenticatorHSAId,
  };
}

const dated = (of: Item) => ({ ...header(of), time: of?.accountableHealthcareProfessional?.authorTime });

/** Of a record, what both languages have words for. */
const told: Readonly<Record<string, (item: Item) => unknown>> = {
  dia: ({ diagnosisHeader, diagnosisBody: { chronicDiagnosis, ...body } }) => ({
    header: dated(diagnosisHeader),
    ...body,
    chronic: body.typeOfDiagnosis === 'Bidiagnos' && chronicDiagnosis === true,
  }),
  vko: ({ careContactHeader, careContactBody: { careContactOrgUnit, ...body } }) => ({
    header: { ...header(careContactHeader), author: undefined, careUnit: undefined, careProvider: undefined },
    ...body,
    unit: careContactOrgUnit?.orgUnitHSAId,
  }),
  voo: ({ careDocumentationHeader, careDocumentationBody: { clinicalDocumentNote: note } }) => ({
    header: dated(careDocumentationHeader),
    kind: note.clinicalDocumentTypeCode ?? note.clinicalDocumentNoteCode,
    text: note.clinicalDocumentNoteText?.replace(/\r\n|\r|\n/g, '¶'),
  }),
  upp: ({ alertInformationHeader, alertInformationBody: body }) => ({
    header: dated(alertInformationHeader),
    ascertainedDate: body.ascertainedDate,
    verifiedTime: body.verifiedTime,
    end: body.validityTimePeriod.end,
    comment: body.alertInformationComment,
    obsolete: [body.obsoleteTime, body.obsoleteComment],
    documents: body.relatedAlertInformation?.map(({ documentId }: Item) => documentId),
  }),
  'lkm-ord': ({ medicationMedicalRecordHeader, medicationMedicalRecordBody: { medicationPrescription: of } }) => ({
    header: header(medicationMedicalRecordHeader),
    note: of.prescriptionNote,
    purpose: of.treatmentPurpose,
    evaluated: of.evaluationTime,
    start: of.startOfTreatment,
    end: of.endOfTreatment,
    comment: of.drug?.comment,
    doses: of.drug?.dosage
      ?.map(({ shortNotation, unitDose }: Item) => [shortNotation, unitDose])
      .filter((told: Item) => plain(told) !== undefined),
    dispensed: of.dispensationAuthorization?.packageUnit,
  }),
  'und-kkm-kli': ({ laboratoryOrderOutcomeHeader, laboratoryOrderOutcomeBody: of }) => ({
    header: header(laboratoryOrderOutcomeHeader),
    result: [of.resultType, of.resultReport, of.resultComment, of.registrationTime],
    order: of.order,
    analyses: of.analysis?.map(({ attested, ...rest }: Item) => rest),
  }),
  'und-bdi': ({ imagingOutcomeHeader, imagingOutcomeBody: of }) => ({
    header: dated(imagingOutcomeHeader),
    result: [of.typeOfResult, of.resultTime, of.resultReport],
    times: of.imageRecording?.map(({ examinationTimePeriod: period }: Item) => [period?.start, period?.end]),
    referral: [of.referral?.referralId, of.referral?.referralReason],
  }),
  'und-kon': ({ referralOutcomeHeader, referralOutcomeBody: of }) => ({
    header: dated(referralOutcomeHeader),
    result: [of.referralOutcomeTypeCode, of.referralOutcomeTitle, of.referralOutcomeText],
    times: of.act?.map(({ actTime }: Item) => actTime),
    referral: [
      of.referral.referralId,
      of.referral.referralReason,
      of.referral.referralAuthor.healthcareProfessionalHSAId,
    ],
  }),
};

const codedParts = ['code', 'codeSystem', 'codeSystemName', 'codeSystemVersion', 'displayName', 'originalText'];

/** Without what neither language can carry: text around white space, foreign elements, coded values in loose form. */
function plain(value: Item): Item {
  if (typeof value === 'string') return value.trim().replace(/\s+/g, ' ') || undefined;
  if (Array.isArray(value)) {
    const parts = value.map(plain);
    return parts.some((part) => part !== undefined) ? parts : undefined;
  }
  if (typeof value !== 'object' || value === null) return value;
  const { $foreign, ...rest } = value;
  if (codedParts.some((name) => name in rest)) return strictlyCoded(mapped(rest));
  const entries = Object.entries(rest).map(([name, part]) => [name, plain(part)]);
  const left = entries.filter(([, part]) => part !== undefined && part !== false);
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

function mapped(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

const contractOf = (id: Item) => contractById(id) as Item;
const byCode = informationTypes.map((type) => [type.code, type] as const);

/** Text that is all white space says nothing in an attribute. */
const says = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : typeof value !== 'object' || value === null || Object.values(value).every(says);

/** Ids have no white space around them, and attributes keep none worth a test. */
function trimmed(value: Item): Item {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, trimmed(part)]));
}

describe.each(byCode)('%s, from RIV-TA and back', (code, type) => {
  const contract = contractOf(type.contract);
  const items = (arbitraryOf(contract.item) as fc.Arbitrary<object>).filter(says).map(trimmed);

  it('keeps what both languages have words for, and is valid on the way', async () => {
    const responses: string[] = [];
    await fc.assert(
      fc.asyncProperty(items, async (item) => {
        const written = type.write(item);
        fc.pre('compositions' in written);
        const response = responseWith(written.compositions);
        if (responses.length < 5) responses.push(response);
        const records = await recordsIn(type, response);
        expect(records).toHaveLength(1);
        expect(plain(told[code]?.(records[0]?.data))).toEqual(plain(told[code]?.(item)));
      }),
      runs(60),
    );
    expect(responses.length).toBeGreaterThan(0);
    for (const response of responses) expect(schemaFaults('RIV13606_1.1.xsd', response)).toBe('');
  });

  it('falls over on nothing', async () => {
    const [item] = fc.sample(items, { numRuns: 20, seed: 13606 }).flatMap((one) => {
      const written = type.write(one);
      return 'compositions' in written ? [written.compositions] : [];
    });
    const response = responseWith(item ?? []);
    await fc.assert(
      fc.asyncProperty(mutationsOf(response), async (mutated) => {
        try {
          await recordsIn(type, mutated);
        } catch (thrown) {
          if (!(thrown instanceof SourceFailure)) throw thrown;
        }
      }),
      runs(80),
    );
  });
});
