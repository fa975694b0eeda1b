import { benchCost } from './compare.ts';
import { benchLogSize } from './log-size.ts';

/**
 * What the access log costs an overview, and then a log of many entries. Exit code 1 when answers failed, or when
 * verification did not hold its bounds.
 */
export async function benchAudit(long: boolean): Promise<number> {
  const errors = await benchCost('without-log.ts', long ? { rounds: 9, times: 3 } : { rounds: 3, times: 1 });
  const isBounded = await benchLogSize(long ? 1_000_000 : 50_000);
  return errors === 0 && isBounded ? 0 : 1;
}
