import { blockRegistrations } from './blocks/registrations.ts';
import { assertionRegistrations } from './consents/registrations.ts';
import type { Registrations } from './registrations.ts';
import type { RegistrationsParts } from './registry/deeds.ts';
import { relationRegistrations } from './relations/registrations.ts';

/** Registrations in this bridge's own registry, passed on to foreign masters where there are such. */
export function createRegistrations(parts: RegistrationsParts): Registrations {
  return { ...assertionRegistrations(parts), ...relationRegistrations(parts), ...blockRegistrations(parts) };
}
