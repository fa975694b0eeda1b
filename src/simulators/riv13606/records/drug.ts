import type { MedicationMedicalRecord } from '../../../contracts/index.ts';
import { elementWriter } from '../record-components.ts';
import { oid, type TypeForm } from '../types.ts';

type Drug = NonNullable<MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription']['drug']>;

/** What is to be taken (lkm-lva), by product, package, exchange group, article or words. */
export function drugCluster(form: TypeForm, drug: Drug | undefined): string {
  if (!drug) return '';
  const parts = elementWriter(form, 'parts');
  const kind = kindOf(drug);
  return elementWriter(form, 'items').cluster(
    'lkm-lva',
    parts.code('lkm-lva-typ', kind, oid.drugChoice) +
      parts.text('lkm-lva-kom', drug.comment) +
      parts.text('lkm-lva-ext', drug.unstructuredDrugInformation?.unstructuredInformation) +
      productCluster(form, drug) +
      packageCluster(form, drug) +
      groupCluster(form, drug),
  );
}

/** KV Läkemedelsval. */
function kindOf({ drug, drugArticle, merchandise, generics }: Drug): string {
  if (drug) return 'lmp';
  if (drugArticle || merchandise) return 'lmv';
  return generics ? 'ubg' : 'etb';
}

function productCluster(form: TypeForm, { drug: product }: Drug): string {
  if (!product) return '';
  const parts = elementWriter(form, 'parts');
  const { nplId, atcCode, pharmaceuticalForm, strength, strengthUnit = '' } = product;
  return parts.cluster(
    'lkm-lkm-lpr',
    parts.text('lkm-lkm-lpr-pna', nplId?.displayName) +
      parts.identifier('lkm-lkm-lpr-npl', nplId?.code ? { root: oid.npl, extension: nplId.code } : undefined) +
      parts.concept('lkm-lkm-lpr-atc', atcCode) +
      parts.text('lkm-lkm-lpr-ber', pharmaceuticalForm) +
      (strength === undefined ? '' : parts.amount('lkm-lkm-lpr-prs', strength, strengthUnit)) +
      parts.text('lkm-lkm-lpr-pre', strength === undefined ? undefined : product.strengthUnit),
  );
}

function packageCluster(form: TypeForm, { drugArticle, merchandise }: Drug): string {
  const parts = elementWriter(form, 'parts');
  const pack = drugArticle?.nplPackId;
  const article = merchandise?.articleNumber.originalText ?? merchandise?.articleNumber.code;
  const [, number = article, name] = /^(\d+) (.+)$/.exec(article ?? '') ?? [];
  return parts.cluster(
    'lkm-lkm-lva',
    parts.identifier('lkm-lkm-lva-npl', pack?.code ? { root: oid.nplPack, extension: pack.code } : undefined) +
      parts.text('lkm-lkm-lva-vnr', number) +
      parts.text('lkm-lkm-lva-fna', name ?? pack?.displayName),
  );
}

function groupCluster(form: TypeForm, { generics }: Drug): string {
  if (!generics) return '';
  const parts = elementWriter(form, 'parts');
  const { substance, strength, form: shape } = generics;
  return parts.cluster(
    'lkm-lva-ubg',
    parts.text('lkm-lva-ubg-sub', substance) +
      (strength ? parts.amount('lkm-lva-ubg-sty', strength.value, strength.unit) : '') +
      parts.text('lkm-lva-ubg-lfn', shape),
  );
}
