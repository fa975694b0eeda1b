import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/commands/config.ts';
import { type AddressCatalogue, diagnoses, startAddressCatalogue } from '../support/address-catalogue.ts';
import { testPki } from '../support/certs.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

const { norrbotten: vas } = addresses;
const ehr = 'SE2321000230-DEMOEHR';
const unit = 'SE2321000230-DEMOMEDAVD';
let tak: AddressCatalogue;
let running: RunningBridge;

beforeAll(async () => {
  const pki = await testPki();
  tak = await startAddressCatalogue(pki);
  tak.answer = { status: 503, body: '' };
  running = await startRunningBridge({
    pki,
    change: (config) => {
      config.routing.catalogue = {
        url: tak.url,
        reloadMs: 3_600_000,
        timeoutMs: 5_000,
        maxAnswerBytes: 1_000_000,
        sources: [{ source: vas, receivers: [unit], urls: [] }],
      };
      config.routes = [];
      config.callers[0].permissions = [];
      config.sources[0].url = 'catalogue:';
    },
  });
}, 60_000);
afterAll(async () => {
  await running?.close();
  await tak?.close();
});

const ask = (address: string) =>
  running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest({ address }) });
const codeOf = async (address: string) => /faultstring>(VP\d{3})/.exec((await ask(address)).body)?.[1];

async function reload(): Promise<string> {
  const out = new PassThrough();
  const environment = { DATA_DIR: running.config.dataDir, CONFIG: 'config/demo.yaml' };
  await checkConfig(['reload'], environment, out);
  out.end();
  return text(out);
}
const ready = async () => {
  const response = await fetch(`${running.adminUrl}/health/ready`);
  const { parts } = (await response.json()) as { parts: { part: string; ok: boolean; reasons: string[] }[] };
  return parts.find(({ part }) => part === 'routing');
};

describe('a bridge whose routes stand in an address catalogue', () => {
  it('says VP008 to everyone while it has no table, and is not ready', async () => {
    expect(await codeOf(vas)).toBe('VP008');
    expect(await ready()).toMatchObject({ ok: false, reasons: [expect.stringContaining('503')] });
    await expect(reload()).rejects.toMatchObject({ code: 'CATALOGUE_UNAVAILABLE' });
  });

  it('calls where the catalogue says once it answers, without a restart', async () => {
    const url = `${running.councils.urls[vas]}${diagnosisPath}`;
    tak.routes = [vas, unit].map((receiver) => ({ receiver, contract: diagnoses, url }));
    tak.permissions = [{ receiver: vas, sender: ehr, contract: diagnoses }];
    tak.answer = undefined;
    // Two of the permissions are the other callers’ in the configuration.
    expect(await reload()).toMatch(/In force from catalogue .*: 2 routes, 3 permissions/);
    const { status, body } = await ask(vas);
    expect(status).toBe(200);
    expect(body).toContain(`sourceSystemHSAId>${vas}<`);
    expect(await codeOf(unit)).toBe('VP007');
    expect(await codeOf('SE2321000230-NOWHERE')).toBe('VP004');
    expect(await ready()).toEqual({ part: 'routing', ok: true, reasons: [] });
  });

  it('keeps the old table when the catalogue gives one that cannot be used, and says so', async () => {
    tak.answer = { status: 200, body: '<html/>' };
    await running.bridge.reload();
    expect((await ask(vas)).status).toBe(200);
    expect(await ready()).toMatchObject({ ok: true, reasons: [expect.stringContaining('In force: catalogue')] });
    const metrics = await (await fetch(`${running.adminUrl}/metrics`)).text();
    expect(metrics).toContain('norrbryggan_routing_reloads_total{outcome="CATALOGUE_INVALID"} 1');
    expect(metrics).toContain('norrbryggan_routing_entries{kind="route"} 2');
  });

  it('refuses what has ended, is ambiguous, or has no URL', async () => {
    const url = `${running.councils.urls[vas]}${diagnosisPath}`;
    tak.answer = undefined;
    tak.permissions = [{ receiver: '*', sender: ehr, contract: diagnoses }];
    const cases = [
      { routes: [{ receiver: vas, contract: diagnoses, url, to: '2020-01-01T00:00:00' }], code: 'VP004' },
      {
        routes: [url, `${url}?other`].map((each) => ({ receiver: vas, contract: diagnoses, url: each })),
        code: 'VP006',
      },
      { routes: [{ receiver: vas, contract: diagnoses, url: '' }], code: 'VP010' },
      { routes: [{ receiver: vas, contract: diagnoses, url, profile: 'RIVTABP19' }], code: 'VP005' },
    ];
    for (const { routes, code } of cases) {
      tak.routes = routes;
      await running.bridge.reload();
      expect(await codeOf(vas)).toBe(code);
    }
  });
});
