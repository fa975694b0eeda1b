import type { CommissionRight } from '../hsa/model.ts';
import type { Caller } from '../siths/caller.ts';
import type { Actor } from './actor.ts';
import type { Merged } from './merged.ts';

/** Who wants to read, as the decision needs it: a person under one assignment, or a system for its care provider. */
export interface Reader {
  /** Who answers for relation and consent: this bridge, the calling system, or nobody since the patient reads herself. */
  readonly gate: 'bridge' | 'consumer' | 'patient';
  /** HSA-id; undefined for a system that does not say who reads. */
  readonly employee: string | undefined;
  /** HSA-ids of the care provider and care unit that read, as of the instant of the reading. */
  readonly careProvider: string;
  readonly careUnit: string | undefined;
  readonly merged?: Merged | undefined;
  /** HSA-id of the assignment (medarbetaruppdrag). */
  readonly commission: string | undefined;
  /** As the assignment or the agreement has it: `Vård och behandling` … */
  readonly purpose: string;
  /** Undefined under `consumer` and `patient`: the agreement stands in their place. */
  readonly rights: readonly CommissionRight[] | undefined;
  /** Level of assurance of the sign-in, 1–4; undefined when it is not known. */
  readonly assurance: number | undefined;
  /** Of social care (omsorgsgivare): has no emergency access (SVOD 1:3, 3:2, 3:4). */
  readonly socialCare: boolean;
}

/** What comes with a call, before anything of it is looked up. */
export interface Approach {
  readonly caller: Caller;
  /** Vouched for by a trusted issuer, or by this bridge's own sign-in. */
  readonly actor: Actor | undefined;
}
