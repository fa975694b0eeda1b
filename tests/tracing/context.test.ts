import { createContextKey } from '@opentelemetry/api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outside } from '../../src/tracing/context.ts';

const keys = ['one', 'two', 'three'].map((name) => createContextKey(`test ${name}`));

it('knows what was said last, and never changes', () => {
  const step = fc.record({ key: fc.constantFrom(...keys), value: fc.option(fc.integer(), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let context = outside;
      const expected = new Map<symbol, number>();
      for (const { key, value } of steps) {
        const before = keys.map((each) => context.getValue(each));
        const after = value === undefined ? context.deleteValue(key) : context.setValue(key, value);
        expect(keys.map((each) => context.getValue(each))).toEqual(before);
        if (value === undefined) expected.delete(key);
        else expected.set(key, value);
        context = after;
      }
      expect(keys.map((each) => context.getValue(each))).toEqual(keys.map((each) => expected.get(each)));
    }),
  );
});
