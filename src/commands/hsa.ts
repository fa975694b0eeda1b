import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { createEvents } from '../events.ts';
import { createDirectory, type Directory, type ForgettingHandlers, type Lookups } from '../hsa/index.ts';
import { serviceSourceOf } from '../hsa-services/index.ts';
import { connectAdmin } from '../store/index.ts';
import { copyCommands, withCopy } from './hsa-copy.ts';
import { withLookups } from './hsa-lookups.ts';
import { merge } from './hsa-merge.ts';
import { successionLines } from './hsa-successions.ts';
import { factsOf, isProtected, lineOf, placeLines, treeLines } from './hsa-text.ts';

const help = `The care directory: organizations, units, functions, people and assignments.

  npm run hsa -- lookup HSA-ID        one object, where it belongs, and for a person what she may do
  npm run hsa -- search TEXT          units and people; å ä ö and letter case do not count
  npm run hsa -- tree [HSA-ID]        what lies below a unit; without HSA-ID, the care providers
  npm run hsa -- forget [HSA-ID]      the running bridge asks the directory anew about it; without HSA-ID, about all
  npm run hsa -- merge --dry-run      what changes on the day when care providers or units merge; changes nothing

  npm run hsa -- import [FILE|URL]    everything read anew into the copy of the directory (directory.copy)
  npm run hsa -- sync                 what has changed since
  npm run hsa -- diff [ID]            what a generation changes; without ID, the latest
  npm run hsa -- approve ID           what was held back comes into force; reject ID takes it back
  npm run hsa -- status               which generation is in force, and what has been

  --itself                            of lookup, search and tree: the directory itself, where it is copied; without, what
                                      the running bridge answers, or without one the copy
  --as HSA-ID --reason TEXT           of approve, reject and import FILE|URL: who decides, and why
  --limit N                           at most N hits (20)
  --depth N                           N levels of the tree (2)
  --at DAY                            of merge: the day, 2027-01-01; without, the next one in the configuration
  --json                              of merge: all of it, for programs

HSA_URL chooses the directory: file:…ldif, ldap://…, ldaps://… or, of the web services, https://…
`;

const options = {
  limit: { type: 'string', default: '20' },
  depth: { type: 'string', default: '2' },
  at: { type: 'string' },
  as: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean', default: false },
  itself: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/**
 * `npm run hsa -- …`. Gives the exit code: 1 when nothing was found. Throws `COMMAND_INVALID` and
 * `DIRECTORY_UNAVAILABLE`.
 */
export async function hsa(args: string[], config: Config, out: NodeJS.WritableStream): Promise<number> {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) {
    out.write(help);
    return values.help ? 0 : 2;
  }
  const ofCopy = Object.hasOwn(copyCommands, command) ? copyCommands[command] : undefined;
  if (ofCopy) return withCopy(config, (tools) => ofCopy({ tools, words: rest, values, out }));
  const lines = await run(command, rest);
  out.write(lines.length > 0 ? `${lines.join('\n')}\n` : 'Nothing found.\n');
  return lines.length > 0 ? 0 : 1;

  async function run(name: string, words: readonly string[]): Promise<string[]> {
    if (name === 'forget') return forget(config.dataDir, words);
    if (name === 'merge') return withCatalogue((directory) => merge(config, directory, values));
    const asked = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!asked) throw new BridgeError('COMMAND_INVALID', `hsa ${name} is not known; hsa --help tells what is.`);
    const settings = { limit: count(values.limit), depth: count(values.depth), config };
    return withLookups(config, values.itself, async ({ lookups, age }) => {
      const found = await asked(lookups, words, settings);
      const { asOf, stale = false } = age() ?? {};
      const old = stale ? ', older than it should be' : '';
      return asOf === undefined || found.length === 0 ? found : [...found, '', `As of ${asOf}${old}.`];
    });
  }

  async function withCatalogue<T>(use: (directory: Directory) => Promise<T>): Promise<T> {
    const directory = await createDirectory(config.directory, createEvents(), { services: serviceSourceOf(config) });
    return use(directory).finally(() => directory.close());
  }
}

interface Settings {
  readonly limit: number;
  readonly depth: number;
  readonly config: Config;
}
type Run = (directory: Lookups, words: readonly string[], settings: Settings) => Promise<string[]>;

const commands: Readonly<Record<string, Run>> = { lookup, search, tree };

async function lookup(
  directory: Lookups,
  [hsaId, ...rest]: readonly string[],
  { config }: Settings,
): Promise<string[]> {
  if (hsaId === undefined || rest.length > 0) throw new BridgeError('COMMAND_INVALID', 'hsa lookup takes one HSA-id.');
  const { value: object } = await directory.object(hsaId);
  // What has gone up in another may be gone from the directory.
  const merged = await successionLines(directory, config.successions, hsaId, new Date());
  if (!object) return merged.length > 0 ? [hsaId, ...merged] : [];
  const facts = factsOf(object);
  if (isProtected(object)) return facts;
  if (object.kind === 'commission') {
    const { value: holders } = await directory.holdersOf(hsaId);
    return [...facts, '', 'Held today by:', ...holders.map(({ person }) => `  ${lineOf(person)}`)];
  }
  if (object.kind === 'person') {
    const { value: held } = await directory.commissionsOf(hsaId);
    const assignments = held.assignments.map(
      ({ commission, careUnit, careProvider }) =>
        `  ${commission.purpose}: ${(careUnit ?? careProvider).name}, ${careProvider.name}  ${commission.hsaId}`,
    );
    const omitted = held.omitted.map(
      ({ commission, reason }) => `  (${reason}) ${commission.name}  ${commission.hsaId}`,
    );
    return [
      ...facts,
      '',
      'Assignments:',
      ...(assignments.length + omitted.length > 0 ? [...assignments, ...omitted] : ['  none']),
    ];
  }
  const place = object.kind === 'function' ? await directory.function(hsaId) : await directory.unit(hsaId);
  return [...facts, '', ...(place.value ? placeLines(place.value) : []), ...(merged.length > 0 ? ['', ...merged] : [])];
}

async function forget(dataDir: string, [hsaId]: readonly string[]): Promise<string[]> {
  const client = await connectAdmin<ForgettingHandlers>(dataDir);
  if (!client) throw new BridgeError('COMMAND_INVALID', `No bridge that answers callers runs over ${dataDir}.`);
  const { forgotten } = await client.ask('directory:forget', { hsaId }).finally(() => client.close());
  return [`${forgotten} answers forgotten.`];
}

async function search(directory: Lookups, words: readonly string[], { limit }: Settings): Promise<string[]> {
  if (words.length === 0) throw new BridgeError('COMMAND_INVALID', 'hsa search takes a text.');
  const { value: hits } = await directory.search(words.join(' '), { limit });
  return [...hits.items.map(lineOf), ...(hits.more ? ['… and more; narrow the text or raise --limit'] : [])];
}

async function tree(directory: Lookups, [hsaId]: readonly string[], { depth }: Settings): Promise<string[]> {
  if (hsaId === undefined) return treeLines(directory, undefined, depth);
  const { value: top } = await directory.object(hsaId);
  return top ? [lineOf(top), ...(await treeLines(directory, top.hsaId, depth, '  '))] : [];
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

function count(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new BridgeError('COMMAND_INVALID', `${text} is not a number from 1 to 9999.`);
  return Number(text);
}
