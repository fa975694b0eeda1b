import * as x509 from '../../../src/siths/x509.ts';
import type { DoorOptions, Row } from './row.ts';
import { person, system } from './shown.ts';

/** Known from public sources: of the mobile card, and of function certificates. */
const [mobile, functions, unheardOf] = ['1.2.752.74.8.512', '1.2.752.74.8.650', '1.2.752.999.2'];

/** The CA of persons accepts one policy at LoA 3 and one at LoA 2, that of functions one. */
const judged: DoorOptions = {
  trust: (trust) => ({
    ...trust,
    issuers: trust.issuers.map((issuer) => ({
      ...issuer,
      policies:
        issuer.issues === 'person'
          ? [
              { oid: mobile, loa: 3 },
              { oid: '1.2.752.999.5', loa: 2 },
            ]
          : [{ oid: functions }],
    })),
  }),
};
const under = (...policies: string[]) => [new x509.CertificatePolicyExtension(policies)];

/** Rows 22–28: the policy that a certificate was issued under, and what it may be used for. */
export const usageRows: readonly Row[] = [
  {
    row: 22,
    what: 'an unknown policy from the right issuer',
    at: 'person',
    shown: person({ extra: under(unheardOf) }),
    expected: 'CERT_WRONG_POLICY',
    options: judged,
  },
  { row: 22, what: 'no policy at all', shown: system(), expected: 'CERT_WRONG_POLICY', options: judged },
  {
    row: 22,
    what: 'anyPolicy, which a leaf cannot claim',
    shown: system({ extra: under('2.5.29.32.0') }),
    expected: 'CERT_WRONG_POLICY',
    options: judged,
  },
  {
    row: 22,
    what: 'an unknown policy, where the issuer alone decides',
    at: 'person',
    shown: person({ extra: under(unheardOf) }),
    expected: { kind: 'person', loa: 3 },
  },
  {
    row: 22,
    what: 'a policy that stands for LoA 3',
    at: 'person',
    shown: person((world) => ({ issuer: world.person2Ca, extra: under(unheardOf, mobile) })),
    expected: { kind: 'person', loa: 3 },
    options: judged,
  },
  {
    row: 22,
    what: 'policies that stand for different levels: the lower counts',
    at: 'person',
    shown: person({ extra: under(mobile, '1.2.752.999.5') }),
    expected: { kind: 'person', loa: 2 },
    options: judged,
  },
  {
    row: 23,
    what: 'a person’s policy from the CA of functions',
    at: 'person',
    shown: person((world) => ({ issuer: world.functionCa, extra: under(mobile) })),
    expected: 'CERT_WRONG_POLICY',
    options: judged,
  },
  {
    row: 23,
    what: 'the same, where the issuer alone decides',
    at: 'person',
    shown: person((world) => ({ issuer: world.functionCa, extra: under(mobile) })),
    expected: 'CERT_FUNCTION_AT_SIGN_IN',
  },
  {
    row: 24,
    what: 'serverAuth only',
    shown: system({ extendedKeyUsage: ['serverAuth'] }),
    expected: 'CERT_WRONG_USAGE',
  },
  {
    row: 24,
    what: 'anyExtendedKeyUsage only',
    shown: system({ extendedKeyUsage: ['2.5.29.37.0'] }),
    expected: 'CERT_WRONG_USAGE',
  },
  { row: 25, what: 'no EKU', shown: system({ extendedKeyUsage: null }), expected: 'CERT_WRONG_USAGE' },
  { row: 26, what: 'codeSigning', shown: system({ extendedKeyUsage: ['codeSigning'] }), expected: 'CERT_WRONG_USAGE' },
  {
    row: 27,
    what: 'key usage without digitalSignature',
    shown: system({ keyUsage: x509.KeyUsageFlags.keyEncipherment }),
    expected: 'CERT_WRONG_USAGE',
  },
  { row: 28, what: 'CA:true', shown: system({ isAuthority: true }), expected: 'CERT_WRONG_USAGE' },
];
