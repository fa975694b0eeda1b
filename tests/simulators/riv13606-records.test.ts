import { describe, expect, it } from 'vitest';
import { vasterbotten } from '../../src/simulators/index.ts';
import { type Composition, writeComposition } from '../../src/simulators/riv13606/composition.ts';
import { extract } from '../../src/simulators/riv13606/extract.ts';
import { compositionsFor } from '../../src/simulators/riv13606/information-types.ts';
import { namespaceDeclarations } from '../../src/simulators/riv13606/types.ts';
import { dayOf } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createCouncilData } from '../../src/simulators/world/council-data.ts';
import { storyPersons } from '../../src/simulators/world/story-persons.ts';
import type { ToldContract } from '../../src/simulators/world/tell/index.ts';
import { directory, today, tolvan } from './councils.ts';
import { schemaFaults } from './xmllint.ts';

/** What the 13606 council makes of the world, seen without its server. */
const data = createCouncilData({ seed: 'norrbryggan', today: dayOf(today) }, await loadCareUnits(directory))[
  vasterbotten
];
const people = [tolvan, ...Object.values(storyPersons).map(({ identity }) => identity)].flatMap(
  ({ id }) => data.patient(id) ?? [],
);
type Person = (typeof people)[number];

const everything = { period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] };
const of = (person: Person, type: string): readonly Composition[] =>
  compositionsFor(data, [type], { patient: person.identity, ...everything });
const all = (type: string): readonly Composition[] => people.flatMap((person) => of(person, type));
const meanings = (type: string): Set<string> => new Set(all(type).map(({ meaning }) => meaning));
const items = (id: ToldContract): number =>
  people.reduce((sum, { identity }) => sum + (data.records(identity.id)?.(id).length ?? 0), 0);
const written = (type: string): string =>
  all(type)
    .map((one) => writeComposition(one, 'default'))
    .join('\n');

const types = ['dia', 'upp', 'vko', 'voo', 'lkm-ord', 'und-kkm-kli', 'und-bdi', 'und-kon'];

it.each(types)('%s is valid by the schema, for everybody with a story', (type) => {
  const extracts = people.map((person) => extract(vasterbotten, person, of(person, type)));
  const name = 'RIV13606REQUEST_EHR_EXTRACT_response';
  const message = `<${name} ${namespaceDeclarations}>${extracts.join('')}</${name}>`;
  expect(schemaFaults('RIV13606_1.1.xsd', message)).toBe('');
});

it.each(types)(
  'every link of %s leads to a composition of the same answer, but for contacts and what was replaced',
  (type) => {
    for (const person of people) {
      const told = of(person, type);
      const ids = new Set(told.map(({ header }) => header.documentId));
      expect(ids.size).toBe(told.length);
      const xml = told.map((one) => writeComposition(one, 'default')).join('');
      const links = xml.matchAll(/<target_type code="(vbe|lko|lkf)"[^>]*\/><target_id [^>]*extension="([^"]+)"/g);
      for (const [, , id = ''] of links) expect(ids).toContain(id);
    }
  },
);

describe('care documentation', () => {
  it('is a composition for each note, of its kind, of the older kinds, or of one that no list knows', () => {
    expect(all('voo').length).toBe(items('GetCareDocumentation:2'));
    const kinds = meanings('voo');
    for (const kind of ['bes', 'zzz', 'spe']) expect(kinds).toContain(kind);
    for (const { meaning, name } of all('voo'))
      expect(name !== undefined).toBe(/^(epi|int|dag|ova|ovs|ovr|spe)$/.test(meaning));
  });

  it('has its line breaks marked, and no markup', () => {
    const xml = written('voo');
    expect(xml.includes('Kontaktorsak$$NL$$')).toBe(true);
    expect(/&lt;(article|para)/.test(xml)).toBe(false);
  });
});

describe('medication', () => {
  it('is a prescription each, linked to and from what is dispensed', () => {
    expect(all('lkm-ord').filter(({ meaning }) => meaning === 'lko').length).toBe(items('GetMedicationHistory:2'));
    const xml = written('lkm-ord');
    const links = (target: string) => xml.split(`<target_type code="${target}"`).length - 1;
    expect(links('lkf')).toBe(all('lkm-ord').filter(({ meaning }) => meaning === 'lkf').length);
    expect(links('lkf')).toBe(links('lko'));
    for (const code of ['lkm-lkm-lpr-npl', 'lkm-lkm-lpr-prs', 'lkm-dst-bet', 'lkm-dst-kno', 'lkm-for-tot'])
      expect(xml.includes(`code="${code}"`), code).toBe(true);
  });
});

describe('examinations', () => {
  it('are an answer each, with the question behind it', () => {
    for (const [type, contract] of [
      ['und-kkm-kli', 'GetLaboratoryOrderOutcome:3'],
      ['und-bdi', 'GetImagingOutcome:1'],
      ['und-kon', 'GetReferralOutcome:3'],
    ] as const) {
      const answers = all(type).filter(({ meaning }) => meaning === 'und');
      expect(answers.length, type).toBe(items(contract));
      expect(meanings(type)).toEqual(new Set(['und', 'vbe']));
    }
  });

  it('carry values with unit, reference and time, and identified analyses', () => {
    const xml = written('und-kkm-kli');
    for (const code of ['und-kkm-utf-var', 'und-kkm-utf-vae', 'und-kkm-utf-pat', 'und-kkm-utf-ref'])
      expect(xml.includes(`<meaning code="${code}"`), code).toBe(true);
    expect(
      /und-kkm-uat-kod"[^>]*\/><name[^>]*\/><rc_id[^>]*\/><synthesised[^>]*\/><obs_time><low value="\d{14}"\/>/.test(
        xml,
      ),
    ).toBe(true);
    expect(/und-kkm-uat"[^>]*\/><name[^>]*\/><rc_id root="1\.2\.752\.129\.2\.1\.2\.1" extension="/.test(xml)).toBe(
      true,
    );
  });

  it('are final, supplementary, or now and then preliminary', () => {
    const kinds = (type: string) =>
      new Set([...written(type).matchAll(/und-und-ure-typ".*?<value [^>]*value="(\w+)"/g)].map(([, kind]) => kind));
    const found = new Set(['und-kkm-kli', 'und-bdi', 'und-kon'].flatMap((type) => [...kinds(type)]));
    expect(found).toEqual(new Set(['DEF', 'TILL', 'PREL']));
  });
});
