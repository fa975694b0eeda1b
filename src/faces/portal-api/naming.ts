import { BridgeError } from '../../errors.ts';
import type { Directory } from '../../hsa/index.ts';
import type { Named } from './shapes/reading.ts';

/** Names of units, care providers and people, each looked up once. Where the directory is out of reach there are ids alone. */
export type Naming = (hsaId: string) => Promise<Named>;

export function createNaming(
  directory: Pick<Directory, 'nameOf'>,
  heirOf: (hsaId: string) => string | undefined = () => undefined,
): Naming {
  const known = new Map<string, Promise<Named>>();
  const nameOf = (hsaId: string) => ifInReach(directory.nameOf(hsaId));
  const look = async (hsaId: string): Promise<Named> => {
    const heir = heirOf(hsaId);
    const name = await nameOf(hsaId);
    return { hsaId, name, ...(heir !== undefined && { now: (await nameOf(heir)) ?? heir }) };
  };
  return (hsaId) => {
    const key = hsaId.toUpperCase();
    const found = known.get(key) ?? look(hsaId);
    known.set(key, found);
    return found;
  };
}

/** What the directory answers; undefined where it is out of reach. */
export async function ifInReach<Value>(asked: Promise<{ readonly value: Value }>): Promise<Value | undefined> {
  try {
    return (await asked).value;
  } catch (thrown) {
    if (thrown instanceof BridgeError && thrown.code === 'DIRECTORY_UNAVAILABLE') return undefined;
    throw thrown;
  }
}
