import type { PatientId } from '../../contracts/record.ts';
import type { Action, Recorded } from '../action.ts';

/** Information types that a block may leave open: medication (läkemedel), alert information (uppmärksamhet). */
export const excludableTypes = ['lak', 'upp'] as const;
export type ExcludableType = (typeof excludableTypes)[number];

export interface NewBlock {
  /** UUID, made by whoever registers. */
  readonly id: string;
  /** `inner`: towards other units of the care provider (PDL 4:4). `outer`: towards other care providers (SVOD 2:3). */
  readonly kind: 'inner' | 'outer';
  readonly patient: PatientId;
  /** HSA-ids of whose information is blocked; an inner block names the unit, an outer one does not. */
  readonly careProvider: string;
  readonly careUnit: string | undefined;
  /** ISO 8601 instants, when the information was made; undefined = open. */
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly excludedTypes: readonly ExcludableType[];
  /** Whoever speaks for the patient may not block (PDL 4:4, SVOD 2:3): such a registration is refused. */
  readonly representedBy: PatientId | undefined;
  readonly registration: Action;
}

/** A temporary lift (tillfällig hävning) of a block, by the care provider that has the block. */
export interface NewRevoke {
  /** UUID, made by whoever registers. */
  readonly id: string;
  readonly blockId: string;
  /** ISO 8601, at most seven days ahead. */
  readonly end: string;
  /** HSA-ids: for whom it is lifted; without employee for everybody at the unit. */
  readonly careUnit: string;
  readonly employee: string | undefined;
  readonly reason: 'PatientsConsent' | 'Emergency';
  /** At most 1,024 characters. */
  readonly reasonText: string | undefined;
  readonly registration: Action;
}

export interface RegisteredRevoke extends NewRevoke {
  /** ISO 8601, when it was written down here. */
  readonly recordedAt: string;
  readonly cancelled: Recorded | undefined;
}

/** A block (spärr) and all that has been done about it. */
export interface RegisteredBlock extends NewBlock {
  /** ISO 8601, when it was written down here. */
  readonly recordedAt: string;
  /** Lifted for good. */
  readonly cancelled: Recorded | undefined;
  readonly revokes: readonly RegisteredRevoke[];
}

/** ISO 8601: when the patient decided it, which is before anybody writes it down. */
export function decidedOn({ recordedAt, registration }: Pick<RegisteredBlock, 'recordedAt' | 'registration'>): string {
  const { requestedAt, registeredAt } = registration;
  return [recordedAt, requestedAt, registeredAt].reduce((first, one) => (one < first ? one : first));
}
