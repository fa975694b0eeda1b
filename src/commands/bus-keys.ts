import { toSwedishTime } from '../audit/swedish-time.ts';
import { loadBusKey } from '../bus/index.ts';
import { busKeyFile } from '../bus/key.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { livesMs as continuationMs } from '../faces/npo/continuation.ts';
import { type KeptHandlers, type KeyUse, type KeyUses, keptHandlers, type SealedRows } from '../kept/index.ts';
import { overlapMs, writtenAt } from '../keys/overlap.ts';
import { connectAdmin, hasEmbeddedStore, openStore } from '../store/index.ts';
import { json } from './bus-messages.ts';
import type { BusValues } from './bus-options.ts';

/** `bus keys`: what each line of the bus key file is still needed for. Throws BRIDGE_NOT_RUNNING without a store. */
export async function busKeys(config: Config, values: BusValues, out: NodeJS.WritableStream): Promise<number> {
  const file = busKeyFile(config);
  const uses = await keyUses(config);
  // Given out with the key that sealed until the file was written; they stand in no store.
  const tokensEnd = writtenAt(file) + overlapMs + Math.max(continuationMs, config.tokens.lifetimeSeconds * 1_000);
  if (values.json) return json(out, { file, tokensEnd: new Date(tokensEnd).toISOString(), ...uses });
  out.write(`${[file, ...keyUseLines(uses, tokensEnd, Date.now())].join('\n')}\n`);
  return 0;
}

async function keyUses(config: Config): Promise<KeyUses> {
  const { dataDir, databaseUrl, busKeyFile } = config;
  const client = await connectAdmin<KeptHandlers>(dataDir);
  if (client) return client.ask('bus:keys', null).finally(() => client.close());
  if (databaseUrl === undefined && !hasEmbeddedStore(dataDir))
    throw new BridgeError('BRIDGE_NOT_RUNNING', `${dataDir}.`);
  const keys = await loadBusKey({ busKeyFile, dataDir, allowGenerate: false });
  const store = await openStore({ databaseUrl, dataDir });
  return keptHandlers({ store, keys, config })
    ['bus:keys'](null)
    .finally(() => store.close());
}

/** Times in milliseconds since 1970. */
export function keyUseLines(uses: KeyUses, tokensEnd: number, now: number): string[] {
  const { keys, strange, uncounted } = uses;
  return [
    ...keys.flatMap((key) => [
      `  line ${key.line} (${key.id}): ${sentence(key, uses, tokensEnd, now)}`,
      ...rowLines(key),
    ]),
    ...(strange.length > 0
      ? [
          `  ${rowsUntil(strange)} sealed with a key that is not in the file: nobody can open them`,
          ...rowLines({ sealed: strange }),
        ]
      : []),
    ...(uncounted.length > 0 ? [`  NOT COUNTED, for it took too long: ${uncounted.join(', ')}`] : []),
    '  Queries and answers on the bus, in Redis too, live for seconds and are not counted.',
  ];
}

function sentence({ role, sealed }: KeyUse, { strange, uncounted }: KeyUses, tokensEnd: number, now: number): string {
  if (role === 'sealing') return 'seals, and stays';
  if (role === 'naming') return 'the last line names, and stays for ever';
  if (role === 'coming') return 'opens, until every process has it and it is put first';
  if (sealed.length > 0) return `stays: ${rowsUntil(sealed)}`;
  if (uncounted.length > 0) return 'stays until all is counted: ask again when the database has less to do';
  if (strange.length > 0) return 'nothing found, but let it stay until it is known what the rows below are';
  if (tokensEnd > now)
    return `may be removed from ${toSwedishTime(new Date(tokensEnd))}, when tokens given out have ended`;
  return 'may be removed';
}

function rowsUntil(sealed: readonly SealedRows[]): string {
  const rows = sealed.reduce((sum, each) => sum + each.rows, 0);
  const endless = sealed.flatMap(({ until }) => ('when' in until ? [until.when] : []));
  const ends = sealed.flatMap(({ until }) => ('at' in until ? [until.at] : [])).sort();
  const end = endless[0] ?? untilText(ends.at(-1) ?? '');
  return `${rows} ${rows === 1 ? 'row' : 'rows'} ${end}`;
}

function rowLines({ sealed }: Pick<KeyUse, 'sealed'>): string[] {
  return sealed.map(
    ({ what, rows, until }) => `    ${what}: ${rows} ${'when' in until ? until.when : untilText(until.at)}`,
  );
}

const untilText = (at: string): string => `until ${toSwedishTime(new Date(at))}`;
