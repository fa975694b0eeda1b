import { absent, coded, element, hsaId, instanceId, oid, type TypeForm, value } from './types.ts';

/** The units of the contracts; newer majors demand neither id nor name. */
export interface OrgUnit {
  readonly orgUnitHSAId?: string;
  readonly orgUnitName?: string;
  readonly orgUnitTelecom?: string;
  readonly orgUnitEmail?: string;
  readonly orgUnitAddress?: string;
  readonly orgUnitLocation?: string;
}

export interface Professional {
  readonly authorTime: string;
  readonly healthcareProfessionalHSAId?: string;
  readonly healthcareProfessionalName?: string;
  readonly healthcareProfessionalRoleCode?: {
    readonly code?: string;
    readonly displayName?: string;
    readonly originalText?: string;
  };
  readonly healthcareProfessionalOrgUnit?: OrgUnit;
  readonly healthcareProfessionalCareUnitHSAId?: string;
  readonly healthcareProfessionalCareGiverHSAId?: string;
}

/** What the headers of the contracts have in common. */
export interface Header {
  readonly documentId: string;
  readonly accountableHealthcareProfessional?: Professional;
  readonly legalAuthenticator?: { readonly signatureTime: string; readonly legalAuthenticatorHSAId?: string };
  readonly careContactId?: string;
}

/** A COMPOSITION before it is written: 1.0 knows one for a record, or two that are linked. */
export interface Composition {
  /** Information type, or the kind of note. */
  readonly meaning: string;
  readonly name?: string;
  readonly header: Header;
  readonly entry: (form: TypeForm) => string;
  /** Period of the care contact, as XML. */
  readonly sessionTime?: string;
  /** Where a contact takes place. */
  readonly performingUnit?: OrgUnit;
  /** HSA-id of who judged whether a treatment works. */
  readonly evaluator?: string;
}

export const idOf = ({ header }: Composition): string => header.documentId;

/** Order of children as in the schema. */
export function writeComposition(composition: Composition, form: TypeForm): string {
  const { header, meaning, name, sessionTime = '', performingUnit, evaluator } = composition;
  const professional = header.accountableHealthcareProfessional;
  return element(
    'all_compositions',
    coded('meaning', meaning, oid.informationType) +
      (name === undefined ? absent('name') : value('name', name)) +
      instanceId('rc_id', oid.localId, header.documentId) +
      value('synthesised', false) +
      sessionTime +
      attestation(header) +
      owner(professional) +
      (performingUnit?.orgUnitHSAId ? participation('ute', hsaId('performer', performingUnit.orgUnitHSAId)) : '') +
      (evaluator ? participation('utv', hsaId('performer', evaluator)) : '') +
      element(
        'committal',
        absent('committer') + absent('ehr_system') + value('time_committed', professional?.authorTime ?? ''),
      ) +
      composer(professional) +
      composition.entry(form),
  );
}

function attestation({ legalAuthenticator: signed, documentId }: Header): string {
  if (!signed) return '';
  const signer = signed.legalAuthenticatorHSAId;
  return element(
    'attestations',
    absent('reason_for_attestation') +
      value('time', signed.signatureTime) +
      instanceId('target_rc_id', oid.localId, documentId) +
      element('attester', signer ? hsaId('performer', signer) : absent('performer')),
  );
}

/** Information owner: `performer` is the care unit, `healthcare_facility` the care provider. These decide blocks. */
function owner(professional: Professional | undefined): string {
  const unit = professional?.healthcareProfessionalCareUnitHSAId;
  const provider = professional?.healthcareProfessionalCareGiverHSAId;
  return unit && provider
    ? participation('iag', hsaId('healthcare_facility', provider) + hsaId('performer', unit))
    : '';
}

function participation(code: string, content: string): string {
  return element('other_participations', coded('function', code, oid.participation) + content);
}

function composer(professional: Professional | undefined): string {
  const unit = professional?.healthcareProfessionalOrgUnit?.orgUnitHSAId;
  const author = professional?.healthcareProfessionalHSAId;
  return element(
    'composer',
    (unit ? hsaId('healthcare_facility', unit) : '') + (author ? hsaId('performer', author) : absent('performer')),
  );
}
