import { describe, expect, it } from 'vitest';
import { createEvents } from '../../../src/events.ts';
import { createCache, liveDirectoryPolicy } from '../../../src/hsa/cache.ts';
import { directoryOver } from '../../../src/hsa/directory.ts';
import { loadLdifDirectory } from '../../../src/hsa/ldif-source.ts';
import type { DirectoryObject } from '../../../src/hsa/model.ts';
import type { DirectorySource } from '../../../src/hsa/source.ts';
import { createSuccessions } from '../../../src/hsa/succession/successions.ts';

const [north, west, merged] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG', 'SE2321000999-DEMOVG'] as const;
const midnight = Date.parse('2026-12-31T23:00:00Z');
const [before, after] = [new Date(midnight - 1_000), new Date(midnight)];
const physician = 'SE2321000230-DEMOLAKARE';
const successions = createSuccessions(
  [north, west].map((from) => ({ kind: 'care-provider', from, into: merged, at: '2027-01-01' })),
);

/** The demo's directory; `change` is what has become of the old care provider in it. */
async function directoryWhere(change: (object: DirectoryObject) => DirectoryObject, now = after) {
  const source = await loadLdifDirectory('config/hsa/demo.ldif', createEvents());
  const changed: DirectorySource = {
    ...source,
    byHsaId: async (hsaId) => (await source.byHsaId(hsaId)).map(change),
  };
  const cache = createCache(liveDirectoryPolicy, Date.now, createEvents());
  return directoryOver(changed, cache, () => now.getTime(), successions);
}
const asItIs = (object: DirectoryObject) => object;
const ended = (object: DirectoryObject): DirectoryObject =>
  object.hsaId === north
    ? { ...object, archived: true, period: { from: undefined, to: new Date(midnight).toISOString() } }
    : object;

describe('an assignment under a care provider that merges', () => {
  it('is of the old one until midnight, of the new one from then on', async () => {
    const directory = await directoryWhere(asItIs);
    const providers = async (at: Date) =>
      (await directory.commissionsOf(physician, at)).value.assignments.map(
        ({ careProvider, formerProvider, takenOver }) => [careProvider.hsaId, formerProvider?.hsaId, takenOver],
      );
    expect(new Set((await providers(before)).flat())).toEqual(new Set([north, undefined]));
    expect((await providers(after))[0]).toEqual([merged, north, [north, west]]);
    expect(await providers(after)).toHaveLength((await providers(before)).length);
  });

  it('goes on when the directory archives the old one on the day', async () => {
    const directory = await directoryWhere(ended);
    const { assignments, omitted } = (await directory.commissionsOf(physician, after)).value;
    expect(assignments.map(({ careProvider }) => careProvider.hsaId)).toContain(merged);
    expect(omitted).toEqual((await (await directoryWhere(asItIs)).commissionsOf(physician, after)).value.omitted);
  });

  it('is held by the same people', async () => {
    const directory = await directoryWhere(asItIs);
    const holders = async (at: Date) =>
      (await directory.holdersOf('SE2321000230-DEMOMEDVOB', at)).value.map(({ person }) => person.hsaId);
    expect(await holders(after)).toEqual(await holders(before));
  });

  it('and a unit’s care provider is asked of now', async () => {
    for (const [now, hsaId] of [
      [before, north],
      [after, merged],
    ] as const) {
      const { value } = await (await directoryWhere(asItIs, now)).careProviderOf('SE2321000230-DEMOMED');
      expect(value).toMatchObject({ kind: 'found', value: { hsaId } });
    }
  });
});
