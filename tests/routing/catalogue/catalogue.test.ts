import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import { createEvents } from '../../../src/events.ts';
import { keepTable, type TableKeeper } from '../../../src/routing/index.ts';
import {
  type AddressCatalogue,
  diagnoses,
  permissionXml,
  routeXml,
  soapMessage,
  startAddressCatalogue,
} from '../../support/address-catalogue.ts';
import { type TestPki, testPki } from '../../support/certs.ts';
import { demoConfig } from '../../support/config.ts';

const [vas, ncs, ehr] = ['SE2321000230-DEMOVAS', 'SE2321000222-DEMONCS', 'SE2321000230-DEMOEHR'] as const;
const vasUrl = 'https://vas.example/vp/GetDiagnosis';
const good = {
  routes: [{ receiver: vas, contract: diagnoses, url: vasUrl }],
  permissions: [{ receiver: '*', sender: ehr, contract: diagnoses, domains: ['riv:clinicalprocess'] }],
};

let pki: TestPki;
let tak: AddressCatalogue;
let dataDir: string;
const kept: TableKeeper[] = [];

beforeAll(async () => {
  pki = await testPki();
  tak = await startAddressCatalogue(pki);
}, 60_000);
afterAll(() => tak.close());
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'norrbryggan-table-'));
  Object.assign(tak, good, { answer: undefined });
});
afterEach(async () => {
  for (const keeper of kept.splice(0)) await keeper.close();
  await rm(dataDir, { recursive: true });
});

// biome-ignore lint/suspicious/noExplicitAny: the test bends the configuration.
function configOf(change: (catalogue: any, config: any) => void = () => undefined): Config {
  return demoConfig((config) => {
    config.dataDir = dataDir;
    config.routes = [];
    for (const caller of config.callers) caller.permissions = [];
    for (const key of ['certificate', 'key', 'ca'])
      config.outgoing[key] = config.outgoing[key].replace('certs-dev/out', pki.dir);
    config.routing.catalogue = {
      url: tak.url,
      reloadMs: 3_600_000,
      timeoutMs: 5_000,
      maxAnswerBytes: 1_000_000,
      sources: [{ source: vas, receivers: ['SE1-UNIT'], urls: ['https://vas.example/vp'] }],
    };
    change(config.routing.catalogue, config);
  }) as Config;
}

async function keep(config = configOf()) {
  const events = createEvents();
  const told: [string, object][] = [];
  events.on('routing:table:loaded', (event) => told.push(['routing:table:loaded', event]));
  events.on('routing:table:refused', (event) => told.push(['routing:table:refused', event]));
  const keeper = await keepTable(config, events);
  kept.push(keeper);
  return { keeper, told };
}

const routesOf = (keeper: TableKeeper) =>
  keeper.current().table.routes.map(({ address, contract, source }) => [address, contract, source]);

