import { rivtaTimeToFhir } from '../codes/index.ts';
import { type BridgeRecord, contractById } from '../contracts/index.ts';
import { blockTypeOf } from './block-types.ts';
import type { InformationEntity } from './facts.ts';

/**
 * A record as blocks are compared with it: whose it is, of what type, and the span of the times its contract compares.
 * Undefined where it names no care provider: no master of blocks can be asked then. Fails closed: a time that is missing
 * or cannot be read is unspecified.
 */
export function entityOf({ contract, header, data, comparedBy }: BridgeRecord): InformationEntity | undefined {
  if (!header.careProvider) return undefined;
  const given = comparedBy ?? contractById(contract)?.comparedBy?.(data as never) ?? [];
  const stated = given.filter((time) => time !== undefined);
  const times = (stated.length > 0 ? stated : [header.time]).toSorted();
  return {
    careProvider: header.careProvider,
    careUnit: header.careUnit || undefined,
    start: instantOf(times.at(0)),
    end: instantOf(times.at(-1)),
    type: blockTypeOf(contract),
  };
}

function instantOf(time: string | undefined): string | undefined {
  return time === undefined ? undefined : rivtaTimeToFhir(time.trim());
}
