import { escapeAttribute, escapeText } from '../../xml/index.ts';
import { type Patient, shownName } from '../world/patient.ts';
import type { Composition, OrgUnit, Professional } from './composition.ts';
import { absent, coded, element, hsaId, instanceId, oid, type TypeForm, typed, value } from './types.ts';

/**
 * Whom the compositions name by id only: the patient, the units and the professionals, each once. They are found by
 * the extension of `extract_id`.
 */
export function demographicExtract(patient: Patient, compositions: readonly Composition[], form: TypeForm): string {
  const professionals = compositions
    .map(({ header }) => header.accountableHealthcareProfessional)
    .filter((one) => one !== undefined);
  const units = [
    ...professionals.map((one) => one.healthcareProfessionalOrgUnit),
    ...compositions.map(({ performingUnit }) => performingUnit),
  ].filter((unit) => unit !== undefined);
  return [
    subjectOfCare(patient, form),
    ...once(units, (unit) => unit.orgUnitHSAId ?? '').map((unit) => organisation(unit, form)),
    ...once(professionals, (one) => one.healthcareProfessionalHSAId ?? '').map((one) => person(one, form)),
  ].join('');
}

function once<T>(list: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(list.map((item) => [key(item), item])).values()];
}

function subjectOfCare(patient: Patient, form: TypeForm): string {
  const { identity, sex, birthDate } = patient;
  const { given, family } = shownName(patient);
  return element(
    'demographic_extract',
    instanceId('extract_id', identity.type, identity.id) +
      instanceId('id', identity.type, identity.id) +
      personName(given, family) +
      `<administrativeGenderCode code="${sex === 'male' ? 'M' : 'F'}"/>` +
      value('birthTime', birthDate.replaceAll('-', '')),
    typed(form, 'SUBJECT_OF_CARE_PERSON_IDENTIFICATION'),
  );
}

function organisation(unit: OrgUnit, form: TypeForm): string {
  const { orgUnitHSAId: id = '', orgUnitName: name = id, orgUnitTelecom: telephone, orgUnitEmail: mail } = unit;
  return element(
    'demographic_extract',
    hsaId('extract_id', id) +
      hsaId('id', id) +
      (telephone ? value('telecom', `tel:${telephone}`, typed(form, 'TEL.PHONE')) : '') +
      (mail ? value('telecom', `mailto:${mail}`, typed(form, 'TEL.EMAIL')) : '') +
      absent('code') +
      absent('desc') +
      value('name', name) +
      address(unit),
    typed(form, 'ORGANISATION'),
  );
}

function address({ orgUnitAddress: line, orgUnitLocation: place }: OrgUnit): string {
  if (!line && !place) return '';
  return element('addr', addressPart('AL', line) + addressPart('CEN', place));
}

const addressPart = (type: string, content: string | undefined): string =>
  content ? `<part type="${type}">${escapeText(content)}</part>` : '';

function person(professional: Professional, form: TypeForm): string {
  const { healthcareProfessionalHSAId: id = '', healthcareProfessionalRoleCode: role } = professional;
  const name = professional.healthcareProfessionalName ?? '';
  const surnameAt = name.lastIndexOf(' ');
  const position =
    role?.code === undefined
      ? element('position_or_grade', value('originalText', role?.originalText ?? ''))
      : coded('position_or_grade', role.code, oid.position, role.displayName);
  return element(
    'demographic_extract',
    hsaId('extract_id', id) +
      hsaId('id', id) +
      personName(name.slice(0, Math.max(surnameAt, 0)), name.slice(surnameAt + 1)) +
      (role ? element('role', position) : ''),
    typed(form, 'IDENTIFIED_HEALTHCARE_PROFESSIONAL'),
  );
}

function personName(given: string, family: string): string {
  const part = (type: string, content: string) =>
    content === '' ? '' : `<part value="${escapeAttribute(content)}" type="${type}"/>`;
  return element('name', part('GIV', given) + part('FAM', family));
}
