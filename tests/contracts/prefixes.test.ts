import { expect, it } from 'vitest';
import { contracts, prefixesFor } from '../../src/contracts/index.ts';

it('what is written in a contract has the same prefixes each time, and the root’s own namespace the first', () => {
  for (const { namespace, request, response } of contracts) {
    for (const type of [request, response]) {
      const prefixes = prefixesFor(namespace, type);
      expect(prefixesFor(namespace, type)).toBe(prefixes);
      expect(prefixes.get(namespace)).toBe('ns0');
      const other = prefixesFor('urn:other', type);
      expect(other.get('urn:other')).toBe('ns0');
    }
  }
});
