import { rivtaTimeToFhir } from '../codes/index.ts';
import { type BridgeRecord, contractById } from '../contracts/index.ts';
import { blockTypeOf } from './block-types.ts';
import type { InformationEntity } from './facts.ts';

/**
 * A record as blocks are compared with it: whose it is, of what type, and the span of the times its contract compares.
 * Undefined where it names no care provider: no master of blocks can be asked then. Fails closed: where a part
 * lacks its time, or one cannot be read, it is unspecified.
 */
export function entityOf({ contract, header, data, comparedBy }: BridgeRecord): InformationEntity | undefined {
  if (!header.careProvider) return undefined;
  const given = comparedBy ?? contractById(contract)?.comparedBy?.(data as never) ?? [];
  let [first, last] = [header.time, latestOf(header.time)];
  if (given.some(Boolean)) {
    first = given.reduce((a, b) => (b < a ? b : a));
    last = given.map(latestOf).reduce((a, b) => (b > a ? b : a));
  }
  // A time that is lacking goes before all others.
  const start = first === '' ? undefined : rivtaTimeToFhir(first.trim());
  return {
    careProvider: header.careProvider,
    careUnit: header.careUnit || undefined,
    start,
    end: first === '' || last === first ? start : rivtaTimeToFhir(last.trim()),
    type: blockTypeOf(contract),
  };
}

/** At midnight sharp stands what is known to the day alone: it may be of any time of that day. */
function latestOf(time: string): string {
  return time.endsWith('000000') ? `${time.slice(0, -6)}235959` : time;
}
