import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import type { Known } from '../../src/engagements/index.ts';
import type { OverviewRequest } from '../../src/overview/index.ts';
import { asker, fhir, ncs, overviewOver, patient, request, vas } from './asking.ts';
import { scriptedGatekeeper } from './gatekeepers.ts';

type Index = 'required' | 'optional' | 'none';
type File = { sources: { hsaId: string; index: Index; aggregates: boolean }[]; routes: object[] };

/** An overview whose sources use the index as told; gives whom it asked, and what Coverage says of each. */
async function asked({
  uses,
  known,
  change = {},
  bend = () => undefined,
  persons,
  emergency = false,
}: {
  readonly uses: Readonly<Partial<Record<string, Index>>>;
  readonly known: Partial<Known> | undefined;
  readonly change?: Partial<OverviewRequest>;
  readonly bend?: (file: File) => void;
  readonly emergency?: boolean;
  readonly persons?: Parameters<typeof overviewOver>[4];
}) {
  const sources = asker({});
  const lookups: unknown[] = [];
  const configure = (config: unknown) => {
    const file = config as File;
    for (const source of file.sources) source.index = uses[source.hsaId] ?? 'none';
    bend(file);
  };
  const consent = emergency ? ({ known: true, value: { state: 'emergency' } } as never) : undefined;
  const gatekeeper = (config: Config) => scriptedGatekeeper(config, { consent });
  const overview = overviewOver(sources, configure, [], undefined, persons, undefined, gatekeeper, {
    known: async (patients, { serviceDomain }) => {
      lookups.push([patients.map(({ id }) => id), serviceDomain]);
      return known && { at: [], fresh: new Set(), ...known };
    },
  });
  const { coverage } = await overview.ask(request(change));
  return {
    asked: sources.asked.map(({ source }) => source).sort(),
    told: Object.fromEntries(
      coverage.map((line) => [
        line.source,
        line.outcome === 'not-asked' ? line.reason : line.notes.filter((note) => note.startsWith('index')),
      ]),
    ),
    lookups,
  };
}

const at = (sourceSystem: string, logicalAddress = sourceSystem) => ({ sourceSystem, logicalAddress });
const all = [fhir, ncs, vas].sort();

describe('the engagement index', () => {
  it('is not asked where no source is to be left out by it', async () => {
    expect(await asked({ uses: {}, known: undefined })).toMatchObject({ asked: all, lookups: [] });
  });

  it('leaves out those that know nothing of the patient, asked once for all', async () => {
    const {
      asked: some,
      told,
      lookups,
    } = await asked({ uses: { [vas]: 'required', [ncs]: 'required' }, known: { at: [at(ncs.toLowerCase())] } });
    expect(some).toEqual([fhir, ncs].sort());
    expect(told).toMatchObject({ [vas]: 'no-engagement', [ncs]: [], [fhir]: [] });
    expect(lookups).toEqual([[[patient.id], 'riv:clinicalprocess:healthcond:description']]);
  });

  it('knows a system by an address that leads to it too', async () => {
    const route = { address: 'SE2321000230-DEMOVE1', contract: '*', source: vas };
    const bend = (file: File) => file.routes.push(route);
    const { asked: some } = await asked({
      uses: { [vas]: 'required' },
      known: { at: [at('SE-X', route.address)] },
      bend,
    });
    expect(some).toEqual(all);
  });

  it('is no reason to leave anybody out when it does not answer, and that is said', async () => {
    const { asked: some, told } = await asked({ uses: { [vas]: 'required', [ncs]: 'optional' }, known: undefined });
    expect(some).toEqual(all);
    expect(told).toMatchObject({ [vas]: ['index-unavailable'], [ncs]: ['index-unavailable'], [fhir]: [] });
  });

  it('counts for an optional source only while its list is fresh', async () => {
    const uses = { [vas]: 'optional', [ncs]: 'optional' } as const;
    const { asked: some, told } = await asked({ uses, known: { fresh: new Set([ncs]) } });
    expect(some).toEqual([fhir, vas].sort());
    expect(told).toMatchObject({ [vas]: ['index-may-lag'], [ncs]: 'no-engagement' });
  });

  it('does not count for a system that is addressed itself', async () => {
    const change = { logicalAddress: vas };
    expect(await asked({ uses: { [vas]: 'required' }, known: {}, change })).toMatchObject({
      asked: [vas],
      lookups: [],
    });
  });

  it('does not count where every system is meant', async () => {
    const change = { everySource: true };
    expect(await asked({ uses: { [vas]: 'required' }, known: {}, change })).toMatchObject({ asked: all, lookups: [] });
  });

  it('does not count in an emergency', async () => {
    const seen = await asked({ uses: { [vas]: 'required' }, known: {}, emergency: true });
    expect(seen).toMatchObject({ asked: all, lookups: [] });
  });

  it('cannot tell of a source that is asked under a local number', async () => {
    const local = { id: '19121212121A', type: '1.2.752.269.1.1' };
    const person = { identity: patient, linked: [local] };
    const persons = { person: async () => ({ status: 'known', person }) } as never;
    const { asked: some } = await asked({ uses: { [vas]: 'required', [fhir]: 'required' }, known: {}, persons });
    expect(some.filter((each) => each !== ncs)).not.toContain(vas);
    expect(some).toContain(fhir);
  });
});
