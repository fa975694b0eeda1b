import type { Diagnosis } from '../../contracts/index.ts';
import type { ItemOf } from '../world/tell/index.ts';
import { alertEntry, careContactEntry, diagnosisEntry } from './contents.ts';
import { absent, coded, element, hsaId, instanceId, interval, oid, type TypeForm, value } from './types.ts';

export type InformationType = 'dia' | 'upp' | 'vko';

export type Item = ItemOf<'GetDiagnosis:2' | 'GetAlertInformation:2' | 'GetCareContacts:2'>;

/** A record as a COMPOSITION; order of children as in the schema. */
export function composition(item: Item, form: TypeForm): string {
  const { header, type, content, sessionTime = '', performingUnit } = describe(item, form);
  const professional = header.accountableHealthcareProfessional;
  return element(
    'all_compositions',
    coded('meaning', type, oid.informationType) +
      absent('name') +
      instanceId('rc_id', oid.localId, header.documentId) +
      value('synthesised', false) +
      sessionTime +
      attestation(header) +
      owner(professional) +
      (performingUnit ? participation('ute', hsaId('performer', performingUnit)) : '') +
      element(
        'committal',
        absent('committer') + absent('ehr_system') + value('time_committed', professional?.authorTime ?? ''),
      ) +
      composer(professional) +
      content,
  );
}

/** What the headers of the three contracts have in common. */
type Header = Omit<Diagnosis['diagnosisHeader'], 'accountableHealthcareProfessional'> & {
  readonly accountableHealthcareProfessional?: Professional;
};
type Professional = Diagnosis['diagnosisHeader']['accountableHealthcareProfessional'];

interface Description {
  readonly header: Header;
  readonly type: InformationType;
  readonly content: string;
  readonly sessionTime?: string;
  /** HSA-id of the unit where a contact takes place. */
  readonly performingUnit?: string;
}

function describe(item: Item, form: TypeForm): Description {
  if ('diagnosisHeader' in item)
    return { header: item.diagnosisHeader, type: 'dia', content: diagnosisEntry(form, item) };
  if ('alertInformationHeader' in item)
    return { header: item.alertInformationHeader, type: 'upp', content: alertEntry(form, item) };
  const { careContactTimePeriod: period, careContactOrgUnit: unit } = item.careContactBody;
  return {
    header: item.careContactHeader,
    type: 'vko',
    content: careContactEntry(form, item),
    sessionTime: interval('session_time', period.start, period.end),
    performingUnit: unit.orgUnitHSAId,
  };
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
