import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccessFacts, Actor, AdmissionQuestion, Consent, Fact, Relation } from '../../src/access/index.ts';
import { createGatekeeper } from '../../src/access/index.ts';
import type { Config } from '../../src/config.ts';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory, type Directory } from '../../src/hsa/index.ts';
import { demoConfig } from '../support/config.ts';

const at = new Date('2026-11-25T12:00:00Z');
const own = 'SE2321000230-DEMOVG';
const other = 'SE2321000222-DEMOVG';
const unit = 'SE2321000230-DEMOMED';
const patients = [{ id: '191212121212', type: '1.2.752.129.2.1.3.1' }] as const;

const physician: Actor = {
  hsaId: 'SE2321000230-DEMOLAKARE',
  name: 'Ylva Demoström',
  commission: 'SE2321000230-DEMOMEDVOB',
  purpose: 'Vård och behandling',
  careProvider: own,
  careUnit: undefined,
  assurance: 'http://id.sambi.se/loa/loa3',
  issuer: 'https://idp.example.se',
};

const known = <Value>(value: Value): Fact<Value> => ({ known: true, value, asOf: at.toISOString(), from: 'bridge' });
const lift = { id: 'l', reason: 'Emergency' } as const;
const world = {
  asked: [] as string[],
  relation: known<Relation>({ state: 'current', id: 'r', until: undefined }),
  consent: known<Consent>({ state: 'given', assertionId: 'c', until: undefined, opened: false }),
  unable: known(false),
  blocked: new Set<string>(),
  lifted: new Set<string>(),
  master: true,
};
const facts: AccessFacts = {
  relation: async ({ careUnit }) => {
    world.asked.push(`relation at ${careUnit}`);
    return world.relation;
  },
  consent: async () => {
    world.asked.push('consent');
    return world.consent;
  },
  blocks: async (_reader, _patients, entities) => {
    world.asked.push(`blocks of ${entities.length}`);
    return entities.map((entity) => {
      if (world.lifted.has(entity.careUnit ?? '')) return { ...known('outer-lifted' as const), lifts: [lift] };
      return world.master
        ? known(world.blocked.has(entity.careUnit ?? '') ? ('outer' as const) : ('none' as const))
        : { known: false, from: 'region', reason: 'Timeout.' };
    });
  },
};

let directory: Directory;
beforeAll(async () => {
  directory = await createDirectory(demoConfig().directory, createEvents(), { now: () => at.getTime() });
});
beforeEach(() => {
  Object.assign(world, { asked: [], unable: known(false), blocked: new Set(), lifted: new Set(), master: true });
  world.relation = known({ state: 'current', id: 'r', until: undefined });
  world.consent = known({ state: 'given', assertionId: 'c', until: undefined, opened: false });
});

type Gate = Config['callers'][number]['gate'];

function gatekeeper(gate: Gate, through: Pick<Directory, 'commissionsOf'> = directory) {
  const config = demoConfig((file) => {
    file.callers[0].gate = gate;
  }) as Config;
  return createGatekeeper({ config, directory: through, facts, unableToDecide: async () => world.unable });
}

function question(change: Partial<AdmissionQuestion> = {}): AdmissionQuestion {
  const certificate = { subject: '', issuer: '', serial: '', fingerprint: '', validFrom: '', validTo: '' };
  return {
    correlationId: 'c',
    contract: 'GetDiagnosis:2',
    caller: {
      hsaId: 'SE2321000230-DEMOEHR',
      kind: 'function',
      name: 'EHR',
      organisation: undefined,
      loa: undefined,
      certificate,
    },
    actor: physician,
    patients,
    patientProtected: false,
    choice: true,
    at,
    ...change,
  };
}

const record = (careProvider: string, careUnit: string): BridgeRecord => ({
  contract: 'GetDiagnosis:2',
  header: {
    documentId: '1',
    sourceSystem: 'SE1-S',
    patient: patients[0],
    time: '20240101000000',
    careUnit,
    careProvider,
    approvedForPatient: true,
    nullified: false,
  },
  data: {},
});

