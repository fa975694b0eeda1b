import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conform } from '../../src/commands/conform.ts';
import { type Report, reportOf, runTrial } from '../../src/conformance/index.ts';
import { type Contract, getDiagnosis2 } from '../../src/contracts/index.ts';
import { norrbotten } from '../../src/simulators/index.ts';
import { tolvan, withCouncils } from '../simulators/councils.ts';
import { type TestPki, testPki } from '../support/certs.ts';
import { type Said, type Spoiling, startSpoiler } from './spoiler.ts';

const started = withCouncils();
let pki: TestPki;
let folder: string;
let spoiler: Awaited<ReturnType<typeof startSpoiler>>;
let open: typeof spoiler;

beforeAll(async () => {
  pki = await testPki();
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-conform-'));
  const sound = started.councils.urls[norrbotten] ?? '';
  spoiler = await startSpoiler(sound, pki);
  open = await startSpoiler(sound, pki, { demandsCertificate: false });
});
afterAll(async () => {
  spoiler?.close();
  open?.close();
  await rm(folder, { recursive: true, force: true });
});

/** `npm run conform` against a simulated record system. */
async function run(...more: string[]): Promise<{ code: number; text: string; json: Report; html: string }> {
  const [json, html] = [join(folder, 'report.json'), join(folder, 'report.html')];
  let text = '';
  const out = { write: (piece: string) => (text += piece) } as unknown as NodeJS.WritableStream;
  const as = ['--cert', pki.file('bridge-client.crt'), '--key', pki.file('bridge-client.key')];
  const to = ['--url', started.councils.urls[norrbotten] ?? '', '--ca', pki.file('ca.crt')];
  const code = await conform([...as, ...to, '--json', json, '--html', html, ...more], out);
  return { code, text, json: JSON.parse(readFileSync(json, 'utf8')), html: readFileSync(html, 'utf8') };
}

describe('the conformance kit against our own simulator', () => {
  it('finds nothing wrong in any contract, and tries all of it', async () => {
    const { code, text, json, html } = await run('--patient', '191212121212', '--patient', '200001252386');
    expect(json.results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(new Set(json.results.map(({ contract }) => contract)).size).toBe(20);
    expect(json.system.address).toBe(norrbotten);
    expect([code, json.sums.failed]).toEqual([0, 0]);
    expect(text).toContain(`${json.results.length} godkända, 0 underkända`);
    expect(html).toContain('<html lang="sv">');
  });

  it('tells in English what is not tried, and of a contract that is not answered only when it is named', async () => {
    const about = ['--language', 'en', '--contract', 'GetMaternityMedicalHistory:2'];
    const { code, text, html } = await run(...about);
    expect(code).toBe(0);
    expect(text).toMatch(/Not tried +Each record has an id of its own\n +The test patient has no records here/);
    expect(html).toContain('<html lang="en">');
  });

  it('does not call it well where no contract was answered', async () => {
    const { code, json } = await run('--address', 'SE2321000016-DEMOWRONG');
    expect(code).toBe(1);
    expect(json.results.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check)).toEqual(['reached']);
  });

  it.each([
    ['a number that is nobody’s test number', ['--patient', '197001012384']],
    ['an unknown contract', ['--contract', 'GetNothing:1']],
    ['an address without TLS', ['--url', 'http://localhost/']],
  ])('refuses %s', async (_what, args) => {
    await expect(run(...args)).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
  });
});

const inAnswer =
  (from: string | RegExp, to: string) =>
  (said: Said): Said => ({ ...said, body: Buffer.from(said.body.toString('utf8').replaceAll(from, to)) });

const inLatin1 = (said: Said): Said => ({
  ...said,
  contentType: 'text/xml',
  body: Buffer.from(said.body.toString('utf8').replace(/^<\?xml[^>]*\?>/, ''), 'latin1'),
});