describe('a table from the address catalogue', () => {
  it('is asked for over mutual TLS, and holds what concerns us', async () => {
    tak.routes = [
      { receiver: vas, contract: diagnoses, url: vasUrl, profile: 'RIVTABP20', from: '2020-01-01T00:00:00' },
      { receiver: 'SE1-UNIT', contract: diagnoses, url: 'https://else.example/' },
      { receiver: 'SE1-BY-URL', contract: diagnoses, url: 'https://vas.example/vp/any' },
      { receiver: 'SE1-OTHER', contract: diagnoses, url: 'https://vas.example/vpx' },
      { receiver: 'SE1-OTHER', contract: diagnoses, url: 'https://vas.example.evil/vp/any' },
      { receiver: ncs, contract: 'urn:riv:some:domain:GetSomethingResponder:1', url: '' },
      { receiver: ncs, contract: 'urn:riv:some:domain:GetDiagnosisResponder:2', url: '' },
      { receiver: ncs, contract: 'no contract', url: '' },
    ];
    tak.permissions = [...good.permissions, { receiver: vas, sender: 'SE1-STRANGER', contract: diagnoses }];
    const { keeper, told } = await keep();
    expect(routesOf(keeper)).toEqual([
      [vas, 'GetDiagnosis:2', vas],
      ['SE1-UNIT', 'GetDiagnosis:2', vas],
      ['SE1-BY-URL', 'GetDiagnosis:2', vas],
      [ncs, 'GetSomething:1', ncs],
    ]);
    expect(keeper.current().table.routes[0]).toMatchObject({
      url: vasUrl,
      profile: 'RIVTABP20',
      from: '2020-01-01T00:00:00',
      origin: 'catalogue',
    });
    expect(keeper.current().table.permissions).toMatchObject([
      { caller: ehr, address: '*', filters: [{ serviceDomain: 'riv:clinicalprocess', categorizations: ['dia'] }] },
    ]);
    const leftOut = { routesElsewhere: 2, callersElsewhere: 1, contractsUnreadable: 2 };
    expect(keeper.state()).toMatchObject({ from: 'catalogue', routes: 4, permissions: 1, leftOut });
    expect(told).toMatchObject([['routing:table:loaded', { from: 'catalogue', ...leftOut }]]);
  });

  it('is kept beside what the configuration says', async () => {
    const { keeper } = await keep(
      configOf((_, config) => {
        config.routes = [{ address: ncs, contract: '*', source: ncs }];
      }),
    );
    expect(routesOf(keeper)).toEqual([
      [ncs, '*', ncs],
      [vas, 'GetDiagnosis:2', vas],
    ]);
  });

  it('gives no URL that is not TLS', async () => {
    tak.routes = [{ receiver: vas, contract: diagnoses, url: 'http://vas.example/vp' }];
    expect((await keep()).keeper.current().table.routes[0]?.url).toBeUndefined();
  });

  it('is there from the local copy when the catalogue is down at the start', async () => {
    tak.routes = [{ receiver: vas, contract: diagnoses, url: `${vasUrl}?a=1&amp;b=2` }];
    const before = await keep();
    const file = join(dataDir, 'address-catalogue.xml');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(/<persistentCache [^>]*>\s*<anropsBehorighetsInfo><v:/);
    tak.answer = { status: 503, body: '' };
    const after = await keep();
    expect(after.keeper.current().table).toEqual(before.keeper.current().table);
    expect(after.keeper.state()).toMatchObject({ from: 'local-copy', failure: expect.stringContaining('503') });
    expect(after.told.map(([name]) => name)).toEqual(['routing:table:refused', 'routing:table:loaded']);
  });

  it('reads the copy of the national platform', async () => {
    tak.answer = { status: 500, body: '' };
    const inner = (xml: string, name: string) => xml.replaceAll(`ns3:${name}>`, `${name}>`);
    await writeFile(
      join(dataDir, 'address-catalogue.xml'),
      `<?xml version="1.0"?><persistentCache xmlns:ns3="urn:skl:tp:vagvalsinfo:v2">
      ${good.permissions.map((each) => inner(permissionXml(each), 'anropsBehorighetsInfo'))}
      ${good.routes.map((each) => inner(routeXml(each), 'virtualiseringsInfo'))}</persistentCache>`,
    );
    expect(routesOf((await keep()).keeper)).toEqual([[vas, 'GetDiagnosis:2', vas]]);
  });

  it('is refused to everyone when there is neither catalogue nor copy, until the catalogue answers', async () => {
    tak.answer = { status: 503, body: '' };
    const { keeper } = await keep();
    expect(() => keeper.current()).toThrow(expect.objectContaining({ code: 'CATALOGUE_UNAVAILABLE' }));
    expect(keeper.state().from).toBe('nowhere');
    tak.answer = undefined;
    await keeper.reload();
    expect(routesOf(keeper)).toHaveLength(1);
  });

  it('a broken copy is none', async () => {
    tak.answer = { status: 503, body: '' };
    await writeFile(join(dataDir, 'address-catalogue.xml'), '<persistentCache><virtualiseringsInfo/>');
    const { keeper, told } = await keep();
    expect(keeper.state().from).toBe('nowhere');
    expect(told[1]).toMatchObject(['routing:table:refused', { text: expect.stringContaining('local copy') }]);
  });

  const response = (operation: string, content: string) =>
    soapMessage(
      `<ns3:${operation}Response xmlns:ns3="urn:skl:tp:vagvalsinfo:v2">${content}</ns3:${operation}Response>`,
    );
  const routes = (content: string) => response('hamtaAllaVirtualiseringar', content);
  it.each<[string, string, string]>([
    ['another response', response('hamtaAllaTjanstekontrakt', ''), 'CATALOGUE_INVALID'],
    ['no SOAP', '<html/>', 'CATALOGUE_INVALID'],
    ['half a message', soapMessage('').slice(0, 90), 'CATALOGUE_INVALID'],
    ['a document type', `<!DOCTYPE x>${routes('')}`, 'CATALOGUE_INVALID'],
    [
      'a route without address',
      routes(routeXml(good.routes[0] as never).replace(/<ns3:receiverId>.*?<\/ns3:receiverId>/, '')),
      'CATALOGUE_INVALID',
    ],
    [
      'a time that is none',
      routes(routeXml({ ...(good.routes[0] as never as object), from: 'soon' } as never)),
      'CATALOGUE_INVALID',
    ],
    ['too much', routes(' '.repeat(1_000_001)), 'CATALOGUE_INVALID'],
    [
      'a fault',
      soapMessage(
        '<SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>No</faultstring></SOAP-ENV:Fault>',
      ),
      'CATALOGUE_UNAVAILABLE',
    ],
  ])('stays when the catalogue answers %s', async (_what, body, code) => {
    const { keeper, told } = await keep();
    const before = keeper.current();
    tak.answer = { status: 200, body };
    await expect(keeper.reload()).rejects.toMatchObject({ code });
    expect(keeper.current()).toBe(before);
    expect(keeper.state()).toMatchObject({ from: 'catalogue', failure: expect.any(String) });
    expect(told.at(-1)).toMatchObject(['routing:table:refused', { code, kept: 'catalogue' }]);
  });

  it.each([
    ['routes', { routes: [] }],
    ['permissions', { permissions: [] }],
  ])('stays when the catalogue has no %s', async (_what, change) => {
    const { keeper } = await keep();
    const before = keeper.current();
    Object.assign(tak, change);
    await expect(keeper.reload()).rejects.toMatchObject({ code: 'CATALOGUE_INVALID' });
    expect(keeper.current()).toBe(before);
  });

  it('is asked for once, however many ask at a time', async () => {
    const { keeper } = await keep();
    tak.asked.length = 0;
    await Promise.all([keeper.reload(), keeper.reload(), keeper.reload()]);
    expect(tak.asked).toEqual(['hamtaAllaVirtualiseringar', 'hamtaAllaAnropsBehorigheter']);
  });

  it('is not asked of a stranger: the catalogue’s certificate must be one we trust', async () => {
    const { keeper } = await keep(
      configOf((_, config) => {
        config.outgoing.ca = pki.file('bad/self-signed.crt');
      }),
    );
    expect(keeper.state()).toMatchObject({ from: 'nowhere', failure: expect.any(String) });
  });
});
