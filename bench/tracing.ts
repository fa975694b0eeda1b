import { benchCost } from './compare.ts';

/** What following every call costs. Exit code 1 when answers failed. */
export async function benchTracing(): Promise<number> {
  return (await benchCost('without-tracing.ts', { rounds: 5, times: 1 })) === 0 ? 0 : 1;
}
