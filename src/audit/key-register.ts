import type { Store } from '../store/index.ts';
import type { Act } from './act-entry.ts';
import { isEndorsed, publicPem, type SigningKey, type VerifierKey } from './heads/index.ts';

/**
 * Notes a key that signs the log for the first time, and how the one before introduced it. Gives the act to be logged
 * when it follows another; undefined when the key is known, or the log’s first.
 *
 * @param endorsement the note beside the key file.
 */
export async function registerKey(
  db: Store['db'],
  key: SigningKey,
  former: readonly VerifierKey[],
  endorsement: string | undefined,
): Promise<Act | undefined> {
  const valid = former.some((by) => isEndorsed(key, endorsement ?? '', by)) ? endorsement : undefined;
  return db.transaction().execute(async (transaction) => {
    const { size } = await transaction
      .selectFrom('bridge.audit_tree')
      .select('size')
      .forUpdate()
      .executeTakeFirstOrThrow();
    const known = await transaction.selectFrom('bridge.audit_key').select('key_id').execute();
    if (known.some(({ key_id }) => key_id === key.keyId)) return undefined;
    const row = { key_id: key.keyId, public_key: publicPem(key), from_size: size, endorsement: valid ?? null };
    await transaction.insertInto('bridge.audit_key').values(row).execute();
    return known.length === 0 ? undefined : keyChange(key, valid !== undefined);
  });
}

function keyChange(key: SigningKey, endorsed: boolean): Act {
  return {
    correlationId: crypto.randomUUID(),
    face: 'cli',
    action: 'log:key',
    activity: 'Skriva',
    details: { keyId: key.keyId, publicKey: publicPem(key), endorsed },
  };
}
