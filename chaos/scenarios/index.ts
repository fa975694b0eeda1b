import type { Scenario } from '../scenario.ts';
import { clockJump } from './clock.ts';
import { diskFull } from './disk-full.ts';
import { overload } from './overload.ts';
import { postgresRestarted } from './postgres.ts';
import { bridgeKilled, workerKilled } from './processes.ts';
import { redisEmptied, redisFrozen, redisKilled } from './redis.ts';
import { misbehavingSources } from './sources.ts';
import { subscriberDown } from './subscriber.ts';

/** In the order in which they run. */
export const scenarios: readonly Scenario[] = [
  ...misbehavingSources,
  overload,
  subscriberDown,
  redisKilled,
  redisEmptied,
  ...redisFrozen,
  postgresRestarted,
  workerKilled,
  bridgeKilled,
  diskFull,
  clockJump,
];
