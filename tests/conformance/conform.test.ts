import { readFileSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conform } from '../../src/commands/conform.ts';
import { dialects, type Protocol, type Report, reportOf, runTrial } from '../../src/conformance/index.ts';
import { norrbotten, vasterbotten, vasternorrland } from '../../src/simulators/index.ts';
import { tolvan, withCouncils } from '../simulators/councils.ts';
import { type TestPki, testPki } from '../support/certs.ts';
import { plantedInFhirR4 } from './planted-fhir-r4.ts';
import { plantedInRiv13606 } from './planted-riv13606.ts';
import { plantedInRivta } from './planted-rivta.ts';
import { inAnswer, type PlantedIn, talkative, warnedOf } from './planting.ts';
import { type Spoiling, startSpoiler } from './spoiler.ts';

/** A council for each protocol, its certificate, and the contract whose answers are spoilt. */
const councils = {
  rivta21: { source: norrbotten, certificate: 'council-norrbotten', contract: 'GetDiagnosis:2' },
  riv13606: { source: vasterbotten, certificate: 'council-vasterbotten', contract: 'GetCareContacts:2' },
  'fhir-r4': { source: vasternorrland, certificate: 'council-vasternorrland', contract: 'GetCarePlans:2' },
} as const;
const protocols = Object.keys(councils) as Protocol[];

type Spoiler = Awaited<ReturnType<typeof startSpoiler>>;

const started = withCouncils();
let pki: TestPki;
let folder: string;
let spoilers: Record<Protocol, Spoiler>;
let open: Spoiler;

const urlOf = (protocol: Protocol): string => started.councils.urls[councils[protocol].source] ?? '';

beforeAll(async () => {
  pki = await testPki();
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-conform-'));
  const before = (protocol: Protocol, options = {}) =>
    startSpoiler(urlOf(protocol), councils[protocol].certificate, pki, options);
  spoilers = {
    rivta21: await before('rivta21'),
    riv13606: await before('riv13606'),
    'fhir-r4': await before('fhir-r4'),
  };
  open = await before('rivta21', { isOpen: true });
});
afterAll(async () => {
  for (const spoiler of [...Object.values(spoilers ?? {}), open]) spoiler?.close();
  await rm(folder, { recursive: true, force: true });
});

/** `npm run conform` against a simulated record system. */
async function run(
  protocol: Protocol,
  ...more: string[]
): Promise<{ code: number; text: string; json: Report; html: string }> {
  const [json, html] = [join(folder, 'report.json'), join(folder, 'report.html')];
  let text = '';
  const out = { write: (piece: string) => (text += piece) } as unknown as NodeJS.WritableStream;
  const as = ['--cert', pki.file('bridge-client.crt'), '--key', pki.file('bridge-client.key')];
  const to = ['--protocol', protocol, '--url', urlOf(protocol), '--ca', pki.file('ca.crt')];
  const code = await conform([...as, ...to, '--json', json, '--html', html, ...more], out);
  return { code, text, json: JSON.parse(readFileSync(json, 'utf8')), html: readFileSync(html, 'utf8') };
}

