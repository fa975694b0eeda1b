import { describe, expect, it } from 'vitest';
import { commissionPurposes, covers, hsaKey, samePurpose } from '../../src/hsa/model.ts';
import {
  parseAddress,
  parseHsaId,
  parseInstant,
  parseLicensedSpeciality,
  parseMember,
  parseNurseRight,
  parseOpeningHours,
  parsePeriod,
  parsePosition,
  parseRight,
  parseSystemRole,
} from '../../src/hsa/values.ts';

describe('values of the catalogue', () => {
  it.each([
    ['se2321000230-demo1', 'SE2321000230-DEMO1'],
    ['SE162321000230-B05', 'SE162321000230-B05'],
    ['T-SERVICES-SE165565594230-112N', 'T-SERVICES-SE165565594230-112N'],
    ['SE2321000230', undefined],
    ['SE2321000230-å', undefined],
    ['SE2321000230-*', undefined],
    [`SE2321000230-${'A'.repeat(20)}`, undefined],
    ['ſE2321000230-A', undefined],
    [undefined, undefined],
  ])('HSA-id %s → %s', (value, expected) => expect(parseHsaId(value)).toBe(expected));

  it('folds only ASCII letters in HSA-ids', () => expect(hsaKey(' seı-a ')).toBe('SEı-A'));

  it.each([
    ['20081112230000Z', '2008-11-12T23:00:00.000Z'],
    ['200811122300Z', '2008-11-12T23:00:00.000Z'],
    ['20240630220000.0Z', '2024-06-30T22:00:00.000Z'],
    ['20240230220000Z', undefined],
    ['20081112230000', undefined],
    ['2008-11-12', undefined],
  ])('instant %s → %s', (value, expected) => expect(parseInstant(value)).toBe(expected));

  it('an unreadable date leaves no period, a missing one an open end', () => {
    expect(parsePeriod(undefined, '')).toEqual({ from: undefined, to: undefined });
    expect(parsePeriod('20200101000000Z', 'soon')).toBeUndefined();
  });

  it('a period begins with its first instant and ends before its last', () => {
    const period = parsePeriod('20240101000000Z', '20240630220000Z');
    const covered = (instant: string) => covers(period as never, new Date(instant));
    expect(covered('2023-12-31T23:59:59.999Z')).toBe(false);
    expect(covered('2024-01-01T00:00:00Z')).toBe(true);
    expect(covered('2024-06-30T23:59:59+02:00')).toBe(true);
    expect(covered('2024-07-01T00:00:00+02:00')).toBe(false);
  });

  it('members need both semicolons and readable dates', () => {
    const open = { from: undefined, to: undefined };
    expect(parseMember('se2321000230-demoa;;')).toEqual({ person: 'SE2321000230-DEMOA', period: open });
    expect(parseMember('SE2321000230-DEMOA')).toBeUndefined();
    expect(parseMember('SE2321000230-DEMOA;later;')).toBeUndefined();
    expect(parseMember('nobody;;')).toBeUndefined();
  });

  it('rights need three parts, system roles two', () => {
    expect(parseRight('Läsa;alla;SJF')).toEqual({ activity: 'Läsa', informationClass: 'alla', scope: 'SJF' });
    expect(parseRight('Läsa;alla')).toBeUndefined();
    expect(parseRight('Läsa;;SJF')).toBeUndefined();
    expect(parseRight('Läsa;alla;SJF;')).toBeUndefined();
    expect(parseSystemRole('norrbryggan;security-officer')).toEqual({
      system: 'norrbryggan',
      role: 'security-officer',
    });
    expect(parseSystemRole('norrbryggan')).toBeUndefined();
  });

  it('what a licence holds needs all its parts', () => {
    expect(parseNurseRight(' sj ; J')).toEqual({ licence: 'SJ', prescribes: true });
    expect(parseNurseRight('BM;N')).toEqual({ licence: 'BM', prescribes: false });
    expect(['SJ', 'SJ;', 'SJ;X', 'SJ;J;', ';J', 'Sjuksköterska;J'].map(parseNurseRight)).toEqual(
      Array(6).fill(undefined),
    );
    expect(parseLicensedSpeciality('lk;10;Kirurgi')).toEqual({ licence: 'LK', code: '10', name: 'Kirurgi' });
    expect(['LK;10', 'LK;;Kirurgi', 'LK;10;Kirurgi;'].map(parseLicensedSpeciality)).toEqual(Array(3).fill(undefined));
  });

  it.each([
    ['1-5#08:00#17:00#ej helgdag', { fromDay: 1, toDay: 5, opens: '08:00', closes: '17:00', comment: 'ej helgdag' }],
    ['6-6#00:00#24:00', { fromDay: 6, toDay: 6, opens: '00:00', closes: '24:00', comment: undefined }],
    ['1-5#17:00#08:00', undefined],
    ['5-1#08:00#17:00', undefined],
    ['1-5#24:00#24:00', undefined],
    ['1-8#08:00#17:00', undefined],
    ['1-5#8:00#17:00', undefined],
    ['1-5#08:60#17:00', undefined],
  ])('opening hours %s', (value, expected) => expect(parseOpeningHours(value)).toEqual(expected));

  it('addresses know town and postal code', () => {
    const address = (lines: string[], postalCode: string | undefined, town: string | undefined) => ({
      lines,
      postalCode,
      town,
    });
    expect(parseAddress('Kliniken$Box 1$971 80 Luleå')).toEqual(address(['Kliniken', 'Box 1'], '97180', 'Luleå'));
    expect(parseAddress('Kliniken$SE-971 80 Luleå')).toEqual(address(['Kliniken'], '97180', 'Luleå'));
    expect(parseAddress('Storgatan 5$$$Umeå', '901 00')).toEqual(address(['Storgatan 5'], '90100', 'Umeå'));
    expect(parseAddress('Storgatan 5')).toEqual(address(['Storgatan 5'], undefined, undefined));
    expect(parseAddress('Gata\\24 1$Ort')).toEqual(address(['Gata$ 1'], undefined, 'Ort'));
    expect(parseAddress('$$')).toBeUndefined();
  });

  it('positions stand in one attribute or two, and lie in Sweden', () => {
    expect(parsePosition('N:6477155', 'E:536352')).toEqual({ north: 6477155, east: 536352 });
    expect(parsePosition('N:6477155,E:536352', 'N:6477155,E:536352')).toEqual({ north: 6477155, east: 536352 });
    expect(parsePosition('6477155', '536352')).toEqual({ north: 6477155, east: 536352 });
    expect(parsePosition('536352', '6477155')).toBeUndefined();
    expect(parsePosition('N:6477155', undefined)).toBeUndefined();
  });

  it('purposes are equal in any letter case', () => {
    expect(samePurpose(commissionPurposes[0], 'VÅRD OCH BEHANDLING')).toBe(true);
    expect(samePurpose(commissionPurposes[0], 'Administration')).toBe(false);
  });
});
