import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { openStore } from '../store/index.ts';

const help = `Brings the tables of the database (DATABASE_URL, else the one in DATA_DIR) to this version, and ends.

Whatever opens the database does the same first. Done beforehand, a migration that fails is met while the version before
goes on: it can be run beside processes of the version before.
`;

/** `migrate`. Gives the exit code. Throws `STORE_UNAVAILABLE` when a newer program has been there, or nobody answers. */
export async function migrate(
  args: string[],
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  out: NodeJS.WritableStream,
): Promise<number> {
  if (args[0] === '--help') {
    out.write(help);
    return 0;
  }
  if (args.length > 0) throw new BridgeError('COMMAND_INVALID', `${args[0]} is not understood.`);
  const { databaseUrl, dataDir } = config;
  const store = await openStore({ databaseUrl, dataDir });
  const { rows } = await store.pool
    .query<{ version: number }>('SELECT max(version) AS version FROM bridge.migration')
    .finally(() => store.close());
  out.write(`The tables are those of version ${rows[0]?.version}.\n`);
  return 0;
}
