import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { addresses, clientAgent, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

let running: RunningBridge;
afterEach(() => running?.close());

/** Asks over a connection of its own. */
async function ask(address?: string) {
  const dispatcher = clientAgent(running.pki, 'ehr-norrbotten');
  const body = soapRequest({ ...(address && { address }) });
  const answer = await request(`${running.url}${diagnosisPath}`, {
    method: 'POST',
    headers: soapHeaders,
    body,
    dispatcher,
  });
  const text = await answer.body.text();
  await dispatcher.close();
  return { status: answer.statusCode, text, connection: answer.headers.connection };
}

/** A connection that is kept; `say` asks on it and gives the head of the answer. */
async function keepAlive() {
  const read = (file: string) => readFileSync(running.pki.file(file));
  const pair = { ca: read('ca.crt'), cert: read('ehr-norrbotten.crt'), key: read('ehr-norrbotten.key') };
  const socket = connect({ host: 'localhost', port: Number(new URL(running.url).port), ...pair });
  await once(socket, 'secureConnect');
  return {
    async say(): Promise<string> {
      socket.write('HEAD /wsdl HTTP/1.1\r\nHost: localhost\r\n\r\n');
      const closed = once(socket, 'close').then(() => ['closed instead of answered']);
      const [head] = await Promise.race([once(socket, 'data'), closed]);
      return String(head);
    },
    end: () => socket.destroy(),
  };
}

async function start(drain: { noticeMs: number; finishMs: number }): Promise<void> {
  running = await startRunningBridge({
    change: (config) => {
      config.drain = drain;
    },
  });
}

describe('a bridge that stops', { timeout: 60_000 }, () => {
  it('says so first, answers who still comes, then lets nobody in and finishes what is under way', async () => {
    await start({ noticeMs: 5_000, finishMs: 20_000 });
    await running.councils.setFault(addresses.vasterbotten, { kind: 'delay', milliseconds: 9_000 });
    expect((await ask(addresses.norrbotten)).connection).toBe('keep-alive');
    const kept = await keepAlive();
    expect(await kept.say()).toMatch(/connection: keep-alive/i);
    const underWay = ask(addresses.vasterbotten);
    const stopped = running.bridge.close();

    const ready = await fetch(`${running.adminUrl}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      status: 'not ready',
      parts: [{ part: 'process', ok: false, reasons: ['It is stopping.'] }],
    });
    expect(await ask(addresses.norrbotten)).toMatchObject({ status: 200, connection: 'close' });
    // That answer ended its own connection, not one that is idle: its next request may be on its way.
    expect(await kept.say()).toMatch(/connection: close/i);
    kept.end();
    await expect
      .poll(() => ask(addresses.norrbotten).catch((error) => error.code), { timeout: 20_000 })
      .toBe('ECONNREFUSED');
    const { status, text } = await underWay;
    expect(status).toBe(200);
    expect(text).toContain('diagnosisBody');
    await stopped;
  });

  it('breaks off what is not finished in its time', async () => {
    await start({ noticeMs: 0, finishMs: 300 });
    await running.councils.setFault(addresses.vasterbotten, { kind: 'hang' });
    const asked = once(running.bridge.events, 'source:query:failed');
    asked.catch(() => undefined);
    const underWay = ask(addresses.vasterbotten).catch((error: { code: string }) => error.code);
    await expect
      .poll(async () => (await fetch(`${running.adminUrl}/metrics`)).text())
      .toMatch(new RegExp(`norrbryggan_queue_active\\{source="${addresses.vasterbotten}"\\} 1`));
    const startedAt = performance.now();
    await running.bridge.close();
    expect(await underWay).toBe('UND_ERR_SOCKET');
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});
