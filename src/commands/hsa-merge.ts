import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Directory } from '../hsa/index.ts';
import { midnightOf } from '../hsa/succession/successions.ts';
import { decidedBy, dryRun, type MergerHandlers, type MergerReport, mergerDay, type Part } from '../mergers/index.ts';
import { connectAdmin, hasEmbeddedStore, openStore } from '../store/index.ts';

interface MergeOptions {
  readonly 'dry-run'?: boolean | undefined;
  readonly at?: string | undefined;
  readonly json?: boolean | undefined;
}

const enacting = [
  'A merger is enacted by the configuration, which every process reads when it starts; nothing is to be run on the day.',
  '',
  '  successions:',
  '    - { kind: care-provider, from: OLD-HSA-ID, into: NEW-HSA-ID, at: 2027-01-01, units: [ … ] }',
  '',
  'npm run hsa -- merge --dry-run [--at DAY] [--json]   what changes on the day; it changes nothing',
];

/** `hsa merge`. Throws COMMAND_INVALID, DIRECTORY_UNAVAILABLE, STORE_UNAVAILABLE. */
export async function merge(config: Config, directory: Directory, options: MergeOptions): Promise<string[]> {
  if (!options['dry-run']) return enacting;
  const day = options.at ?? mergerDay(config.successions, new Date());
  if (day !== undefined && midnightOf(day) === undefined)
    throw new BridgeError('COMMAND_INVALID', `--at ${day} is no day, such as 2027-01-01.`);
  if (day === undefined || !config.successions.some(({ at }) => at === day))
    throw new BridgeError('COMMAND_INVALID', 'No merger is configured for such a day (key successions).');
  const report = await withDecided(config, (decided) => dryRun({ config, directory, decided }, day));
  return options.json ? [JSON.stringify(report, null, 2)] : linesOf(report);
}

type Counting = Parameters<typeof dryRun>[0]['decided'];

/** With the store of the process that runs, of the server, or of the folder; without, where there is none. */
async function withDecided<T>({ databaseUrl, dataDir }: Config, use: (decided: Counting) => Promise<T>): Promise<T> {
  if (databaseUrl === undefined) {
    if (!hasEmbeddedStore(dataDir)) return use(undefined);
    const client = await connectAdmin<MergerHandlers>(dataDir);
    if (client) return use((question) => client.ask('mergers:decided', question)).finally(() => client.close());
  }
  const store = await openStore({ databaseUrl, dataDir });
  return use((question) => decidedBy(store, question)).finally(() => store.close());
}

function linesOf(report: MergerReport): string[] {
  const { day, at, mergers, units, named, conflicts } = report;
  return [
    `On ${day}, from ${at}:`,
    ...mergers.flatMap(({ into, parts }) => [
      '',
      `${into.name ?? into.hsaId} (${into.hsaId}) takes over ${parts.length - 1}.`,
      ...parts.filter((part) => !part.stays || part.careUnits.length > 0).flatMap((part) => partLines(part, report)),
    ]),
    ...(units.length > 0 ? ['', 'Units:'] : []),
    ...units.map(
      ({ kind, from, into }) =>
        `  ${from.name ?? from.hsaId} (${from.hsaId}) ${kind === 'unit' ? 'goes up in' : 'is from then on'} ` +
        `${into.name ?? into.hsaId} (${into.hsaId})`,
    ),
    '',
    'The access log and figures name the old care providers of everything before, the new one of everything after.',
    ...(named.length > 0 ? ['', 'The configuration names those that end; it goes on working:'] : []),
    ...named.map(({ key, hsaId }) => `  ${key}: ${hsaId}`),
    '',
    conflicts.length > 0 ? `To be settled before (${conflicts.length}):` : 'Nothing speaks against it.',
    ...conflicts.map(({ code, hsaId, text }) => `  (${code}) ${hsaId}  ${text}`),
  ];
}

function partLines(part: Part, { counted, peopleTold }: MergerReport): string[] {
  const { name, hsaId, stays, careUnits, assignments, readers, gained, officers, managers } = part;
  const people = [
    `    people who read ${gained} care units of the others without consent: ${readers}, by ${assignments} assignments`,
    `    security officers who see the others' accesses: ${officers.join(', ') || 'none'}`,
    `    managers who see the others' units: ${managers.join(', ') || 'none'}`,
  ];
  const decided = [
    `    blocks that become inner ones between them: ${part.outerBlocks}; inner ones that stay: ${part.innerBlocks}`,
    `    consents that are needed no more between them: ${part.consents}; refusals that go on: ${part.refusals}`,
    `    patient relations that go on: ${part.relations}`,
  ];
  return [
    '',
    `  ${name ?? hsaId} (${hsaId})${stays ? ', which goes on' : ''}`,
    `    care units that become the others' own: ${careUnits.length}`,
    ...(peopleTold ? people : ['    people are not counted: the care directory cannot tell who holds assignments']),
    ...(counted ? decided : ['    what patients have decided is not counted: there is no store to read']),
  ];
}
