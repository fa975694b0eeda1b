import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certs } from '../../src/commands/certs.ts';
import { isComplete } from '../../src/siths/dev-pki.ts';
import { developmentTrust, makeDevelopmentPki } from '../../src/siths/development.ts';
import { createTrust, judgeCertificate } from '../../src/siths/index.ts';
import { ownTestPki, type TestPki, testPki } from '../support/certs.ts';
import { demoConfig } from '../support/config.ts';

/** Every file of the development PKI, decoded by a library that had no part in making it, against a table. */

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

const functionCa = 'DEV e-id Function CA v1';
const person3Ca = 'DEV e-id Person HSA-id 3 CA v1';
const personIdCa = 'DEV e-id Person ID 3 CA v1';

/** File, subject serialNumber, issuer, key usage, extended key usage, verdict under the demo's trust. */
const leaves: readonly (readonly [string, string | undefined, string, string, string, string])[] = [
  ['server', 'SE2321000230-DEMOBRIDGE', functionCa, 'both', 'server+client', 'function'],
  ['bridge-client', 'SE2321000230-DEMOBRIDGE', functionCa, 'both', 'server+client', 'function'],
  ['ehr-norrbotten', 'SE2321000230-DEMOEHR', functionCa, 'both', 'server+client', 'function'],
  ['ehr-vasterbotten', 'SE2321000222-DEMOEHR', functionCa, 'both', 'server+client', 'function'],
  ['ehr-vasternorrland', 'SE2321000206-DEMOEHR', functionCa, 'both', 'server+client', 'function'],
  ['council-norrbotten', 'SE2321000230-DEMOVAS', functionCa, 'both', 'server+client', 'function'],
  ['council-vasterbotten', 'SE2321000222-DEMONCS', functionCa, 'both', 'server+client', 'function'],
  ['council-vasternorrland', 'SE2321000206-DEMOFHIR', functionCa, 'both', 'server+client', 'function'],
  ['person-register', 'SE2321000230-DEMOPU', functionCa, 'both', 'server+client', 'function'],
  ['demo-lakare', 'SE2321000230-DEMOLAKARE', person3Ca, 'sign', 'client', 'person 3'],
  ['demo-sekreterare', 'SE2321000230-DEMOSEKR', person3Ca, 'sign', 'client', 'person 3'],
  ['demo-sakerhet', 'SE2321000230-DEMOSAKERHET', person3Ca, 'sign', 'client', 'person 3'],
  ['demo-integration', 'SE2321000230-DEMOINTEGRATION', person3Ca, 'sign', 'client', 'person 3'],
  ['demo-drift', 'SE2321000230-DEMODRIFTTEKNIKER', person3Ca, 'sign', 'client', 'person 3'],
  ['demo-chef', 'SE2321000230-DEMOCHEF', person3Ca, 'sign', 'client', 'person 3'],
  ['demo-overlakare', 'SE2321000222-DEMOP059', person3Ca, 'sign', 'client', 'person 3'],
  [
    'bad/unknown-issuer',
    'SE2321000230-DEMOUNKNOWN',
    'DEV Unknown Function CA',
    'both',
    'server+client',
    'CERT_UNKNOWN_ISSUER',
  ],
  [
    'bad/self-signed',
    'SE2321000230-DEMOSELFSIGNED',
    'self-signed.norrbryggan.localhost',
    'both',
    'server+client',
    'CERT_UNKNOWN_ISSUER',
  ],
  ['bad/expired', 'SE2321000230-DEMOEXPIRED', functionCa, 'both', 'server+client', 'CERT_EXPIRED'],
  ['bad/not-yet-valid', 'SE2321000230-DEMOFUTURE', functionCa, 'both', 'server+client', 'CERT_NOT_YET_VALID'],
  ['bad/signature-usage', 'SE2321000230-DEMOSIGNATUR', person3Ca, 'commit', '', 'CERT_WRONG_USAGE'],
  ['bad/server-auth-only', 'SE2321000230-DEMOSERVER', functionCa, 'both', 'server', 'CERT_WRONG_USAGE'],
  ['bad/no-hsa-id', undefined, functionCa, 'both', 'server+client', 'CERT_NO_HSA_ID'],
  ['bad/bad-hsa-id', 'SE2321000230 DEMO', functionCa, 'both', 'server+client', 'CERT_BAD_HSA_ID'],
  ['bad/personnummer', '191212121212', personIdCa, 'sign', 'client', 'CERT_PERSONAL_NUMBER'],
  ['bad/revoked', 'SE2321000230-DEMOREVOKED', functionCa, 'both', 'server+client', 'CERT_REVOKED'],
  ['bad/rogue-root', 'SE2321000230-DEMOROGUE', functionCa, 'both', 'server+client', 'CERT_UNKNOWN_ISSUER'],
  [
    'bad/test-root',
    'SE2321000230-DEMOTEST',
    'TEST DEV e-id Function CA v1',
    'both',
    'server+client',
    'CERT_UNKNOWN_ISSUER',
  ],
];

