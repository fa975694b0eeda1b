import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { promisify } from 'node:util';
import { ClientSSLSecurity, createClientAsync } from 'soap';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractPath, prefixesFor, writeRoot } from '../../src/contracts/index.ts';
import { parametersFirst } from '../../src/simulators/rivta/soap-wsdl.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { allContracts } from '../support/soap-messages.ts';

const run = promisify(execFile);
let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

const everyCouncil = [addresses.vasternorrland, addresses.vasterbotten, addresses.norrbotten];

async function hasZeep(): Promise<boolean> {
  const found = await run('/usr/bin/python3', ['-c', 'import zeep']).then(
    () => true,
    () => false,
  );
  if (!found && process.env.CI === 'true') throw new Error('python3-zeep is not installed.');
  if (!found) console.warn('python3-zeep is not installed: its tests are skipped.');
  return found;
}

describe('a stock SOAP client calls the served WSDL over mutual TLS and reads the answer', () => {
  it.each(allContracts.map((contract) => [contract.name, contract] as const))('zeep, %s', async (name, contract) => {
    if (!(await hasZeep())) return;
    const { pki, url } = running;
    const wsdl = `${url}${contractPath(contract)}?wsdl`;
    const { stdout } = await run('/usr/bin/python3', [
      'tests/e2e/zeep_client.py',
      wsdl,
      pki.file('ca.crt'),
      pki.file('ehr-norrbotten.crt'),
      pki.file('ehr-norrbotten.key'),
      addresses.bridge,
      '191212121212',
    ]);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ operation: name, sources: everyCouncil });
    expect(answer.records).toBeGreaterThan(10);
  });

  it.each(allContracts.map((contract) => [contract.name, contract] as const))(
    'node-soap, %s',
    async (name, contract) => {
      const { pki, url, call } = running;
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
      const request = contract.requestFor({
        patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
        period: undefined,
        careUnits: [],
        sourceSystem: undefined,
        careContacts: [],
      });
      const xml = writeRoot(
        contract.namespace,
        name,
        contract.request,
        request,
        prefixesFor(contract.namespace, contract.request),
      );
      const [answer] = await client[`${name}Async`]({ _xml: xml });
      // The package could send LogicalAddress as the body and its own server would never notice.
      expect(client.lastRequest).toMatch(new RegExp(`<soap:Body>\\s*<ns0:${name} xmlns:ns0="${contract.namespace}"`));
      expect(answer[contract.itemElement].length).toBeGreaterThan(10);
    },
  );
});
