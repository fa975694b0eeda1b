import type { Scenario } from '../scenario.ts';
import { redisEmptied, redisFrozen, redisKilled } from './redis.ts';

/** In the order in which they run. */
export const scenarios: readonly Scenario[] = [redisKilled, redisEmptied, ...redisFrozen];