const persons = [
  'demo-lakare',
  'demo-sekreterare',
  'demo-sakerhet',
  'demo-integration',
  'demo-drift',
  'demo-chef',
  'demo-overlakare',
];
const rootName = 'DEV e-id Root CA v2';
const authorities: Record<string, string> = {
  root: rootName,
  'function-ca': functionCa,
  'person-hsa3-ca': person3Ca,
  'person-hsa2-ca': 'DEV e-id Person HSA-id 2 CA v1',
  'person-id3-ca': personIdCa,
};

const text = (file: string) => readFileSync(pki.file(file), 'utf8');
const pems = (file: string) => text(file).match(/-----BEGIN [\s\S]+?-----END [^-]+-----\n/g) ?? [];
const decode = (file: string) => forge.pki.certificateFromPem(pems(file)[0] ?? '');
const native = (file: string) => new X509Certificate(readFileSync(pki.file(file)));

/** Decoded by forge, which leaves extensions untyped. */
interface DecodedExtension {
  readonly [field: string]: unknown;
  readonly critical?: boolean;
  readonly cA?: boolean;
}

function extension(certificate: forge.pki.Certificate, name: string): DecodedExtension {
  return (certificate.getExtension(name) ?? {}) as DecodedExtension;
}
function attribute(name: forge.pki.Certificate['subject'], type: string): string | undefined {
  const value = name.getField({ type })?.value;
  return value === undefined ? undefined : Buffer.from(String(value), 'latin1').toString('utf8');
}

const flags = (certificate: forge.pki.Certificate, name: string, meanings: Record<string, string>) =>
  Object.entries(meanings)
    .filter(([flag]) => extension(certificate, name)[flag] === true)
    .map(([, meaning]) => meaning)
    .join('+');
const keyUsage: Record<string, string> = { 'sign+encipher': 'both' };

function verdictOn(file: string, directory = pki.dir): string {
  const trust = createTrust(developmentTrust(directory));
  const verdict = judgeCertificate(trust, new X509Certificate(readFileSync(join(directory, file))).raw, new Date());
  if ('refusal' in verdict) return verdict.refusal.refused;
  const { kind, loa } = verdict.caller;
  return loa ? `${kind} ${loa}` : kind;
}

