import { readFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BusHandlers } from '../../src/bus/index.ts';
import type { BridgeEvents } from '../../src/events.ts';
import { connectAdmin } from '../../src/store/index.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

/** One council that misbehaves, one caller that asks too much: neither is the others' trouble. */
let running: RunningBridge;
const hung = addresses.vasterbotten;

beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.breaker = { failures: 2, restMs: 300 };
      config.limits.requestsAtOncePerCaller = 3;
      const source = config.sources.find(({ hsaId }: { hsaId: string }) => hsaId === hung);
      source.timeoutMs = 2_000;
    },
  });
});
afterEach(() => running.councils.setFault(hung, undefined));
afterAll(() => running?.close());

const ask = (correlationId: string, who = 'ehr-norrbotten') =>
  running.call(who, diagnosisPath, {
    method: 'POST',
    headers: { ...soapHeaders, 'x-skltp-correlation-id': correlationId },
    body: soapRequest(),
  });

/** The first event that the test waits for. */
function heard<Name extends keyof BridgeEvents>(name: Name, wanted: (event: BridgeEvents[Name][0]) => boolean) {
  const { events } = running.bridge;
  return new Promise<BridgeEvents[Name][0]>((resolve) => {
    const listen = ((event: BridgeEvents[Name][0]) => {
      if (!wanted(event)) return;
      events.off(name, listen as never);
      resolve(event);
    }) as never;
    events.on(name, listen);
  });
}

/** What the answer says of one source in its ProcessingStatus. */
function statusOf(body: string, source: string): string {
  const [status = ''] =
    new RegExp(`<[^<]*logicalAddress>${source}<.*?(?=<[^/<]*ProcessingStatusList>|</[^<]*ProcessingStatus>)`, 's').exec(
      body,
    ) ?? [];
  return status;
}

describe('a council that hangs', () => {
  it('costs a few callers their time, is then left out and said so, and is back when it answers', async () => {
    await running.councils.setFault(hung, { kind: 'hang' });
    const opened = heard('breaker:state:changed', ({ target, state }) => target === hung && state === 'open');
    await Promise.all([ask('hang-1'), ask('hang-2', 'ehr-vasterbotten')]);
    await opened;
    const failed = heard('source:query:failed', ({ correlationId }) => correlationId === 'hang-3');
    const without = await ask('hang-3');
    expect(await failed).toMatchObject({ source: hung, reason: 'breaker-open', status: 503 });
    expect(without.status).toBe(200);
    expect(statusOf(without.body, hung)).toContain('503');
    expect(without.body).toContain(addresses.norrbotten);
    const closed = heard('breaker:state:changed', ({ target, state }) => target === hung && state === 'closed');
    await running.councils.setFault(hung, undefined);
    await closed;
    const answered = heard(
      'source:query:answered',
      (event) => event.correlationId === 'hang-4' && event.source === hung,
    );
    await ask('hang-4');
    await answered;
  });
});

describe('a caller', () => {
  it('who hangs up is asked for no longer, and stands on the log', async () => {
    await running.councils.setFault(hung, { kind: 'hang' });
    const abandoned = heard('source:query:failed', ({ correlationId }) => correlationId === 'gone-1');
    const { pki, url } = running;
    const call = httpsRequest(`${url}${diagnosisPath}`, {
      method: 'POST',
      headers: { ...soapHeaders, 'x-skltp-correlation-id': 'gone-1' },
      ca: readFileSync(pki.file('ca.crt')),
      cert: readFileSync(pki.file('ehr-norrbotten.crt')),
      key: readFileSync(pki.file('ehr-norrbotten.key')),
      agent: false,
    });
    call.on('error', () => undefined);
    call.end(soapRequest());
    const admin = await connectAdmin<BusHandlers>(running.config.dataDir);
    if (!admin) throw new Error('the bridge does not run');
    const atWork = async () => {
      const { queues } = await admin.ask('bus:status', null);
      return queues.find(({ source }) => source === hung)?.active;
    };
    try {
      await expect.poll(atWork).toBe(1);
      call.destroy();
      expect(await abandoned).toMatchObject({ source: hung, reason: 'abandoned' });
      await expect.poll(atWork).toBe(0);
    } finally {
      admin.close();
    }
    await expect.poll(() => running.log({ correlationId: 'gone-1' })).toMatchObject([{ contract: 'GetDiagnosis:2' }]);
  });

  it('who asks too much at once is told to come back; others are not', async () => {
    await running.councils.setFault(hung, { kind: 'delay', milliseconds: 1_000 });
    const [others, ...own] = await Promise.all([
      ask('room-0', 'ehr-vasterbotten'),
      ...[1, 2, 3, 4, 5].map((each) => ask(`room-${each}`)),
    ]);
    expect(others?.status).toBe(200);
    expect(own.map(({ status }) => status).sort()).toEqual([200, 200, 200, 500, 500]);
    expect(own.find(({ status }) => status === 500)?.body).toMatch(/VP012 .*3 requests of this caller.*OVERLOADED/s);
    const inFhir = await Promise.all(
      [1, 2, 3, 4].map(() =>
        running.call('ehr-vasternorrland', '/fhir/Condition/_search', {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({
            'patient.identifier': 'http://electronichealth.se/identifier/personnummer|191212121212',
          }).toString(),
        }),
      ),
    );
    expect(inFhir.map(({ status }) => status).sort()).toEqual([200, 200, 200, 503]);
    const refused = inFhir.find(({ status }) => status === 503);
    expect(refused?.headers['retry-after']).toBe('5');
    expect(JSON.parse(refused?.body ?? '{}')).toMatchObject({ resourceType: 'OperationOutcome' });
    expect((await ask('room-after')).status).toBe(200);
  });
});
