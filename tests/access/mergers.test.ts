import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRegistrations } from '../../src/access/create-registrations.ts';
import type { Actor, Decision } from '../../src/access/index.ts';
import { createGatekeeper } from '../../src/access/index.ts';
import { createLocalFacts } from '../../src/access/local-facts.ts';
import { createRegistry, type Registry } from '../../src/access/registry/store.ts';
import type { SuccessionConfig } from '../../src/config/successions.ts';
import type { Config } from '../../src/config.ts';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory, type Directory } from '../../src/hsa/index.ts';
import { successionsOf } from '../../src/hsa/succession/successions.ts';
import type { Store } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { startPostgres } from '../support/postgres.ts';
import { openTestStore, type TestStore } from '../support/store.ts';
import { registrar, sampleAssertion, sampleBlock, sampleRelation, tolvan } from './sample-registrations.ts';

const [north, west, merged] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG', 'SE2321000999-DEMOVG'] as const;
const [unit, sibling, unitWest] = ['SE2321000230-DEMOMED', 'SE2321000230-DEMOHC1', 'SE2321000222-DEMOMED'] as const;
const employee = 'SE2321000230-DEMOLAKARE';
const place = { careProvider: north, careUnit: unit, employee };
const physician: Actor = {
  hsaId: employee,
  name: undefined,
  commission: 'SE2321000230-DEMOMEDVOB',
  purpose: 'Vård och behandling',
  careProvider: north,
  careUnit: undefined,
  assurance: 'loa3',
  issuer: 'https://idp.example.se',
};

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
let directory: Directory;
beforeAll(async () => {
  directory = await createDirectory(demoConfig().directory, createEvents());
});

