import type { ConsentLength } from '../../config/portal.ts';
import { BridgeError } from '../../errors.ts';
import type { ConsentTerms } from './shapes/gate.ts';
import { type UnitsConfig, unitEntry } from './unit-entry.ts';

const everyLength: readonly ConsentLength[] = ['today', '7-days', '30-days', '12-months', 'date'];

/** How a unit registers consents, as its entry in `portal.units` says. */
export function consentTerms(config: UnitsConfig, careUnit: string): ConsentTerms {
  const unit = unitEntry(config, careUnit);
  const lengths = unit?.consentLengths ?? everyLength;
  const beforehand = unit?.consentLengths?.[0] ?? '7-days';
  return { lengths, length: unit?.consentLength ?? beforehand, for: unit?.consentFor ?? 'me' };
}

/** In days, with one to spare for the hours until midnight. */
const longest: Readonly<Record<ConsentLength, number>> = {
  today: 1,
  '7-days': 8,
  '30-days': 31,
  '12-months': 367,
  date: 367,
};

/** Throws MESSAGE_INVALID for a consent that holds longer than its unit has decided. */
export function demandLawfulLength(config: UnitsConfig, careUnit: string, end: string | undefined, now: Date): void {
  const lengths = unitEntry(config, careUnit)?.consentLengths;
  if (!lengths) return;
  const days = Math.max(...lengths.map((length) => longest[length]));
  if (end === undefined || Date.parse(end) > now.getTime() + days * 24 * 3_600_000)
    throw new BridgeError('MESSAGE_INVALID', 'The unit has decided that consents end sooner.');
}
