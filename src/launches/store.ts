import type { Keys } from '../bus/keyring.ts';
import { createSealer } from '../bus/seal.ts';
import type { Store } from '../store/index.ts';
import type { Launch } from './assertion.ts';

/** Launches whose person has not signed in yet. Sealed: they name patients. */
export interface LaunchStore {
  keep(idHash: string, launch: Launch, at: Date): Promise<void>;
  /** Forgets those made before. */
  find(idHash: string, since: Date): Promise<Launch | undefined>;
  /** Takes it away, so that one alone gets it. Forgets those made before. */
  take(idHash: string, since: Date): Promise<Launch | undefined>;
}

/** `key`: 32 bytes. */
export function createLaunchStore({ db }: Pick<Store, 'db'>, key: Keys): LaunchStore {
  const table = 'bridge.launch';
  const sealer = createSealer(key);
  const opened = (idHash: string, sealed: Uint8Array | undefined): Launch | undefined => {
    const content = sealed && sealer.open(sealed, idHash);
    return content && JSON.parse(content.toString());
  };
  const forgetOld = (since: Date) => db.deleteFrom(table).where('made_at', '<', since).execute();
  return {
    async keep(id_hash, launch, made_at) {
      const sealed = sealer.seal(Buffer.from(JSON.stringify(launch)), id_hash);
      await db.insertInto(table).values({ id_hash, sealed, made_at }).execute();
    },
    async find(idHash, since) {
      await forgetOld(since);
      const row = await db.selectFrom(table).select('sealed').where('id_hash', '=', idHash).executeTakeFirst();
      return opened(idHash, row?.sealed);
    },
    async take(idHash, since) {
      await forgetOld(since);
      const row = await db.deleteFrom(table).where('id_hash', '=', idHash).returning('sealed').executeTakeFirst();
      return opened(idHash, row?.sealed);
    },
  };
}
