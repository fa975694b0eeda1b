import type { MedicationMedicalRecord } from '../../contracts/index.ts';
import { type Conversion, coded, codedId, quantity, text } from '../conversions.ts';
import { oids } from '../namespace.ts';
import type { Node } from '../node.ts';
import { cluster, element, type Part, type Row, readRows, rule, writeRows } from '../rows.ts';
import { code, textOf } from '../values.ts';
import type { Made } from '../write.ts';
import { missing } from './request-for-care.ts';

type Drug = NonNullable<MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription']['drug']>;
type Coded = NonNullable<NonNullable<Drug['drug']>['nplId']>;

/** An amount; or words, where the source tells it as no amount of one unit. */
type Strength = { readonly value: string; readonly unit: string } | { readonly words: string };

const amountInWords = /^(\d+(?:[.,]\d+)?)\s*([^\d\s][^\d]*)$/;

function strengthFrom(node: Node): Strength | undefined {
  const words = textOf(node)?.trim();
  const [, value, unit] = amountInWords.exec(words ?? '') ?? [];
  if (value && unit) return { value: value.replace(',', '.'), unit: unit.trim() };
  return quantity('').read(node) ?? (words ? { words } : undefined);
}

/** PQ ↔ strength. */
const strength: Conversion<Strength> = {
  read: strengthFrom,
  write: (value) => ('words' in value ? text.write(value.words) : quantity('').write(value)),
};

/** ST such as `500 mg`, the name of a group of strengths ↔ strength. */
const strengthGroup: Conversion<Strength> = {
  read: strengthFrom,
  write: (value) => text.write(strengthInWords(value)),
};

/** KV Läkemedelsval, as far as it is known: product, article, extemporaneous preparation (in words). */
const kindOfChoice = (value: Part): Made | undefined => {
  const kind = value.product ? 'lmp' : value.article ? 'lmv' : value.unstructured ? 'etb' : undefined;
  return kind === undefined ? undefined : { type: 'CD', ...code(kind, oids.drugChoice) };
};

/** Which drug, in one of the five ways. */
export const drugRows: readonly Row[] = [
  cluster('lkm-lva', '', [
    // Which clusters there are says the same.
    rule('lkm-lva-typ', () => ({}), kindOfChoice),
    element('lkm-lva-kom', text, 'comment'),
    element('lkm-lva-ext', text, 'unstructured'),
    cluster('lkm-lkm-lpr', 'product', [
      element('lkm-lkm-lpr-pna', text, 'name'),
      element('lkm-lkm-lpr-npl', codedId, 'nplId'),
      element('lkm-lkm-lpr-atc', coded, 'atcCode'),
      element('lkm-lkm-lpr-ber', text, 'pharmaceuticalForm'),
      element('lkm-lkm-lpr-prs', strength, 'strength'),
      element('lkm-lkm-lpr-pre', text, 'strengthUnit'),
    ]),
    cluster('lkm-lkm-lva', 'article', [
      element('lkm-lkm-lva-fna', text, 'name'),
      element('lkm-lkm-lva-fbe', text, 'description'),
      element('lkm-lkm-lva-npl', codedId, 'nplPackId'),
      element('lkm-lkm-lva-vnr', coded, 'articleNumber'),
    ]),
    cluster('lkm-lva-ubg', 'generics', [
      element('lkm-lva-ubg-sub', text, 'substance'),
      element('lkm-lva-ubg-sty', strengthGroup, 'strength'),
      element('lkm-lva-ubg-lfn', text, 'form'),
    ]),
  ]),
];

interface Told {
  readonly comment?: string;
  readonly unstructured?: string;
  readonly product?: Product;
  readonly article?: Article;
  readonly generics?: { readonly substance?: string; readonly strength?: Strength; readonly form?: string };
}

interface Product {
  readonly name?: string;
  readonly nplId?: Coded;
  readonly atcCode?: Coded;
  readonly pharmaceuticalForm?: string;
  readonly strength?: Strength;
  readonly strengthUnit?: string;
}

interface Article {
  readonly name?: string;
  /** What the package is and holds. */
  readonly description?: string;
  readonly nplPackId?: Coded;
  readonly articleNumber?: Coded;
}

