/**
 * Writes the demo's care directory, config/hsa/demo.ldif: three regions, their neighbours and their people, all
 * invented. The same run gives the same file; `--check` compares instead of writing.
 *
 *   node scripts/make-demo-directory.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { counties } from './demo-directory/counties.ts';
import { type Record, writeLdif } from './demo-directory/ldif-writer.ts';
import { careRights, commissionRecord, inventName, personRecord, staffOf } from './demo-directory/people.ts';
import { seededRandom } from './demo-directory/random.ts';
import { buildSpecial, extraMembers, type Special } from './demo-directory/special.ts';
import { buildCounty, merge, type Place, type Tree } from './demo-directory/units.ts';

const file = 'config/hsa/demo.ldif';
const header = [
  'The care directory of the demo. Everything in it is invented: units, people, telephone numbers (from the series the',
  'Swedish telecom authority keeps for fiction) and all organisation numbers but the three regions’ own.',
  'Written by scripts/make-demo-directory.ts; do not edit.',
];

export function demoDirectory(): string {
  const tree = merge(counties.map(buildCounty));
  const special = buildSpecial(tree.careUnits);
  const root: Record = {
    dn: [[{ type: 'c', value: 'SE' }]],
    attributes: [
      ['objectClass', ['top', 'country']],
      ['c', 'SE'],
    ],
  };
  return writeLdif([root, ...tree.records.map(withExtraMember), ...staff(tree, special), ...special.records], header);
}

/** Everyone who works at the care units, and the commission each unit shares among its staff. */
function staff(tree: Tree, special: Special): Record[] {
  const random = seededRandom(20_261_122);
  const names = new Set<string>();
  let serial = 20;
  return tree.careUnits.flatMap((place) => {
    const people = staffOf(place).map((profession) => {
      let [given, surname] = inventName(random);
      while (names.has(`${given} ${surname}`)) [given, surname] = inventName(random);
      names.add(`${given} ${surname}`);
      const hsaId = `${place.county.prefix}DEMOP${String(serial++).padStart(3, '0')}`;
      return { hsaId, given, surname, profession, parent: place.dn, countyCode: place.county.code };
    });
    const licensed = people.filter((person) => person.profession.licence).map((person) => person.hsaId);
    const others = people.filter((person) => !person.profession.licence).map((person) => person.hsaId);
    const records = people.map((plan) => personRecord(plan, Number(plan.hsaId.slice(-3))));
    return [
      ...records,
      careCommission(place, [...licensed, ...(special.careMembers.get(place.hsaId) ?? [])]),
      ...office(place, others),
    ];
  });
}

function careCommission(place: Place, members: readonly string[]): Record {
  const name = `Vård och behandling ${place.name}`.slice(0, 64);
  const purpose = 'Vård och behandling';
  return commissionRecord({ hsaId: `${place.hsaId}VOB`, name, parent: place.dn, purpose, rights: careRights, members });
}

function office(place: Place, members: readonly string[]): Record[] {
  if (members.length === 0) return [];
  const name = `Annan dokumentation ${place.name}`.slice(0, 64);
  const purpose = 'Annan dokumentation enligt lag';
  return [
    commissionRecord({
      hsaId: `${place.hsaId}DOK`,
      name,
      parent: place.dn,
      purpose,
      rights: ['Läsa;alla;VE'],
      members,
    }),
  ];
}

/** The oddities' unit and function become members of units that the plan made. */
function withExtraMember(record: Record): Record {
  const hsaId = record.attributes.find(([name]) => name === 'hsaIdentity')?.[1];
  const member = typeof hsaId === 'string' ? extraMembers.get(hsaId) : undefined;
  if (!member) return record;
  const attributes = record.attributes.map(([name, value]) =>
    name === 'hsaHealthCareUnitMember' ? ([name, [value ?? [], member].flat()] as const) : ([name, value] as const),
  );
  return { ...record, attributes };
}

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(file, demoDirectory());
  else if (readFileSync(file, 'utf8') !== demoDirectory()) {
    process.stderr.write(`${file} is not what scripts/make-demo-directory.ts writes; run it.\n`);
    process.exitCode = 1;
  }
}
