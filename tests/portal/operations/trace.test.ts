import { expect, it } from 'vitest';
import { nothingMissing } from '../../../src/portal/operations/trace/nothing-missing.ts';

it('says that all sources answered only of a call that asked some and whose steps are all there', () => {
  const asked = [{ name: 'overview' }, { name: 'ask source' }];
  expect(nothingMissing({ steps: asked, omitted: 0 })).toBe('noneMissing');
  expect(nothingMissing({ steps: asked, omitted: 1 })).toBe('notKnown');
  expect(nothingMissing({ steps: [{ name: 'gate' }], omitted: 0 })).toBe('nothingAsked');
  expect(nothingMissing({ steps: [], omitted: 0 })).toBe('notKnown');
});
