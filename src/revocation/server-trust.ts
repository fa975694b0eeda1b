import type { Fault } from '../siths/caller.ts';

/**
 * Learns what must be asked about a certificate (DER) before it is judged; `staple`: what came with it, which spares asking.
 * Never rejects.
 */
export type Learn = (certificate: Buffer | undefined, staple?: Buffer) => Promise<void>;

/** Whether servers that the bridge calls may be called, by what is known of revocations. Certificates are DER. */
export interface ServerTrust {
  /** Asks what must be asked before one is judged; `staple`: what it has stapled to its certificate. Never rejects. */
  readonly learn: Learn;
  /** Why not; undefined = it may. */
  judge(certificate: Buffer): Fault | undefined;
  /** Tells when others may be called than before, until what it gives is called. */
  whenChanged(listener: () => void): () => void;
}
