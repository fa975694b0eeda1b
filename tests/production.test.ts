import { beforeAll, describe, expect, it } from 'vitest';
import { isDemoId, productionFaults } from '../src/production.ts';
import { type TestPki, testPki } from './support/certs.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

const clean = {
  bridge: { hsaId: 'SE2321000230-BRIDGE' },
  trust: { roots: 'absent.crt', issuers: [{ file: 'absent.crt', test: false }] },
  outgoing: { ca: 'absent.crt' },
  access: { services: [], providers: [] },
  routing: {},
  sources: [{ hsaId: 'SE2321000230-VAS', careProvider: 'SE2321000230-VG', url: 'https://vas.example' }],
  callers: [{ hsaId: 'SE2321000230-EHR', careProvider: 'SE2321000230-VG', permissions: [{ address: '*' }] }],
  referrals: { systems: [{ hsaId: 'SE2321000230-REM', url: 'https://rem.example' }] },
  engagements: { subscribers: [], reconcile: [] },
  followUp: { sources: [] },
  successions: [],
  routes: [{ address: 'SE2321000230-VAS' }],
  notConnected: [{ hsaId: 'SE2321000230-KOM' }],
  signIn: { portalUrl: 'https://brygga.example', serviceUrl: 'https://brygga.example:8443' },
  portal: { accessibilityContact: 'tillganglighet@brygga.example' },
  tokens: { clients: [], issuers: [] },
};

const directory = { url: 'ldaps://hsa.example', startTls: false };

describe('production', () => {
  it('accepts a configuration of real systems', () => {
    expect(productionFaults(clean, directory)).toEqual([]);
  });

  it.each<[string, (file: string) => Partial<typeof clean>]>([
    ['as an issuer', (file) => ({ trust: { ...clean.trust, issuers: [{ file, test: false }] } })],
    ['among the roots', (file) => ({ trust: { ...clean.trust, roots: file } })],
    ['towards record systems', (file) => ({ outgoing: { ca: file } })],
  ])('recognises a test CA %s though nobody said so', (_where, change) => {
    const file = pki.file('function-ca.crt');
    expect(productionFaults({ ...clean, ...change(file) }, directory)).toEqual([
      `key trust: ${file} is a test CA, refused in production`,
    ]);
  });

  it('takes no invented figures for those of a council', () => {
    const followUp = { sources: [{ careProvider: 'SE2321000230-VG', url: 'file:figures.csv' }] };
    expect(productionFaults({ ...clean, followUp }, directory)).toEqual([
      'key followUp.sources: SE2321000230-VG has invented figures, refused in production',
    ]);
  });

  it('tells nobody of engagements without TLS, and asks nobody so', () => {
    const url = 'http://index.example';
    const engagements = {
      subscribers: [{ name: 'regional', url }],
      subscribersFrom: { url },
      reconcile: [{ source: 'SE2321000230-VAS', list: url }],
    };
    expect(productionFaults({ ...clean, engagements }, directory)).toHaveLength(3);
  });

  it('wants to know whose each unit was before a merger', () => {
    const into = 'SE2321000999-VG';
    const merger = { kind: 'care-provider', from: 'SE2321000230-VG', into };
    const units = { ...merger, units: ['SE2321000230-MED'], intoIsNew: false };
    const successions = [merger, units, { kind: 'unit', from: 'SE2321000230-HC', into }];
    expect(productionFaults({ ...clean, successions }, directory)).toEqual([
      'key successions: SE2321000230-VG lists no units; whose a record was must be known in production',
      `key successions: SE2321000230-VG says not whether ${into} is new (intoIsNew); needed in production`,
    ]);
  });

  it('wants to know what people call the portal by', () => {
    expect(productionFaults({ ...clean, signIn: {} }, directory)).toEqual([
      expect.stringContaining('key signIn.portalUrl'),
      expect.stringContaining('key signIn.serviceUrl'),
    ]);
  });

  it('wants to know whom people tell what hinders them in the pages', () => {
    expect(productionFaults({ ...clean, portal: {} } as never, directory)).toEqual([
      expect.stringContaining('key portal.accessibilityContact'),
    ]);
  });

  it.each(['SE2321000230-DEMOVAS', 'se2321000230-demovas'])('%s is a demo identity', (id) => {
    expect(isDemoId(id)).toBe(true);
  });
});
