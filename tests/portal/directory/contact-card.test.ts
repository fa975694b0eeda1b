import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShownPerson, ShownUnit } from '../../../src/faces/portal-api/shapes/directory.ts';
import { personCard, unitCard } from '../../../src/portal/directory/contact-card.ts';
import { readCard } from '../../support/contact-card.ts';

const unit: ShownUnit = {
  hsaId: 'SE2321000222-DEMOUTANVG',
  name: 'Mottagningen "Öppna famnen", barn & ungdom; Umeå',
  kind: 'unit',
  orgNo: undefined,
  alternativeNames: [],
  description: undefined,
  isCareProvider: false,
  isCareUnit: true,
  phones: ['+46313900601', '1177'],
  switchboard: '+46846500424',
  mail: 'famnen@vasterbotten.example',
  web: 'https://www.vasterbotten.example/famnen',
  postalAddress: undefined,
  visitingAddress: { lines: ['Hälsogatan 5'], postalCode: '90100', town: 'Umeå' },
  position: undefined,
  route: undefined,
  openingHours: [],
  telephoneHours: [],
  dropInHours: [],
  visitingHours: [],
  activityNames: ['Barn, ungdom', 'Öppenvårdsmottagning'],
  businessTypes: [],
  careTypes: ['01'],
  countyCode: '24',
  countyName: undefined,
  municipalityCode: undefined,
  municipalityName: undefined,
  closed: false,
  closedFrom: undefined,
  internalPhones: ['+46846500401'],
  manager: undefined,
  above: [
    { hsaId: 'SE2321000222-DEMOPV', name: 'Primärvården' },
    { hsaId: 'SE2321000222-DEMOVG', name: 'Region Västerbotten' },
  ],
  below: [],
  belowUnknown: false,
  functions: [],
  careUnit: undefined,
  careProvider: undefined,
  asOf: '2026-03-02T12:00:00.000Z',
  stale: false,
};
const person: ShownPerson = {
  hsaId: 'SE2321000206-DEMOCITAT',
  name: 'Åsa "Ässa" Öhn, demo',
  title: 'Undersköterska',
  licences: [],
  specialities: [],
  positions: [],
  phones: [],
  internalPhones: ['+46406280412'],
  switchboard: undefined,
  mail: 'citat@person.example',
  units: [{ hsaId: 'SE2321000206-DEMOHC2', name: 'Fjärdstrandens hälsocentral' }],
  asOf: '2026-03-02T12:00:00.000Z',
  stale: false,
};

describe('a contact card', () => {
  it('of a unit holds what one rings, writes to and goes to', () => {
    expect(readCard(unitCard(unit))).toEqual([
      ['BEGIN', 'VCARD'],
      ['VERSION', '4.0'],
      ['KIND', 'org'],
      ['FN', unit.name],
      ['ORG', 'Region Västerbotten', 'Primärvården', unit.name],
      ['TEL;VALUE=uri;TYPE="work,voice"', 'tel:+46313900601'],
      ['TEL;VALUE=text;TYPE="work,voice"', '1177'],
      ['TEL;VALUE=uri;TYPE="work,voice"', 'tel:+46846500401'],
      ['TEL;VALUE=uri;TYPE="work,main-number"', 'tel:+46846500424'],
      ['ADR;TYPE=work', '', '', 'Hälsogatan 5', 'Umeå', '', '90100', ''],
      ['EMAIL;TYPE=work', 'famnen@vasterbotten.example'],
      ['URL', 'https://www.vasterbotten.example/famnen'],
      ['CATEGORIES', 'Barn, ungdom,Öppenvårdsmottagning'],
      ['UID;VALUE=text', unit.hsaId],
      ['END', 'VCARD'],
    ]);
  });

  it('of a colleague names her, what she is and where she works', () => {
    expect(readCard(personCard(person))).toEqual(
      expect.arrayContaining([
        ['KIND', 'individual'],
        ['FN', 'Åsa "Ässa" Öhn, demo'],
        ['TITLE', 'Undersköterska'],
        ['ORG', 'Fjärdstrandens hälsocentral'],
        ['TEL;VALUE=uri;TYPE="work,voice"', 'tel:+46406280412'],
      ]),
    );
  });

  it('takes no address that is no web page', () => {
    expect(unitCard({ ...unit, web: 'javascript:alert(1)' })).not.toContain('URL');
    expect(unitCard({ ...unit, web: 'https://a.example/\r\nTEL:112' })).not.toMatch(/^TEL:112/m);
  });

  it('is read back as it was written, whatever stands in the directory, in lines of 75 octets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (name) => {
        const text = unitCard({ ...unit, name, above: [] });
        const shown = name.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, ' ');
        expect(readCard(text)).toContainEqual(['FN', shown]);
        expect(text.endsWith('\r\nEND:VCARD\r\n')).toBe(true);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
    );
  });
});