describe.each(leaves)('%s', (name, hsaId, issuer, usage, extendedUsage, verdict) => {
  test('holds what the table says', () => {
    const certificate = decode(`${name}.crt`);
    const uses = flags(certificate, 'keyUsage', {
      digitalSignature: 'sign',
      nonRepudiation: 'commit',
      keyEncipherment: 'encipher',
    });
    expect(attribute(certificate.subject, '2.5.4.5')).toBe(hsaId);
    expect(attribute(certificate.issuer, '2.5.4.3')).toBe(issuer);
    expect(keyUsage[uses] ?? uses).toBe(usage);
    expect(extension(certificate, 'keyUsage').critical).toBe(true);
    expect(flags(certificate, 'extKeyUsage', { serverAuth: 'server', clientAuth: 'client' })).toBe(extendedUsage);
    expect(extension(certificate, 'basicConstraints').cA).toBe(false);
    expect(verdictOn(`${name}.crt`)).toBe(verdict);
  });

  test('comes with its key, readable by its owner only, and its issuing CA', () => {
    const leaf = native(`${name}.crt`);
    expect(leaf.checkPrivateKey(createPrivateKey(text(`${name}.key`)))).toBe(true);
    expect(statSync(pki.file(`${name}.key`)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(leaf.serialNumber, 'hex')).toHaveLength(15);
    const chain = pems(`${name}.crt`).map((pem) => new X509Certificate(pem));
    expect(chain).toHaveLength(name === 'bad/self-signed' ? 1 : 2);
    expect(leaf.verify(chain.at(-1)?.publicKey ?? leaf.publicKey)).toBe(true);
  });
});

describe('profiles', () => {
  test('a function: attributes in order, SAN equal to CN, policies, places to ask', () => {
    const certificate = decode('ehr-vasterbotten.crt');
    expect(certificate.subject.attributes.map((a) => a.type)).toEqual([
      '2.5.4.6',
      '2.5.4.7',
      '2.5.4.10',
      '2.5.4.3',
      '2.5.4.5',
    ]);
    expect(attribute(certificate.subject, '2.5.4.10')).toBe('Region Västerbotten');
    expect(native('ehr-vasterbotten.crt').subjectAltName).toBe('DNS:ehr-vasterbotten.norrbryggan.localhost');
    expect(native('ehr-vasterbotten.crt').infoAccess).toBe(
      'OCSP - URI:http://localhost:9464/pki/ocsp\nCA Issuers - URI:http://localhost:9464/pki/function-ca.crt',
    );
    const others = ['cRLDistributionPoints', 'certificatePolicies', 'authorityKeyIdentifier', 'subjectKeyIdentifier'];
    for (const name of others) expect(extension(certificate, name), name).toHaveProperty('id');
  });

  test('servers answer to local names', () => {
    for (const file of [
      'server',
      'council-norrbotten',
      'council-vasterbotten',
      'council-vasternorrland',
      'person-register',
    ]) {
      const certificate = native(`${file}.crt`);
      expect(certificate.checkHost('localhost')).toBe('localhost');
      expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
      expect(certificate.checkIP('::1')).toBeTruthy();
    }
  });

  test('a person: given name, surname and title, and no host name', () => {
    const { subject } = decode('demo-lakare.crt');
    expect(['2.5.4.42', '2.5.4.4', '2.5.4.12'].map((type) => attribute(subject, type))).toEqual([
      'Ylva',
      'Demoström',
      'Läkare',
    ]);
    expect(native('demo-lakare.crt').subjectAltName).toBeUndefined();
  });

  test('a personal-ID person has no employer', () => {
    const { subject } = decode('bad/personnummer.crt');
    expect(subject.attributes.map((a) => a.type)).toEqual(['2.5.4.6', '2.5.4.3', '2.5.4.4', '2.5.4.42', '2.5.4.5']);
  });

  test('good ones are valid from the day before they were made, for two years', () => {
    const { validFromDate, validToDate } = native('ehr-norrbotten.crt');
    const made = statSync(pki.file('ehr-norrbotten.crt')).mtimeMs;
    expect((made - validFromDate.getTime()) / 86_400_000).toBeCloseTo(1, 1);
    expect((validToDate.getTime() - validFromDate.getTime()) / 86_400_000).toBeCloseTo(731, 0);
  });

  test('the rogue root differs from the real one in nothing but its key', () => {
    const rogue = new X509Certificate(pems('bad/rogue-root.crt')[1] ?? '');
    const real = native('function-ca.crt');
    expect(rogue.subject).toBe(real.subject);
    expect(rogue.issuer).toBe(real.issuer);
    expect(native('bad/rogue-root.crt').checkIssued(real)).toBe(true);
    expect(rogue.publicKey.equals(real.publicKey)).toBe(false);
  });
});

describe('authorities', () => {
  test.each(Object.entries(authorities))('%s', (name, commonName) => {
    const certificate = decode(`${name}.crt`);
    expect(attribute(certificate.subject, '2.5.4.3')).toBe(commonName);
    expect(attribute(certificate.issuer, '2.5.4.3')).toBe(rootName);
    expect(extension(certificate, 'basicConstraints').cA).toBe(true);
    expect(flags(certificate, 'keyUsage', { keyCertSign: 'cert', cRLSign: 'list', digitalSignature: 'sign' })).toBe(
      'cert+list',
    );
    expect(native(`${name}.crt`).verify(native('root.crt').publicKey)).toBe(true);
    expect(native(`${name}.crt`).checkPrivateKey(createPrivateKey(text(`${name}.key`)))).toBe(true);
    expect(statSync(pki.file(`${name}.key`)).mode & 0o777).toBe(0o600);
    expect(text(`${name}.crl`)).toMatch(/^-----BEGIN X509 CRL-----\n[^-]+\n-----END X509 CRL-----\n$/);
  });

  test('ca.crt is the root and nothing else', () => expect(text('ca.crt')).toBe(text('root.crt')));

  test('none is called as a real one', () => {
    const names = [...leaves.map(([name]) => `${name}.crt`), ...Object.keys(authorities).map((name) => `${name}.crt`)];
    for (const name of names.flatMap(pems)) expect(new X509Certificate(name).issuer).not.toMatch(/SITHS|Inera/i);
  });
});

describe('files', () => {
  test('there is nothing else in the folder', () => {
    const expected = [
      'bad',
      'ca.crt',
      'generator.sha256',
      ...leaves.flatMap(([name]) => [`${name}.crt`, `${name}.key`]),
      ...persons.map((name) => `${name}.p12`),
      ...Object.keys(authorities).flatMap((name) => [`${name}.crt`, `${name}.key`, `${name}.crl`]),
    ];
    expect(readdirSync(pki.dir, { recursive: true }).sort()).toEqual(expected.sort());
  });

  test.each(persons)('%s.p12 opens with the password demo', (name) => {
    const der = readFileSync(pki.file(`${name}.p12`)).toString('binary');
    const bundle = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der), 'demo');
    const { certBag = '', pkcs8ShroudedKeyBag = '' } = forge.pki.oids;
    const certificates = bundle.getBags({ bagType: certBag })[certBag] ?? [];
    const keys = bundle.getBags({ bagType: pkcs8ShroudedKeyBag })[pkcs8ShroudedKeyBag] ?? [];
    const derOf = (c: forge.pki.Certificate) =>
      Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(c)).getBytes(), 'binary');
    expect(certificates.flatMap((bag) => (bag.cert ? [derOf(bag.cert)] : []))).toEqual(
      pems(`${name}.crt`).map((pem) => new X509Certificate(pem).raw),
    );
    expect(keys).toHaveLength(1);
    expect(statSync(pki.file(`${name}.p12`)).mode & 0o777).toBe(0o600);
  });
});

