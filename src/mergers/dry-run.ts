import type { SuccessionConfig } from '../config/successions.ts';
import type { Unit } from '../hsa/index.ts';
import { midnightOf } from '../hsa/succession/successions.ts';
import { conflictsIn } from './conflicts.ts';
import type { Decided } from './decided.ts';
import type { DryRunParts } from './dry-run-parts.ts';
import { noStaff, type People, peopleAt } from './people.ts';
import type { MergedUnit, Merger, MergerReport, NamedUnit, Part } from './report.ts';

/** The next day of the configuration on which something merges, or the given one's; undefined when nothing does. */
export function mergerDay(successions: readonly SuccessionConfig[], now: Date): string | undefined {
  const days = successions.map(({ at }) => at).toSorted();
  return days.find((day) => (midnightOf(day) ?? 0) > now.getTime()) ?? days.at(-1);
}

/** What changes on the day. Reads and changes nothing. Throws DIRECTORY_UNAVAILABLE. */
export async function dryRun(parts: DryRunParts, day: string): Promise<MergerReport> {
  const { config, directory } = parts;
  const at = midnightOf(day) as number;
  const ofDay = config.successions.filter((one) => one.at === day);
  const people = await peopleAt(directory, new Date(at - 1), config.signIn.system);
  const ofProviders = ofDay.filter(({ kind }) => kind === 'care-provider');
  const mergers: Merger[] = [];
  for (const together of Map.groupBy(ofProviders, ({ into }) => into.toUpperCase()).values())
    mergers.push(await mergerOf(parts, together, people, at));
  const units: MergedUnit[] = await Promise.all(
    ofDay.flatMap(({ kind, from, into }) => {
      if (kind === 'care-provider') return [];
      return Promise.all([named(parts, from), named(parts, into)]).then((both) => ({
        ...{ kind, from: both[0], into: both[1] },
      }));
    }),
  );
  return {
    day,
    at: new Date(at).toISOString(),
    mergers,
    units,
    named: namedIn(config, new Set(ofDay.map(({ from }) => from.toUpperCase()))),
    counted: parts.decided !== undefined,
    peopleTold: people.told,
    conflicts: await conflictsIn(parts, ofDay, mergers, people),
  };
}

async function mergerOf(
  parts: DryRunParts,
  together: readonly SuccessionConfig[],
  people: People,
  at: number,
): Promise<Merger> {
  const into = together[0]?.into ?? '';
  const names = [...together.map(({ from }) => from), into];
  const decided = await parts.decided?.({
    careProviders: names.map((name) => name.toUpperCase()),
    at: new Date(at).toISOString(),
  });
  const all = await Promise.all(
    names.map(async (hsaId) => {
      const { value: careUnits } = await parts.directory.careUnitsOf(hsaId);
      return partOf(await named(parts, hsaId), hsaId === into, careUnits, people, decided ?? []);
    }),
  );
  const total = all.reduce((sum, { careUnits }) => sum + careUnits.length, 0);
  return {
    into: await named(parts, into),
    parts: all.map((part) => ({ ...part, gained: total - part.careUnits.length })),
  };
}

function partOf(
  provider: NamedUnit,
  stays: boolean,
  careUnits: readonly Unit[],
  people: People,
  decided: readonly Decided[],
): Part {
  const { readers, assignments, officers, managers } = people.staff.get(provider.hsaId.toUpperCase()) ?? noStaff();
  const counted = (what: Decided['what']) =>
    decided.find((one) => one.what === what && one.careProvider === provider.hsaId.toUpperCase())?.count ?? 0;
  return {
    ...provider,
    stays,
    careUnits: careUnits.map(({ hsaId, name }) => ({ hsaId, name })),
    assignments: assignments.size,
    readers: readers.size,
    gained: 0,
    officers: [...officers].toSorted(),
    managers: [...managers].toSorted(),
    outerBlocks: counted('outer-block'),
    innerBlocks: counted('inner-block'),
    consents: counted('consent'),
    refusals: counted('refusal'),
    relations: counted('relation'),
  };
}

async function named({ directory }: Pick<DryRunParts, 'directory'>, hsaId: string): Promise<NamedUnit> {
  const { value } = await directory.object(hsaId);
  return { hsaId, name: value?.name };
}

/** Entries that name one that ends. */
function namedIn(config: DryRunParts['config'], ending: ReadonlySet<string>): MergerReport['named'] {
  const { sources, callers, routes, access, audit, followUp, portal } = config;
  const permitted = callers.flatMap(({ permissions }) => permissions.map(({ address }) => address));
  const strangersTo = audit.strangersTo === undefined ? [] : [audit.strangersTo];
  const keys: readonly (readonly [string, readonly string[]])[] = [
    ['sources[].careProvider', sources.map(({ careProvider }) => careProvider)],
    ['callers[].careProvider', callers.map(({ careProvider }) => careProvider)],
    ['callers[].careUnit', callers.flatMap(({ careUnit }) => careUnit ?? [])],
    ['callers[].permissions[].address', permitted],
    ['routes[].address', routes.map(({ address }) => address)],
    ['access.providers[].careProvider', access.providers.map(({ careProvider }) => careProvider)],
    ['portal.units[].careUnit', portal.units.map(({ careUnit }) => careUnit)],
    ['audit.strangersTo', strangersTo],
    ['followUp.sources[].careProvider', followUp.sources.map(({ careProvider }) => careProvider)],
  ];
  return keys.flatMap(([key, ids]) =>
    [...new Set(ids.map((id) => id.toUpperCase()))].filter((id) => ending.has(id)).map((hsaId) => ({ key, hsaId })),
  );
}