/** Each planted fault, and the check that must find it. */
const planted: readonly (readonly [string, string, Spoiling])[] = [
  [
    'elements in the wrong order',
    'order',
    { answer: inAnswer(/(<(ns\d:documentId)>[^<]*<\/\2>)(<(ns\d:sourceSystemHSAId)>[^<]*<\/\4>)/g, '$3$1') },
  ],
  [
    'a mandatory element missing',
    'schema',
    { answer: inAnswer(/<(ns\d):typeOfDiagnosis>[^<]*<\/\1:typeOfDiagnosis>/g, '') },
  ],
  ['a value outside its enumeration', 'schema', { answer: inAnswer('>Huvuddiagnos<', '>Storadiagnos<') }],
  ['another patient’s records', 'patient', { answer: inAnswer(`>${tolvan.id}<`, '>200001252386<') }],
  ['another namespace', 'answers', { answer: inAnswer('GetDiagnosisResponder:2', 'GetDiagnosisResponder:3') }],
  ['another system’s records', 'owners', { answer: inAnswer(`>${norrbotten}<`, '>SE2321000222-DEMONCS<') }],
  [
    'a fault as HTTP 200 with an empty body',
    'malformed',
    { answer: (said) => (said.status === 500 ? { ...said, status: 200, body: Buffer.alloc(0) } : said) },
  ],
  ['ISO-8859-1 without a label', 'charset', { answer: inLatin1 }],
  [
    'whatever address it is asked at',
    'wrong-address',
    { request: (xml) => xml.replace('SE2321000016-DEMOWRONG', norrbotten) },
  ],
  [
    'records outside the period',
    'period',
    { request: (xml) => xml.replace(/<(ns\d):timePeriod>.*<\/\1:timePeriod>/, '') },
  ],
  [
    'records of units that nobody asked about',
    'care-unit',
    { request: (xml) => xml.replace(/<(ns\d):careUnitHSAId>.*<\/\1:careUnitHSAId>/, '') },
  ],
  [
    'records without care unit',
    'owners',
    { answer: inAnswer(/<(ns\d:healthcareProfessionalCareUnitHSAId)>[^<]*<\/\1>/g, '') },
  ],
  ['a fault that names the patient', 'discreet-fault', { answer: inAnswer('Den logiska adressen', tolvan.id) }],
  ['one id for all records', 'ids', { answer: inAnswer(/(<ns\d:documentId>)[^<]*/g, '$1one') }],
  [
    'a fault where nobody is known',
    'unknown-patient',
    { request: (xml) => xml.replace(/<(ns\d:id)>189012319811<\/\1>/, '') },
  ],
  ['that UTF-16 is not read', 'utf-16', { request: (xml) => xml.replaceAll('\u0000', '') }],
];

describe('the conformance kit against a system with a fault finds', () => {
  const failures = async (spoiling: Spoiling, url = spoiler.url, patienceMs = 27_000): Promise<Report['results']> => {
    spoiler.spoil(spoiling);
    const [cert = '', key = '', ca = ''] = ['bridge-client.crt', 'bridge-client.key', 'ca.crt'].map((name) =>
      readFileSync(pki.file(name), 'utf8'),
    );
    const system = { url: new URL(url), shown: { cert, key }, ca, patienceMs };
    const contracts = [getDiagnosis2] as unknown as readonly Contract[];
    const trial = { system, address: norrbotten, contracts, areNamed: true, patients: [tolvan] as const };
    const report = reportOf(await runTrial(trial), { url, address: norrbotten }, { language: 'sv', now: new Date() });
    return report.results.filter(({ outcome }) => outcome === 'failed');
  };

  it('nothing where none is planted', async () => {
    expect(await failures({})).toEqual([]);
  });

  it.each(planted)('%s', async (_fault, check, spoiling) => {
    const found = await failures(spoiling);
    expect(found.map((one) => one.check)).toContain(check);
    expect(JSON.stringify(found)).not.toMatch(/191212121212|200001252386/);
  });

  it('an answer that comes too late', async () => {
    const found = await failures({ delayMs: 2_000 }, spoiler.url, 500);
    expect(found.map(({ check }) => check)).toEqual(['answers', 'in-time']);
  });

  it('that nobody is there, once', async () => {
    const found = await failures({}, 'https://127.0.0.1:1/');
    expect(found.map(({ check }) => check)).toEqual(['reached', 'answers']);
  });

  it('a door that demands no certificate', async () => {
    const found = await failures({}, open.url);
    expect(found.map(({ check }) => check)).toEqual(['no-certificate', 'untrusted-certificate']);
  });

  it('and says why it matters and how to mend it, with exit code 1', async () => {
    spoiler.spoil({ answer: inAnswer('>Huvuddiagnos<', '>Storadiagnos<') });
    const { code, text, html } = await run('--url', spoiler.url, '--contract', 'GetDiagnosis:2');
    expect(code).toBe(1);
    expect(text).toMatch(/Underkänt +Svaret följer schemat\n.*måste vara något av .*\n +Varför: .+\n +Åtgärd: .+/);
    expect(html).toContain('<tr class="failed">');
  });
});
