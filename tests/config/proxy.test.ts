import { describe, expect, it } from 'vitest';
import { networkOf, proxyFaults } from '../../src/config/proxy.ts';

describe('a network', () => {
  it.each([
    ['10.20.0.11', 'ipv4', 32],
    ['10.20.0.0/16', 'ipv4', 16],
    ['2001:db8::/48', 'ipv6', 48],
    ['::1', 'ipv6', 128],
  ])('is %s', (text, family, bits) => {
    expect(networkOf(text)).toMatchObject({ family, bits });
  });

  it.each(['', 'proxy.example', '10.0.0.0/0', '::/0', '10.0.0.0/33', '2001:db8::/129', '10.0.0/8', '10.0.0.1/', '/8'])(
    'is not %j',
    (text) => {
      expect(networkOf(text)).toBeUndefined();
    },
  );
});

it('proxies that cannot be told apart, or stand nowhere, are faults', () => {
  const key = `${'A'.repeat(43)}=`;
  const proxy = { name: 'edge', addresses: ['10.0.0.0/0'], keys: [key], header: 'client-cert' as const };
  expect(proxyFaults([proxy, { ...proxy, name: 'other', addresses: ['10.0.0.1'] }])).toEqual([
    'key proxies: edge has address 10.0.0.0/0, which is neither an address nor a network',
    `key proxies: ${key} stands twice`,
  ]);
});
