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
  const times = given.some(Boolean) ? given : [header.time];
  const span = times.includes('') ? [] : times.toSorted();
  const start = instantOf(span.at(0));
  return {
    careProvider: header.careProvider,
    careUnit: header.careUnit || undefined,
    start,
    end: span.length > 1 ? instantOf(span.at(-1)) : start,
    type: blockTypeOf(contract),
  };
}

function instantOf(time: string | undefined): string | undefined {
  return time === undefined ? undefined : rivtaTimeToFhir(time.trim());
}
