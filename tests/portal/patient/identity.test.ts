import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePatientId } from '../../../src/identities/patient-id.ts';
import { readIdentity, writtenIdentity } from '../../../src/portal/patient/identity.ts';

const today = new Date('2026-11-26T12:00:00+01:00');
const personal = '1.2.752.129.2.1.3.1';
const coordination = '1.2.752.129.2.1.3.3';

describe('a number as people write it', () => {
  it.each([
    ['191212121212', '191212121212', personal],
    ['19121212-1212', '191212121212', personal],
    [' 1912 1212 1212 ', '191212121212', personal],
    ['121212+1212', '191212121212', personal],
    ['520417-9816'.replace('52', '51'), '195104179816', personal],
    ['5104179816', '195104179816', personal],
    ['170101–2393', '201701012393', personal],
    ['197010632391', '197010632391', coordination],
    ['610060-2397', '196100602397', coordination],
    ['196109602398', '196109602398', coordination],
    ['22950606fh20', '22950606FH20', '1.2.752.74.9.1'],
    ['22950606-FH20', '22950606FH20', '1.2.752.74.9.1'],
  ])('%s is %s', (written, id, type) => {
    expect(readIdentity(written, today)).toEqual({ kind: 'number', patient: { id, type } });
  });

  it.each([
    ['191212121213', 'check-digit'],
    ['121212-1213', 'check-digit'],
    ['191213121212', 'date'],
    ['19121212', 'form'],
    ['171212121212', 'form'],
    ['Tolvan', 'form'],
    ['', 'form'],
  ])('%s is wrong: %s', (written, why) => {
    expect(readIdentity(written, today)).toEqual({ kind: 'wrong', why });
  });

  it('is never refused here when the bridge would take it', () => {
    const digits = fc.stringMatching(/^(18|19|20)[0-9]{2}(0[0-9]|1[0-2])[0-9]{2}[0-9]{4}$/);
    fc.assert(
      fc.property(digits, (id) => {
        const type = Number(id.slice(6, 8)) >= 60 ? coordination : personal;
        expect(readIdentity(id, today).kind === 'number').toBe(isTaken(id, type));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is shown with a hyphen', () => {
    expect(writtenIdentity({ id: '191212121212', type: personal })).toBe('19121212-1212');
    expect(writtenIdentity({ id: 'SE2321000230-DEMOVAS-17', type: '1' })).toBe('SE2321000230-DEMOVAS-17');
  });
});

function isTaken(id: string, type: string): boolean {
  try {
    parsePatientId({ id, type }, today);
    return true;
  } catch {
    return false;
  }
}
