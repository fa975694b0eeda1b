import Type from 'typebox';
import { Milliseconds, strict } from './common.ts';

/** How a process stops (SIGTERM). A supervisor must wait for longer than both together, and some ten seconds more. */
export const DrainSection = Type.Object(
  {
    /**
     * So long readiness says no while callers are still answered, each on a connection that then ends: until whoever
     * spreads the callers over several bridges has looked, and sends them elsewhere.
     */
    noticeMs: Type.Integer({ minimum: 0, default: 5_000 }),
    /** So long what is under way may go on after that; then it is broken off. Longer than overview.deadlineMs. */
    finishMs: Milliseconds(30_000),
  },
  { ...strict, default: {} },
);
