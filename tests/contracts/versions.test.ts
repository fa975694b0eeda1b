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
const npu = '1.2.752.108.1';
const outcomes = fc.constantFrom('5.0', '0,10', '-1e3', '<5', '>=2,5', '3.5-5.0', '9-3', '1:20', 'Negativ', '007');
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
  'GetLaboratoryOrderOutcome:3': {
    'laboratoryOrderOutcomeHeader/nullified': fc.constantFrom(false, false, true),
    'laboratoryOrderOutcomeBody/resultType': fc.constantFrom('DEF', 'TILL', 'PREL', 'Delsvar'),
    'laboratoryOrderOutcomeBody/discipline': fc.constantFrom('Klinisk kemi', 'Mikrobiologi'),
    'laboratoryOrderOutcomeBody/order/orderId': fc.constantFrom('', 'remiss 1'),
    'laboratoryOrderOutcomeBody/analysis/analysisCode': fc.constantFrom(
      { code: 'NPU01807', codeSystem: npu, displayName: 'P-Kreatinin' },
      { code: 'NPU03230', codeSystem: npu, displayName: 'P-Kalium' },
    ),
    'laboratoryOrderOutcomeBody/analysis/analysisStatus': fc.constantFrom('Avklarad', 'Pågående'),
    'laboratoryOrderOutcomeBody/analysis/analysisOutcome/outcomeValue': outcomes,
    'laboratoryOrderOutcomeBody/analysis/analysisOutcome/referenceInterval': outcomes,
  },
  'GetLaboratoryOrderOutcome:4': {
    'header/accessControlHeader/accountableCareUnit/root': fc.constantFrom(hsa, '1.2.752.29.4.3'),
    'header/accessControlHeader/accountableCareGiver/root': fc.constantFrom(hsa, '1.2.752.29.4.3'),
    'header/sourceSystemId/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'header/author/id/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'header/author/orgUnit/id/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'header/signature/id/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'body/type/code': fc.constantFrom('final', 'partial', 'preliminary', 'corrected', 'unknown'),
    'body/recipientUnit/id/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'body/referral/requester/id/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'body/referral/requester/orgUnit/id/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'body/groupOfAnalyses/code/codeSystem': fc.constantFrom(npu, snomed),
    'body/groupOfAnalyses/analysis/code/codeSystem': fc.constantFrom(npu, snomed),
    'body/groupOfAnalyses/analysis/result/type/codeSystem': fc.constantFrom(npu, snomed),
    'body/groupOfAnalyses/analysis/result/recipientSignature/id/root': fc.constantFrom(hsa, '1.2.752.97.1'),
    'body/groupOfAnalyses/analysis/result/interpretation/displayName': fc.constantFrom(
      'Utanför referensintervall',
      'Över referensintervall',
      'Inom referensintervall',
      'Resistent',
    ),
  },
};

/** The relations that laboratory answers of version 3 have: to the first analysis, or from one to the next. */
const related: Readonly<Record<string, fc.Arbitrary<(item: Item) => Item>>> = {
  'GetLaboratoryOrderOutcome:3': fc
    .constantFrom<'first' | 'next' | 'none'>('first', 'next', 'none')
    .map((how) => (item) => {
      const list = (at(item, 'laboratoryOrderOutcomeBody/analysis') as Item[]).filter((one) => one !== undefined);
      if (how === 'none' || list.length === 0) return item;
      const analysis = list.map((one, index) => {
        const target = how === 'first' ? list[0] : list[index + 1];
        return target && target !== one ? { ...one, relationToAnalysis: [{ analysisId: target.analysisId }] } : one;
      });
      return { ...item, laboratoryOrderOutcomeBody: { ...(item.laboratoryOrderOutcomeBody as Item), analysis } };
    }),
};

/** Valid items, each of whose free texts occurs only once, so that one that is gone is seen to be gone. */
function itemsOf(id: ContractId): fc.Arbitrary<Item> {
  const contract = contractOf(id);
  const told = Object.entries(telling[id] ?? {});
  const values = fc.tuple(...told.map(([, value]) => value));
  const relating = related[id] ?? fc.constant((item: Item) => item);
  return fc.tuple(arbitraryOf(contract.item), values, relating).map(([item, found, relate]) => {
    const counter = { texts: 0 };
    const distinct = distinctTexts(contract.item, item, counter) as Item;
    return relate(told.reduce((whole, [path], index) => replaced(whole, path.split('/'), found[index]), distinct));
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

/** Only where the path is there; in every member of a list. */
function replaced<In>(item: In, [name = '', ...rest]: string[], value: unknown): In {
  if (Array.isArray(item)) return item.map((one) => replaced(one, [name, ...rest], value)) as In;
  const inside = (item as Item)[name];
  if (inside === undefined) return item;
  return { ...item, [name]: rest.length === 0 ? value : replaced(inside, rest, value) };
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
  return Object.entries(value).flatMap(([name, part]) => {
    // What is declared of analyses holds for the related ones in them.
    if (name === 'related') return leavesOf(part, path.slice(0, path.indexOf('analysis') + 1));
    return name === '$foreign' ? [] : leavesOf(part, [...path, name]);
  });
}

/** Why an item may be withheld, in the test's own words: what the declared needs and the withdrawn records come to. */
function mayBeWithheld({ from, needs }: Translation, item: Item): boolean {
  const headers = ['careDocumentationHeader', 'laboratoryOrderOutcomeHeader'];
  if (headers.some((header) => at(item, `${header}/nullified`)[0] === true)) return true;
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
  // One answer of this contract holds as much as many of the others.
  const runs = { numRuns: from === 'GetLaboratoryOrderOutcome:4' ? 40 : 150 };
  const samples = from === 'GetLaboratoryOrderOutcome:4' ? 120 : 400;

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
          // One version of laboratory answers goes by when it was written last, the other by when it came.
          ...(!from.startsWith('GetLaboratory') && { time }),
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
    for (const item of fc.sample(itemsOf(from), samples))
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
