/** The security services (säkerhetstjänster): who is master of what patients have decided, and how it is asked. */

export { followLog } from './log-copies.ts';
export { logCopyDestinations } from './log-copy-sender.ts';
export { openAccess } from './open-access.ts';