describe('making it', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-make-pki-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('two at the same time end up with the same files, and the next keeps them', async () => {
    const dir = join(folder, 'out');
    const both = await Promise.all([makeDevelopmentPki(dir), makeDevelopmentPki(dir)]);
    expect(both.map(({ made }) => made).sort()).toEqual([false, true]);
    expect(verdictOn('ehr-norrbotten.crt', dir)).toBe('function');
    expect(await makeDevelopmentPki(dir)).toEqual({ made: false });
    expect(readdirSync(folder)).toEqual(['out']);
    // Seventy RSA keys: seconds of computing, which a busy machine stretches.
  }, 120_000);
});

describe('it is made anew', () => {
  const beforeTheEnd = (days: number) => new Date(native('server.crt').validToDate.getTime() - days * 86_400_000);
  const cases: readonly (readonly [string, (dir: string) => Promise<unknown>, number, boolean])[] = [
    ['not while all is well', async () => undefined, 31, true],
    ['when it ends within a month', async () => undefined, 29, false],
    ['when a key is missing', (dir) => rm(join(dir, 'bad/expired.key')), 31, false],
    ['when a list is missing', (dir) => rm(join(dir, 'root.crl')), 31, false],
    ['when an older generator made it', (dir) => writeFile(join(dir, 'generator.sha256'), 'older'), 31, false],
  ];
  test.each(cases)('%s', async (_case, spoil, daysLeft, complete) => {
    const own = await ownTestPki();
    await spoil(own.dir);
    expect(await isComplete(own.dir, beforeTheEnd(daysLeft))).toBe(complete);
    await own.remove();
  });
});

