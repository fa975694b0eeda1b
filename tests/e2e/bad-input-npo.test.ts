import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { goodExtract, npoCases } from './bad-input/npo-cases.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.callers[2].permissions = [];
    },
  });
});
afterAll(() => running?.close());

async function ask(body: string | Buffer, who = 'ehr-vasterbotten', headers: Readonly<Record<string, string>> = {}) {
  return running.call(who || undefined, '/npo/riv13606', {
    headers: { 'content-type': 'text/xml; charset=UTF-8', ...headers },
    body,
  });
}

describe('bad input to the NPÖ 1.0 face', () => {
  it.each(npoCases.map((each, index) => ({ ...each, correlationId: `npo-${index}` })))(
    '$what is $code',
    async ({ code, body, who, headers, correlationId }) => {
      const answer = await ask(body, who, { 'x-skltp-correlation-id': correlationId, ...headers });
      const fault = /<faultstring>\[errorCode:(\d+)\] [^<]+</.exec(answer.body)?.[1];
      const detail = /<response_detail type_code="E"><code code="(\w+)"/.exec(answer.body)?.[1];
      expect({ status: answer.status, code: fault ?? detail }).toEqual({ status: fault ? 500 : 200, code });
      expect(answer.body).toContain(correlationId);
      expect(answer.body).not.toMatch(/19121212|node_modules|\.ts:|at \w+ \(/);
    },
  );

  it('leaves the face as it was', async () => {
    const { status, body } = await ask(goodExtract);
    expect(status).toBe(200);
    expect(body).toContain('<all_compositions>');
  });
});