describe('the conformance kit against our own simulators', () => {
  it.each([
    ['rivta21', 20, ['GetAlertInformation:2 care-contact', 'GetCareDocumentation:3 has-more']],
    ['riv13606', 9, []],
    ['fhir-r4', 15, []],
  ] as const)(
    'finds nothing wrong in any contract over %s, and tries all it can',
    async (protocol, groups, untried) => {
      const { code, text, json, html } = await run(protocol, '--patient', '191212121212', '--patient', '200001252386');
      const others = json.results.filter(({ outcome }) => outcome !== 'passed');
      expect(others.map(({ contract, check }) => `${contract} ${check}`)).toEqual(untried);
      expect(new Set(json.results.map(({ contract }) => contract)).size).toBe(groups);
      expect(json.system).toEqual({ protocol, url: urlOf(protocol), address: councils[protocol].source });
      expect([code, json.sums.failed]).toEqual([0, 0]);
      expect(text).toContain(`${json.sums.passed} godkända, 0 underkända, ${untried.length} kunde inte prövas`);
      expect(html).toContain('<html lang="sv">');
    },
  );

  it.each([
    ['an answer that comes in parts to its end', 'GetCareDocumentation:3', 'has-more', talkative],
    ['a warning to the care contact that it quotes', 'GetAlertInformation:2', 'care-contact', warnedOf],
  ])('follows %s', async (_what, contract, check, { id }) => {
    const { json } = await run('rivta21', '--patient', id, '--contract', contract, '--check', check);
    expect(json.results).toMatchObject([{ check, outcome: 'passed', found: [] }]);
  });

  it('counts FHIR records without an owner to the one that the configuration names, and says so', async () => {
    spoilers['fhir-r4'].spoil({ answer: inAnswer('"Provenance"', '"Basic"') });
    const to = ['--url', spoilers['fhir-r4'].url, '--contract', 'GetCarePlans:2', '--check', 'owners'];
    const owner = { defaultCareUnit: 'SE2321000206-DEMOVE', careProvider: 'SE2321000206-DEMOVG' };
    const named = Object.entries(owner).flatMap(([name, hsaId]) => [`--${name}`, hsaId]);
    expect((await run('fhir-r4', ...to)).code).toBe(1);
    const { code, text, json, html } = await run('fhir-r4', ...to, ...named);
    expect([code, json.sums.passed]).toEqual([0, 1]);
    expect(json.system).toMatchObject(owner);
    for (const report of [text, html]) expect(report).toMatch(/vårdenheten SE2321000206-DEMOVE hos .*defaultCareUnit/);
  });

  it('finds nothing wrong in Basic Profile 2.0', async () => {
    const { json } = await run('rivta21', '--profile', 'rivtabp20', '--contract', 'GetVaccinationHistory:2');
    expect(json.results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });

  it('tells in English what is not tried, and of a contract that is not answered only when it is named', async () => {
    const about = ['--language', 'en', '--contract', 'GetMaternityMedicalHistory:2'];
    const { code, text, html } = await run('rivta21', ...about);
    expect(code).toBe(0);
    expect(text).toMatch(
      /Not tried +Each record has an id of its own \[ids\]\n +The test patient has no readable records here/,
    );
    expect(html).toContain('<html lang="en">');
  });

  it('does not call it well where no contract was answered', async () => {
    const { code, json } = await run('rivta21', '--address', 'SE2321000016-DEMOWRONG');
    expect(code).toBe(1);
    expect(json.results.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check)).toEqual(['reached']);
  });

  it.each([
    ['a number that is nobody’s test number', ['--patient', '197001012384'], /not a published test identity/],
    ['an unknown contract', ['--contract', 'GetNothing:1'], /GetNothing:1 is not known in rivta21; it is one of Get/],
    ['a contract that the protocol lacks', ['--protocol', 'riv13606', '--contract', 'GetCarePlans:2'], /in riv13606/],
    ['an unknown protocol', ['--protocol', 'soap'], /one of rivta21, riv13606, fhir-r4/],
    ['a profile of another protocol', ['--protocol', 'fhir-r4', '--profile', 'rivtabp20'], /rivta21 alone/],
    ['an address without TLS', ['--url', 'http://localhost/'], /begins with https/],
    ['what is no address', ['--url', 'vas.example'], /begins with https/],
    ['a file that is not there', ['--cert', 'none.crt'], /none\.crt cannot be read/],
    ['a key that is none', ['--key', 'package.json'], /package\.json cannot be read: PEM/],
    ['an issuer that is none', ['--ca', 'package.json'], /package\.json holds no certificate/],
    ['a report that cannot be written', ['--contract', 'GetECGOutcome:1', '--json', '/none/x'], /cannot be written/],
    ['an unknown check', ['--check', 'links'], /links is not known in rivta21; it is one of reached, /],
    ['an owner of another protocol', ['--defaultCareUnit', 'SE1-A', '--careProvider', 'SE1-B'], /fhir-r4 alone/],
    ['half an owner', ['--protocol', 'fhir-r4', '--defaultCareUnit', 'SE1-A'], /go together/],
    ['an option that it lacks', ['--nonsense'], /nonsense/],
  ])('refuses %s', async (_what, args, why) => {
    await expect(run('rivta21', ...args)).rejects.toMatchObject({
      code: 'COMMAND_INVALID',
      detail: expect.stringMatching(why),
    });
  });

  it('refuses a key of another certificate', async () => {
    await expect(run('rivta21', '--key', pki.file('council-norrbotten.key'))).rejects.toThrow(/does not belong to/);
  });

  it('refuses a key that anybody on the machine may read', async () => {
    const exposed = join(folder, 'exposed.key');
    await copyFile(pki.file('bridge-client.key'), exposed);
    await chmod(exposed, 0o644);
    await expect(run('rivta21', '--key', exposed)).rejects.toThrow(/exposed\.key may be read by anyone; chmod 600 it/);
  });

  it('says why it cannot tell the address of a system that cannot be reached, and guesses none', async () => {
    await expect(run('rivta21', '--url', 'https://127.0.0.1:1/')).rejects.toThrow(
      /cannot be reached \(ECONNREFUSED\).*--ca.*--address/,
    );
  });
});

