/** The security services (säkerhetstjänster): who is master of what patients have decided, and how it is asked. */
export { openAccess } from './open-access.ts';
