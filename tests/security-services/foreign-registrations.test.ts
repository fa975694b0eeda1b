import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ForeignMaster } from '../../src/access/foreign-master.ts';
import { registerBlock4, unregisterBlock4 } from '../../src/contracts/security/blocking-4.ts';
import { cancelExtendedConsent2, registerExtendedConsent2 } from '../../src/contracts/security/consent-2.ts';
import { createEvents } from '../../src/events.ts';
import { createForeignMaster } from '../../src/security-services/foreign-registrations.ts';
import {
  createSecurityService,
  type SecurityService,
  type ServiceConfig,
} from '../../src/security-services/service.ts';
import {
  action,
  sampleAssertion,
  sampleBlock,
  sampleRelation,
  sampleRevoke,
  tolvan,
} from '../access/sample-registrations.ts';
import { answer, type ScriptedService, startScriptedService } from './scripted-service.ts';

describe('registrations at a security service', () => {
  let scripted: ScriptedService;
  let changes = 0;
  const opened: SecurityService[] = [];
  beforeAll(async () => {
    scripted = await startScriptedService();
  });
  afterAll(async () => {
    await Promise.all(opened.map((service) => service.close()));
    await scripted.close();
  });

  function master(change: Partial<ServiceConfig> = {}): ForeignMaster {
    const service = createSecurityService(
      { ...scripted.config, timeoutMs: 300, ...change },
      {
        outgoing: { certificate: '', key: '', ca: '' },
        bridgeHsaId: 'SE2321000230-DEMOBRIDGE',
        events: createEvents(),
      },
    );
    opened.push(service);
    return createForeignMaster(service, () => {
      changes += 1;
    });
  }

  it.each([
    ['OK', { done: true }],
    ['INFO', { done: true }],
    ['VALIDATION_ERROR', { done: false, complaint: 'VALIDATION' }],
    ['ACCESSDENIED', { done: false, complaint: 'ACCESSDENIED' }],
    ['ALREADYEXISTS', { done: false, complaint: 'ALREADYEXISTS' }],
    ['INVALIDSTATE', { done: false, complaint: 'INVALIDSTATE' }],
  ] as const)('takes %s for what it says, and not its words', async (resultCode, outcome) => {
    scripted.behave(answer(registerExtendedConsent2, { result: { resultCode, resultText: `Patient ${tolvan.id}` } }));
    const told = await master().registerAssertion(sampleAssertion());
    expect(told).toMatchObject(outcome);
    expect(JSON.stringify(told)).not.toContain(tolvan.id);
  });

  it.each(['hang', 'fault', 'garbage', 'http-503', 'ERROR'] as const)(
    'cannot tell whether it was taken after %s',
    async (behaviour) => {
      scripted.behave(behaviour === 'ERROR' ? answer(registerBlock4, { result: { resultCode: 'ERROR' } }) : behaviour);
      const before = changes;
      await expect(master().registerBlock(sampleBlock())).rejects.toMatchObject({
        code: 'SECURITY_SERVICE_UNAVAILABLE',
      });
      // It may have been: what was known before is forgotten.
      expect(changes).toBe(before + 1);
    },
  );

  it.each(['NOTFOUND', 'INVALIDSTATE'] as const)(
    'takes an end that the service answers with %s for ended',
    async (resultCode) => {
      scripted.behave(answer(unregisterBlock4, { result: { resultCode } }));
      expect(await master().unregisterBlock(sampleBlock(), action)).toEqual({ done: true });
      scripted.behave(answer(cancelExtendedConsent2, { result: { resultCode } }));
      expect(await master().endAssertion(sampleAssertion(), 'cancelled', action)).toEqual({ done: true });
    },
  );

  it('sends nothing that the service has no contract for', async () => {
    scripted.behave('fault');
    const older = master({ blocking: 3, consent: 1, relation: 'AssertCareEngagement' });
    const now = new Date();
    const local = { id: 'SE2321000230-DEMOVAS-1234', type: '1.2.752.97.3.1.3' };
    const outcomes = [
      await older.registerBlock(sampleBlock()),
      await older.unregisterBlock(sampleBlock(), action),
      await older.registerRevoke(sampleRevoke(now, sampleBlock().id), sampleBlock()),
      await older.unregisterRevoke(sampleRevoke(now, sampleBlock().id), 'SE2321000222-DEMOVG', action),
      await older.endAssertion(sampleAssertion(), 'deleted', action),
      await older.registerRelation(sampleRelation(now)),
      await older.registerAssertion(sampleAssertion({ patient: local })),
    ];
    expect(outcomes).toEqual(outcomes.map(() => expect.objectContaining({ done: false, complaint: 'VALIDATION' })));
    expect(scripted.asked).toEqual([]);
  });
});
