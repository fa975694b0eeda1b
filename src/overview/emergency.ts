import type { Admission } from '../access/index.ts';

/** Whether the reading rests on an emergency that is registered for the patient, opened or not. Stating one is not enough. */
export function inEmergency({ circumstances: { consent } }: Admission): boolean {
  return consent?.known === true && consent.value.state === 'emergency';
}
