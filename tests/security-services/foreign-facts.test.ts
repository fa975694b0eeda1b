import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InformationEntity } from '../../src/access/facts.ts';
import { checkBlocks4 } from '../../src/contracts/security/blocking-4.ts';
import { checkBlocks3 } from '../../src/contracts/security/blocking-older.ts';
import { assertCareEngagement1 } from '../../src/contracts/security/care-engagement-1.ts';
import { checkConsent1 } from '../../src/contracts/security/consent-1.ts';
import { checkConsent2 } from '../../src/contracts/security/consent-2.ts';
import { checkPatientRelation1 } from '../../src/contracts/security/relation-1.ts';
import { createEvents } from '../../src/events.ts';
import { createForeignFacts } from '../../src/security-services/foreign-facts.ts';
import {
  createSecurityService,
  type SecurityService,
  type ServiceConfig,
} from '../../src/security-services/service.ts';
import { clinic, owner, tolvan } from '../access/sample-registrations.ts';
import { answer, type ScriptedService, startScriptedService } from './scripted-service.ts';

const at = new Date('2026-05-01T08:00:00.000Z');
const linked = { id: '191212121261', type: '1.2.752.129.2.1.3.3' };
const outgoing = { certificate: '', key: '', ca: '' };
const entity: InformationEntity = {
  ...owner,
  start: '2026-01-01T00:00:00.000Z',
  end: '2026-01-02T00:00:00.000Z',
  type: 'dia',
};

