import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bus } from '../../src/commands/bus.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

async function print(...args: string[]): Promise<string> {
  let text = '';
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  expect(await bus(args, running.config, out)).toBe(0);
  return text;
}

it('what the councils gave and nobody was shown is counted, printed and measured, without patients', async () => {
  expect(await print('quality')).toContain('No record was withheld');
  const ids = ['191212121212', '195104179816', '200001252386', '193811039803', '199002222397', '198605149809'];
  for (const id of ids) {
    await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest({ id }) });
  }
  const report = await print('quality');
  expect(report).toMatch(/SE2321000230-DEMOVAS\n( {2}\d+ of GetDiagnosis:2: [a-z-]+.*\n)+/);
  expect(await print('quality', addresses.norrbotten.toLowerCase())).not.toContain(addresses.vasterbotten);
  const metrics = await (await fetch(`${running.adminUrl}/metrics`)).text();
  expect(metrics).toMatch(/norrbryggan_records_withheld_total\{source="SE2321000230-DEMOVAS"/);
  for (const id of ids) expect(report + metrics).not.toContain(id);
});