const nothing = () => Promise.resolve();
type Acts = ReturnType<typeof createRegistrations>;
/** What had been registered, what is read, and by which rule before and after. */
const rows: [string, (acts: Acts, now: Date) => Promise<unknown>, BridgeRecord, string, string][] = [
  [
    'what took consent takes none',
    nothing,
    record(west, unitWest),
    'other-provider/consent-none/no-block',
    'own-provider/ordinary/no-block',
  ],
  [
    'an outer block stands, as an inner one',
    (acts) => acts.registerBlock(registrar, sampleBlock({ careProvider: west })),
    record(west, unitWest),
    'other-provider/consent-none/outer',
    'own-provider/ordinary/inner',
  ],
  [
    'an inner block stands',
    (acts) => acts.registerBlock(registrar, sampleBlock({ kind: 'inner', careProvider: west, careUnit: unitWest })),
    record(west, unitWest),
    'other-provider/consent-none/inner',
    'own-provider/ordinary/inner',
  ],
  [
    'an outer block still hides nothing from the region’s own',
    (acts) => acts.registerBlock(registrar, sampleBlock({ careProvider: north })),
    record(north, sibling),
    'own-provider/ordinary/no-block',
    'own-provider/ordinary/no-block',
  ],
  [
    'a no goes on',
    (acts) => acts.registerAssertion(registrar, sampleAssertion({ ...place, kind: 'refused', employee: undefined })),
    record(west, unitWest),
    'other-provider/consent-refused/no-block',
    'other-provider/consent-refused/no-block',
  ],
  [
    'a no is about others’ alone',
    (acts) => acts.registerAssertion(registrar, sampleAssertion({ ...place, kind: 'refused', employee: undefined })),
    record(north, sibling),
    'own-provider/ordinary/no-block',
    'own-provider/ordinary/no-block',
  ],
  [
    'a yes counts towards strangers',
    (acts) => acts.registerAssertion(registrar, sampleAssertion(place)),
    record('SE5555555555-DEMOVG', 'SE5555555555-DEMOVE'),
    'other-provider/consent-given/no-block',
    'other-provider/consent-given/no-block',
  ],
  ['the own unit is the own unit', nothing, record(north, unit), 'own-unit/no-block', 'own-unit/no-block'],
];

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])('a merger over %s', { timeout: 60_000 }, (engine) => {
  let store: Store;
  let close: TestStore['close'];
  let registry: Registry;

  beforeAll(async () => {
    ({ store, close } = await openTestStore(engine, postgres));
    registry = createRegistry(store);
  });
  beforeEach(() => store.db.deleteFrom('bridge.registration').execute());
  afterAll(() => close());

  /** What becomes of a record that the physician asks for at the instant. */
  async function read(
    config: Config,
    about: BridgeRecord,
    at: Date,
    commissionsOf: Directory['commissionsOf'] = directory.commissionsOf,
  ): Promise<Decision> {
    const gate = createGatekeeper({
      config,
      directory: { commissionsOf },
      facts: createLocalFacts(registry, successionsOf(config)),
      unableToDecide: async () => ({ known: true, value: false, asOf: at.toISOString(), from: 'bridge' }),
    });
    const certificate = { subject: '', issuer: '', serial: '', fingerprint: '', validFrom: '', validTo: '' };
    const caller = { hsaId: employee, kind: 'person', name: '', organisation: undefined, loa: 3, certificate } as const;
    const admission = await gate.admit({
      ...{ correlationId: 'c', contract: 'GetDiagnosis:2', caller, actor: physician },
      ...{ patients: [tolvan], patientProtected: false, choice: true, at },
    });
    expect(admission.decision.outcome).toBe('permit');
    return (await admission.judge([about])).judgements[0] as Decision;
  }

  describe.each([
    ['at new year', '2027-01-01', '2026-12-31T23:00:00Z'],
    ['in summer time', '2027-07-01', '2027-06-30T22:00:00Z'],
  ])('%s', (_when, day, midnight) => {
    const [before, after] = [-1_000, 0].map((off) => new Date(Date.parse(midnight) + off)) as [Date, Date];
    const successions = [entry(north, day, [unit, sibling]), entry(west, day, [unitWest])];
    const without = demoConfig() as Config;
    const config = demoConfig((file) => {
      file.successions = successions;
    }) as Config;

    it.each(rows)('%s', async (_what, register, about, ruleBefore, ruleAfter) => {
      const earlier = new Date(before.getTime() - 86_400_000);
      const acts = createRegistrations({
        registry,
        log: { append: nothing },
        masterOf: () => undefined,
        installation: { name: 'Test', kind: 'test' },
        emergencyHours: 8,
        now: () => earlier,
      });
      const end = new Date(after.getTime() + 86_400_000).toISOString();
      expect(await acts.registerRelation(registrar, sampleRelation(earlier, { ...place, end }))).toEqual({
        done: true,
      });
      await register(acts, earlier);
      expect((await read(config, about, before)).rule).toBe(ruleBefore);
      expect(await read(config, about, before)).toEqual(await read(without, about, before));
      expect((await read(config, about, after)).rule).toBe(ruleAfter);
      // So too when directory and record systems have taken up the new name.
      const { header } = about;
      const isOurs = header.careProvider === north || header.careProvider === west;
      const renamed = isOurs ? { ...about, header: { ...header, careProvider: merged } } : about;
      expect((await read(config, renamed, after, underNewName)).rule).toBe(ruleAfter);
      expect((await read(without, about, after)).rule).toBe(ruleBefore);
    });
  });

  const underNewName: Directory['commissionsOf'] = async (...asked) => {
    const found = await directory.commissionsOf(...asked);
    const assignments = found.value.assignments.map((one) => ({
      ...one,
      careProvider: { ...one.careProvider, hsaId: merged },
    }));
    return { ...found, value: { ...found.value, assignments } };
  };
});

function entry(from: string, at: string, units: string[]): SuccessionConfig {
  return { kind: 'care-provider', from, into: merged, at, units };
}

function record(careProvider: string, careUnit: string): BridgeRecord {
  return {
    contract: 'GetDiagnosis:2',
    header: {
      ...{ documentId: '1', sourceSystem: 'SE1-S', patient: tolvan, time: '20240101000000' },
      ...{ careUnit, careProvider, approvedForPatient: true, nullified: false },
    },
    data: {},
  };
}
