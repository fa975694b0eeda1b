import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import {
  birthDateInNumber,
  identityKinds,
  isKnownAt,
  isTestIdentity,
  parsePatientId,
  sexInNumber,
} from '../../src/identities/index.ts';
import { checkDigit } from '../../src/simulators/world/personal-number.ts';

const { personalNumber, coordinationNumber, nationalReserveNumber } = identityKinds;
const stockholm = '1.2.752.97.3.1.3';
const vastraGotaland = '1.2.752.113.11.0.2.1.1.1';
const vasternorrland = '1.2.752.269.1.1';
const inera = '1.2.752.129.2.1.3.2';
const localId = '1.2.752.129.2.1.2.1';
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
    // Turns 100 this year: the plus already stands; without it the number is that of a newborn.
    ['260302+9808', personalNumber, '192603029808'],
    ['260302-9808', personalNumber, '202603029808'],
    ['270302-9807', personalNumber, '192703029807'],
    ['196109732393', coordinationNumber, '196109732393'],
    ['19610973-2393', coordinationNumber, '196109732393'],
    ['610973-2393', coordinationNumber, '196109732393'],
    // 29 February plus 60.
    ['200002892388', coordinationNumber, '200002892388'],
    // Day, month or both not known.
    ['196109602398', coordinationNumber, '196109602398'],
    ['196100732392', coordinationNumber, '196100732392'],
    ['196100602397', coordinationNumber, '196100602397'],
    ['610060-2397', coordinationNumber, '196100602397'],
    ['22950606FH20', nationalReserveNumber, '22950606FH20'],
    ['22950606fh20', nationalReserveNumber, '22950606FH20'],
    ['22950606-FH20', nationalReserveNumber, '22950606FH20'],
    ['98240301AA06', nationalReserveNumber, '98240301AA06'],
    // Birth date unknown: a serial number stands in its place.
    ['00992159AB12', nationalReserveNumber, '00992159AB12'],
    ['20100101014R', vasternorrland, '20100101014R'],
    ['20100101014r', vasternorrland, '20100101014R'],
    ['991990123456', stockholm, '991990123456'],
    ['20210325K069', vastraGotaland, '20210325K069'],
    ['197001450012', inera, '197001450012'],
    ['SE2321000230-DEMOVAS4711a', localId, 'SE2321000230-DEMOVAS4711a'],
  ])('%s of kind %s is read as %s', (id, type, canonical) => {
    expect(parsePatientId({ id, type }, today)).toEqual({ id: canonical, type });
  });

  it.each([
    ['1212121212', personalNumber, 'ambiguous without century'],
    ['201701012394', personalNumber, 'check digit'],
    ['201702302390', personalNumber, 'impossible date'],
    ['221701012393', personalNumber, 'a century that only reserve numbers have'],
    ['196109732393', personalNumber, 'a coordination number under the wrong root'],
    ['191212121212', coordinationNumber, 'a personal number under the wrong root'],
    ['196109922390', coordinationNumber, 'day 92'],
    ['196109992390', coordinationNumber, 'day 99'],
    ['196109602390', coordinationNumber, 'day 60 and check digit'],
    ['196113602392', coordinationNumber, 'day 60 of month 13'],
    ['196100922399', coordinationNumber, 'day 92 of month 00'],
    ['196109602398', personalNumber, 'day 60 in a personal number'],
    ['196100132395', personalNumber, 'month 00 in a personal number'],
    ['200102892387', coordinationNumber, '29 February plus 60 in a common year'],
    ['20210325K069', nationalReserveNumber, 'unshifted century, one letter'],
    ['24950606FH20', nationalReserveNumber, 'no step of three'],
    ['22951306FH20', nationalReserveNumber, 'month 13'],
    ['22950230FH20', nationalReserveNumber, '30 February'],
    ['22950606FI20', nationalReserveNumber, 'a letter that is not used'],
    ['22950606FH20', personalNumber, 'a reserve number under the wrong root'],
    ['22950606FH20', vasternorrland, 'a national reserve number under a region’s root'],
    ['20100101014R', nationalReserveNumber, 'a region’s number under the national root'],
    ['20100101014R', personalNumber, 'a region’s number as a personal number'],
    ['991990123455', stockholm, 'check digit of Stockholm'],
    ['20210325K068', vastraGotaland, 'check digit of Västra Götaland'],
    ['197001200012', inera, 'day 20 in Carelink’s series'],
    ['１９１２１２１２１２１２', personalNumber, 'full-width digits'],
    ['١٩١٢١٢١٢١٢١٢', personalNumber, 'Arabic-Indic digits'],
    ['19610973 2393', coordinationNumber, 'a blank inside'],
    ['191212121212', '1.2.3', 'unknown kind'],
    ['', personalNumber, 'empty'],
  ])('%s of kind %s is refused: %s', (id, type) => {
    const attempt = (): unknown => parsePatientId({ id, type }, today);
    expect(attempt).toThrow(BridgeError);
    expect(attempt).toThrow(expect.objectContaining({ code: 'PATIENT_ID_INVALID' }));
  });
});

