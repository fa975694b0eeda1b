import type { CodedValue } from '../../contracts/coded-value.ts';
import type { Author, Detail } from './item.ts';
import { coded, line, text, time, wordsOf } from './said.ts';

/** Who wrote something, and whether it was signed. */
export interface Header {
  readonly author: Author | undefined;
  /** Undefined: the contract has no place to say it. */
  readonly signed: boolean | undefined;
  readonly origin: readonly Detail[];
}

interface OrgUnit {
  readonly orgUnitName?: string | undefined;
  readonly orgUnitTelecom?: string | undefined;
  readonly orgUnitEmail?: string | undefined;
  readonly orgUnitAddress?: string | undefined;
  readonly orgUnitLocation?: string | undefined;
}

/** What HealthcareProfessionalType is in every domain that has one. */
export interface Professional {
  readonly authorTime?: string | undefined;
  readonly healthcareProfessionalName?: string | undefined;
  readonly healthcareProfessionalHSAId?: string | undefined;
  readonly healthcareProfessionalRoleCode?: CodedValue | undefined;
  readonly healthcareProfessionalOrgUnit?: OrgUnit | undefined;
}

interface SummaryHeader {
  readonly documentTime?: string | undefined;
  readonly accountableHealthcareProfessional?: Professional | undefined;
  readonly legalAuthenticator?:
    | {
        readonly signatureTime?: string | undefined;
        readonly legalAuthenticatorName?: string | undefined;
        readonly legalAuthenticatorHSAId?: string | undefined;
      }
    | undefined;
  readonly nullifiedReason?: string | undefined;
}

/** The patient summary header that most contracts have. */
export function summaryHeader(header: SummaryHeader | undefined): Header {
  const professional = header?.accountableHealthcareProfessional;
  const signature = header?.legalAuthenticator;
  return {
    author: authorOf(professional),
    signed: signature !== undefined,
    origin: [
      ...line('withdrawnBecause', header?.nullifiedReason),
      ...time('documentTime', header?.documentTime),
      ...line('author', nameOf(professional)),
      ...coded('role', professional?.healthcareProfessionalRoleCode),
      ...unitLines(professional?.healthcareProfessionalOrgUnit),
      ...time('written', professional?.authorTime),
      ...line('signedBy', signature?.legalAuthenticatorName ?? signature?.legalAuthenticatorHSAId),
      ...time('signed', signature?.signatureTime),
    ],
  };
}

interface Identifier {
  readonly extension?: string | undefined;
}

interface Participant {
  readonly id?: Identifier | undefined;
  readonly name?: string | undefined;
  readonly timestamp?: string | undefined;
  readonly byRole?: CodedValue | undefined;
  /** As one domain names its parts or as the other does. */
  readonly orgUnit?: (OrgUnit & { readonly name?: string | undefined }) | undefined;
}

interface RecordHeader {
  readonly record?: { readonly timestamp?: string | undefined } | undefined;
  readonly author?: Participant | undefined;
  readonly signature?: Participant | undefined;
}

/** The header for patient record information (JoL) of GetCareDocumentation 3 and GetLaboratoryOrderOutcome 4. */
export function recordHeader(header: RecordHeader | undefined): Header {
  const { author, signature } = header ?? {};
  const unit = text(author?.orgUnit?.orgUnitName) ?? text(author?.orgUnit?.name);
  const name = text(author?.name) ?? text(author?.id?.extension);
  return {
    author: author && { name, role: wordsOf(author.byRole), unit },
    signed: signature !== undefined,
    origin: [
      ...time('documentTime', header?.record?.timestamp),
      ...line('author', name),
      ...coded('role', author?.byRole),
      ...unitLines({ ...author?.orgUnit, orgUnitName: unit }),
      ...time('written', author?.timestamp),
      ...line('signedBy', signature?.name ?? signature?.id?.extension),
      ...time('signed', signature?.timestamp),
    ],
  };
}

export function authorOf(professional: Professional | undefined): Author | undefined {
  return (
    professional && {
      name: nameOf(professional),
      role: wordsOf(professional.healthcareProfessionalRoleCode),
      unit: text(professional.healthcareProfessionalOrgUnit?.orgUnitName),
    }
  );
}

export function nameOf(professional: Professional | undefined): string | undefined {
  return text(professional?.healthcareProfessionalName) ?? text(professional?.healthcareProfessionalHSAId);
}

/** Where a unit is and how it is reached. */
export function unitLines(unit: OrgUnit | undefined): readonly Detail[] {
  return [
    ...line('unit', unit?.orgUnitName, { tellsPlace: true }),
    ...line('telephone', unit?.orgUnitTelecom, { tellsPlace: true }),
    ...line('email', unit?.orgUnitEmail, { tellsPlace: true }),
    ...line('address', unit?.orgUnitAddress, { tellsPlace: true }),
    ...line('location', unit?.orgUnitLocation, { tellsPlace: true }),
  ];
}