describe('facts from a security service', () => {
  let scripted: ScriptedService;
  const opened: SecurityService[] = [];
  beforeAll(async () => {
    scripted = await startScriptedService();
  });
  afterAll(async () => {
    await Promise.all(opened.map((service) => service.close()));
    await scripted.close();
  });

  function facts(change: Partial<ServiceConfig> = {}) {
    const service = createSecurityService(
      { ...scripted.config, ...change },
      {
        outgoing,
        bridgeHsaId: 'SE2321000230-DEMOBRIDGE',
        events: createEvents(),
      },
    );
    opened.push(service);
    return createForeignFacts(service);
  }
  const blocked = (
    statuses: readonly ('OK' | 'BLOCKED' | 'VALIDATIONERROR')[],
    resultCode: 'OK' | 'INFO' | 'ERROR' = 'OK',
  ) =>
    answer(checkBlocks4, {
      checkBlocksResult: {
        result: { resultCode },
        checkResults: statuses.map((status, rowNumber) => ({ status, rowNumber })),
      },
    });
  const related = (HasPatientrelation: boolean, ResultCode: 'OK' | 'ERROR' = 'OK') =>
    answer(checkPatientRelation1, { CheckResultType: { Result: { ResultCode, ResultText: '' }, HasPatientrelation } });

  it('asks AssertCareEngagement for the identities alone that its contract has room for', async () => {
    scripted.behave(answer(assertCareEngagement1, { HasCareEngagement: false }));
    const reserve = { id: '20120101AB12', type: '1.2.752.74.9.3' };
    const asks = facts({ relation: 'AssertCareEngagement' });
    expect(await asks.relation(clinic, [tolvan, reserve], at)).toMatchObject({ known: true, value: { state: 'none' } });
    expect(scripted.asked).toHaveLength(1);
    expect(await asks.relation(clinic, [reserve], at)).toMatchObject({ known: false });
  });

  it('asks about all pieces of information of one care provider in one call, equal ones once', async () => {
    scripted.behave(blocked(['OK', 'BLOCKED']));
    const other = { ...entity, careUnit: 'SE2321000222-DEMOVE8' };
    const states = await facts().blocks(clinic, [tolvan], [entity, other, { ...entity }], at);
    expect(states.map((fact) => fact.known && fact.value)).toEqual(['none', 'blocked', 'none']);
    expect(scripted.asked).toHaveLength(1);
    expect(scripted.asked[0]).toContain(`>${owner.careProvider}</`);
    expect(scripted.asked[0]?.match(/informationEntities>/g)).toHaveLength(4);
  });

  it.each([4, 3] as const)('leaves out a type that version %i has no room for', async (blocking) => {
    const older = answer(checkBlocks3, {
      CheckBlocksResultType: {
        Result: { ResultCode: 'OK', ResultText: '' },
        CheckResults: [0, 1].map((RowNumber) => ({ Status: 'OK' as const, RowNumber })),
      },
    });
    scripted.behave(blocking === 4 ? blocked(['OK', 'OK']) : older);
    const entities = ['und-kkm-ure', 'cll-cp'].map((type) => ({ ...entity, type }));
    const states = await facts({ blocking }).blocks(clinic, [tolvan], entities, at);
    expect(states.map((fact) => fact.known && fact.value)).toEqual(['none', 'none']);
    expect(scripted.asked[0]?.match(/InformationType>[^<]+</gi)).toEqual([expect.stringContaining('>cll-cp<')]);
  });

  it('takes a block under any identity of the patient', async () => {
    scripted.behave((message) => blocked([message.includes(linked.id) ? 'BLOCKED' : 'OK']));
    const [state] = await facts().blocks(clinic, [tolvan, linked], [entity], at);
    expect(state).toMatchObject({ known: true, value: 'blocked', from: 'regional' });
    expect(scripted.asked).toHaveLength(2);
  });

  it('does not know what the service could not judge, and nothing of what has no unit', async () => {
    scripted.behave(blocked(['VALIDATIONERROR', 'OK'], 'INFO'));
    const asked = [entity, { ...entity, type: 'voo' }, { ...entity, type: 'lak' }, { ...entity, careUnit: undefined }];
    const states = await facts().blocks(clinic, [tolvan], asked, at);
    expect(states.map(({ known }) => known)).toEqual([false, true, false, false]);
  });

  it('says a reader without unit or person to be the care provider, which no lift can name', async () => {
    scripted.behave(blocked(['OK']));
    await facts().blocks(
      { employee: undefined, careProvider: clinic.careProvider, careUnit: undefined },
      [tolvan],
      [entity],
      at,
    );
    expect(scripted.asked[0]?.match(new RegExp(`>${clinic.careProvider}<`, 'g'))).toHaveLength(3);
  });

  it.each([
    ['nothing', 'hang'],
    ['a fault', 'fault'],
    ['what is no XML', 'garbage'],
    ['an HTTP error', 'http-503'],
    ['for another contract', answer(assertCareEngagement1, { HasCareEngagement: true })],
    [
      'without what its contract demands',
      '<ns0:CheckConsentResponse xmlns:ns0="urn:riv:informationsecurity:authorization:consent:CheckConsentResponder:2"/>',
    ],
  ] as const)('knows nothing when it answers %s', async (_what, behaviour) => {
    scripted.behave(behaviour);
    const asked = facts({ timeoutMs: 300 });
    const all = [
      await asked.relation(clinic, [tolvan], at),
      await asked.consent(clinic, [tolvan], at),
      ...(await asked.blocks(clinic, [tolvan], [entity], at)),
    ];
    expect(all.map(({ known }) => known)).toEqual([false, false, false]);
    expect(JSON.stringify(all)).not.toContain(tolvan.id);
  });

  it('knows nothing when the base of the service is not fresh enough', async () => {
    scripted.behave(blocked(['OK'], 'ERROR'));
    expect((await facts().blocks(clinic, [tolvan], [entity], at))[0]).toMatchObject({
      known: false,
      reason: 'refused',
    });
    scripted.behave(related(true, 'ERROR'));
    expect(await facts().relation(clinic, [tolvan], at)).toMatchObject({ known: false });
  });

  it('knows nothing when nobody listens', async () => {
    const nowhere = await startScriptedService();
    await nowhere.close();
    expect(await facts({ url: nowhere.config.url }).relation(clinic, [tolvan], at)).toMatchObject({
      known: false,
      reason: 'unreachable',
    });
  });

  it.each<[string, Partial<ServiceConfig>, (yes: boolean) => string]>([
    ['CheckPatientRelation 1', {}, related],
    [
      'AssertCareEngagement 1',
      { relation: 'AssertCareEngagement' },
      (HasCareEngagement) => answer(assertCareEngagement1, { HasCareEngagement }),
    ],
  ])('asks for the relation by %s', async (_contract, change, yes) => {
    for (const [told, state] of [
      [true, 'current'],
      [false, 'none'],
    ] as const) {
      scripted.behave(yes(told));
      expect(await facts(change).relation(clinic, [tolvan], at)).toMatchObject({ known: true, value: { state } });
    }
  });

  it.each([1, 2] as const)('asks for consent by CheckConsent %i', async (consent) => {
    const told = (has: boolean, kind?: 'Consent' | 'Emergency') =>
      consent === 2
        ? answer(checkConsent2, {
            checkResult: { result: { resultCode: 'OK' }, hasConsent: has, ...(kind && { assertionType: kind }) },
          })
        : answer(checkConsent1, {
            CheckResultType: {
              Result: { ResultCode: 'OK', ResultText: '' },
              HasConsent: has,
              ...(kind && { AssertionType: kind }),
            },
          });
    for (const [xml, state, opened] of [
      [told(true, 'Consent'), 'given', false],
      [told(true), 'given', false],
      [told(true, 'Emergency'), 'emergency', true],
      [told(false), 'none', false],
    ] as const) {
      scripted.behave(xml);
      expect(await facts({ consent }).consent(clinic, [tolvan], at)).toMatchObject({ value: { state, opened } });
    }
  });

  it('asks for blocks by CheckBlocks 3', async () => {
    scripted.behave(
      answer(checkBlocks3, {
        CheckBlocksResultType: {
          Result: { ResultCode: 'OK', ResultText: '' },
          CheckResults: [{ Status: 'BLOCKED', RowNumber: 0 }],
        },
      }),
    );
    expect((await facts({ blocking: 3 }).blocks(clinic, [tolvan], [entity], at))[0]).toMatchObject({
      value: 'blocked',
    });
  });

  it('gives an answer that permits again for a while, with its age, and asks anew for a no', async () => {
    scripted.behave(related(true));
    const remembering = facts({ cacheMs: 60_000 });
    const first = await remembering.relation(clinic, [tolvan], at);
    expect(await remembering.relation(clinic, [tolvan], at)).toEqual(first);
    expect(scripted.asked).toHaveLength(1);
    await remembering.relation({ ...clinic, employee: 'SE2321000230-DEMOKOLLEGA' }, [tolvan], at);
    expect(scripted.asked).toHaveLength(2);
    remembering.forget();
    scripted.behave(related(false));
    for (const times of [1, 2]) {
      expect(await remembering.relation(clinic, [tolvan], at)).toMatchObject({ value: { state: 'none' } });
      expect(scripted.asked).toHaveLength(times);
    }
  });
});
