import { describe, expect, it } from 'vitest';
import { type Impact, impactOf } from '../../src/alerts/certificates/impact.ts';
import { knownCertificates } from '../../src/alerts/certificates/known.ts';
import { rotationsIn } from '../../src/alerts/certificates/rotation.ts';
import type { SeenCertificate } from '../../src/alerts/certificates/seen.ts';
import type { CertificateCalls } from '../../src/figures/certificate-calls.ts';
import { tableFromConfig } from '../../src/routing/table.ts';
import { demoConfig } from '../support/config.ts';

const now = new Date('2026-11-26T12:00:00Z');
const at = (days: number) => new Date(now.getTime() + days * 86_400_000);
const [north, west] = ['SE2321000230-DEMOEHR', 'SE2321000222-DEMOEHR'];
const [functionCa, personCa] = ['C=SE, O=Demo, CN=Function CA', 'C=SE, O=Demo, CN=Person CA'];

const seen = (fingerprint: string, more: Partial<SeenCertificate> = {}): SeenCertificate => ({
  ...{ shownBy: 'caller', party: north, fingerprint, serial: `0${fingerprint}`, subject: `CN=ehr ${fingerprint}` },
  ...{ issuer: functionCa, until: at(100), lastSeen: now },
  ...more,
});
const calls = (fingerprint: string, n: number, more: Partial<CertificateCalls> = {}): CertificateCalls => ({
  ...{
    fingerprint,
    issuer: functionCa,
    caller: north,
    contract: 'GetDiagnosis:2',
    careUnit: 'SE2321000230-DEMOVE1',
    n,
  },
  ...more,
});

const source = 'SE2321000222-DEMONCS';
const shown = [
  seen('50', { shownBy: 'source', party: source, until: at(40) }),
  seen('aa', { until: at(10), lastSeen: at(-0.5) }),
  seen('bb', { until: at(700) }),
  seen('cc', { party: west, until: at(20) }),
  seen('dd', { shownBy: 'person', party: '', serial: '', subject: '', issuer: personCa, until: at(5) }),
  seen('ee', { shownBy: 'person', party: '', serial: '', subject: '', issuer: personCa, until: at(500) }),
];
const issuer = (name: string, subject: string, issues: 'function' | 'person') => ({
  ...{ use: 'issuer' as const, name, until: at(3_000) },
  issuers: [{ subject, issues }],
});
const config = demoConfig();
const ground = {
  config,
  table: tableFromConfig(config),
  seen: shown,
  known: [
    ...knownCertificates([{ use: 'server', name: 'bridge', serial: '5e', until: at(30) }], undefined, shown),
    issuer('Function CA', functionCa, 'function'),
    issuer('Person CA', personCa, 'person'),
  ],
  counted: {
    days: 2,
    calls: [
      ...[calls('aa', 20), calls('aa', 4, { careUnit: '' }), calls('bb', 100, { careUnit: 'SE2321000230-DEMOVE2' })],
      ...[calls('cc', 6, { caller: west, careUnit: '' })],
      calls('', 8, { issuer: personCa, caller: '' }),
    ],
  },
  now,
};

function told(of: string) {
  const { certificates, callers, persons, careUnits, dailyCalls } = impactOf(of, ground) as Impact;
  return {
    ends: certificates.map(({ name }) => name),
    callers: callers.map(({ hsaId, dailyCalls: n, hasAnother }) => `${hsaId} ${n} ${hasAnother}`),
    units: careUnits.map(({ hsaId, dailyCalls: n }) => `${hsaId} ${n}`),
    ...{ persons, dailyCalls },
  };
}

describe('what would stop', () => {
  it('with a certificate, by its serial number or its fingerprint, is what was called with it', () => {
    const expected = {
      ends: ['ehr aa'],
      callers: [`${north} 12 true`],
      units: ['SE2321000230-DEMOVE1 10'],
      ...{ persons: 0, dailyCalls: 12 },
    };
    expect(told('0AA')).toEqual(expected);
    expect(told('00:aa')).toEqual(expected);
    expect(told('aa')).toEqual(expected);
    expect(told('cc').callers).toEqual([`${west} 3 false`]);
  });

  it('with a CA is what was called with all that it has issued', () => {
    expect(told('function ca')).toMatchObject({
      callers: [`${north} 62 false`, `${west} 3 false`],
      ...{ persons: 0, dailyCalls: 65 },
    });
    expect(told('Person CA')).toMatchObject({ callers: [], persons: 2, dailyCalls: 4 });
  });

  it('with the bridge’s own is everything', () => {
    expect(told('5E')).toMatchObject({ ends: ['bridge'], dailyCalls: 69 });
    expect(impactOf('5e', ground)?.callers.every(({ hasAnother }) => !hasAnother)).toBe(true);
    expect(impactOf('5e', ground)?.sources).toHaveLength(config.sources.length);
  });

  it('with a record system’s is what may ask it', () => {
    expect(told('050')).toMatchObject({ ends: ['ehr 50'], dailyCalls: 65 });
    const counted = { days: 1, calls: [calls('aa', 5, { contract: 'GetNothing:1' })] };
    expect(impactOf('050', { ...ground, counted })?.dailyCalls).toBe(0);
  });

  it('by a day is with all that ends on it or before', () => {
    expect(told('2026-12-06')).toMatchObject({ ends: ['ehr aa'], callers: [`${north} 12 true`], persons: 1 });
    expect(told('2026-12-05')).toMatchObject({ ends: [], callers: [], persons: 1, dailyCalls: 0 });
    expect(told('2026-12-31').ends).toEqual(['ehr aa', 'ehr cc', 'bridge']);
  });

  it('is not known of what is not known', () => {
    for (const of of ['ff', '', 'Nobody’s CA']) expect(impactOf(of, ground)).toBeUndefined();
  });
});

describe('who still uses the old certificate', () => {
  const standing = (...group: SeenCertificate[]) => rotationsIn(group, ground.counted).map((each) => each.standing);

  it('is told of systems that have shown several, newest first, with calls a day', () => {
    const [rotation, ...more] = rotationsIn(shown, ground.counted);
    expect(more).toEqual([]);
    expect(rotation).toMatchObject({ shownBy: 'caller', party: north, standing: 'both' });
    expect(rotation?.certificates.map(({ name, dailyCalls }) => [name, dailyCalls])).toEqual([
      ['ehr bb', 50],
      ['ehr aa', 12],
    ]);
  });

  it('tells who has moved, and who has gone back or never came', () => {
    const [old, fresh] = [{ until: at(10) }, { until: at(700) }];
    expect(standing(seen('a', { ...old, lastSeen: at(-1) }), seen('b', fresh))).toEqual(['moved']);
    expect(standing(seen('a', old), seen('b', { ...fresh, lastSeen: at(-1) }))).toEqual(['old-only']);
    expect(standing(seen('a', old), seen('b', fresh))).toEqual(['both']);
    expect(standing(seen('a', old), seen('b', { ...fresh, party: west }))).toEqual([]);
  });
});
