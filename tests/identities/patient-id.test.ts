import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { identityKinds, isTestIdentity, parsePatientId } from '../../src/identities/index.ts';

const { personalNumber, coordinationNumber, nationalReserveNumber } = identityKinds;
const today = new Date('2026-11-22');

describe('a patient identity', () => {
  it.each([
    ['191212121212', personalNumber, '191212121212'],
    ['19121212-1212', personalNumber, '191212121212'],
    ['121212+1212', personalNumber, '191212121212'],
    [' 191212121212 ', personalNumber, '191212121212'],
    ['189002029800', personalNumber, '189002029800'],
    ['201701012393', personalNumber, '201701012393'],
    ['170101-2393', personalNumber, '201701012393'],
    ['196109732393', coordinationNumber, '196109732393'],
    ['22950606FH20', nationalReserveNumber, '22950606FH20'],
    ['22950606fh20', nationalReserveNumber, '22950606FH20'],
    ['98240301AA06', nationalReserveNumber, '98240301AA06'],
    ['20100101014R', '1.2.752.269.1.1', '20100101014R'],
  ])('%s of kind %s is read as %s', (id, type, canonical) => {
    expect(parsePatientId({ id, type }, today)).toEqual({ id: canonical, type });
  });

  it.each([
    ['1212121212', personalNumber, 'ambiguous without century'],
    ['201701012394', personalNumber, 'check digit'],
    ['201702302390', personalNumber, 'impossible date'],
    ['196109732393', personalNumber, 'a coordination number under the wrong root'],
    ['191212121212', coordinationNumber, 'a personal number under the wrong root'],
    ['196109922390', coordinationNumber, 'day 92'],
    ['196109602390', coordinationNumber, 'day 60'],
    ['20210325K069', nationalReserveNumber, 'unshifted century, one letter'],
    ['22950606FH20', personalNumber, 'a reserve number under the wrong root'],
    ['１９１２１２１２１２１２', personalNumber, 'full-width digits'],
    ['19610973 2393', coordinationNumber, 'a blank inside'],
    ['191212121212', '1.2.3', 'unknown kind'],
    ['', personalNumber, 'empty'],
  ])('%s of kind %s is refused: %s', (id, type) => {
    const attempt = (): unknown => parsePatientId({ id, type }, today);
    expect(attempt).toThrow(BridgeError);
    expect(attempt).toThrow(expect.objectContaining({ code: 'PATIENT_ID_INVALID' }));
  });

  it('never repeats the number in its refusal', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{12}$/), (id) => {
        try {
          parsePatientId({ id, type: personalNumber }, today);
        } catch (error) {
          expect((error as BridgeError).message).not.toContain(id);
        }
      }),
    );
  });

  it('is the same after being read twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), (digit) => {
        const id = `19121212121${digit}`;
        if (digit === 2) expect(parsePatientId(parsePatientId({ id, type: personalNumber })).id).toBe(id);
        else expect(() => parsePatientId({ id, type: personalNumber })).toThrow();
      }),
    );
  });
});

describe('a test identity', () => {
  it.each(['191212121212', '189002029800', '199002222397', '200302022389'])('%s is known as one', (id) => {
    expect(isTestIdentity({ id, type: personalNumber })).toBe(true);
  });
  it('is not every identity', () => {
    expect(isTestIdentity({ id: '194605061234', type: personalNumber })).toBe(false);
  });
});
