import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { promisify } from 'node:util';
import { ClientSSLSecurity, createClientAsync } from 'soap';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Contract, contractPath, contracts, prefixesFor, writeRoot } from '../../src/contracts/index.ts';
import { parametersFirst } from '../../src/simulators/rivta/soap-wsdl.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';

const run = promisify(execFile);
let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

const tolvan = '191212121212';
/** Who has records of the contract: the patient known to everybody, but for what a man does not have. */
const patients: Readonly<Record<string, string>> = { GetMaternityMedicalHistory: '200001252386' };

function requestFor(contract: Contract): object {
  return contract.requestFor({
    patient: { id: patients[contract.name] ?? tolvan, type: '1.2.752.129.2.1.3.1' },
    period: undefined,
    careUnits: [],
    sourceSystem: undefined,
    careContacts: [],
  });
}

async function hasZeep(): Promise<boolean> {
  const found = await run('/usr/bin/python3', ['-c', 'import zeep']).then(
    () => true,
    () => false,
  );
  if (!found && process.env.CI === 'true') throw new Error('python3-zeep is not installed.');
  if (!found) console.warn('python3-zeep is not installed: its tests are skipped.');
  return found;
}

describe('a stock SOAP client calls the served WSDL of every contract over mutual TLS and reads the answer', () => {
  it('zeep', { timeout: 120_000 }, async () => {
    if (!(await hasZeep())) return;
    const { pki, url } = running;
    const calls = contracts.map((contract) => ({
      wsdl: `${url}${contractPath(contract)}?wsdl`,
      request: requestFor(contract),
      item: contract.itemElement,
    }));
    const python = run(
      '/usr/bin/python3',
      [
        'tests/e2e/zeep_client.py',
        ...['ca.crt', 'ehr-norrbotten.crt', 'ehr-norrbotten.key'].map((name) => pki.file(name)),
        addresses.bridge,
      ],
      { maxBuffer: 1_000_000 },
    );
    python.child.stdin?.end(JSON.stringify(calls));
    const answers = JSON.parse((await python).stdout) as { operation: string; records: number }[];
    expect(answers.map(({ operation }) => operation)).toEqual(contracts.map(({ name }) => name));
    const empty = contracts.filter((_, index) => answers[index]?.records === 0).map(({ id }) => id);
    expect(empty).toEqual([]);
  });

  it.each(contracts.map((contract) => [contract.id, contract] as const))('node-soap, %s', async (_id, contract) => {
    const { pki, url, call } = running;
    const { name } = contract;
    const served = await call('ehr-norrbotten', `${contractPath(contract)}?wsdl`, { method: 'GET' });
    const ca = readFileSync(pki.file('ca.crt'));
    const client = await createClientAsync(parametersFirst(served.body), {
      wsdl_options: { httpsAgent: new Agent({ ca }) },
      endpoint: `${url}${contractPath(contract)}`,
    });
    client.setSecurity(
      new ClientSSLSecurity(
        readFileSync(pki.file('ehr-norrbotten.key')),
        readFileSync(pki.file('ehr-norrbotten.crt')),
        ca,
      ),
    );
    client.addSoapHeader(
      `<r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${addresses.bridge}</r:LogicalAddress>`,
    );
    const prefixes = prefixesFor(contract.namespace, contract.request);
    const xml = writeRoot(contract.namespace, name, contract.request, requestFor(contract), prefixes);
    const [answer] = await client[`${name}Async`]({ _xml: xml });
    // The package could send LogicalAddress as the body and its own server would never notice.
    expect(client.lastRequest).toMatch(new RegExp(`<soap:Body>\\s*<ns0:${name} xmlns:ns0="${contract.namespace}"`));
    expect(answer[contract.itemElement].length).toBeGreaterThan(0);
  });
});
