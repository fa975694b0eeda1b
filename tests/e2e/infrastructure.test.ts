import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ClientSSLSecurity, createClientAsync } from 'soap';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  getLogicalAddresseesByServiceContract1 as addressees1,
  getLogicalAddresseesByServiceContract2 as addressees2,
  contractPath,
  getAlertInformation2,
  getDiagnosis2,
  infrastructureContracts,
  pingForConfiguration1 as ping,
  prefixesFor,
  type ServiceContract,
  servedContracts,
  getSupportedServiceContracts1 as supported1,
  getSupportedServiceContracts2 as supported2,
  writeRoot,
} from '../../src/contracts/index.ts';
import { parametersFirst } from '../../src/simulators/rivta/soap-wsdl.ts';
import { soap } from '../sources/record-system.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { soapHeaders } from '../support/soap-messages.ts';
import { hasXmllint } from '../support/xmllint.ts';

const [all, few] = ['SE2321000230-DEMOEHR', 'SE2321000222-DEMOEHR'];
const vas = addresses.norrbotten;

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.callers.find(({ hsaId }: { hsaId: string }) => hsaId === few).permissions = [
        { contract: 'GetDiagnosis:2', address: vas },
        { contract: 'GetDiagnosis:2', address: 'SE2321000230-DEMOGONE' },
        ...infrastructureContracts.map(({ id }) => ({ contract: id, address: addresses.bridge })),
      ];
      config.callers.find(({ hsaId }: { hsaId: string }) => hsaId === 'SE2321000206-DEMOEHR').permissions = [];
    },
  });
});
afterAll(() => running?.close());

const requests: readonly (readonly [ServiceContract, object])[] = [
  [ping, { serviceContractNamespace: getDiagnosis2.namespace, logicalAddress: vas }],
  [supported1, { serviceConsumerHsaId: few, logicalAdress: vas }],
  [supported2, { logicalAdress: vas }],
  [addressees1, whereToCall(few, getDiagnosis2.namespace)],
  [addressees2, whereToCall(few, getDiagnosis2.namespace)],
];

function whereToCall(consumer: string, namespace: string) {
  return {
    serviceConsumerHsaId: consumer,
    serviceContractNameSpace: { ServiceContractNamespace: namespace },
  };
}

function bodyOf(contract: ServiceContract, request: object): string {
  const { namespace, name, request: type } = contract;
  return writeRoot(namespace, name, type, request, prefixesFor(namespace, type));
}

function call(who: string, contract: ServiceContract, request: object, address: string = addresses.bridge) {
  const header = `<e:Header><r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${address}</r:LogicalAddress></e:Header>`;
  const body = soap(bodyOf(contract, request)).replace('<e:Body>', `${header}<e:Body>`);
  return running.call(who, contractPath(contract), { headers: soapHeaders, body });
}

const namespacesIn = (body: string): string[] =>
  [...body.matchAll(/ServiceContractNamespace>([^<]+)</g)].map(([, found = '']) => found).sort();
const addressesIn = (body: string): string[] =>
  [...body.matchAll(/logicalAddress>([^<]+)</g)].map(([, found = '']) => found);

