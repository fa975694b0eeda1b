import type { Config } from '../config.ts';
import { successionsOf } from '../hsa/succession/successions.ts';

/** Who goes on, at an instant, with what had the address; undefined: itself. */
export type HeirOf = (address: string, at: number) => string | undefined;

export const noHeirs: HeirOf = () => undefined;

/** By the successions of care providers and units. */
export function createHeirs(config: Pick<Config, 'successions'>): HeirOf {
  const { heirOf } = successionsOf(config);
  return (address, at) => heirOf(address, new Date(at));
}
