import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentedLosses, lossTable } from '../../scripts/loss-table.ts';
import {
  type BridgeRecord,
  type Contract,
  type ContractId,
  contractById,
  extensionElements,
  type Translation,
  toRecord,
  translateRecord,
  translations,
  validate,
} from '../../src/contracts/index.ts';
import type { AnyType } from '../../src/contracts/schema.ts';
import { arbitraryOf } from './arbitrary.ts';

const hsa = '1.2.752.129.2.1.4.1';
const snomed = '1.2.752.116.2.1.1';
const runs = { numRuns: 150 };
type Item = Record<string, unknown>;

function contractOf(id: ContractId): Contract {
  const contract = contractById(id);
  if (!contract) throw new Error(`${id} is not among the contracts`);
  return contract;
}

/** What careful and careless producers really put into the places that decide. */
const telling: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  'GetCareContacts:3': {
    'careContactBody/careContactCode': fc.constantFrom<unknown>(
      { displayName: 'Besök', code: '1', codeSystem: '1.2.752.129.2.2.2.25' },
      { originalText: 'telefon' },
      { displayName: 'Vårdtillfälle', originalText: 'På avdelning 4' },
      { originalText: 'Videosamtal' },
    ),
    'careContactBody/careContactStatus': fc
      .constantFrom('53631000052103', '53651000052107', '53701000052102', '53691000052102', '1')
      .map((code) => ({ code, codeSystem: snomed })),
  },
  'GetCareDocumentation:2': { 'careDocumentationHeader/nullified': fc.constantFrom(false, true) },
  'GetCareDocumentation:3': {
    'header/accessControlHeader/accountableCareUnit/root': fc.constantFrom(hsa, '1.2.752.29.4.3'),
    'header/accessControlHeader/accountableHealthcareProvider/root': fc.constantFrom(hsa, '1.2.752.29.4.3'),
    'header/author/id/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'header/signature/id/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'header/sourceSystemId/root': fc.constant(hsa),
    'body/clinicalDocumentNoteCode': fc.constantFrom<unknown>(
      { code: 'bes', codeSystem: '1.2.752.129.2.2.2.11' },
      { code: 'bes', codeSystem: '1.2.752.129.2.2.2.11', originalText: 'Mottagningsbesök' },
      { code: 'epi', codeSystem: '1.2.3' },
      { originalText: 'Daganteckning' },
      { originalText: 'Tandvårdsanteckning' },
    ),
    'body/multimediaEntry/mediaType': fc.constantFrom('application/pdf', 'application/docbook+xml', 'image/svg+xml'),
  },
};

/** Valid items, each of whose free texts occurs only once, so that one that is gone is seen to be gone. */
function itemsOf(id: ContractId): fc.Arbitrary<Item> {
  const contract = contractOf(id);
  const told = Object.entries(telling[id] ?? {});
  const values = fc.tuple(...told.map(([, value]) => value));
  return fc.tuple(arbitraryOf(contract.item), values).map(([item, found]) => {
    const counter = { texts: 0 };
    const distinct = distinctTexts(contract.item, item, counter) as Item;
    return told.reduce((whole, [path], index) => replaced(whole, path.split('/'), found[index]), distinct);
  });
}

function distinctTexts(type: AnyType, value: unknown, counter: { texts: number }): unknown {
  if (Array.isArray(value)) return value.map((one) => distinctTexts(type, one, counter));
  if (type.kind === 'simple')
    return type.base === 'string' && !type.pattern && !type.values ? `text ${++counter.texts}.` : value;
  return Object.fromEntries(
    Object.entries(value as Item).map(([name, part]) => {
      const inner = type.elements[name]?.type;
      return [name, inner ? distinctTexts(inner, part, counter) : part];
    }),
  );
}

/** Only where the path is there. */
function replaced(item: Item, [name = '', ...rest]: string[], value: unknown): Item {
  if (item[name] === undefined) return item;
  return { ...item, [name]: rest.length === 0 ? value : replaced(item[name] as Item, rest, value) };
}

/** The values at a path, through lists; undefined stands for one that is missing. */
function at(item: unknown, path: string): unknown[] {
  return path.split('/').reduce<unknown[]>(
    (found, name) =>
      found.flatMap((one) => {
        const inside = (one as Item | undefined)?.[name];
        return Array.isArray(inside) ? inside : [inside];
      }),
    [item],
  );
}

