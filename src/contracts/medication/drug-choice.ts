import { CVType, PQType, activityPrescription2 as t } from '../domains/activityprescription-2.ts';
import { double, many, one, optional, string } from '../schema.ts';
import { DosageType } from './dosage.ts';

/** Which drug, told in one of five ways, and how it is dosed. */
const UnstructuredDrugInformationType = t.open('UnstructuredDrugInformationType', {
  unstructuredInformation: one(string),
});

const MerchandiseType = t.open('MerchandiseType', { articleNumber: one(CVType) });

const DrugArticleType = t.open('DrugArticleType', { nplPackId: one(CVType) });

export const DrugType = t.open('DrugType', {
  nplId: optional(CVType),
  atcCode: optional(CVType),
  routeOfAdministration: optional(CVType),
  pharmaceuticalForm: optional(string),
  strength: optional(double),
  strengthUnit: optional(string),
});

const GenericsType = t.open('GenericsType', {
  substance: optional(string),
  strength: optional(PQType),
  form: optional(string),
});

export const DrugChoiceType = t.open('DrugChoiceType', {
  comment: optional(string),
  unstructuredDrugInformation: optional(UnstructuredDrugInformationType),
  merchandise: optional(MerchandiseType),
  drugArticle: optional(DrugArticleType),
  drug: optional(DrugType),
  generics: optional(GenericsType),
  dosage: many(DosageType),
});