describe('where this bridge judges', () => {
  it('admits who holds the assignment, with the rights and the unit that the care directory has', async () => {
    const { decision, circumstances } = await gatekeeper('bridge').admit(question());
    expect(decision).toMatchObject({ outcome: 'permit' });
    expect(circumstances.reader).toMatchObject({
      employee: physician.hsaId,
      careProvider: own,
      careUnit: unit,
      assurance: 3,
      rights: expect.arrayContaining([{ activity: 'Läsa', informationClass: 'alla', scope: 'SJF' }]),
    });
    expect(world.asked).toEqual([`relation at ${unit}`, 'consent']);
  });

  it.each<[string, Partial<Actor>, string]>([
    [
      'an assignment of somebody else',
      { hsaId: 'SE2321000230-DEMOP020', commission: 'SE2321000230-DEMOHC1VOB' },
      'ASSIGNMENT_INVALID',
    ],
    ['no assignment', { commission: undefined }, 'ASSIGNMENT_INVALID'],
    ['an assignment at another unit than stated', { careUnit: 'SE2321000230-DEMOHC1' }, 'ASSIGNMENT_INVALID'],
    ['an assignment at another care provider than stated', { careProvider: other }, 'ASSIGNMENT_INVALID'],
    ['another purpose than the assignment has', { purpose: 'Statistik' }, 'PURPOSE_NOT_ALLOWED'],
    [
      'an assignment for something else',
      { commission: 'SE2321000230-DEMOMEDKVAL', purpose: undefined },
      'PURPOSE_NOT_ALLOWED',
    ],
    ['too weak a sign-in', { assurance: 'loa2' }, 'AUTH_USER_LOA'],
    ['a sign-in of a level that is not told', { assurance: 'strong' }, 'AUTH_USER_LOA'],
  ])('refuses %s', async (_what, change, code) => {
    const { decision } = await gatekeeper('bridge').admit(question({ actor: { ...physician, ...change } }));
    expect(decision).toMatchObject({ outcome: 'deny', code });
  });

  it('asks nothing about the patient for who is not named or holds nothing', async () => {
    const nobody = await gatekeeper('bridge').admit(question({ actor: undefined }));
    expect(nobody.decision).toMatchObject({ outcome: 'deny', code: 'ACTOR_REQUIRED' });
    await gatekeeper('bridge').admit(question({ actor: { ...physician, commission: undefined } }));
    expect(world.asked).toEqual([]);
  });

  it('refuses an assignment of another care provider than the calling system’s', async () => {
    const config = demoConfig((file) => {
      file.callers[1].gate = 'bridge';
    }) as Config;
    const gate = createGatekeeper({ config, directory, facts, unableToDecide: async () => world.unable });
    const caller = { ...question().caller, hsaId: 'SE2321000222-DEMOEHR' };
    expect((await gate.admit(question({ caller }))).decision).toMatchObject({ code: 'ASSIGNMENT_INVALID' });
  });

  it('fails closed when the care directory cannot be reached', async () => {
    const commissionsOf = async () => {
      throw new BridgeError('DIRECTORY_UNAVAILABLE');
    };
    const { decision } = await gatekeeper('bridge', { commissionsOf }).admit(question());
    expect(decision).toMatchObject({ outcome: 'deny', code: 'DIRECTORY_UNAVAILABLE' });
  });

  it('fails closed when the relation cannot be known', async () => {
    world.relation = { known: false, from: 'region', reason: 'Timeout.' };
    expect((await gatekeeper('bridge').admit(question())).decision).toMatchObject({
      outcome: 'deny',
      code: 'SECURITY_SERVICE_UNAVAILABLE',
    });
  });

  it('opens nothing for who only states an emergency', async () => {
    const stating = question({ actor: { ...physician, purpose: 'BTG' } });
    world.consent = known({ state: 'none', assertionId: undefined, until: undefined, opened: false });
    expect((await gatekeeper('bridge').admit(stating)).decision).toMatchObject({ code: 'CONSENT_REQUIRED' });
    world.consent = known({ state: 'emergency', assertionId: 'e', until: undefined, opened: true });
    expect((await gatekeeper('bridge').admit(stating)).decision).toMatchObject({ outcome: 'permit' });
  });

  it.each([
    [['04'], true],
    [['03', '04'], false],
    [['01'], false],
    [[], false],
  ])('takes a unit with the kinds of care %j for social care: %s', async (careTypes, socialCare) => {
    const commissionsOf: Directory['commissionsOf'] = async (...asked) => {
      const found = await directory.commissionsOf(...asked);
      const assignments = found.value.assignments.map((one) => ({
        ...one,
        careUnit: one.careUnit && { ...one.careUnit, careTypes },
      }));
      return { ...found, value: { ...found.value, assignments } };
    };
    const { circumstances } = await gatekeeper('bridge', { commissionsOf }).admit(question());
    expect(circumstances.reader).toMatchObject({ careUnit: unit, socialCare });
  });

  it('looks up once for all contracts of one reading', async () => {
    const gate = gatekeeper('bridge');
    const reading = {};
    await Promise.all(
      (['GetDiagnosis:2', 'GetCareContacts:3'] as const).map((contract) => gate.admit(question({ contract, reading }))),
    );
    expect(world.asked).toHaveLength(2);
    await gate.admit(question({ reading: {} }));
    expect(world.asked).toHaveLength(4);
  });

  it('knows a person who has signed in here by her care provider', async () => {
    const caller = { ...question().caller, hsaId: physician.hsaId, kind: 'person' as const, loa: 3 as const };
    expect((await gatekeeper('bridge').admit(question({ caller }))).decision).toMatchObject({ outcome: 'permit' });
  });
});

