import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { ContractId, PatientId } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import { identityKinds } from '../../identities/index.ts';

/**
 * Ids of patients and resources: opaque, stable, and openable without any state. An id is the patient's identity sealed
 * with AES-256-GCM, 56 characters of the FHIR id alphabet. The initialisation vector is synthetic: an HMAC-SHA256 of
 * what the id stands for, so that the same thing always gets the same id and different things different ones. For a
 * resource that is source, contract and document id, and the contract is sealed beside the patient; so its id both names
 * it and tells where to read it again. The version of the contract is no part of it.
 */
export interface Identities {
  /** Throws PATIENT_ID_INVALID for kinds of identity that have no place in FHIR searches. */
  patientId(patient: PatientId): string;
  /** `parts` tell the patient's resources of this contract apart. */
  resourceId(patient: PatientId, contract: ContractId, parts: readonly string[]): string;
  /** Undefined when the id was not made here, or not for a patient. */
  patientOfPatientId(id: string): PatientId | undefined;
  /** Undefined when the id was not made here, or not for a resource. */
  resourceOfId(id: string): { readonly patient: PatientId; readonly contractName: string } | undefined;
}

/** The byte that stands for a kind of identity in an id. Only ever added to: ids live on in other systems. */
const kinds: readonly string[] = [
  identityKinds.personalNumber,
  identityKinds.coordinationNumber,
  identityKinds.nationalReserveNumber,
];

/** Whether the kind of identity has a place in ids; those of councils' own have none. */
export function hasPatientId({ type }: PatientId): boolean {
  return kinds.includes(type);
}

/** The byte that stands for a contract in an id, beside the first, which stands for none. Only ever added to. */
const contractNames: readonly string[] = [
  '',
  'GetDiagnosis',
  'GetCareDocumentation',
  'GetAlertInformation',
  'GetMedicationHistory',
  'GetVaccinationHistory',
  'GetLaboratoryOrderOutcome',
  'GetImagingOutcome',
  'GetReferralOutcome',
  'GetECGOutcome',
  'GetMaternityMedicalHistory',
  'GetCareContacts',
  'GetFunctionalStatus',
  'GetCarePlans',
  'GetObservations',
  'GetActivities',
  'GetRequestActivities',
  'Consent',
];

/** `GetDiagnosis` of `GetDiagnosis:2`. */
export function contractName(contract: string): string {
  return contract.split(':', 1)[0] ?? contract;
}

type Purpose = 'patient' | 'resource';

const ivBytes = 12;
const tagBytes = 16;

/** `key` must be kept: another key gives every patient and resource another id. At least 32 bytes. */
export function createIdentities(key: Buffer): Identities {
  // Once: from bytes, every id would make them anew, at several times its own cost.
  const sealing = createSecretKey(subkey(key, 'norrbryggan fhir id sealing'));
  const naming = createSecretKey(subkey(key, 'norrbryggan fhir id naming'));

  function seal(purpose: Purpose, patient: PatientId, contract: string, parts: readonly string[]): string {
    const kind = kinds.indexOf(patient.type);
    const contractByte = contractNames.indexOf(contract);
    if (contractByte < 0) throw new TypeError(`${contract} has no place in ids of resources`);
    if (kind < 0) {
      throw new BridgeError(
        'PATIENT_ID_INVALID',
        'FHIR searches take personal, coordination and national reserve numbers.',
      );
    }
    const name = JSON.stringify([purpose, patient.type, patient.id, contract, ...parts]);
    const iv = createHmac('sha256', naming).update(name).digest().subarray(0, ivBytes);
    const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(purpose));
    const content = Buffer.from(`${String.fromCharCode(kind, contractByte)}${patient.id}`, 'latin1');
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    return toId(Buffer.concat([iv, sealed, cipher.getAuthTag()]));
  }

  function open(purpose: Purpose, id: string) {
    const bytes = fromId(id);
    if (!bytes || bytes.length <= ivBytes + 2 + tagBytes) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(-tagBytes));
    const opened = decipher.update(bytes.subarray(ivBytes, -tagBytes));
    try {
      decipher.final();
    } catch {
      // Not ours, or changed on its way: to the reader there is no such id.
      return undefined;
    }
    const type = kinds[opened[0] ?? -1];
    const name = contractNames[opened[1] ?? -1];
    if (type === undefined || name === undefined) return undefined;
    return { patient: { type, id: opened.subarray(2).toString('latin1') }, contractName: name };
  }

  return {
    patientId: (patient) => seal('patient', patient, '', []),
    resourceId: (patient, contract, parts) => seal('resource', patient, contractName(contract), parts),
    patientOfPatientId: (id) => open('patient', id)?.patient,
    resourceOfId: (id) => open('resource', id),
  };
}

/** A key for one use, so that what one use reveals helps nobody with another (HKDF, RFC 5869). */
export function subkey(key: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), use, 32));
}

/** base64url with `.` for `_`: exactly the 64 characters that FHIR ids may hold. */
function toId(bytes: Buffer): string {
  return bytes.toString('base64url').replaceAll('_', '.');
}

function fromId(id: string): Buffer | undefined {
  return /^[A-Za-z0-9.-]{1,64}$/.test(id) ? Buffer.from(id.replaceAll('.', '_'), 'base64url') : undefined;
}
