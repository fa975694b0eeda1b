import Type from 'typebox';
import { Milliseconds, strict } from './common.ts';

/** When a record system or destination that fails is spared. */
export const BreakerSection = Type.Object(
  {
    /** After so many failures in a row of the system as a whole it is not asked any more. */
    failures: Type.Integer({ minimum: 1, default: 5 }),
    /** Then it is probed after this time, and again each time it has passed. */
    restMs: Milliseconds(5_000),
  },
  { ...strict, default: {} },
);
