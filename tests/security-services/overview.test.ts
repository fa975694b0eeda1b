import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBlocks4 } from '../../src/contracts/security/blocking-4.ts';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';
import { answer, type ScriptedService, startScriptedService } from './scripted-service.ts';

describe('an overview where a security service is master of the blocks', { timeout: 60_000 }, () => {
  let service: ScriptedService;
  let running: RunningBridge;
  beforeAll(async () => {
    service = await startScriptedService();
    running = await startRunningBridge({
      change: (config) => {
        config.access = { ...config.access, services: [{ ...service.config, timeoutMs: 3_000 }], master: 'regional' };
      },
    });
  });
  afterAll(async () => {
    await running.close();
    await service.close();
  });

  const diagnoses = async () => {
    const { body } = await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest() });
    return body.split('diagnosisHeader>').length - 1;
  };
  /** The same status for every row of the question. */
  const allRows = (status: 'OK' | 'BLOCKED') => (message: string) =>
    answer(checkBlocks4, {
      checkBlocksResult: {
        result: { resultCode: 'OK' },
        checkResults: [...message.matchAll(/rowNumber>(\d+)</g)].map(([, row]) => ({ status, rowNumber: Number(row) })),
      },
    });

  it('shows what the service lets through, asked once for each care provider and identity', async () => {
    service.behave(allRows('OK'));
    expect(await diagnoses()).toBeGreaterThan(0);
    const asked = service.asked.map((message) =>
      [/informationCareProviderId>([^<]+)</, /extension>([^<]+)</].map((part) => part.exec(message)?.[1]).join(' '),
    );
    expect(asked).toEqual([...new Set(asked)]);
    const [entry] = (await running.log({})).filter(({ kind }) => kind === 'access');
    expect(JSON.stringify(entry?.decision)).toContain('regional');
  });

  it.each([
    ['blocks all', allRows('BLOCKED')],
    ['answers nothing', 'hang'],
    ['answers with a fault', 'fault'],
  ] as const)('shows nothing when it %s', async (_what, behaviour) => {
    service.behave(behaviour);
    expect(await diagnoses()).toBe(0);
    expect(service.asked.length).toBeGreaterThan(0);
  });
});