describe('npm run certs', () => {
  let own: Awaited<ReturnType<typeof ownTestPki>>;
  beforeAll(async () => {
    own = await ownTestPki();
  });
  afterAll(() => own.remove());

  async function run(...args: string[]): Promise<{ code: number; said: string }> {
    const said: string[] = [];
    const out = new Writable({
      write(chunk, _encoding, done) {
        said.push(String(chunk));
        done();
      },
    });
    const dir = args.includes('--dir') ? [] : ['--dir', own.dir];
    const code = await certs([...args, ...dir], out, demoConfig);
    return { code, said: said.join('') };
  }

  test('keeps what is complete', async () => {
    expect(await run()).toEqual({ code: 0, said: expect.stringContaining('is complete') });
  });

  test('revokes, keeps what was revoked before, and says so the second time', async () => {
    expect(verdictOn('ehr-norrbotten.crt', own.dir)).toBe('function');
    expect(await run('revoke', 'ehr-norrbotten')).toEqual({ code: 0, said: expect.stringContaining('is revoked') });
    expect(await run('revoke', 'demo-lakare.crt')).toEqual({ code: 0, said: expect.stringContaining('is revoked') });
    expect(await run('revoke', 'ehr-norrbotten')).toEqual({ code: 0, said: expect.stringContaining('was revoked') });
    const verdicts = ['ehr-norrbotten', 'demo-lakare', 'bad/revoked', 'ehr-vasterbotten'].map((name) =>
      verdictOn(`${name}.crt`, own.dir),
    );
    expect(verdicts).toEqual(['CERT_REVOKED', 'CERT_REVOKED', 'CERT_REVOKED', 'function']);
  });

  test('revokes an issuing CA, and with it all it issued', async () => {
    expect((await run('revoke', 'person-hsa3-ca')).code).toBe(0);
    expect(verdictOn('demo-sekreterare.crt', own.dir)).toBe('CERT_REVOKED');
  });

  test('lists every leaf with its verdict', async () => {
    const { code, said } = await run('list');
    expect(code).toBe(0);
    expect(said.trimEnd().split('\n')).toHaveLength(leaves.length + 1);
    expect(said).toMatch(
      /^bad\/expired\.crt +SE2321000230-DEMOEXPIRED +DEV e-id Function CA v1 .* refused: CERT_EXPIRED$/m,
    );
  });

  test.each([
    ['a name that does not exist', ['revoke', 'nobody'], 1, 'nobody cannot be revoked. Names: server,'],
    ['a certificate without a list', ['revoke', 'bad/self-signed'], 1, 'cannot be revoked'],
    ['no name', ['revoke'], 2, 'npm run certs -- [command]'],
    ['an unknown command', ['burn'], 2, 'npm run certs -- [command]'],
    ['an unknown option', ['--force'], 2, 'npm run certs -- [command]'],
    ['help', ['--help'], 0, 'npm run certs -- [command]'],
    ['a folder without a PKI', ['list', '--dir', '/nowhere'], 1, 'There is no development PKI in /nowhere'],
  ])('%s', async (_case, args, code, said) => {
    expect(await run(...args)).toEqual({ code, said: expect.stringContaining(said) });
  });
});
