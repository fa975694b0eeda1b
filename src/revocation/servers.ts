import { judgeRevocation, type Trust, whenChanged } from '../siths/index.ts';
import type { Learn, ServerTrust } from './server-trust.ts';

export function createServerTrust(trust: Trust, learn: Learn): ServerTrust {
  return {
    learn,
    judge: (certificate) => judgeRevocation(trust, certificate, new Date()),
    whenChanged: (listener) => whenChanged(trust, listener),
  };
}