const kinds = [personalNumber, coordinationNumber, nationalReserveNumber, stockholm, vastraGotaland, vasternorrland];
const anyDay = fc.date({ min: new Date('1927-01-01'), max: new Date('2026-11-22'), noInvalidDate: true });
const numberOf = (day: Date, serial: number, shift: number): string => {
  const [date, month, year] = [day.getUTCDate() + shift, day.getUTCMonth() + 1, day.getUTCFullYear()];
  const eight = `${year}${String(month).padStart(2, '0')}${String(date).padStart(2, '0')}`;
  const nine = `${eight.slice(2)}${String(serial).padStart(3, '0')}`;
  return `${eight}${nine.slice(6)}${checkDigit(nine)}`;
};

describe('reading identities', () => {
  it('gives one form to every way of writing a number', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 999 }), fc.constantFrom(0, 60), (day, serial, shift) => {
        const id = numberOf(day, serial, shift);
        const type = shift === 0 ? personalNumber : coordinationNumber;
        const separator = 2026 - day.getUTCFullYear() >= 100 ? '+' : '-';
        for (const written of [id, `${id.slice(0, 8)}-${id.slice(8)}`, `${id.slice(2, 8)}${separator}${id.slice(8)}`])
          expect(parsePatientId({ id: written, type }, today)).toEqual({ id, type });
        expect(birthDateInNumber({ id, type })).toBe(day.toISOString().slice(0, 10));
        expect(sexInNumber({ id, type })).toBe(serial % 2 === 1 ? 'male' : 'female');
      }),
    );
  });

  it('notices any single digit that was written wrong', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 2, max: 11 }),
        fc.integer({ min: 1, max: 9 }),
        (day, serial, at, by) => {
          const id = numberOf(day, serial, 0);
          const wrong = id.slice(0, at) + ((Number(id[at]) + by) % 10) + id.slice(at + 1);
          expect(() => parsePatientId({ id: wrong, type: personalNumber }, today)).toThrow(BridgeError);
        },
      ),
    );
  });

  it('reads its own reading the same, refuses with a typed error, and never repeats what it refused', () => {
    const written = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9]{12}$/),
      fc.stringMatching(/^[0-9]{8}[A-Z]{2}[0-9]{2}$/),
    );
    fc.assert(
      fc.property(written, fc.constantFrom(...kinds), (id, type) => {
        try {
          const once = parsePatientId({ id, type }, today);
          expect(parsePatientId(once, today)).toEqual(once);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'PATIENT_ID_INVALID' });
          if (id.length >= 6) expect((thrown as BridgeError).message).not.toContain(id);
        }
      }),
    );
  });
});

describe('what a number tells', () => {
  it.each([
    ['196109732393', coordinationNumber, '1961-09-13'],
    ['196109602390', coordinationNumber, '1961-09'],
    ['196100602390', coordinationNumber, '1961'],
    ['22950606FH20', nationalReserveNumber, '1995-06-06'],
    ['98240301AA06', nationalReserveNumber, '2024-03-01'],
    ['00992159AB12', nationalReserveNumber, undefined],
    ['20100101014R', vasternorrland, undefined],
  ])('%s: born %s', (id, type, birthDate) => {
    expect(birthDateInNumber({ id, type })).toBe(birthDate);
  });
});

describe('how far an identity reaches', () => {
  const northern = { hsaId: 'SE2321000230-DEMOVAS', careProvider: 'SE2321000230-DEMOVG' };
  const western = { hsaId: 'SE2321000206-DEMOFHIR', careProvider: 'SE2321000206-DEMOVG' };
  it.each([
    ['191212121212', personalNumber, true, true],
    ['22950606FH20', nationalReserveNumber, true, true],
    ['20100101014R', vasternorrland, false, true],
    ['991990123456', stockholm, false, false],
    ['SE2321000230-DEMOVAS4711', localId, true, false],
  ])('%s of %s: Norrbotten %s, Västernorrland %s', (id, type, north, west) => {
    expect(isKnownAt({ id, type }, northern)).toBe(north);
    expect(isKnownAt({ id, type }, western)).toBe(west);
    // As after a merger: the system is the same, its care provider a new one.
    expect(isKnownAt({ id, type }, { ...western, careProvider: 'SE5555555555-DEMOVG' })).toBe(west);
  });
});

describe('a test identity', () => {
  it.each([
    ['191212121212', personalNumber],
    ['189002029800', personalNumber],
    ['199002222397', personalNumber],
    ['200302022389', personalNumber],
    ['196109732393', coordinationNumber],
  ])('%s is known as one', (id, type) => {
    expect(isTestIdentity({ id, type })).toBe(true);
  });
  it.each([
    ['194605061234', personalNumber],
    ['20100101238R', vasternorrland],
  ])('%s is none', (id, type) => {
    expect(isTestIdentity({ id, type })).toBe(false);
  });
});
