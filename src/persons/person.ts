import type { PatientId } from '../contracts/index.ts';

/** A person as the register knows it now. Plain data; every part may be missing except the marks. */
export interface Person {
  /** The current identity: personal number before coordination number before reserve number. */
  readonly identity: PatientId;
  /** Every other identity of the same person: earlier numbers, coordination and reserve numbers. */
  readonly linked: readonly PatientId[];
  readonly name: PersonName | undefined;
  readonly sex: Sex | undefined;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; not always the date in the number. */
  readonly birthDate: string | undefined;
  /** Dead; the date as far as it is known. Undefined is no proof of life. */
  readonly death: { readonly date: string | undefined } | undefined;
  /** Where registered: four digits, or the two of the county where no more may be told. */
  readonly municipality: string | undefined;
  /** Sekretessmarkering, of any of the identities. */
  readonly secrecyMark: boolean;
  /** Skyddad folkbokföring, of any of the identities. */
  readonly protectedRegistration: boolean;
  /** Invented for tests. */
  readonly test: boolean;
  /** Whether the current identity itself is no longer in use. */
  readonly deregistered: boolean;
}

export interface PersonName {
  /** All given names, in order. */
  readonly given: readonly string[];
  /** Those of them that the person goes by (tilltalsnamn). */
  readonly inUse: readonly string[];
  readonly middle: string | undefined;
  readonly surname: string | undefined;
}

export type Sex = 'male' | 'female' | 'unknown' | 'other';

/** Neither name nor whereabouts may reach others than those who give care (law: OSL 22:1, folkbokföringslagen 16 §). */
export function isProtected({
  secrecyMark,
  protectedRegistration,
}: Pick<Person, 'secrecyMark' | 'protectedRegistration'>): boolean {
  return secrecyMark || protectedRegistration;
}

/** The current identity first. */
export function identitiesOf({ identity, linked }: Person): readonly PatientId[] {
  return [identity, ...linked];
}
