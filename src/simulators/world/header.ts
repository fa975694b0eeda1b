import type { Diagnosis } from '../../contracts/index.ts';
import type { RecordSystem } from '../sources.ts';
import type { CareUnit, Professional } from './care-units.ts';
import type { Patient } from './patient.ts';

export type SummaryHeader = Diagnosis['diagnosisHeader'];
type HealthcareProfessional = SummaryHeader['accountableHealthcareProfessional'];
type OrgUnit = NonNullable<HealthcareProfessional['healthcareProfessionalOrgUnit']>;

const befattning = '1.2.752.129.2.2.1.4';

interface Authorship {
  readonly unit: CareUnit;
  readonly author: Professional;
  /** `YYYYMMDDhhmmss` */
  readonly time: string;
  /** Without owner, nobody can say whether the record is blocked: a bridge must withhold it. */
  readonly ownerless?: boolean;
}

export function healthcareProfessional({ unit, author, time, ownerless }: Authorship) {
  return {
    authorTime: time,
    healthcareProfessionalHSAId: author.hsaId,
    healthcareProfessionalName: `${author.givenName} ${author.surname}`.trim(),
    healthcareProfessionalRoleCode: author.position
      ? { code: author.position.code, codeSystem: befattning, displayName: author.position.name }
      : { originalText: author.title },
    healthcareProfessionalOrgUnit: orgUnit(unit),
    ...(!ownerless && {
      healthcareProfessionalCareUnitHSAId: unit.hsaId,
      healthcareProfessionalCareGiverHSAId: unit.provider,
    }),
  } satisfies HealthcareProfessional;
}

export function orgUnit(unit: CareUnit): OrgUnit {
  const place = [unit.postalCode, unit.town].filter(Boolean).join(' ');
  const address = [...unit.addressLines, place].filter((line) => line !== '').join(', ');
  return {
    orgUnitHSAId: unit.hsaId,
    orgUnitName: unit.name,
    ...(unit.telephone && { orgUnitTelecom: unit.telephone }),
    ...(unit.mail && { orgUnitEmail: unit.mail }),
    ...(address && { orgUnitAddress: address }),
    ...(unit.town && { orgUnitLocation: unit.town }),
  };
}

interface Signature {
  /** `YYYYMMDDhhmmss` */
  readonly time: string;
  readonly signer: Professional;
}

/** The header that diagnoses and alert information share. What is not signed is not shown to the patient either. */
export function summaryHeader(parts: {
  readonly documentId: string;
  readonly source: RecordSystem;
  readonly patient: Patient;
  readonly authorship: Authorship;
  readonly signature: Signature | undefined;
  readonly approved: boolean;
  readonly careContactId?: string;
}): SummaryHeader {
  const { signature } = parts;
  return {
    documentId: parts.documentId,
    sourceSystemHSAId: parts.source,
    patientId: parts.patient.identity,
    accountableHealthcareProfessional: healthcareProfessional(parts.authorship),
    ...(signature && {
      legalAuthenticator: {
        signatureTime: signature.time,
        legalAuthenticatorHSAId: signature.signer.hsaId,
        legalAuthenticatorName: `${signature.signer.givenName} ${signature.signer.surname}`.trim(),
      },
    }),
    approvedForPatient: parts.approved && signature !== undefined,
    ...(parts.careContactId && { careContactId: parts.careContactId }),
  };
}
