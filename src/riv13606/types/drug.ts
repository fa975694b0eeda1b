import type { MedicationMedicalRecord } from '../../contracts/index.ts';
import { coded, codedId, quantity, text } from '../conversions.ts';
import { oids } from '../namespace.ts';
import type { Node } from '../node.ts';
import { cluster, element, type Part, type Row, readRows, rule, writeRows } from '../rows.ts';
import { code } from '../values.ts';
import type { Made } from '../write.ts';
import { missing } from './request-for-care.ts';

type Drug = NonNullable<MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription']['drug']>;
type Coded = NonNullable<NonNullable<Drug['drug']>['nplId']>;

const kindOfChoice = (value: Part): Made | undefined => {
  const kind = value.product ? 'lmp' : value.generics ? 'etb' : undefined;
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
      element('lkm-lkm-lpr-prs', quantity(''), 'strength'),
      element('lkm-lkm-lpr-pre', text, 'strengthUnit'),
      element('lkm-lkm-lpr-prt', text, 'strengthText'),
    ]),
    cluster('lkm-lkm-lva', 'article', [
      element('lkm-lkm-lva-fna', text, 'name'),
      element('lkm-lkm-lva-npl', codedId, 'nplPackId'),
      element('lkm-lkm-lva-vnr', coded, 'articleNumber'),
    ]),
    cluster('lkm-lva-ubg', 'generics', [
      element('lkm-lva-ubg-sub', text, 'substance'),
      element('lkm-lva-ubg-sty', quantity('1'), 'strength'),
      element('lkm-lva-ubg-lfn', text, 'form'),
    ]),
  ]),
];

interface Told {
  readonly comment?: string;
  readonly unstructured?: string;
  readonly product?: {
    readonly name?: string;
    readonly nplId?: Coded;
    readonly atcCode?: Coded;
    readonly pharmaceuticalForm?: string;
    readonly strength?: { readonly value: string; readonly unit: string };
    readonly strengthUnit?: string;
    readonly strengthText?: string;
  };
  readonly article?: { readonly name?: string; readonly nplPackId?: Coded; readonly articleNumber?: Coded };
  readonly generics?: Drug['generics'];
}

/** DrugChoiceType without dosage; undefined where the source says nothing of the drug. */
export function drugFrom(entry: Node | undefined): Part | undefined {
  const { comment, ...told } = readRows<Told>(drugRows, entry);
  const choice = chosen(told);
  if (!choice && comment === undefined) return undefined;
  return { comment, ...(choice ?? unstructured(comment ?? missing)) };
}

/** Of several kinds one is kept: product, merchandise, exchange group, free text, article. */
function chosen({ product, article, generics, unstructured: free }: Omit<Told, 'comment'>): Part | undefined {
  if (product?.nplId || product?.atcCode) return { drug: productFrom(product) };
  if (article?.articleNumber) return { merchandise: { articleNumber: called(article.articleNumber, article.name) } };
  if (generics) return { generics };
  if (free) return unstructured(free);
  if (article?.nplPackId) return { drugArticle: { nplPackId: called(article.nplPackId, article.name) } };
  // A product or article known by name alone is free text: the contract wants an identifier of it.
  const words = product ? inWords(product) : article?.name;
  return words ? unstructured(words) : undefined;
}

function unstructured(unstructuredInformation: string): Part {
  return { unstructuredDrugInformation: { unstructuredInformation } };
}

function productFrom({
  name,
  nplId,
  atcCode,
  pharmaceuticalForm,
  strength,
  strengthUnit,
}: NonNullable<Told['product']>) {
  return {
    nplId: nplId && called(nplId, name),
    atcCode,
    pharmaceuticalForm,
    strength: strength?.value,
    strengthUnit: strengthUnit ?? strength?.unit,
  };
}

function inWords({
  name,
  pharmaceuticalForm,
  strength,
  strengthUnit,
  strengthText,
}: NonNullable<Told['product']>): string {
  const amount =
    strengthText ?? (strength && [strength.value, strengthUnit ?? strength.unit].filter(Boolean).join(' '));
  return [name, pharmaceuticalForm, amount].filter(Boolean).join(' ');
}

/** An identifier shows the name beside it rather than itself. */
function called(id: Coded, name: string | undefined): Coded {
  return name && id.code ? { ...id, displayName: name } : id;
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
    name: nplId?.displayName,
    nplId,
    strength: strength === undefined ? undefined : { value: strength, unit: strengthUnit ?? '' },
    strengthUnit,
  };
}
