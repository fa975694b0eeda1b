import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contractPath } from '../../src/contracts/index.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { allContracts, diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

const deadlineMs = 8_000;
let running: RunningBridge;
const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-e2e-'));

beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.overview.deadlineMs = deadlineMs;
      for (const source of config.sources) source.maxAnswerBytes = 4_000_000;
    },
  });
});
afterEach(async () => {
  for (const source of Object.keys(running.councils.urls)) await running.councils.setFault(source as never, undefined);
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, body: string, who = 'ehr-norrbotten', headers: Record<string, string> = {}) =>
  running.call(who, path, { headers: { ...soapHeaders, ...headers }, body });

const sourcesIn = (xml: string): string[] =>
  [...new Set([...xml.matchAll(/:sourceSystemHSAId>([^<]+)</g)].map((match) => match[1] ?? ''))].sort();
const statusOf = (xml: string, source: string): string =>
  new RegExp(`<[^<]*logicalAddress>${source}<.*?(?=<[^/<]*ProcessingStatusList>|</[^<]*ProcessingStatus>)`, 's').exec(
    xml,
  )?.[0] ?? '';

/** Validates the body element of an answer against the generated schema, with somebody else's validator. */
function xmllint(xml: string, schema: string): void {
  const body = /<(?:\w+:)?Body>(.*)<\/(?:\w+:)?Body>/s.exec(xml)?.[1] ?? '';
  const file = join(folder, 'body.xml');
  writeFileSync(file, body);
  execFileSync('xmllint', ['--noout', '--schema', join('wsdl', schema), file], { stdio: 'pipe' });
}

describe('the demo’s stories', () => {
  it('find a man under both of his identities, whichever is asked for', async () => {
    for (const [id, type] of [
      ['197010039811', '1.2.752.129.2.1.3.1'],
      ['197010632391', '1.2.752.129.2.1.3.3'],
    ] as const)
      expect(sourcesIn((await ask(diagnosisPath, soapRequest({ id, type }))).body)).toEqual([
        addresses.vasterbotten,
        addresses.norrbotten,
      ]);
  });

  it('find a woman under a reserve number at the systems that know it, each asked by name', async () => {
    const { body } = await ask(diagnosisPath, soapRequest({ id: '22950606FH20', type: '1.2.752.74.9.1' }));
    expect(sourcesIn(body)).toEqual([addresses.vasternorrland, addresses.norrbotten]);
    for (const source of sourcesIn(body)) expect(statusOf(body, source)).toContain('DataFromSource');
  });
});

describe('one patient, three councils', () => {
  it.each(allContracts.map((contract) => [contract.name, contract] as const))(
    '%s gives one schema-valid answer from all three, newest first',
    async (_name, contract) => {
      const { status, body } = await ask(contractPath(contract), soapRequest({ contract }));
      expect(status).toBe(200);
      expect(sourcesIn(body)).toEqual([addresses.vasternorrland, addresses.vasterbotten, addresses.norrbotten]);
      for (const source of sourcesIn(body)) expect(statusOf(body, source)).toContain('DataFromSource');
      const times = [...body.matchAll(/:authorTime>(\d{14})</g)].map((match) => match[1]);
      expect(times.length).toBeGreaterThan(10);
      expect(times).toEqual([...times].sort().reverse());
      xmllint(body, contract.schema.file);
    },
  );

  it('asks one council alone at its logical address, in lower case too', async () => {
    for (const address of [addresses.vasterbotten, addresses.vasterbotten.toLowerCase()]) {
      const { status, body } = await ask(diagnosisPath, soapRequest({ address }));
      expect(status).toBe(200);
      expect(sourcesIn(body)).toEqual([addresses.vasterbotten]);
      expect(body).not.toContain('ProcessingStatus');
      expect(body).toMatch(/resultCode>OK</);
    }
  });

  it('answers an unknown patient with an empty list', async () => {
    const { status, body } = await ask(diagnosisPath, soapRequest({ id: '195001019800' }));
    expect(status).toBe(200);
    expect(body).not.toContain(':diagnosis>');
  });

  it('passes the period on and gives only what lies in it', async () => {
    const more = '<s:timePeriod><t:start>20240101</t:start><t:end>20241231</t:end></s:timePeriod>';
    const { body } = await ask(diagnosisPath, soapRequest({ more }));
    const all = await ask(diagnosisPath, soapRequest());
    const count = (xml: string): number => xml.match(/:documentId>/g)?.length ?? 0;
    expect(count(body)).toBeGreaterThan(0);
    expect(count(body)).toBeLessThan(count(all.body));
  });

  it.each([
    ['another path below /vp', '/vp/somewhere/else', {}],
    ['no SOAPAction and a trailing slash', `${diagnosisPath}/`, {}],
    ['an odd SOAPAction', diagnosisPath, { soapaction: '"urn:nonsense"' }],
  ])('routes by body and address alone: %s', async (_what, path, headers) => {
    expect(sourcesIn((await ask(path, soapRequest(), 'ehr-vasterbotten', headers)).body)).toHaveLength(3);
  });

  it.each([
    [
      'comments, CDATA and other prefixes',
      soapRequest()
        .replaceAll('soapenv:', 'SOAP-ENV:')
        .replace('xmlns:soapenv', 'xmlns:SOAP-ENV')
        .replace('191212121212', '<!-- c --><![CDATA[191212121212]]>'),
    ],
    [
      'foreign headers and the address last',
      soapRequest({
        header: `<x:a xmlns:x="urn:x"><x:LogicalAddress>trap</x:LogicalAddress></x:a><LogicalAddress xmlns="urn:riv:itintegration:registry:1">${addresses.bridge}</LogicalAddress>`,
      }),
    ],
  ])('reads %s', async (_what, xml) => {
    expect(sourcesIn((await ask(diagnosisPath, xml)).body)).toHaveLength(3);
  });

  it.each<[string, BufferEncoding, string]>([
    ['UTF-16', 'utf16le', 'UTF-16'],
    ['ISO-8859-1', 'latin1', 'ISO-8859-1'],
  ])('answers %s in kind', async (_name, encoding, charset) => {
    const xml = soapRequest().replace('UTF-8', charset);
    const bytes = Buffer.from(encoding === 'utf16le' ? `\uFEFF${xml}` : xml, encoding);
    const answer = await running.call('ehr-norrbotten', diagnosisPath, {
      headers: { 'content-type': `text/xml; charset=${charset}` },
      body: bytes,
    });
    expect(answer.headers['content-type']).toBe(`text/xml; charset=${charset}`);
    const text = answer.bytes.toString(encoding);
    expect(text).toMatch(/[åäö]/);
    expect(sourcesIn(text)).toHaveLength(3);
  });

  it('sends the correlation id back, and never one that looks like a personal number', async () => {
    const given = await ask(diagnosisPath, soapRequest(), 'ehr-norrbotten', { 'x-skltp-correlation-id': 'abc-123' });
    expect(given.headers['x-skltp-correlation-id']).toBe('abc-123');
    expect(Number(given.headers['x-skltp-prt'])).toBeGreaterThan(0);
    const unfit = await ask(diagnosisPath, soapRequest(), 'ehr-norrbotten', {
      'x-skltp-correlation-id': '19121212-1212',
    });
    expect(unfit.headers['x-skltp-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('when a council fails', () => {
  it('a hung one costs the deadline and no more; the others are there, and it is said with 504', async () => {
    await running.councils.setFault(addresses.vasterbotten, { kind: 'hang' });
    const startedAt = performance.now();
    const { status, body } = await ask(diagnosisPath, soapRequest());
    // The source's own time is longer.
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(status).toBe(200);
    expect(sourcesIn(body)).toEqual([addresses.vasternorrland, addresses.norrbotten]);
    expect(statusOf(body, addresses.vasterbotten)).toContain('NoDataSynchFailed');
    expect(statusOf(body, addresses.vasterbotten)).toMatch(/code>504</);
    xmllint(body, 'GetDiagnosisResponder_2.0.xsd');
  });

  it.each(['reset', 'http500', 'fault', 'malformed', 'wrong-type', 'huge', 'half'] as const)(
    '%s at every council in turn leaves the other two',
    async (kind) => {
      for (const failing of [addresses.norrbotten, addresses.vasterbotten, addresses.vasternorrland]) {
        await running.councils.setFault(failing, { kind });
        const { status, body } = await ask(diagnosisPath, soapRequest());
        expect(status).toBe(200);
        expect(sourcesIn(body)).toHaveLength(2);
        expect(statusOf(body, failing)).toContain('NoDataSynchFailed');
        await running.councils.setFault(failing, undefined);
      }
    },
  );

  it('all failing is still an answer, and an empty one', async () => {
    for (const source of [addresses.norrbotten, addresses.vasterbotten, addresses.vasternorrland])
      await running.councils.setFault(source, { kind: 'http500' });
    const { status, body } = await ask(diagnosisPath, soapRequest());
    expect(status).toBe(200);
    expect(body.match(/NoDataSynchFailed/g)).toHaveLength(3);
    expect(sourcesIn(body)).toEqual([]);
  });

  it('alone at its own address it is a fault VP009', async () => {
    await running.councils.setFault(addresses.norrbotten, { kind: 'http500' });
    const { status, body } = await ask(diagnosisPath, soapRequest({ address: addresses.norrbotten }));
    expect(status).toBe(500);
    expect(body).toMatch(/<faultstring>VP009 \[Norrbryggan \(demo\)\] /);
  });
});

describe('the access log', () => {
  it('has who, with which certificate, about whom, what, whose data and how it ended', async () => {
    const correlationId = 'log-test-1';
    await ask(diagnosisPath, soapRequest(), 'ehr-vasternorrland', { 'x-skltp-correlation-id': correlationId });
    await expect.poll(async () => (await running.log({ correlationId })).length).toBe(2);
    const [closing, access] = await running.log({ correlationId });
    expect(closing).toMatchObject({ kind: 'closing', outcome: 'released' });
    expect(access).toMatchObject({
      kind: 'access',
      face: 'soap',
      contract: 'GetDiagnosis:2',
      outcome: 'released',
      patient: { id: '191212121212' },
      caller: { hsaId: 'SE2321000206-DEMOEHR' },
      certificate: { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/), serial: expect.any(String) },
      reader: { careProvider: 'SE2321000206-DEMOVG' },
      purpose: 'Vård och behandling',
      sourcesAsked: [addresses.norrbotten, addresses.vasterbotten, addresses.vasternorrland],
    });
    expect(access?.units.length).toBeGreaterThan(2);
    expect(new Set(access?.units.map((unit) => unit.source)).size).toBe(3);
    expect(access?.units.every((unit) => unit.careProvider && unit.careUnit)).toBe(true);
  });
});
