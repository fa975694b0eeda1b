import { benchCost, lightLoads } from './compare.ts';

/** What following every call costs, where the sources give least to do. Exit code 1 when answers failed. */
export async function benchTracing(): Promise<number> {
  return (await benchCost('without-tracing.ts', lightLoads, { rounds: 5, times: 1 })) === 0 ? 0 : 1;
}
