import type { PatientId } from '../contracts/index.ts';
import type { FailureReason } from '../sources/query.ts';
import type { Person } from './person.ts';

/** What the register says of an identity. That it cannot be reached is an answer: nothing is guessed in its place. */
export type PersonAnswer =
  | { readonly status: 'known'; readonly person: Person }
  /** Nobody has the identity. */
  | { readonly status: 'unknown' }
  | { readonly status: 'unavailable'; readonly reason: FailureReason | 'not-configured' };

export interface PersonRegister {
  /** The person behind any of its identities, in canonical form. Never throws for what the register does. */
  person(identity: PatientId, errand: { readonly correlationId: string }): Promise<PersonAnswer>;
  /** How the latest lookup went, for those who look after the bridge. */
  health(): { readonly ok: boolean; readonly reasons: readonly string[] };
  close(): Promise<void>;
}

/** An installation without a register: every answer says that nothing is known beyond the identity given. */
export const noRegister: PersonRegister = {
  person: async () => ({ status: 'unavailable', reason: 'not-configured' }),
  health: () => ({ ok: true, reasons: ['No person register is configured.'] }),
  close: async () => undefined,
};
