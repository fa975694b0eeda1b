import type { SecureContextOptions, Server } from 'node:tls';
import type { LivePair } from './live-pair.ts';

/**
 * Has a listener show the pair that is in force, on each new connection; open ones go on as they are.
 *
 * @param secure what else makes its security: a changed context forgets what it is not told again.
 */
export function showTo(server: Server, pair: LivePair, secure: SecureContextOptions): void {
  const forget = pair.whenChanged(() => {
    server.setSecureContext({ ...secure, ...pair.current.shown });
  });
  server.once('close', forget);
}
