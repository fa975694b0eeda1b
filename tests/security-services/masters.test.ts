import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BlockState, Consent, Fact, InformationEntity, Relation } from '../../src/access/facts.ts';
import type { AuditEntry } from '../../src/audit/index.ts';
import { createEvents } from '../../src/events.ts';
import { type Access, openAccess } from '../../src/security-services/open-access.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import {
  action,
  clinic,
  registrar,
  sampleAssertion,
  sampleBlock,
  sampleEmergency,
  sampleRelation,
  sampleRevoke,
  tolvan,
} from '../access/sample-registrations.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';

/** Whoever is master, the same acts must give the same facts. */
interface Master {
  readonly access: Access;
  readonly entries: readonly AuditEntry[];
  /** Forgets what was registered. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

const colleague = { ...clinic, employee: 'SE2321000230-DEMOKOLLEGA' };
const otherUnit = { ...clinic, careUnit: 'SE2321000230-DEMOVE2' };
const stranger = { ...clinic, careProvider: 'SE2321000206-DEMOVG', careUnit: 'SE2321000206-DEMOVE1' };
const information: InformationEntity = {
  careProvider: clinic.careProvider,
  careUnit: clinic.careUnit,
  start: '2024-05-01T08:00:00.000Z',
  end: '2024-05-02T08:00:00.000Z',
  type: 'dia',
};

const masters: Readonly<Record<string, () => Promise<Master>>> = {
  'this bridge, embedded': () => openMaster({}),
  ...(postgres && {
    'this bridge, on PostgreSQL': async () => openMaster({ databaseUrl: await postgres.newDatabase() }),
  }),
  'another bridge, over TLS': () => openForeign(),
  'another bridge, in the older contracts': () => openForeign({ consent: 1 }),
};

async function openMaster({
  databaseUrl,
  change = () => undefined,
}: {
  databaseUrl?: string;
  change?: Parameters<typeof demoConfig>[0];
}) {
  const dataDir = await temporaryDataDir();
  const store = await openStore({ databaseUrl, dataDir: dataDir.path });
  const entries: AuditEntry[] = [];
  const append = async (given: AuditEntry | readonly AuditEntry[]) => void entries.push(...[given].flat());
  const access = openAccess({ config: demoConfig(change), store, accessLog: { append }, events: createEvents() });
  return {
    access,
    entries,
    reset: () => clear(store),
    close: async () => {
      await access.close();
      await store.close();
      await dataDir.remove();
    },
  };
}

async function clear({ db }: Store): Promise<void> {
  await db.deleteFrom('bridge.registration').execute();
}

/** The other bridge is the region's security service; this one calls it with its own certificate. */
async function openForeign(versions: object = {}): Promise<Master> {
  const service = await startRunningBridge({
    change: (config) => {
      config.callers.push({
        hsaId: addresses.bridge,
        name: 'Brygga',
        gate: 'consumer',
        careProvider: clinic.careProvider,
        permissions: [{ contract: '*', address: '*' }],
      });
    },
  });
  const master = await openMaster({ change: (config) => useService(config, service, versions) });
  return {
    ...master,
    close: async () => {
      await master.close();
      await service.close();
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: as demoConfig gives it.
function useService(config: any, { config: { outgoing }, url }: RunningBridge, versions: object): void {
  config.outgoing = outgoing;
  const service = {
    name: 'regional',
    url,
    blocking: 4,
    consent: 2,
    log: 2,
    relation: 'CheckPatientRelation',
    timeoutMs: 10_000,
    cacheMs: 0,
  };
  config.access = { ...config.access, services: [{ ...service, ...versions }], master: 'regional' };
}

describe.each(Object.keys(masters))('facts where the master is %s', { timeout: 60_000 }, (name) => {
  let master: Master;
  beforeAll(async () => {
    master = await (masters[name] as () => Promise<Master>)();
  });
  /** Every test has a patient of its own: what a foreign master keeps is never cleared. */
  let patients = 0;
  beforeEach(async () => {
    patients += 1;
    await master.reset();
  });
  afterAll(() => master.close());

  const registrations = () => master.access.registrations;
  const consent = async (reader = clinic) => known(await master.access.facts.consent(reader, [patient()], new Date()));
  const relation = async (reader = clinic) =>
    known(await master.access.facts.relation(reader, [patient()], new Date()));
  const isBlocked = async (reader = clinic, entity: Partial<InformationEntity> = {}) => {
    const [state] = await master.access.facts.blocks(reader, [patient()], [{ ...information, ...entity }], new Date());
    return !['none', 'inner-lifted', 'outer-lifted'].includes(known(state as Fact<BlockState>));
  };
  const patient = () => ({ ...tolvan, id: testNumbers[patients % testNumbers.length] as string });

  it('a consent counts for its unit until it is taken back', async () => {
    const given = sampleAssertion({ patient: patient(), employee: undefined });
    expect((await consent()).state).toBe('none');
    expect(await registrations().registerAssertion(registrar, given)).toEqual({ done: true });
    expect((await consent()).state).toBe('given');
    expect((await consent(colleague)).state).toBe('given');
    expect((await consent(otherUnit)).state).toBe('none');
    const cancelled = await registrations().cancelAssertion(registrar, given.id, action);
    // Version 1 has no contract for it.
    if (name.includes('older')) expect(cancelled).toMatchObject({ complaint: 'VALIDATION' });
    else expect([cancelled, (await consent()).state]).toEqual([{ done: true }, 'none']);
  });

  it('a consent for one person counts for nobody else, and only in its time', async () => {
    await registrations().registerAssertion(registrar, sampleAssertion({ patient: patient() }));
    expect([(await consent()).state, (await consent(colleague)).state]).toEqual(['given', 'none']);
    const later = sampleAssertion({
      patient: patient(),
      ...colleague,
      start: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await registrations().registerAssertion(registrar, later);
    expect((await consent(colleague)).state).toBe('none');
  });

  it('that a child cannot consent is kept beside', async () => {
    const child = { ...tolvan, id: '201701012393' };
    await registrations().registerAssertion(registrar, sampleAssertion({ kind: 'child', patient: child }));
    expect(known(await master.access.facts.consent(clinic, [child], new Date())).state).toBe('child');
  });

  it('a no and an incapacity are kept beside', async () => {
    const kinds = ['incapable', 'refused'] as const;
    for (const kind of kinds) {
      await registrations().registerAssertion(registrar, sampleAssertion({ kind, patient: patient() }));
      expect((await consent()).state).toBe(kind);
    }
    await registrations().registerAssertion(registrar, sampleAssertion({ patient: patient() }));
    expect((await consent()).state).toBe('given');
  });

  it('an emergency is declared, then opened', async () => {
    const declared = sampleEmergency({ patient: patient() });
    await registrations().registerAssertion(registrar, declared);
    expect(await consent()).toMatchObject({ state: 'emergency', opened: false });
    expect(await registrations().openAssertion(registrar, declared.id, action)).toEqual({ done: true });
    expect(await consent()).toMatchObject({ state: 'emergency', opened: true, assertionId: declared.id });
  });

  it('a relation is the employee’s, in its time', async () => {
    const registered = sampleRelation(new Date(), { patient: patient() });
    expect((await relation()).state).toBe('none');
    expect(await registrations().registerRelation(registrar, registered)).toEqual({ done: true });
    expect((await relation()).state).toBe('current');
    expect([(await relation(colleague)).state, (await relation(otherUnit)).state]).toEqual(['none', 'none']);
  });

  it('an inner block hits all but its unit, until it is lifted', async () => {
    const block = sampleBlock({ patient: patient(), kind: 'inner', ...clinic, excludedTypes: ['lak'] });
    expect(await registrations().registerBlock(registrar, block)).toEqual({ done: true });
    expect([await isBlocked(), await isBlocked(otherUnit), await isBlocked(stranger)]).toEqual([false, true, true]);
    expect(await isBlocked(otherUnit, { type: 'lak' })).toBe(false);
    expect(await isBlocked(otherUnit, { type: undefined })).toBe(true);
    const lifted = sampleRevoke(new Date(), block.id, { careUnit: otherUnit.careUnit, employee: otherUnit.employee });
    await registrations().registerRevoke(registrar, lifted);
    expect([await isBlocked(otherUnit), await isBlocked({ ...otherUnit, employee: colleague.employee })]).toEqual([
      false,
      true,
    ]);
    await registrations().unregisterRevoke(registrar, lifted.id, action);
    expect(await isBlocked(otherUnit)).toBe(true);
    expect(await registrations().unregisterBlock(registrar, block.id, action)).toEqual({ done: true });
    expect(await isBlocked(otherUnit)).toBe(false);
  });

  it('an outer block hits other care providers, for its period', async () => {
    const period = { start: '2024-01-01T00:00:00.000Z', end: '2024-12-31T00:00:00.000Z' };
    await registrations().registerBlock(
      registrar,
      sampleBlock({ patient: patient(), careProvider: clinic.careProvider, ...period }),
    );
    expect([await isBlocked(), await isBlocked(stranger)]).toEqual([false, true]);
    const outside = { start: '2025-05-01T00:00:00.000Z', end: '2025-05-02T00:00:00.000Z' };
    expect(await isBlocked(stranger, outside)).toBe(false);
    expect(await isBlocked(stranger, { ...outside, start: undefined })).toBe(true);
  });

  it('what was not taken is not told of as done', async () => {
    const block = sampleBlock({ patient: patient(), careProvider: clinic.careProvider });
    expect(await registrations().registerBlock(registrar, block)).toEqual({ done: true });
    const again = await registrations().registerBlock(registrar, {
      ...block,
      kind: 'inner',
      careUnit: clinic.careUnit,
    });
    expect(again).toMatchObject({ done: false, complaint: 'INVALIDSTATE' });
  });
});

describe('where nobody is master', () => {
  it('nothing is known, and nothing is registered', async () => {
    const master = await openMaster({
      change: (config) => {
        config.bridge.kind = 'test';
      },
    });
    const { facts, registrations } = master.access;
    const at = new Date();
    const all = [
      await facts.relation(clinic, [tolvan], at),
      await facts.consent(clinic, [tolvan], at),
      ...(await facts.blocks(clinic, [tolvan], [information], at)),
    ];
    expect(all).toEqual(all.map(() => expect.objectContaining({ known: false, from: 'nobody' })));
    await expect(registrations.registerBlock(registrar, sampleBlock())).rejects.toMatchObject({
      code: 'SECURITY_SERVICE_UNAVAILABLE',
    });
    await master.close();
  });
});

/** Published test numbers, one for each test. */
const testNumbers = [
  '189602029812',
  '189912289809',
  '189912309805',
  '189912319812',
  '200302022389',
  '195907269814',
  '195811039816',
  '195412099805',
];

function known<Value extends Relation | Consent | BlockState>(fact: Fact<Value>): Value {
  if (!fact.known) throw new Error(`${fact.from}: ${fact.reason}`);
  return fact.value;
}
