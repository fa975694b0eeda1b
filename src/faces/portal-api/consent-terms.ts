import type { ConsentLength } from '../../config/portal.ts';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { ConsentTerms } from './shapes/gate.ts';

const everyLength: readonly ConsentLength[] = ['today', '7-days', '30-days', '12-months', 'date'];

/** How a unit registers consents: as its entry in `portal.units` says, else every length, a week beforehand. */
export function consentTerms({ portal }: Pick<Config, 'portal'>, careUnit: string): ConsentTerms {
  const unit = portal.units.find((one) => sameHsaId(one.careUnit, careUnit));
  if (!unit) return { lengths: everyLength, length: '7-days', for: 'me' };
  const [first = 'today'] = unit.consentLengths;
  return { lengths: unit.consentLengths, length: unit.consentLength ?? first, for: unit.consentFor };
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
export function demandLawfulLength(
  config: Pick<Config, 'portal'>,
  careUnit: string,
  end: string | undefined,
  now: Date,
): void {
  if (!config.portal.units.some((one) => sameHsaId(one.careUnit, careUnit))) return;
  const days = Math.max(...consentTerms(config, careUnit).lengths.map((length) => longest[length]));
  if (end === undefined || Date.parse(end) > now.getTime() + days * 24 * 3_600_000)
    throw new BridgeError('MESSAGE_INVALID', 'The unit has decided that consents end sooner.');
}
