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
      source.timeoutMs = 8_000;
    },
  });
});
afterEach(() => running.councils.setFault(hung, undefined));
afterAll(() => running?.close());

const ask = (correlationId: string, who = 'ehr-norrbotten', headers: Record<string, string> = {}) =>
  running.call(who, diagnosisPath, {
    method: 'POST',
    headers: { ...soapHeaders, 'x-skltp-correlation-id': correlationId, ...headers },
    body: soapRequest(),
  });

/** Follows how many questions the council is asked just now. */
async function questions(): Promise<{ atWork(): Promise<number | undefined>; close(): void }> {
  const admin = await connectAdmin<BusHandlers>(running.config.dataDir);
  if (!admin) throw new Error('the bridge does not run');
  return {
    async atWork() {
      const { queues } = await admin.ask('bus:status', null);
      return queues.find(({ source }) => source === hung)?.active;
    },
    close: () => admin.close(),
  };
}

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

describe('a council that hangs', { timeout: 60_000 }, () => {
  it('costs a few callers their time, is then left out and said so, and is back when it answers', async () => {
    await running.councils.setFault(hung, { kind: 'hang' });
    let open = false;
    heard('breaker:state:changed', ({ target, state }) => target === hung && state === 'open').then(() => {
      open = true;
    });
    // Two that had time enough; on a busy machine one may not.
    for (let time = 0; !open; time++) await Promise.all([ask(`hung-${time}`), ask(`hung-${time}`, 'ehr-vasterbotten')]);
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

describe('a caller', { timeout: 60_000 }, () => {
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
    const { atWork, close } = await questions();
    try {
      await expect.poll(atWork, { timeout: 7_500 }).toBe(1);
      call.destroy();
      expect(await abandoned).toMatchObject({ source: hung, reason: 'abandoned' });
      await expect.poll(atWork, { timeout: 10_000 }).toBe(0);
    } finally {
      close();
    }
    await expect
      .poll(() => running.log({ correlationId: 'gone-1' }), { timeout: 10_000 })
      .toContainEqual(expect.objectContaining({ kind: 'access', contract: 'GetDiagnosis:2' }));
  });

  it('who asks too much at once is told to come back; others are not', async () => {
    await running.councils.setFault(hung, { kind: 'hang' });
    const { atWork, close } = await questions();
    try {
      // For different consumers, or they would share one call.
      const own = [1, 2, 3].map((each) =>
        ask(`room-${each}`, 'ehr-norrbotten', {
          'x-rivta-original-serviceconsumer-hsaid': `SE2321000230-DEMOC${each}`,
        }),
      );
      await expect.poll(atWork, { timeout: 7_500 }).toBe(3);
      const [oneMore, another] = await Promise.all([ask('room-4'), ask('room-5', 'ehr-vasterbotten')]);
      expect(oneMore).toMatchObject({ status: 500 });
      expect(oneMore.body).toMatch(/VP012 .*3 requests of this caller.*OVERLOADED/s);
      expect(another).toMatchObject({ status: 200 });
      expect((await Promise.all(own)).map(({ status }) => status)).toEqual([200, 200, 200]);
    } finally {
      close();
    }
    expect((await ask('room-after')).status).toBe(200);
  });
});
