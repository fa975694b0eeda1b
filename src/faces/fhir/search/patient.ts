import { oidOf } from '../../../codes/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import { parsePatientId } from '../../../identities/index.ts';
import type { Identities } from '../identities.ts';
import { ParameterError } from '../problems.ts';
import { unescaped } from './tokens.ts';

const byReference = /^(patient|subject)(:Patient)?$/;
const byIdentifier = /^(patient|subject)(:Patient)?[.:]identifier$/;

/** `hasSubject`: whether R4 knows the patient of the type as `subject` too. */
export function isPatientParameter(name: string, hasSubject: boolean): boolean {
  return (byReference.test(name) || byIdentifier.test(name)) && (hasSubject || !name.startsWith('subject'));
}

/**
 * The one patient a search is about: `patient=Patient/<id>`, `patient=<id>` or `patient.identifier=<system>|<value>`,
 * where system is the URI of the kind of identity or its OID; `subject` is the same. Throws PATIENT_REQUIRED, PATIENT_ID_INVALID, and
 * PARAMETER_INVALID when more than one patient is named.
 */
export function patientIn(params: URLSearchParams, hasSubject: boolean, identities: Identities): PatientId {
  const named = [...params].filter(([name, value]) => isPatientParameter(name, hasSubject) && value.trim() !== '');
  const [first, ...others] = named.map(([name, value]) => ({ name, patient: patientOf(name, value, identities) }));
  if (!first) throw new ParameterError('PATIENT_REQUIRED', 'patient');
  const other = others.find(({ patient }) => patient.id !== first.patient.id || patient.type !== first.patient.type);
  if (other) throw new ParameterError('PARAMETER_INVALID', other.name, 'A search is about one patient.');
  return first.patient;
}

function patientOf(name: string, value: string, identities: Identities): PatientId {
  return byIdentifier.test(name) ? byToken(name, value) : byId(name, value, identities);
}

function byId(name: string, value: string, identities: Identities): PatientId {
  const id = value.trim().slice(value.trim().lastIndexOf('/') + 1);
  const patient = identities.patientOfPatientId(id);
  if (patient) return patient;
  throw new ParameterError(
    'PARAMETER_INVALID',
    name,
    'It is no patient id of this bridge. Use patient.identifier=<system>|<value>.',
  );
}

/** The patient of `<system>|<value>`. */
export function byToken(name: string, value: string): PatientId {
  const bar = value.indexOf('|');
  const system = bar > 0 ? unescaped(value.slice(0, bar)).trim() : '';
  const type = oidOf(system);
  if (!type) {
    throw new ParameterError(
      'PARAMETER_INVALID',
      name,
      'It is written <system>|<value>, with the system of the kind of identity.',
    );
  }
  try {
    return parsePatientId({ type, id: unescaped(value.slice(bar + 1)) });
  } catch (thrown) {
    if (thrown instanceof BridgeError && thrown.code === 'PATIENT_ID_INVALID') {
      throw new ParameterError('PATIENT_ID_INVALID', name, thrown.detail);
    }
    throw thrown;
  }
}
