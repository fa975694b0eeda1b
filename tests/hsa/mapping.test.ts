import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createEntry } from '../../src/hsa/entry.ts';
import { attributes, mapEntry, mappingVersion } from '../../src/hsa/mapping.ts';
import { isForAnyone } from '../../src/hsa/model.ts';

const unit: Readonly<Record<string, string | string[]>> = {
  objectClass: ['top', 'organizationalUnit', 'hsaHealthCareUnit'],
  ou: 'Akuten',
  hsaIdentity: 'se2321000230-demox',
};
const commission: Readonly<Record<string, string | string[]>> = {
  objectClass: 'HSACOMMISSION',
  CN: 'Uppdrag',
  HSAIDENTITY: 'SE2321000230-DEMOX',
  hsaCommissionPurpose: 'administration',
};
const person: Readonly<Record<string, string | string[]>> = {
  objectClass: 'person',
  cn: 'A B',
  sn: 'B',
  fullName: 'A B',
  hsaIdentity: 'SE2321000230-DEMOX',
};

function map(values: Readonly<Record<string, string | string[]>>, dn = 'ou=x,c=SE') {
  const pairs = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
  return mapEntry(createEntry(dn, pairs));
}

describe('entries become objects', () => {
  it('whatever the letter case of attribute and class names', () => {
    expect(map(unit)).toMatchObject({ object: { kind: 'unit', hsaId: 'SE2321000230-DEMOX', isCareUnit: true } });
    expect(map(commission)).toMatchObject({ object: { kind: 'commission', purpose: 'Administration' } });
  });

  it('unless something mandatory is missing or malformed', () => {
    const reasons = [
      map({ ...unit, hsaIdentity: 'none' }),
      map({ ...unit, ou: ' ' }),
      map(unit, 'not a name'),
      map({ ...unit, endDate: 'tomorrow' }),
      map({ ...unit, objectClass: 'organization', o: 'X' }),
      map({ ...unit, objectClass: 'organization', o: 'X', orgNo: '162321000230' }),
      map({ ...commission, hsaCommissionPurpose: '' }),
      map({ ...person, sn: [] }),
      map({ ...person, fullName: [] }),
    ].map((mapped) => ('omitted' in mapped ? mapped.omitted.reason : 'not omitted'));
    expect(reasons).toEqual([
      'hsaIdentity is missing or malformed',
      'ou is missing',
      'the distinguished name is malformed',
      'startDate or endDate is malformed',
      'orgNo is missing or malformed',
      'orgNo is missing or malformed',
      'hsaCommissionPurpose is missing',
      'sn is missing',
      'fullName is missing',
    ]);
  });

  it('says for whom a unit is shown; nothing said is for nobody outside', () => {
    const shown = map({ ...unit, hsaDestinationIndicator: ['02', '03'] });
    expect(shown).toMatchObject({ object: { shownFor: ['02', '03'] } });
    for (const [mapped, isOpen] of [
      [shown, true],
      [map({ ...unit, hsaDestinationIndicator: '02' }), false],
      [map(unit), false],
    ] as const)
      expect('object' in mapped && mapped.object.kind === 'unit' && isForAnyone(mapped.object)).toBe(isOpen);
  });

  it('counties and other structure are no objects', () => {
    expect(map({ objectClass: 'locality', l: 'Norrbottens län' })).toEqual({ structural: true });
  });

  it('a unit wrongly marked is neither care unit nor care provider', () => {
    const classes = [
      'organizationalUnit',
      'hsaHealthCareUnit',
      'hsaHealthCareProvider',
      'hsaInaccurateHCU',
      'hsaInaccurateHCP',
    ];
    expect(map({ ...unit, objectClass: classes })).toMatchObject({
      object: { isCareUnit: false, isCareProvider: false },
    });
  });

  it.each([
    [{ hsaProtectedPerson: 'N' }],
    [{ hsaProtectedPerson: '' }],
    [{ objectClass: ['person', 'hsaConfidentialPerson'] }],
  ])('any sign of protection protects: %j', (sign) =>
    expect(map({ ...person, ...sign })).toMatchObject({ object: { protected: true } }),
  );

  it('members with unreadable dates hold nothing', () => {
    const members = ['SE2321000230-DEMOA;;', 'SE2321000230-DEMOB;soon;', 'SE2321000230-DEMOC'];
    expect(map({ ...commission, hsaCommissionMember: members })).toMatchObject({
      object: { members: [{ person: 'SE2321000230-DEMOA' }] },
    });
  });

  it('personal identity numbers are neither asked for nor kept', () => {
    expect(Object.values(attributes).flat()).not.toContain('personalIdentityNumber');
    expect(JSON.stringify(map({ ...person, personalIdentityNumber: '191212121212' }))).not.toContain('191212121212');
  });
});

it('whoever reads more or less of an entry raises the version of the mapping, and then writes down its digest here', () => {
  const digest = createHash('sha256').update(JSON.stringify(attributes)).digest('hex').slice(0, 12);
  expect([mappingVersion, digest]).toEqual([2, 'b3fef3bc80b7']);
});
