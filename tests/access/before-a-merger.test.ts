import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertionKinds } from '../../src/access/consents/assertion.ts';
import { type Actor, createGatekeeper } from '../../src/access/index.ts';
import { createLocalFacts } from '../../src/access/local-facts.ts';
import type { Registered, Registry } from '../../src/access/registry/store.ts';
import type { SuccessionConfig } from '../../src/config/successions.ts';
import type { Config } from '../../src/config.ts';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory, type Directory, successionsOf } from '../../src/hsa/index.ts';
import { demoConfig } from '../support/config.ts';
import { clinic, sampleAssertion, sampleBlock, sampleRelation, tolvan } from './sample-registrations.ts';

const [north, west, merged] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG', 'SE2321000999-DEMOVG'] as const;
const [unit, sibling, unitWest] = ['SE2321000230-DEMOMED', 'SE2321000230-DEMOHC1', 'SE2321000222-DEMOMED'] as const;
const midnight = Date.parse('2026-12-31T23:00:00Z');
const start = Date.parse('2026-06-01T00:00:00Z');
const without = demoConfig() as Config;

const opened = new Map<string, Promise<Directory>>();
function directoryWith(successions: readonly SuccessionConfig[]): Promise<Directory> {
  const key = JSON.stringify(successions);
  const parts = { now: () => start, successions: successionsOf({ successions }) };
  const found = opened.get(key) ?? createDirectory(demoConfig().directory, createEvents(), parts);
  opened.set(key, found);
  return found;
}

const someProvider = fc.constantFrom(north, west, merged);
const someUnit = fc.constantFrom(unit, sibling, unitWest);
const someSuccessions = fc.constantFrom<SuccessionConfig[]>(
  [
    { kind: 'care-provider', from: north, into: merged, at: '2027-01-01', units: [unit, sibling] },
    { kind: 'care-provider', from: west, into: merged, at: '2027-01-01' },
  ],
  [{ kind: 'care-provider', from: west, into: north, at: '2027-01-01' }],
  [
    { kind: 'care-provider', from: north, into: west, at: '2027-01-01' },
    { kind: 'unit', from: sibling, into: unit, at: '2027-02-01' },
    { kind: 'unit-renamed', from: unit, into: unitWest, at: '2027-01-01' },
  ],
);

const someBlock = fc
  .record({ kind: fc.constantFrom('inner', 'outer'), careProvider: someProvider, careUnit: someUnit } as const)
  .map(({ careUnit, ...block }) => sampleBlock({ ...block, careUnit: block.kind === 'inner' ? careUnit : undefined }));
const someAssertion = fc
  .record({
    kind: fc.constantFrom(...assertionKinds),
    careProvider: someProvider,
    careUnit: someUnit,
    isHers: fc.boolean(),
  })
  .map(({ isHers, ...given }) => sampleAssertion({ ...given, employee: isHers ? clinic.employee : undefined }));

/** What is registered, as the registry gives it. */
function registryOf(blocks: readonly object[], assertions: readonly object[]): Registry {
  const relation = sampleRelation(new Date(start), { ...clinic, careUnit: unit, end: '2099-01-01T00:00:00.000Z' });
  const rows = { block: blocks, revoke: [], assertion: assertions, relation: [relation] } as const;
  const ofPatient = async (subjects: readonly (keyof typeof rows)[], question: { careProviders?: readonly string[] }) =>
    subjects.flatMap((subject) =>
      (rows[subject] as readonly { careProvider: string }[])
        .filter(({ careProvider }) => question.careProviders?.includes(careProvider.toUpperCase()) ?? true)
        .map((content) => ({
          ...{ subject, parent: undefined, patient: tolvan, end: undefined, events: {}, content },
          ...{ careProvider: content.careProvider, recordedAt: new Date(start).toISOString() },
        })),
    ) as Registered<never>[];
  return { ofPatient } as unknown as Registry;
}

const physician: Actor = {
  hsaId: clinic.employee,
  name: undefined,
  commission: 'SE2321000230-DEMOMEDVOB',
  purpose: 'Vård och behandling',
  careProvider: undefined,
  careUnit: undefined,
  assurance: 'loa3',
  issuer: 'https://idp.example.se',
};

async function decided(config: Config, registry: Registry, records: readonly BridgeRecord[], at: Date) {
  const gate = createGatekeeper({
    config,
    directory: await directoryWith(config.successions),
    facts: createLocalFacts(registry, successionsOf(config)),
    unableToDecide: async () => ({ known: true, value: false, asOf: at.toISOString(), from: 'bridge' }),
  });
  const certificate = { subject: '', issuer: '', serial: '', fingerprint: '', validFrom: '', validTo: '' };
  const hsaId = clinic.employee;
  const admission = await gate.admit({
    caller: { hsaId, kind: 'person', name: '', organisation: undefined, loa: 3, certificate },
    ...{
      correlationId: 'c',
      contract: 'GetDiagnosis:2',
      actor: physician,
      patients: [tolvan],
      patientProtected: false,
    },
    ...{ choice: true, at },
  });
  return { ...admission, judged: (await admission.judge(records)).judgements };
}

const records = [north, west, merged].flatMap((careProvider) =>
  [unit, sibling, unitWest].map(
    (careUnit): BridgeRecord => ({
      contract: 'GetDiagnosis:2',
      header: {
        ...{ documentId: '1', sourceSystem: 'SE1-S', patient: tolvan, time: '20240101000000' },
        ...{ careUnit, careProvider, approvedForPatient: true, nullified: false },
      },
      data: {},
    }),
  ),
);

it('until the day of a merger every decision is as it would be without', { timeout: 30_000 }, async () => {
  let differed = 0;
  await fc.assert(
    fc.asyncProperty(
      someSuccessions,
      fc.array(someBlock, { maxLength: 2 }),
      fc.array(someAssertion, { maxLength: 2 }),
      fc.integer({ min: start, max: midnight - 1 }),
      async (successions, blocks, assertions, instant) => {
        const registry = registryOf(blocks, assertions);
        const config = { ...without, successions };
        const at = new Date(instant);
        const { judge: _, ...told } = await decided(config, registry, records, at);
        const { judge: __, ...expected } = await decided(without, registry, records, at);
        expect(told).toEqual(expected);
        // That there is something to differ in is seen a moment after.
        const after = await decided(config, registry, records, new Date(midnight));
        if (JSON.stringify(after.judged) !== JSON.stringify(expected.judged)) differed += 1;
      },
    ),
    { numRuns: 150 },
  );
  expect(differed).toBeGreaterThan(0);
});
