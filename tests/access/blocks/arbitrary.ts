import fc from 'fast-check';
import type { EffectiveBlock } from '../../../src/access/index.ts';

/** Few care providers, units and times, so that blocks, information and readers often meet. */
const places = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG'];
const units = ['SE2321000230-DEMOVE', 'SE2321000230-DEMOVE2', 'SE2321000222-DEMOVE'];
const doctor = 'SE2321000222-DEMOLAK';

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const someTime = maybe(fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-11T00:00:00Z', 'nonsense'));
const someUnit = maybe(fc.constantFrom(...units));

export const someBlock: fc.Arbitrary<EffectiveBlock> = fc.record({
  kind: fc.constantFrom('inner', 'outer'),
  careProvider: fc.constantFrom(...places),
  careUnit: someUnit,
  start: someTime,
  end: someTime,
  excludedTypes: fc.subarray(['lak', 'upp'] as const),
  revokes: fc.array(
    fc.record({
      id: fc.uuid(),
      reason: fc.constantFrom('PatientsConsent' as const, 'Emergency' as const),
      careUnit: fc.constantFrom(...units),
      employee: maybe(fc.constant(doctor)),
      end: fc.constantFrom('2026-05-02T00:00:00Z', '2026-04-30T00:00:00Z', 'nonsense'),
    }),
    { maxLength: 2 },
  ),
});

export const someReader = fc.record({
  employee: maybe(fc.constant(doctor)),
  careProvider: fc.constantFrom(...places),
  careUnit: someUnit,
});

export const someEntity = fc.record({
  careProvider: fc.constantFrom(...places),
  careUnit: someUnit,
  start: someTime,
  end: someTime,
  type: maybe(fc.constantFrom('lak', 'upp', 'dia')),
});
