import { expect, test } from 'vitest';
import { crossReferenceFaults } from '../../src/config/cross-references.ts';
import { demoConfig } from '../support/config.ts';

test('a soft policy says how old what it rests on may be', () => {
  const faults = (revocation: object) =>
    crossReferenceFaults(
      demoConfig((made) => {
        made.trust.rootRevocation = revocation;
        made.trust.issuers[0].revocation = revocation;
      }) as never,
    );
  expect(faults({ lists: [], fail: 'soft' })).toEqual([
    'key trust.rootRevocation: fail is soft, which needs maxAgeMs',
    expect.stringMatching(/^key trust\.issuers \(.*\): fail is soft, which needs maxAgeMs$/),
  ]);
  expect(faults({ lists: [], fail: 'soft', maxAgeMs: 86_400_000 })).toEqual([]);
  expect(faults({ lists: [], fail: 'hard' })).toEqual([]);
});
