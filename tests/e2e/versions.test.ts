import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Contract,
  type ContractId,
  contractById,
  contractPath,
  prefixesFor,
  writeRoot,
} from '../../src/contracts/index.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { soapHeaders } from '../support/soap-messages.ts';
import { hasXmllint } from '../support/xmllint.ts';

/** Three record systems, each of which speaks one major version of each contract, and consumers that ask for either. */
let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      for (const source of config.sources)
        source.contracts =
          source.hsaId === addresses.norrbotten
            ? ['GetCareContacts:3', 'GetCareDocumentation:3']
            : source.hsaId === addresses.vasterbotten
              ? ['GetCareContacts:2']
              : source.hsaId === addresses.vasternorrland
                ? ['GetCareContacts:3']
                : ['GetDiagnosis:2'];
    },
  });
});
afterAll(() => running?.close());

const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };

function contractOf(id: ContractId): Contract {
  const contract = contractById(id);
  if (!contract) throw new Error(`${id} is not among the contracts`);
  return contract;
}

async function ask(contract: Contract, address: string = addresses.bridge): Promise<string> {
  const { namespace, name, request } = contract;
  const filter = { patient, period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] };
  const body = writeRoot(namespace, name, request, contract.requestFor(filter), prefixesFor(namespace, request));
  const answer = await running.call('ehr-norrbotten', contractPath(contract), {
    method: 'POST',
    headers: soapHeaders,
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><r:LogicalAddress
      xmlns:r="urn:riv:itintegration:registry:1">${address}</r:LogicalAddress></e:Header><e:Body>${body}</e:Body></e:Envelope>`,
  });
  expect(answer.status).toBe(200);
  return answer.body;
}

function validated(contract: Contract, message: string): void {
  if (!hasXmllint()) return;
  const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-versions-'));
  const file = join(folder, 'response.xml');
  writeFileSync(file, /<soap:Body>(.*)<\/soap:Body>/s.exec(message)?.[1] ?? '');
  execFileSync('xmllint', ['--noout', '--schema', join('wsdl', contract.schema.file), file], { stdio: 'pipe' });
  rmSync(folder, { recursive: true });
}

const idsIn = (message: string, tag: RegExp): string[] => [...message.matchAll(tag)].map(([, id = '']) => id).sort();

describe('a consumer of one major version', () => {
  it.each(['GetCareContacts:2', 'GetCareContacts:3'] as const)(
    'of %s gets the contacts of all systems, whichever they speak',
    async (id) => {
      const contract = contractOf(id);
      const message = await ask(contract);
      validated(contract, message);
      const systems = new Set(idsIn(message, /sourceSystemHSAId>([^<]+)</g));
      expect([...systems]).toEqual([addresses.vasternorrland, addresses.vasterbotten, addresses.norrbotten]);
      expect(message.match(/DataFromSource/g)).toHaveLength(3);
    },
  );

  it('gets the same contacts in both', async () => {
    const documentIds = /documentId>([^<]+)</g;
    const [two, three] = await Promise.all(
      (['GetCareContacts:2', 'GetCareContacts:3'] as const).map((id) => ask(contractOf(id))),
    );
    expect(idsIn(two ?? '', documentIds)).toEqual(idsIn(three ?? '', documentIds));
  });

  it('gets the notes of a system that speaks another, under the same ids', async () => {
    const [two, three] = [contractOf('GetCareDocumentation:2'), contractOf('GetCareDocumentation:3')];
    const translated = await ask(two, addresses.norrbotten);
    validated(two, translated);
    const own = await ask(three, addresses.norrbotten);
    const ids = idsIn(translated, /documentId>([^<]+)</g);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(idsIn(own, /record><[^>]*id><[^>]*root>([^<]+)</g));
  });
});
