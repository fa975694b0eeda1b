import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRegistrations } from '../../src/access/create-registrations.ts';
import type { InformationEntity } from '../../src/access/facts.ts';
import type { ForeignMaster } from '../../src/access/foreign-master.ts';
import { createLocalFacts } from '../../src/access/local-facts.ts';
import type { Outcome } from '../../src/access/registrations.ts';
import { createRegistry, type Registry } from '../../src/access/registry/store.ts';
import type { AuditEntry } from '../../src/audit/index.ts';
import { BridgeError } from '../../src/errors.ts';
import type { Store } from '../../src/store/index.ts';
import { startPostgres } from '../support/postgres.ts';
import { openTestStore, type TestStore } from '../support/store.ts';
import {
  action,
  clinic,
  owner,
  registrar,
  sampleAssertion,
  sampleBlock,
  sampleEmergency,
  sampleRelation,
  sampleRevoke,
  tolvan,
} from './sample-registrations.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
const hour = 3_600_000;
const done = { done: true };
const entity: InformationEntity = { ...owner, start: undefined, end: undefined, type: undefined };

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])(
  'registrations over %s',
  { timeout: 60_000 },
  (engine) => {
    let store: Store;
    let close: TestStore['close'];
    let registry: Registry;

    beforeAll(async () => {
      ({ store, close } = await openTestStore(engine, postgres));
      registry = createRegistry(store);
    });
    beforeEach(() => store.db.deleteFrom('bridge.registration').execute());
    afterAll(() => close());

    /** A bridge's part with a clock that stands until it is moved. */
    function world({ master, broken = false }: { master?: Partial<ForeignMaster>; broken?: boolean } = {}) {
      let now = new Date('2026-05-01T08:00:00.000Z');
      const entries: AuditEntry[] = [];
      const registrations = createRegistrations({
        registry,
        log: {
          append: async (entry) => {
            if (broken) throw new BridgeError('AUDIT_UNAVAILABLE');
            entries.push(entry);
          },
        },
        masterOf: () => master as ForeignMaster | undefined,
        installation: { name: 'Test', kind: 'test' },
        emergencyHours: 8,
        now: () => now,
      });
      const facts = createLocalFacts(registry);
      return {
        registrations,
        entries,
        now: () => now,
        wait: (milliseconds: number) => {
          now = new Date(now.getTime() + milliseconds);
        },
        actions: () => entries.map(({ action, outcome }) => `${action} ${outcome}`),
        consent: async (reader = clinic) => known(await facts.consent(reader, [tolvan], now)),
        relation: async (reader = clinic) => known(await facts.relation(reader, [tolvan], now)),
        block: async (reader = clinic) =>
          known(
            (await facts.blocks(reader, [tolvan], [entity], now))[0] as Awaited<ReturnType<typeof facts.blocks>>[0],
          ),
      };
    }

    it('lets a consent count from its registration until it is cancelled', async () => {
      const { registrations, consent, wait, actions } = world();
      const given = sampleAssertion();
      expect((await consent()).state).toBe('none');
      expect(await registrations.registerAssertion(registrar, given)).toEqual(done);
      expect(await consent()).toEqual({ state: 'given', assertionId: given.id, until: undefined, opened: false });
      wait(hour);
      expect(await registrations.cancelAssertion(registrar, given.id, action)).toEqual(done);
      expect((await consent()).state).toBe('none');
      expect(actions()).toEqual(['consent:register released', 'consent:cancel released']);
    });

    it('lets a consent count at its own care provider alone', async () => {
      const { registrations, consent } = world();
      const given = sampleAssertion(owner);
      expect(await registrations.registerAssertion(registrar, given)).toEqual(done);
      expect((await consent()).state).toBe('none');
      expect(await registrations.assertions({ patients: [tolvan], careProvider: given.careProvider })).toHaveLength(1);
      expect(await registrations.assertions({ patients: [tolvan], careProvider: clinic.careProvider })).toEqual([]);
    });

    it('keeps what was known then', async () => {
      const { registrations, now, wait } = world();
      const given = sampleAssertion();
      await registrations.registerAssertion(registrar, given);
      const between = now();
      wait(hour);
      await registrations.cancelAssertion(registrar, given.id, { ...action, reason: 'Patienten ångrar sig.' });
      const kept = async (asOf?: Date) => (await registrations.assertions({ patients: [tolvan], asOf }))[0];
      expect((await kept(between))?.cancelled).toBeUndefined();
      expect(await kept()).toMatchObject({
        ...plain(given),
        start: between.toISOString(),
        recordedAt: between.toISOString(),
        cancelled: { action: { reason: 'Patienten ångrar sig.' }, recordedAt: now().toISOString() },
      });
      expect(await kept(new Date(between.getTime() - 1))).toBeUndefined();
      expect(await registrations.assertionsSince(clinic.careProvider, now(), 10)).toHaveLength(1);
      wait(1);
      expect(await registrations.assertionsSince(clinic.careProvider, now(), 10)).toHaveLength(0);
    });

    it('takes the same id once', async () => {
      const { registrations } = world();
      const given = sampleAssertion();
      await registrations.registerAssertion(registrar, given);
      const again = { ...given, registration: { ...action, registeredAt: '2026-05-01T08:00:05.000Z' } };
      expect(complaintOf(await registrations.registerAssertion(registrar, again))).toBe('ALREADYEXISTS');
      const other = { ...given, careUnit: owner.careUnit };
      expect(complaintOf(await registrations.registerAssertion(registrar, other))).toBe('INVALIDSTATE');
      await registrations.deleteAssertion(registrar, given.id, action);
      expect(complaintOf(await registrations.registerAssertion(registrar, given))).toBe('INVALIDSTATE');
      expect(complaintOf(await registrations.cancelAssertion(registrar, given.id, action))).toBe('INVALIDSTATE');
      const unknown = sampleAssertion().id;
      expect(complaintOf(await registrations.cancelAssertion(registrar, unknown, action))).toBe('NOTFOUND');
    });

    it('lets one of two simultaneous registrations win', async () => {
      const { registrations } = world();
      const given = sampleAssertion();
      const both = await Promise.all([1, 2].map(() => registrations.registerAssertion(registrar, given)));
      expect(both.filter((outcome) => outcome.done)).toHaveLength(1);
    });

    it('prefers the patient’s own yes, and else what came last', async () => {
      const { registrations, consent, wait } = world();
      const register = async (...[assertion]: Parameters<typeof sampleAssertion>) => {
        wait(1_000);
        const one = assertion?.kind === 'emergency' ? sampleEmergency() : sampleAssertion(assertion);
        await registrations.registerAssertion(registrar, one);
        return one;
      };
      await register({ kind: 'refused' });
      expect((await consent()).state).toBe('refused');
      await register({ kind: 'emergency' });
      expect((await consent()).state).toBe('emergency');
      await register({ kind: 'refused' });
      expect((await consent()).state).toBe('refused');
      await register({ kind: 'given' });
      await register({ kind: 'emergency' });
      expect((await consent()).state).toBe('given');
    });

    it('knows a consent for one employee from one for the unit', async () => {
      const { registrations, consent } = world();
      await registrations.registerAssertion(registrar, sampleAssertion());
      const colleague = { ...clinic, employee: 'SE2321000230-DEMOKOLLEGA' };
      expect((await consent(colleague)).state).toBe('none');
      await registrations.registerAssertion(registrar, sampleAssertion({ employee: undefined }));
      expect((await consent(colleague)).state).toBe('given');
      expect((await consent({ ...colleague, careUnit: 'SE2321000230-DEMOVE2' })).state).toBe('none');
    });

    it('takes an emergency in two steps, for its hours', async () => {
      const { registrations, consent, wait, entries } = world();
      const declared = sampleEmergency();
      await registrations.registerAssertion(registrar, declared);
      expect(await consent()).toMatchObject({ state: 'emergency', opened: false, until: '2026-05-01T16:00:00.000Z' });
      expect(complaintOf(await registrations.registerAssertion(registrar, declared))).toBe('ALREADYEXISTS');
      wait(hour);
      expect(await registrations.openAssertion(registrar, declared.id, action)).toEqual(done);
      expect(await consent()).toMatchObject({ state: 'emergency', opened: true });
      expect(entries.map(({ action, activity, emergency }) => ({ action, activity, emergency }))).toEqual([
        { action: 'emergency:declare', activity: 'Nödöppning', emergency: true },
        { action: 'emergency:open', activity: 'Nödöppning', emergency: true },
      ]);
      expect(complaintOf(await registrations.openAssertion(registrar, declared.id, action))).toBe('ALREADYEXISTS');
      wait(7 * hour);
      expect((await consent()).state).toBe('none');
    });

    it('takes no emergency for later', async () => {
      const { registrations, now } = world();
      const later = { ...sampleEmergency(), start: new Date(now().getTime() + hour).toISOString() };
      expect(complaintOf(await registrations.registerAssertion(registrar, later))).toBe('VALIDATION');
    });

    it('does not open an emergency whose time is over, nor what has no steps', async () => {
      const { registrations, wait } = world();
      const [declared, given] = [sampleEmergency(), sampleAssertion()];
      for (const one of [declared, given]) await registrations.registerAssertion(registrar, one);
      expect(complaintOf(await registrations.openAssertion(registrar, given.id, action))).toBe('INVALIDSTATE');
      wait(9 * hour);
      expect(complaintOf(await registrations.openAssertion(registrar, declared.id, action))).toBe('INVALIDSTATE');
    });

    it('tells a current relation from an ended one', async () => {
      const { registrations, relation, now, wait } = world();
      const registered = sampleRelation(now());
      await registrations.registerRelation(registrar, registered);
      expect(await relation()).toEqual({ state: 'current', id: registered.id, until: registered.end });
      expect((await relation({ ...clinic, employee: 'SE2321000230-DEMOKOLLEGA' })).state).toBe('none');
      wait(hour);
      await registrations.endRelation(registrar, registered.id, action);
      expect(await relation()).toEqual({ state: 'ended', id: registered.id, until: now().toISOString() });
    });

    it('blocks at once, and lifts for whom and as long as it was lifted', async () => {
      const { registrations, block, now, wait, actions } = world();
      const registered = sampleBlock();
      expect(await block()).toBe('none');
      await registrations.registerBlock(registrar, registered);
      expect(await block()).toBe('outer');
      const lifted = sampleRevoke(now(), registered.id, { employee: clinic.employee });
      expect(await registrations.registerRevoke(registrar, lifted)).toEqual(done);
      expect(await block()).toBe('outer-lifted');
      expect(await block({ ...clinic, employee: 'SE2321000230-DEMOKOLLEGA' })).toBe('outer');
      wait(25 * hour);
      expect(await block()).toBe('outer');
      const again = sampleRevoke(now(), registered.id);
      await registrations.registerRevoke(registrar, again);
      expect(await block()).toBe('outer-lifted');
      await registrations.unregisterRevoke(registrar, again.id, action);
      expect(await block()).toBe('outer');
      await registrations.unregisterBlock(registrar, registered.id, action);
      expect(await block()).toBe('none');
      const [kept] = await registrations.blocks({ patients: [tolvan], careProvider: owner.careProvider });
      expect(kept).toMatchObject({
        ...plain(registered),
        cancelled: {},
        revokes: [{ id: again.id }, { id: lifted.id }],
      });
      expect(actions()).toEqual([
        'block:register released',
        'block:lift released',
        'block:lift released',
        'block:lift-end released',
        'block:unregister released',
      ]);
    });

    it('finds what was registered under any identity of the patient, in whatever case an HSA-id is written', async () => {
      const { registrations, now } = world();
      await registrations.registerBlock(registrar, sampleBlock({ careProvider: owner.careProvider.toLowerCase() }));
      const linked = { id: '191212121261', type: '1.2.752.129.2.1.3.3' };
      const facts = createLocalFacts(registry);
      const states = async (patients: (typeof tolvan)[]) =>
        (await facts.blocks(clinic, patients, [entity], now())).map((fact) => fact.known && fact.value);
      expect(await states([linked, tolvan])).toEqual(['outer']);
      expect(await states([linked])).toEqual(['none']);
    });

    it.each<[string, (now: Date) => [act: string, given: object]]>([
      ['an id that is no UUID', () => ['registerAssertion', sampleAssertion({ id: '1' })]],
      [
        'a patient that cannot exist',
        () => ['registerAssertion', sampleAssertion({ patient: { ...tolvan, id: '191212121213' } })],
      ],
      ['an end before its start', () => ['registerAssertion', sampleAssertion({ end: '2026-04-01T00:00:00Z' })]],
      ['an emergency without ground', () => ['registerAssertion', sampleAssertion({ kind: 'emergency' })]],
      ['a time without zone', () => ['registerAssertion', sampleAssertion({ start: '2026-05-01T08:00:00' })]],
      ['a block by somebody else than the patient', () => ['registerBlock', sampleBlock({ representedBy: tolvan })]],
      ['an inner block without unit', () => ['registerBlock', sampleBlock({ kind: 'inner' })]],
      ['an outer block of one unit', () => ['registerBlock', sampleBlock({ careUnit: owner.careUnit })]],
      [
        'a lift for more than seven days',
        (now) => ['registerRevoke', sampleRevoke(new Date(now.getTime() + 6.1 * 24 * hour), sampleBlock().id)],
      ],
      [
        'a long reason',
        () => ['registerBlock', sampleBlock({ registration: { ...action, reason: 'x'.repeat(1_025) } })],
      ],
    ])('refuses %s', async (_what, given) => {
      const { registrations, now, entries } = world();
      const [act, what] = given(now()) as [keyof typeof registrations, never];
      expect(
        complaintOf(await (registrations[act] as (by: unknown, what: never) => Promise<Outcome>)(registrar, what)),
      ).toBe('VALIDATION');
      expect(entries).toEqual([]);
    });

    it('refuses what belongs to another care provider, and keeps the attempt', async () => {
      const { registrations, actions, block } = world();
      const outsider = { ...registrar, careProviders: [clinic.careProvider] };
      expect(complaintOf(await registrations.registerBlock(outsider, sampleBlock()))).toBe('ACCESSDENIED');
      expect(await block()).toBe('none');
      const registered = sampleBlock();
      await registrations.registerBlock(registrar, registered);
      expect(complaintOf(await registrations.unregisterBlock(outsider, registered.id, action))).toBe('ACCESSDENIED');
      expect(await block()).toBe('outer');
      expect(actions()).toEqual(['block:register refused', 'block:register released', 'block:unregister refused']);
    });

    it('does nothing that cannot be put on the log', async () => {
      const { registrations, consent } = world({ broken: true });
      await expect(registrations.registerAssertion(registrar, sampleAssertion())).rejects.toMatchObject({
        code: 'AUDIT_UNAVAILABLE',
      });
      expect((await consent()).state).toBe('none');
    });

    it('holds nothing that a foreign master did not take', async () => {
      const refused: Outcome = { done: false, complaint: 'VALIDATION', text: 'No.' };
      const refusing = world({ master: { registerBlock: async () => refused } });
      expect(await refusing.registrations.registerBlock(registrar, sampleBlock())).toEqual(refused);
      expect(refusing.actions()).toEqual(['block:register released', 'block:register failed']);
      const gone = new BridgeError('SECURITY_SERVICE_UNAVAILABLE');
      const silent = world({ master: { registerBlock: () => Promise.reject(gone) } });
      await expect(silent.registrations.registerBlock(registrar, sampleBlock())).rejects.toBe(gone);
      expect(silent.entries.at(-1)).toMatchObject({ outcome: 'failed', code: 'SECURITY_SERVICE_UNAVAILABLE' });
      expect(await silent.block()).toBe('none');
      const before: Outcome = { done: false, complaint: 'ALREADYEXISTS', text: 'It is there.' };
      const repeated = world({ master: { registerBlock: async () => before } });
      expect(await repeated.registrations.registerBlock(registrar, sampleBlock())).toEqual(done);
    });

    it('passes on to a foreign master what it knows of alone', async () => {
      const passed: string[] = [];
      const master: Partial<ForeignMaster> = {
        registerAssertion: async ({ kind }) => {
          passed.push(kind);
          return { done: true };
        },
        endAssertion: async ({ kind }, event) => {
          passed.push(`${kind} ${event}`);
          return { done: true };
        },
      };
      const { registrations } = world({ master });
      const declared = sampleEmergency();
      for (const kind of ['refused', 'incapable', 'child', 'given'] as const)
        await registrations.registerAssertion(registrar, sampleAssertion({ kind }));
      await registrations.registerAssertion(registrar, declared);
      expect(passed).toEqual(['given']);
      await registrations.openAssertion(registrar, declared.id, action);
      await registrations.cancelAssertion(registrar, declared.id, action);
      expect(passed).toEqual(['given', 'emergency', 'emergency cancelled']);
    });

    it('never counts a consent that was taken back, whatever else was registered', async () => {
      const step = fc.record({
        kind: fc.constantFrom('given' as const, 'incapable' as const),
        end: fc.constantFrom('keep', 'cancel', 'delete'),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
          await store.db.deleteFrom('bridge.registration').execute();
          const { registrations, consent, wait } = world();
          const standing = new Set<string>();
          for (const { kind, end } of steps) {
            wait(1_000);
            const assertion = sampleAssertion({ kind });
            await registrations.registerAssertion(registrar, assertion);
            if (end === 'cancel') await registrations.cancelAssertion(registrar, assertion.id, action);
            else if (end === 'delete') await registrations.deleteAssertion(registrar, assertion.id, action);
            else standing.add(assertion.id);
          }
          const { state, assertionId } = await consent();
          if (standing.size === 0) expect(state).toBe('none');
          else expect(standing).toContain(assertionId);
        }),
        { numRuns: 15 },
      );
    });
  },
);

function known<Value>(fact: { known: true; value: Value } | { known: false; reason: string }): Value {
  if (!fact.known) throw new Error(fact.reason);
  return fact.value;
}

function complaintOf(outcome: Outcome): string {
  return outcome.done ? 'done' : outcome.complaint;
}

/** Without what is undefined. */
function plain(value: object): object {
  return JSON.parse(JSON.stringify(value));
}
