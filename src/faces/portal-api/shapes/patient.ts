/** The one patient that a session has open. Shared with the pages; types alone. */
import type { PatientId } from '../../../contracts/record.ts';
import type { Person, PersonName } from '../../../persons/person.ts';

export interface ShownPatient {
  readonly identity: PatientId;
  /** Whether the person register knows her; otherwise there is no name to confirm. */
  readonly known: boolean;
  readonly name: PersonName | null;
  readonly sex: Person['sex'] | null;
  /** ISO 8601, perhaps only in part. */
  readonly birthDate: string | null;
  readonly death: Person['death'] | null;
  /** Protected identity (skyddade personuppgifter): places are hidden until asked for. */
  readonly protected: boolean;
}

export interface OpenPatient {
  /** Names this opening in the header `x-norrbryggan-opening`; no secret, no identity. */
  readonly opening: string;
  readonly patient: ShownPatient;
  /** The identity is protected, and what tells of places has not been asked for: it is left out of all that is given. */
  readonly placesHidden: boolean;
}