function leavesOf(value: unknown, path: string[] = []): { path: string; value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, path));
  if (typeof value !== 'object' || value === null) return [{ path: path.join('/'), value }];
  return Object.entries(value).flatMap(([name, part]) => (name === '$foreign' ? [] : leavesOf(part, [...path, name])));
}

/** Why an item may be withheld, in the test's own words: what the declared needs and the withdrawn records come to. */
function mayBeWithheld({ from, needs }: Translation, item: Item): boolean {
  if (at(item, 'careDocumentationHeader/nullified')[0] === true) return true;
  if (from === 'GetCareContacts:3' && at(item, 'careContactBody/careContactStatus/code')[0] === '53691000052102')
    return true;
  return Object.keys(needs).some((path) => {
    if (path === 'body/multimediaEntry')
      return (
        at(item, `${path}/mediaType`)[0] === 'image/svg+xml' &&
        at(item, 'body/clinicalDocumentNoteText')[0] === undefined
      );
    if (path.startsWith('body/dissentingOpinion') && at(item, 'body/dissentingOpinion')[0] === undefined) return false;
    return at(item, path).includes(undefined);
  });
}

function recordOf(from: ContractId, item: Item): BridgeRecord {
  return toRecord(contractOf(from), item);
}

describe.each(translations.map((one) => [`${one.from} → ${one.to}`, one] as const))('%s', (_name, translation) => {
  const { from, to, losses, retold } = translation;

  it('tells every record that has what the other version demands, validly and under the same header', () => {
    fc.assert(
      fc.property(itemsOf(from), (item) => {
        const record = recordOf(from, item);
        const told = translateRecord(record, translation);
        expect(told.record === undefined).toBe(mayBeWithheld(translation, item));
        if (!told.record) return;
        const contract = contractOf(to);
        expect(validate(contract.item, told.record.data, contract.itemElement)).toEqual([]);
        expect(told.record).toMatchObject({ contract: to, header: record.header });
        const { documentId, sourceSystem, patient, time, approvedForPatient } = record.header;
        expect(contract.headerOf(told.record.data as never)).toMatchObject({
          documentId,
          sourceSystem,
          patient,
          time,
          approvedForPatient,
        });
      }),
      runs,
    );
  });

  it('says of everything that is not in it any more that it is lost or told in another way', () => {
    fc.assert(
      fc.property(itemsOf(from), (item) => {
        const { record, lost } = translateRecord(recordOf(from, item), translation);
        if (!record) return;
        // That an id is of the HSA catalogue goes without saying in the older contracts.
        const left = new Set([hsa, ...leavesOf(record.data).map(({ value }) => value)]);
        const accounted = [...lost, ...Object.keys(retold)];
        const gone = leavesOf(item).filter(
          ({ path, value }) => !left.has(value) && !accounted.some((known) => `${path}/`.startsWith(`${known}/`)),
        );
        expect(gone).toEqual([]);
        expect(lost.includes(extensionElements)).toBe(JSON.stringify(item).includes('$foreign'));
      }),
      runs,
    );
  });

  it('loses what it declares, and nothing else', () => {
    const lost = new Set<string>();
    for (const item of fc.sample(itemsOf(from), 400))
      for (const path of translateRecord(recordOf(from, item), translation).lost) lost.add(path);
    lost.delete(extensionElements);
    expect([...lost].sort()).toEqual(Object.keys(losses).sort());
  });

  it('there and back again keeps what both can say', () => {
    const back = translations.find((one) => one.from === to && one.to === from);
    if (!back) throw new Error('there is no way back');
    fc.assert(
      fc.property(itemsOf(from), (item) => {
        const there = translateRecord(recordOf(from, item), translation).record;
        const home = there && translateRecord(there, back).record;
        const again = home && translateRecord(home, translation).record;
        expect(again?.data).toEqual(there?.data);
        if (home && Object.keys(losses).length === 0) expect(home.data).toEqual(item);
      }),
      runs,
    );
  });
});

it('docs/contracts.md tells what the translations declare; run `npm run wsdl` after a change', () => {
  expect(documentedLosses(readFileSync('docs/contracts.md', 'utf8'))).toBe(lossTable());
});
