/** The security services (säkerhetstjänster): who is master of what patients have decided, and how it is asked. */

export { createLogCopies, withCopies } from './log-copies.ts';
export { openAccess } from './open-access.ts';
