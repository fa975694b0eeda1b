import type { Said, Spoiling } from './spoiler.ts';

/** Each planted fault, and the check that must find it. */
export type Planted = readonly (readonly [fault: string, check: string, spoiling: Spoiling])[];

export const inAnswer =
  (from: string | RegExp, to: string) =>
  (said: Said): Said => ({ ...said, body: Buffer.from(said.body.toString('utf8').replaceAll(from, to)) });
