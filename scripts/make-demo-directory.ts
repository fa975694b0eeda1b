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
import { buildSpecial, extraMembers, protectedHeads, type Special } from './demo-directory/special.ts';
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
  const { records, heads } = staff(tree, special);
  const units = tree.records.map((record) => withHead(withExtraMember(record), heads));
  return writeLdif([root, ...units, ...records, ...special.records], header);
}

interface Staff {
  readonly records: readonly Record[];
  /** Head of operations (verksamhetschef): care unit → person. */
  readonly heads: ReadonlyMap<string, string>;
}

/** Everyone who works at the care units, the first of each its head, and the commission each unit shares among its staff. */
function staff(tree: Tree, special: Special): Staff {
  const random = seededRandom(20_261_122);
  const names = new Set<string>();
  const heads = new Map<string, string>();
  let serial = 20;
  const records = tree.careUnits.flatMap((place) => {
    const people = staffOf(place).map((profession) => {
      let [given, surname] = inventName(random);
      while (names.has(`${given} ${surname}`)) [given, surname] = inventName(random);
      names.add(`${given} ${surname}`);
      const hsaId = `${place.county.prefix}DEMOP${String(serial++).padStart(3, '0')}`;
      return { hsaId, given, surname, profession, parent: place.dn, countyCode: place.county.code };
    });
    const licensed = people.filter((person) => person.profession.licence).map((person) => person.hsaId);
    const others = people.filter((person) => !person.profession.licence).map((person) => person.hsaId);
    const head = protectedHeads.get(place.hsaId) ?? people[0]?.hsaId;
    if (head) heads.set(place.hsaId, head);
    return [
      ...people.map((plan) => personRecord(plan, Number(plan.hsaId.slice(-3)))),
      careCommission(place, [...licensed, ...(special.careMembers.get(place.hsaId) ?? [])]),
      ...office(place, others),
    ];
  });
  return { records, heads };
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

function withHead(record: Record, heads: Staff['heads']): Record {
  const head = heads.get(hsaIdOf(record));
  return head ? { ...record, attributes: [...record.attributes, ['hsaHealthCareUnitManager', head]] } : record;
}

/** The oddities' unit and function become members of units that the plan made. */
function withExtraMember(record: Record): Record {
  const member = extraMembers.get(hsaIdOf(record));
  if (!member) return record;
  const attributes = record.attributes.map(([name, value]) =>
    name === 'hsaHealthCareUnitMember' ? ([name, [value ?? [], member].flat()] as const) : ([name, value] as const),
  );
  return { ...record, attributes };
}

function hsaIdOf(record: Record): string {
  return String(record.attributes.find(([name]) => name === 'hsaIdentity')?.[1] ?? '');
}

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(file, demoDirectory());
  else if (readFileSync(file, 'utf8') !== demoDirectory()) {
    process.stderr.write(`${file} is not what scripts/make-demo-directory.ts writes; run it.\n`);
    process.exitCode = 1;
  }
}