/** DrugChoiceType without dosage; undefined where the source says nothing of the drug. */
export function drugFrom(entry: Node | undefined): Part | undefined {
  const { comment, ...told } = readRows<Told>(drugRows, entry);
  const choice = chosen(told);
  if (!choice && comment === undefined) return undefined;
  return { comment, ...(choice ?? unstructured(comment ?? missing)) };
}

/**
 * Of several kinds one is kept: product, merchandise, exchange group, free text, article. A product or article that is
 * known by name alone is free text, since the contract wants an identifier of it.
 */
function chosen({ product, article = {}, generics, unstructured: free }: Omit<Told, 'comment'>): Part | undefined {
  const productName = product && inWords(product);
  const name = [article.name ?? productName, article.description].filter(Boolean).join(', ');
  const { articleNumber, nplPackId } = article;
  if (product?.nplId || product?.atcCode) return { drug: productFrom(product) };
  if (articleNumber) return { merchandise: { articleNumber: called(articleNumber, name) } };
  if (!product?.name && generics) return { generics: genericsFrom(generics) };
  if (!product?.name && free) return unstructured(free);
  if (nplPackId) return { drugArticle: { nplPackId: called(nplPackId, name) } };
  return name ? unstructured(name) : undefined;
}

function unstructured(unstructuredInformation: string): Part {
  return { unstructuredDrugInformation: { unstructuredInformation } };
}

/** Sources often know name and ATC code but no NPL id: the name it is sold under stands in its place. */
function productFrom({ name, nplId, atcCode, pharmaceuticalForm, strength: told, strengthUnit }: Product): Part {
  const amount = told && 'value' in told ? told : undefined;
  const shown = [name, told && 'words' in told ? told.words : undefined].filter(Boolean).join(' ');
  return {
    nplId: nplId ? called(nplId, shown) : shown && { originalText: shown },
    atcCode,
    pharmaceuticalForm,
    strength: amount?.value,
    strengthUnit: strengthUnit ?? amount?.unit,
  };
}

function genericsFrom({ substance, strength: told, form }: NonNullable<Told['generics']>): Part {
  if (!told || !('words' in told)) return { substance, strength: told && { ...told, unit: told.unit || '1' }, form };
  return { substance: [substance, told.words].filter(Boolean).join(' '), form };
}

function inWords({ name, pharmaceuticalForm, strength: told, strengthUnit }: Product): string {
  const amount = told && strengthInWords('words' in told ? told : { ...told, unit: strengthUnit ?? told.unit });
  return [name, pharmaceuticalForm, amount].filter(Boolean).join(' ');
}

function strengthInWords(told: Strength): string {
  return 'words' in told ? told.words : [told.value, told.unit === '1' ? '' : told.unit].filter(Boolean).join(' ');
}

/** An identifier shows the name beside it rather than itself; a number of no system stands before the name. */
function called(id: Coded, name: string): Coded {
  if (!name) return id;
  return id.code ? { ...id, displayName: name } : { originalText: [id.originalText, name].filter(Boolean).join(' ') };
}

export function drugMade(drug: Drug | undefined): Made[] {
  if (!drug) return [];
  const { comment, unstructuredDrugInformation, merchandise, drugArticle, generics } = drug;
  const packaged = merchandise?.articleNumber ?? drugArticle?.nplPackId;
  return writeRows(drugRows, {
    comment,
    unstructured: unstructuredDrugInformation?.unstructuredInformation,
    generics,
    product: drug.drug && toldProduct(drug.drug),
    article: packaged && {
      name: packaged.displayName,
      nplPackId: drugArticle?.nplPackId,
      articleNumber: merchandise?.articleNumber,
    },
  });
}

function toldProduct({ nplId, strength, strengthUnit, ...rest }: NonNullable<Drug['drug']>): Part {
  return {
    ...rest,
    name: nplId?.displayName ?? nplId?.originalText,
    nplId: nplId?.code ? nplId : undefined,
    strength: strength === undefined ? undefined : { value: strength, unit: strengthUnit ?? '' },
    strengthUnit,
  };
}