describe('where the agreement makes the calling system answer', () => {
  it('asks for blocks alone, as the caller’s care provider', async () => {
    const admission = await gatekeeper('consumer').admit(question({ actor: undefined }));
    expect(admission.circumstances.reader).toMatchObject({
      careProvider: own,
      careUnit: undefined,
      employee: undefined,
    });
    const { judgements, blocks } = await admission.judge([record(own, unit), record(other, 'SE1-U')]);
    expect(judgements.map(({ shown }) => shown)).toEqual(['content', 'content']);
    expect(world.asked).toEqual(['blocks of 2']);
    expect(blocks).toEqual([{ from: 'bridge', asOf: at.toISOString() }]);
  });

  it('takes the unit from an actor of the same care provider, and from no other', async () => {
    const readerFor = async (actor: Actor) =>
      (await gatekeeper('consumer').admit(question({ actor }))).circumstances.reader;
    expect(await readerFor({ ...physician, careUnit: unit })).toMatchObject({ careUnit: unit });
    expect(await readerFor({ ...physician, careProvider: other, careUnit: 'SE1-U' })).toMatchObject({
      careProvider: own,
      careUnit: undefined,
    });
  });

  it('tells by which lifts something is shown, each once, and of none by which nothing is', async () => {
    world.lifted = new Set(['SE1-A', 'SE1-B']);
    const records = ['SE1-A', 'SE1-B'].map((unit) => record(other, unit));
    const judgedBy = async () => (await (await gatekeeper('bridge').admit(question())).judge(records)).lifts;
    expect(await judgedBy()).toEqual([lift]);
    world.consent = known({ state: 'none', assertionId: undefined, until: undefined, opened: false });
    expect(await judgedBy()).toEqual([]);
  });

  it('withholds what a master of blocks did not answer for', async () => {
    world.master = false;
    const admission = await gatekeeper('consumer').admit(question());
    const { judgements } = await admission.judge([record(other, 'SE1-U')]);
    expect(judgements).toMatchObject([{ outcome: 'deny', shown: 'nothing', code: 'SECURITY_SERVICE_UNAVAILABLE' }]);
  });

  it('shows less for every block, never more', async () => {
    const units = ['SE1-A', 'SE1-B', 'SE1-C'];
    await fc.assert(
      fc.asyncProperty(fc.subarray(units), fc.constantFrom(...units), async (blocked, one) => {
        const records = units.map((each) => record(other, each));
        const shownUnder = async (hit: readonly string[]) => {
          world.blocked = new Set(hit);
          const { judgements } = await (await gatekeeper('consumer').admit(question())).judge(records);
          return units.filter((_, index) => judgements[index]?.shown === 'content');
        };
        const before = await shownUnder(blocked);
        const after = await shownUnder([...blocked, one]);
        expect(before).toEqual(expect.arrayContaining(after));
      }),
      { numRuns: 30 },
    );
  });
});

describe('where patients read their own', () => {
  it('asks for no blocks, and shows nothing of what was made available for who cannot decide', async () => {
    const admission = await gatekeeper('patient').admit(question({ actor: undefined }));
    const records = [record(other, 'SE1-U')];
    expect((await admission.judge(records)).judgements).toMatchObject([{ shown: 'content' }]);
    expect(world.asked).toEqual([]);
    world.unable = known(true);
    const unable = await gatekeeper('patient').admit(question({ actor: undefined }));
    expect((await unable.judge(records)).judgements).toMatchObject([{ shown: 'nothing', code: 'NOT_FOR_PATIENT' }]);
  });
});
