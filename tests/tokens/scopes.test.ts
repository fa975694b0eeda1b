import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allows, grantedScopes, parseScope } from '../../src/tokens/scopes.ts';

describe('a scope', () => {
  it.each([
    ['system/Condition.rs', ['read', 'search']],
    ['system/Condition.read', ['read', 'search']],
    ['system/Condition.*', ['read', 'search']],
    ['system/*.cruds', ['read', 'search']],
    ['user/Observation.r', ['read']],
    ['user/Observation.s', ['search']],
    ['system/Observation.search', ['search']],
  ])('%s lets its holder %s', (text, actions) => {
    expect([...(parseScope(text)?.actions ?? [])]).toEqual(actions);
  });

  it.each([
    ['writing alone', 'system/Condition.cud'],
    ['version 1 for writing', 'system/Condition.write'],
    ['letters out of order', 'system/Condition.sr'],
    ['a narrowing that cannot be kept', 'system/Observation.rs?category=laboratory'],
    ['a launch by a patient', 'patient/Condition.rs'],
    ['no type', 'system/.rs'],
    ['nothing', ''],
    ['another word', 'openid'],
  ])('gives nothing: %s', (_what, text) => {
    expect(parseScope(text)).toBeUndefined();
  });
});

describe('what a client is given', () => {
  it('is all it may have when it asks for nothing in particular', () => {
    expect(grantedScopes([], ['system/*.rs', 'patient-summary'])).toEqual(['system/*.rs', 'patient-summary']);
  });

  it('is what lies within, in the spelling it asked in', () => {
    expect(
      grantedScopes(['system/Condition.read', 'system/Flag.rs', 'patient-summary'], ['system/Condition.rs']),
    ).toEqual(['system/Condition.read']);
  });

  it('never exceeds what it may have', () => {
    const word = fc.tuple(
      fc.constantFrom('system', 'user', 'patient'),
      fc.constantFrom('*', 'Condition', 'Flag'),
      fc.constantFrom('r', 's', 'rs', 'read', 'search', '*', 'cud'),
    );
    const words = fc.array(
      word.map(([context, type, letters]) => `${context}/${type}.${letters}`),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(words, words, (asked, allowed) => {
        const granted = grantedScopes(asked, allowed);
        for (const context of ['system', 'user'] as const)
          for (const type of ['Condition', 'Flag', 'Task'])
            for (const action of ['read', 'search'] as const)
              if (allows(granted, context, type, action)) expect(allows(allowed, context, type, action)).toBe(true);
      }),
    );
  });
});
