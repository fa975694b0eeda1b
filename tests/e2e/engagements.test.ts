import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bus } from '../../src/commands/bus.ts';
import type { EngagementTransaction } from '../../src/contracts/domains/engagement-index-1.ts';
import { findContent1 } from '../../src/contracts/engagement-index/find-content-1.ts';
import { processNotification1 } from '../../src/contracts/engagement-index/process-notification-1.ts';
import { update1 } from '../../src/contracts/engagement-index/update-1.ts';
import { contractPath, getDiagnosis2, type ServiceContract } from '../../src/contracts/index.ts';
import { description, other, tolvan, transaction } from '../engagements/samples.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { askSecurity as ask, callSecurity as call, securityMessage } from '../support/security-calls.ts';
import { soapHeaders } from '../support/soap-messages.ts';

const [norrbotten, guarded] = ['ehr-norrbotten', 'ehr-vasternorrland'];
const python = promisify(execFile);

/** Another index: takes what it is told, or not, as the test says. */
const subscriber = Fastify();
const received: { readonly xml: string; readonly messageId: unknown; readonly correlationId: unknown }[] = [];
const answers: string[] = [];
const taken = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
  <p:ProcessNotificationResponse xmlns:p="${processNotification1.namespace}"><p:ResultCode>OK</p:ResultCode>
  </p:ProcessNotificationResponse></e:Body></e:Envelope>`;
const fault = taken.replace(
  /<p:[\s\S]*Response>/,
  '<e:Fault><faultcode>e:Server</faultcode><faultstring>EI000: x</faultstring></e:Fault>',
);

const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-list-'));
const listFile = join(folder, 'list.ndjson');
const listed = { ...transaction().engagement, sourceSystem: addresses.vasternorrland };
const writeList = (...lines: object[]) => writeFileSync(listFile, lines.map((line) => JSON.stringify(line)).join('\n'));
writeList(listed, { complete: true, engagements: 1 });

let running: RunningBridge;
beforeAll(async () => {
  subscriber.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  subscriber.post('/*', async ({ body, headers }, reply) => {
    const told = String(body).includes('ProcessNotificationResponder');
    if (told)
      received.push({
        xml: String(body),
        messageId: headers['x-norrbryggan-message-id'],
        correlationId: headers['x-skltp-correlation-id'],
      });
    const answer = (told && answers.shift()) || taken;
    return reply
      .code(answer === fault ? 500 : 200)
      .header('content-type', 'text/xml; charset=UTF-8')
      .send(answer);
  });
  const url = await subscriber.listen({ port: 0, host: '127.0.0.1' });
  running = await startRunningBridge({
    change: (config) => {
      config.callers.find(({ hsaId }: { hsaId: string }) => hsaId === 'SE2321000206-DEMOEHR').gate = 'bridge';
      config.sources.find(({ hsaId }: { hsaId: string }) => hsaId === addresses.vasterbotten).index = 'required';
      Object.assign(config.engagements, {
        alsoKnownAs: ['2321000230'],
        reconcile: [
          {
            source: addresses.vasternorrland,
            at: '02:00',
            list: `file:${listFile}`,
            timeoutMs: 1_000,
            deleteAtMost: 0.05,
          },
        ],
        subscribers: [
          {
            name: 'regional',
            logicalAddress: 'SE-REGIONAL',
            url,
            filters: [{ serviceDomain: description, categorizations: [] }],
          },
        ],
      });
    },
  });
}, 60_000);
afterAll(async () => {
  await running?.close();
  await subscriber.close();
  rmSync(folder, { recursive: true });
});

const update = (...engagementTransaction: EngagementTransaction[]) => ({ engagementTransaction });
const find = (registeredResidentIdentification: string) => ({
  registeredResidentIdentification,
  serviceDomain: description,
});

describe('the engagement index of a running bridge', () => {
  it('takes updates, finds them, and has the question on the access log alone', async () => {
    expect(await ask(running, norrbotten, update1, update(transaction()))).toEqual({ ResultCode: 'OK' });
    const { engagement } = await ask(running, norrbotten, findContent1, find(tolvan), '2321000230');
    expect(engagement).toContainEqual(
      expect.objectContaining({ ...transaction().engagement, owner: addresses.bridge }),
    );
    const entries = await running.log({});
    expect(entries.filter(({ contract }) => contract === 'Update:1')).toEqual([]);
    expect(entries.find(({ contract }) => contract === 'FindContent:1')).toMatchObject({
      action: 'engagement:find',
      activity: 'Läsa',
      patient: { id: tolvan },
      details: { serviceDomain: description },
    });
  });

  it('tells a subscriber, again when it failed, the same message in order', async () => {
    // What came of the first update, and of the list that is read at start.
    await expect.poll(() => received.length, { timeout: 20_000 }).toBe(2);
    received.length = 0;
    answers.push(fault);
    const [first, second] = ['o1', 'o2'].map((businessObjectInstanceIdentifier) =>
      transaction({ registeredResidentIdentification: other, businessObjectInstanceIdentifier }),
    ) as [EngagementTransaction, EngagementTransaction];
    await ask(running, norrbotten, update1, update(first));
    await ask(running, norrbotten, update1, update(second, transaction({ serviceDomain: 'riv:untold' })));
    await expect.poll(() => received.length, { timeout: 30_000 }).toBe(3);
    const objects = received.map(({ xml }) => /o[12](?=<)/.exec(xml)?.[0]);
    expect(objects).toEqual(['o1', 'o1', 'o2']);
    expect(received[0]?.messageId).toBe(received[1]?.messageId);
    expect(received[2]?.messageId).not.toBe(received[1]?.messageId);
    expect(received[0]?.correlationId).toBe(received[1]?.correlationId);
    expect(received[2]?.xml).toContain(`owner>${addresses.bridge}<`);
    expect(received[2]?.xml).not.toContain('untold');
  }, 40_000);

  it('lets the overview ask only where the patient is known', async () => {
    const asked = async () => {
      const filter = {
        patient: { id: other, type: '1.2.752.129.2.1.3.1' },
        period: undefined,
        careUnits: [],
        sourceSystem: undefined,
        careContacts: [],
      };
      const { body } = await call(
        running,
        norrbotten,
        getDiagnosis2 as unknown as ServiceContract,
        getDiagnosis2.requestFor(filter) as object,
      );
      return body.includes(`logicalAddress>${addresses.vasterbotten}<`);
    };
    expect(await asked()).toBe(false);
    const ncs = addresses.vasterbotten;
    const there = transaction({ registeredResidentIdentification: other, sourceSystem: ncs, logicalAddress: ncs });
    await ask(running, norrbotten, update1, update(there));
    expect(await asked()).toBe(true);
  });

  it.each<[string, ServiceContract, object, string, string, string]>([
    ['no transaction', update1, {}, addresses.bridge, norrbotten, 'EI001: '],
    ['a bad number', findContent1, find('1912-1212'), addresses.bridge, norrbotten, 'EI001: '],
    [
      'a thousand and one',
      update1,
      update(...Array.from({ length: 1001 }, (_, nr) => transaction({ categorization: `c${nr}` }))),
      addresses.bridge,
      norrbotten,
      'EI000: ',
    ],
    [
      'the same key twice',
      update1,
      update(transaction(), transaction({ deleteFlag: true })),
      addresses.bridge,
      norrbotten,
      'EI002: Transactions 1 and 2',
    ],
    ['an address of nobody', update1, update(transaction()), 'SE-NOBODY', norrbotten, 'EI003: '],
    [
      'white space around a field',
      update1,
      update(transaction({ categorization: 'dia ' })),
      addresses.bridge,
      norrbotten,
      'EI004: ',
    ],
    [
      'a notification without owner',
      processNotification1,
      update(transaction()),
      addresses.bridge,
      norrbotten,
      'EI004: Transaction 1: owner',
    ],
    [
      'our own address',
      update1,
      update(transaction({ logicalAddress: addresses.bridge })),
      addresses.bridge,
      norrbotten,
      'EI005: ',
    ],
    [
      'our own source',
      update1,
      update(transaction({ sourceSystem: addresses.bridge })),
      addresses.bridge,
      norrbotten,
      'EI006: ',
    ],
    ['a question of one whom the bridge gates', findContent1, find(tolvan), addresses.bridge, guarded, 'VP007'],
  ])('refuses %s', async (_what, contract, request, address, who, expected) => {
    const { status, body } = await call(running, who, contract, request, address);
    expect(status).toBe(500);
    expect(/<faultstring>(.*?)<\/faultstring>/.exec(body)?.[1]).toMatch(new RegExp(`^${expected}`));
    expect(body).not.toContain(tolvan);
  });

  it('is filled from a list when it starts, and from the command line', async () => {
    const told = async (...args: string[]) => {
      let text = '';
      const out = new Writable({
        write(chunk, _encoding, done) {
          text += chunk;
          done();
        },
      });
      return [await bus(args, running.config, out), text];
    };
    const lists = async () => String((await told('lists'))[1]);
    await expect.poll(lists).toMatch(/DEMOFHIR.*done +1 +1 +0 +0/);
    writeList(listed);
    expect(await told('reconcile', addresses.vasternorrland)).toEqual([
      1,
      expect.stringContaining('breaks off after 1'),
    ]);
    writeList({ ...listed, mostRecentContent: '20261111111111' }, { complete: true, engagements: 1 });
    expect(await told('reconcile', addresses.vasternorrland)).toEqual([0, expect.stringMatching(/done +1 +0 +1 +0/)]);
    await expect(told('reconcile', addresses.norrbotten)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is called by a client that only knows the WSDL (zeep)', async () => {
    const zeep = await python('/usr/bin/python3', ['-c', 'import zeep']).catch(() => undefined);
    if (!zeep && process.env.CI === 'true') throw new Error('python3-zeep is not installed.');
    if (!zeep) return;
    const { pki, url } = running;
    const files = [pki.file('ca.crt'), pki.file(`${norrbotten}.crt`), pki.file(`${norrbotten}.key`)];
    const zeepCalls = async (contract: ServiceContract, request: object) => {
      const wsdl = `${url}${contractPath(contract)}?wsdl`;
      const args = ['tests/e2e/zeep_infrastructure.py', wsdl, ...files, addresses.bridge, JSON.stringify(request)];
      return JSON.parse((await python('/usr/bin/python3', args)).stdout);
    };
    const news = transaction({ categorization: 'zeep' });
    expect(await zeepCalls(update1, update(news))).toMatchObject({ ResultCode: 'OK' });
    const owned = transaction({ categorization: 'theirs', owner: 'SE2321000222-INDEX' });
    expect(await zeepCalls(processNotification1, update(owned))).toMatchObject({ ResultCode: 'OK' });
    const found = JSON.stringify(await zeepCalls(findContent1, find(tolvan)));
    expect(found).toContain('"zeep"');
    expect(found).toContain('SE2321000222-INDEX');
  }, 60_000);

  it('takes a message that says the worst it can without harm', async () => {
    const message = securityMessage(
      update1,
      update(transaction({ categorization: `'; DROP TABLE bridge.engagement; --` })),
      addresses.bridge,
    );
    const hostile = message.replace('NA<', '\u{1F600}\u2028x<');
    const answer = await running.call(norrbotten, contractPath(update1), { headers: soapHeaders, body: hostile });
    expect(answer.status).toBe(200);
    expect((await ask(running, norrbotten, findContent1, find(tolvan))).engagement?.length).toBeGreaterThan(1);
  });
});
