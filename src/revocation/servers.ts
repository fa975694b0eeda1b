import { type Fault, judgeRevocation, type Trust, whenChanged } from '../siths/index.ts';
import type { Learn } from './learn.ts';

/** Whether servers that the bridge calls may be called, by what is known of revocations. Certificates are DER. */
export interface ServerTrust {
  /** Asks what must be asked before one is judged; `staple`: what it has stapled to its certificate. Never rejects. */
  readonly learn: Learn;
  /** Why not; undefined = it may. */
  judge(certificate: Buffer): Fault | undefined;
  /** Tells when others may be called than before, until what it gives is called. */
  whenChanged(listener: () => void): () => void;
}

export function createServerTrust(trust: Trust, learn: Learn): ServerTrust {
  return {
    learn,
    judge: (certificate) => judgeRevocation(trust, certificate, new Date()),
    whenChanged: (listener) => whenChanged(trust, listener),
  };
}