describe('the conformance kit against a system with a fault finds', () => {
  const failures = async (
    protocol: Protocol,
    spoiling: Spoiling,
    {
      checks = [],
      url = spoilers[protocol].url,
      patienceMs = 27_000,
      about: { contract = councils[protocol].contract, patient = tolvan } = {},
    }: { checks?: string[]; url?: string; patienceMs?: number; about?: PlantedIn | undefined } = {},
  ): Promise<Report['results']> => {
    spoilers[protocol].spoil(spoiling);
    const [cert = '', key = '', ca = ''] = ['bridge-client.crt', 'bridge-client.key', 'ca.crt'].map((name) =>
      readFileSync(pki.file(name), 'utf8'),
    );
    const system = { url: new URL(url), shown: { cert, key }, ca, patienceMs };
    const { source: address } = councils[protocol];
    const dialect = dialects[protocol]('rivtabp21');
    const named = dialect.contracts.filter(({ id }) => id === contract);
    const results = await runTrial({ system, dialect, address, named, patients: [patient], checks });
    const report = reportOf(results, { protocol, url, address }, { language: 'sv', now: new Date() });
    return report.results.filter(({ outcome }) => outcome === 'failed');
  };

  it.each(protocols)('nothing where none is planted (%s)', async (protocol) => {
    expect(await failures(protocol, {})).toEqual([]);
  });

  describe.each([
    ['rivta21', plantedInRivta],
    ['riv13606', plantedInRiv13606],
    ['fhir-r4', plantedInFhirR4],
  ] as const)('%s:', (protocol, planted) => {
    const rows = planted.map(([fault, check, spoiling, about]) => ({ fault, check, spoiling, about }));
    it.each(rows)('$fault', async ({ check, spoiling, about }) => {
      const found = await failures(protocol, spoiling, { checks: [check], about });
      expect(found.map((one) => one.check)).toEqual([check]);
      expect(JSON.stringify(found)).not.toMatch(/191212121212|200001252386|194209069808|193811039803/);
    });
  });

  it.each(protocols)('an answer that comes too late (%s)', async (protocol) => {
    const found = await failures(protocol, { delayMs: 2_000 }, { patienceMs: 500 });
    expect(found.map(({ check }) => check)).toEqual(['answers', 'in-time']);
  });

  it.each(protocols)('that nobody is there, once (%s)', async (protocol) => {
    const found = await failures(protocol, {}, { url: 'https://127.0.0.1:1/' });
    expect(found.map(({ check }) => check)).toEqual(['reached', 'answers']);
  });

  it('a door that demands no certificate and takes TLS of any age', async () => {
    const found = await failures('rivta21', {}, { url: open.url });
    expect(found.map(({ check }) => check)).toEqual(['old-tls', 'no-certificate', 'untrusted-certificate']);
  });

  it('and says why it matters and how to mend it, with exit code 1', async () => {
    spoilers.rivta21.spoil({ answer: inAnswer('>Huvuddiagnos<', '>Storadiagnos<') });
    const { code, text, html } = await run('rivta21', '--url', spoilers.rivta21.url, '--contract', 'GetDiagnosis:2');
    expect(code).toBe(1);
    expect(text).toMatch(
      /Underkänt +Svaret följer schemat \[schema\]\n.*måste vara något av .*\n +Varför: .+\n +Åtgärd: .+/,
    );
    expect(html).toContain('<tr class="failed">');
  });
});