describe('what the platform says of itself', () => {
  it.skipIf(!hasXmllint()).each(requests)('validates against its schema: $id', async (contract, request) => {
    const { status, body } = await call('ehr-vasterbotten', contract, request);
    expect(status).toBe(200);
    const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-registry-'));
    try {
      const file = join(folder, 'answer.xml');
      writeFileSync(file, /<soap:Body>(.*)<\/soap:Body>/s.exec(body)?.[1] ?? '');
      execFileSync('xmllint', ['--noout', '--schema', join('wsdl', contract.schema.file), file], { stdio: 'pipe' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('ping tells the version, the time, and whether the caller may call what it asks about', async () => {
    const mine = { serviceContractNamespace: getDiagnosis2.namespace, logicalAddress: vas };
    const { body } = await call('ehr-vasterbotten', ping, mine);
    expect(body).toMatch(/version>\d+\.\d+\.\d+<.*pingDateTime>20\d{12}<.*name>installation<.*value>Norrbryggan</);
    expect(body).toMatch(/name>mayCall<\/[^>]+><[^>]+>true</);
    const other = { serviceContractNamespace: getAlertInformation2.namespace, logicalAddress: vas };
    expect((await call('ehr-vasterbotten', ping, other)).body).toMatch(/name>mayCall<\/[^>]+><[^>]+>false</);
  });

  it.each([
    ['a source', 'ehr-vasterbotten', vas, [getDiagnosis2.namespace]],
    ['a source, in lower case', 'ehr-vasterbotten', vas.toLowerCase(), [getDiagnosis2.namespace]],
    ['the platform', 'ehr-vasterbotten', addresses.bridge, infrastructureContracts.map(({ namespace }) => namespace)],
    ['an address nobody has', 'ehr-norrbotten', 'SE2321000230-DEMONOBODY', []],
    ['the platform, with every permission', 'ehr-norrbotten', addresses.bridge, undefined],
  ])('a consumer hears which contracts it may call at %s', async (_what, who, address, expected) => {
    const all = servedContracts.map(({ namespace }) => namespace);
    const { body } = await call(who, supported2, { logicalAdress: address });
    if (expected) expect(namespacesIn(body)).toEqual([...expected].sort());
    else expect(all).toEqual(expect.arrayContaining(namespacesIn(body)));
    if (!expected) expect(namespacesIn(body).length).toBeGreaterThan(infrastructureContracts.length);
  });

  it.each([addressees1, addressees2])(
    'a consumer hears where it may call a contract, by $id',
    async (addressees: ServiceContract) => {
      const wide = await call('ehr-norrbotten', addressees, whereToCall(all.toLowerCase(), getDiagnosis2.namespace));
      expect(addressesIn(wide.body)).toEqual([addresses.bridge, vas, addresses.vasterbotten, addresses.vasternorrland]);
      const narrow = await call('ehr-vasterbotten', addressees, whereToCall(few, getDiagnosis2.namespace));
      expect(addressesIn(narrow.body)).toEqual([vas]);
      const nothing = await call('ehr-vasterbotten', addressees, whereToCall(few, getAlertInformation2.namespace));
      expect(addressesIn(nothing.body)).toEqual([]);
      const self = await call('ehr-norrbotten', addressees, whereToCall(all, ping.namespace));
      expect(addressesIn(self.body)).toEqual([addresses.bridge]);
    },
  );

  it.each([
    [
      'about another consumer',
      'ehr-vasterbotten',
      supported1,
      { serviceConsumerHsaId: all, logicalAdress: vas },
      'VP007',
    ],
    ['without permission', 'ehr-vasternorrland', ping, requests[0]?.[1] ?? {}, 'VP007'],
    ['against the contract', 'ehr-norrbotten', supported1, { logicalAdress: vas }, 'VP015'],
  ])('who asks %s is refused', async (_what, who, contract, request, code) => {
    expect((await call(who, contract, request)).body).toContain(`<faultstring>${code} `);
  });

  it('at another address than the platform’s own is not its to answer', async () => {
    expect((await call('ehr-norrbotten', ping, requests[0]?.[1] ?? {}, vas)).body).toContain('<faultstring>VP004 ');
  });
});

describe('a stock SOAP client', () => {
  it.each(requests)('zeep calls $id', async (contract, request) => {
    const python = promisify(execFile);
    const zeep = await python('/usr/bin/python3', ['-c', 'import zeep']).catch(() => undefined);
    if (!zeep && process.env.CI === 'true') throw new Error('python3-zeep is not installed.');
    if (!zeep) return;
    const { pki, url } = running;
    const wsdl = `${url}${contractPath(contract)}?wsdl`;
    const { stdout } = await python('/usr/bin/python3', [
      'tests/e2e/zeep_infrastructure.py',
      ...[wsdl, pki.file('ca.crt'), pki.file('ehr-vasterbotten.crt'), pki.file('ehr-vasterbotten.key')],
      ...[addresses.bridge, JSON.stringify(request)],
    ]);
    expect(stdout).toMatch(/Norrbryggan|GetDiagnosisResponder:2|DEMOVAS/);
  });

  it.each(requests)('node-soap calls $id', async (contract, request) => {
    const { pki, url, call: fetch } = running;
    const served = await fetch('ehr-vasterbotten', `${contractPath(contract)}?wsdl`, { method: 'GET' });
    const ca = readFileSync(pki.file('ca.crt'));
    const client = await createClientAsync(parametersFirst(served.body), {
      wsdl_options: { httpsAgent: new Agent({ ca }) },
      endpoint: `${url}${contractPath(contract)}`,
    });
    const ours = (kind: string) => readFileSync(pki.file(`ehr-vasterbotten.${kind}`));
    client.setSecurity(new ClientSSLSecurity(ours('key'), ours('crt'), ca));
    const { namespace, name } = contract;
    client.addSoapHeader(
      `<r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${addresses.bridge}</r:LogicalAddress>`,
    );
    const [answer] = await client[`${name}Async`]({ _xml: bodyOf(contract, request) });
    expect(client.lastRequest).toMatch(new RegExp(`<soap:Body>\\s*<ns0:${name} xmlns:ns0="${namespace}"`));
    expect(JSON.stringify(answer)).toMatch(/Norrbryggan|GetDiagnosisResponder:2|DEMOVAS/);
  });
});
