import type { PatientId } from '../../contracts/record.ts';
import { BridgeError } from '../../errors.ts';
import { identityOfNumber, parsePatientId } from '../../identities/index.ts';

/** Twelve characters as they stand on the wire, with or without separator. */
const numbers = /(?<![0-9A-Za-z])\d{8}-?[0-9A-Za-z]{2}\d{2}(?![0-9A-Za-z])/g;

/** Everybody whose number stands anywhere in the text, each once; UTF-16 too, whose other bytes are nought. */
export function patientsIn(content: Uint8Array): PatientId[] {
  const found = new Map<string, PatientId>();
  for (const [number] of Buffer.from(content).toString('latin1').replaceAll('\0', '').matchAll(numbers)) {
    const patient = valid(number.replace('-', ''));
    if (patient) found.set(patient.id, patient);
  }
  return [...found.values()];
}

function valid(number: string): PatientId | undefined {
  try {
    return parsePatientId(identityOfNumber(number));
  } catch (thrown) {
    if (thrown instanceof BridgeError) return undefined;
    throw thrown;
  }
}
