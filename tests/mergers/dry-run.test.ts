import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistry } from '../../src/access/registry/store.ts';
import { hsa } from '../../src/commands/hsa.ts';
import { merge } from '../../src/commands/hsa-merge.ts';
import type { Config } from '../../src/config.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory } from '../../src/hsa/index.ts';
import { DirectoryLimitation } from '../../src/hsa/limitation.ts';
import { decidedBy, dryRun, mergerDay } from '../../src/mergers/index.ts';
import type { Store } from '../../src/store/index.ts';
import { sampleAssertion, sampleBlock } from '../access/sample-registrations.ts';
import { demoConfig } from '../support/config.ts';
import { startPostgres } from '../support/postgres.ts';
import { openTestStore, type TestStore } from '../support/store.ts';

const [north, west, merged] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG', 'SE2321000999-DEMOVG'] as const;
const day = '2027-07-01';
const successions = [
  {
    kind: 'care-provider',
    from: north,
    into: merged,
    at: day,
    units: ['SE2321000230-DEMOMED', 'SE2321000222-DEMOMED'],
    intoIsNew: true,
  },
  { kind: 'care-provider', from: west, into: merged, at: day, intoIsNew: true },
  { kind: 'unit', from: 'SE2321000230-DEMOHC1', into: 'SE2321000230-DEMOMED', at: day },
] as const;
const config = demoConfig((file) => {
  file.successions = successions;
  file.access.providers.push({ careProvider: west, ownDataWithoutRelation: true, relations: 'national' });
  file.access.services.push({ name: 'national', url: 'https://national.example.se' });
});
const postgres = await startPostgres();
afterAll(() => postgres?.stop());

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])(
  'the dry run over %s',
  { timeout: 60_000 },
  (engine) => {
    let store: Store;
    let close: TestStore['close'];

    beforeAll(async () => {
      ({ store, close } = await openTestStore(engine, postgres));
      const registry = createRegistry(store);
      const at = new Date('2026-05-01T08:00:00Z');
      const over = '2026-06-01T00:00:00.000Z';
      for (const block of [
        sampleBlock(),
        sampleBlock(),
        sampleBlock({ careProvider: merged }),
        sampleBlock({ kind: 'inner', careUnit: 'SE2321000222-DEMOMED' }),
      ])
        await registry.add({ ...block, subject: 'block', end: undefined, content: block }, at);
      for (const [assertion, end] of [
        [sampleAssertion(), undefined],
        [sampleAssertion({ end: over }), over],
        [sampleAssertion({ kind: 'refused' }), undefined],
        [sampleAssertion({ kind: 'child' }), undefined],
      ] as const)
        await registry.add({ ...assertion, subject: 'assertion', end, content: assertion }, at);
      const lifted = sampleBlock();
      await registry.add({ ...lifted, subject: 'block', end: undefined, content: lifted }, at);
      await registry.addEvent('block', lifted.id, 'cancelled', lifted.registration, at);
    });
    afterAll(() => close());

    it('counts what stands, by care provider', async () => {
      const directory = await createDirectory(config.directory, createEvents());
      const report = await dryRun({ config, directory, decided: (question) => decidedBy(store, question) }, day);
      expect(report).toMatchObject({ at: '2027-06-30T22:00:00.000Z', counted: true });
      const [merger] = report.mergers;
      const parts = Object.fromEntries((merger?.parts ?? []).map((part) => [part.hsaId, part]));
      expect(parts[west]).toMatchObject({ outerBlocks: 2, innerBlocks: 1, consents: 0 });
      expect(parts[north]).toMatchObject({ outerBlocks: 0, consents: 1, refusals: 1, relations: 0, stays: false });
      expect(parts[merged]).toMatchObject({ stays: true, careUnits: [], outerBlocks: 1 });
      expect(parts[north]?.gained).toBe(parts[west]?.careUnits.length);
      expect(parts[north]?.readers).toBeGreaterThan(3);
      expect(parts[north]?.officers).toContain('SE2321000230-DEMOSAKERHET');
      expect(report.units).toMatchObject([{ kind: 'unit', from: { hsaId: 'SE2321000230-DEMOHC1' } }]);
      expect(report.named).toContainEqual({ key: 'sources[].careProvider', hsaId: north });
      const conflicts = report.conflicts.map(({ code, hsaId }) => `${code} ${hsaId}`);
      expect(conflicts).toEqual(
        expect.arrayContaining([
          `unknown-in-directory ${merged}`,
          `units-not-listed ${north}`,
          `units-not-listed ${west}`,
          'unit-of-another SE2321000222-DEMOMED',
          `other-master ${west}`,
          `decided-otherwise ${west}`,
          `blocked-before-its-day ${merged}`,
          'faulty-assignment SE2321000230-DEMOFELVOB',
        ]),
      );
    });
  },
);

it('says that people are not counted where the directory cannot tell who holds assignments', async () => {
  const directory = await createDirectory(config.directory, createEvents());
  const commissions = async () => {
    throw new DirectoryLimitation('which assignments there are');
  };
  const services = { ...directory, commissions };
  const report = await dryRun({ config, directory: services, decided: undefined }, day);
  expect(report).toMatchObject({ peopleTold: false, counted: false });
  expect(report.mergers[0]?.parts.map(({ careUnits }) => careUnits.length > 0)).toContain(true);
  expect(await merge(config as Config, services, { 'dry-run': true })).toContain(
    '    people are not counted: the care directory cannot tell who holds assignments',
  );
});

describe('npm run hsa -- merge', () => {
  async function run(...args: string[]): Promise<{ code: number; text: string }> {
    let text = '';
    const out = new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    });
    return { code: await hsa(args, { ...config, dataDir: '/nonexistent' }, out), text };
  }

  it('lists what changes, for people and for programs', async () => {
    const { code, text } = await run('merge', '--dry-run');
    expect(code).toBe(0);
    expect(text).toContain(`takes over 2.`);
    expect(text).toContain('there is no store to read');
    expect(JSON.parse((await run('merge', '--dry-run', '--json')).text)).toMatchObject({ day, counted: false });
  });

  it('finds nothing on another day, and takes no day that is none', async () => {
    await expect(run('merge', '--dry-run', '--at', '2027-07-02')).rejects.toMatchObject({
      code: 'COMMAND_INVALID',
      message: expect.stringContaining('No merger is configured'),
    });
    await expect(run('merge', '--dry-run', '--at', '2027-02-30')).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
  });

  it('tells how a merger is enacted, and does nothing', async () => {
    expect((await run('merge')).text).toContain('kind: care-provider');
  });

  it('means the next day of the configuration', () => {
    const days = [...successions, { ...successions[0], from: merged, into: 'SE1-X', at: '2028-01-01' }];
    expect(mergerDay(days, new Date('2027-08-01'))).toBe('2028-01-01');
    expect(mergerDay(days, new Date('2029-08-01'))).toBe('2028-01-01');
    expect(mergerDay([], new Date())).toBeUndefined();
  });
});
