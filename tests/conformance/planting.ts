import type { PatientId } from '../../src/contracts/index.ts';
import type { Said, Spoiling } from './spoiler.ts';

/** Each planted fault, and the check that must find it; where, if not in the protocol's usual contract and patient. */
export type Planted = readonly (readonly [fault: string, check: string, spoiling: Spoiling, about?: PlantedIn])[];

export interface PlantedIn {
  readonly contract?: string;
  readonly patient?: PatientId;
}

/** Has more notes in Norrbotten than one answer holds. */
export const talkative: PatientId = { id: '194209069808', type: '1.2.752.129.2.1.3.1' };

/** Has warnings in Norrbotten that were registered at different visits. */
export const warnedOf: PatientId = { id: '193811039803', type: '1.2.752.129.2.1.3.1' };

export const inAnswer =
  (from: string | RegExp, to: string) =>
  (said: Said): Said => ({ ...said, body: Buffer.from(said.body.toString('utf8').replaceAll(from, to)) });
