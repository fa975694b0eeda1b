import { readHead, type SignedHead } from '../audit/heads/index.ts';
import { readPublicKey } from '../audit/heads/key-file.ts';
import type { Config } from '../config.ts';
import { livePair } from '../keys/index.ts';
import { verifyCosignatures } from './cosignature.ts';
import { connectPeer, PeerUnreachable } from './peer.ts';

/** What a witness has seen of a log, in its own signed word; or why that cannot be had. */
export type Testimony =
  | { readonly witness: string; readonly head: SignedHead; readonly cosignedAt: string }
  | { readonly witness: string; readonly missing: string };

/** Asks every configured witness now. Throws CONFIG_INVALID when a public key cannot be read. */
export function askWitnesses(
  { audit, outgoing }: Pick<Config, 'audit' | 'outgoing'>,
  origin: string,
): Promise<readonly Testimony[]> {
  return Promise.all(audit.witnesses.map(ask));

  async function ask({ name, publicKey, url }: Config['audit']['witnesses'][number]): Promise<Testimony> {
    const key = readPublicKey(publicKey, name);
    if (url === undefined) return { witness: name, missing: 'the configuration does not say where it is' };
    const peer = connectPeer(url, livePair(outgoing));
    try {
      const note = (await peer.seen()).find((one) => readHead(one)?.origin === origin) ?? '';
      const [cosigned] = verifyCosignatures(note, [key]);
      const head = readHead(note);
      return cosigned && head
        ? { witness: name, head, cosignedAt: cosigned.at }
        : { witness: name, missing: 'it has co-signed no head of this log' };
    } catch (thrown) {
      if (!(thrown instanceof PeerUnreachable)) throw thrown;
      return { witness: name, missing: thrown.message };
    } finally {
      await peer.close();
    }
  }
}
