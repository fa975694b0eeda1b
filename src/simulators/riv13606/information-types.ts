import type { RecordFilter } from '../../contracts/index.ts';
import { type CouncilData, select } from '../world/council-data.ts';
import type { ItemOf, ToldContract } from '../world/tell/index.ts';
import type { Composition } from './composition.ts';
import { alertCompositions } from './records/alert.ts';
import { careContactCompositions } from './records/care-contact.ts';
import { diagnosisCompositions } from './records/diagnosis.ts';
import { imagingCompositions } from './records/imaging.ts';
import { laboratoryCompositions } from './records/laboratory.ts';
import { medicationCompositions } from './records/medication.ts';
import { noteCompositions } from './records/note.ts';
import { referralCompositions } from './records/referral.ts';

/** What the records of a type in a period are, newest first. */
type Told = (data: CouncilData, filter: RecordFilter) => readonly Composition[];

const from =
  <Id extends ToldContract>(contract: Id, compositions: (item: ItemOf<Id>) => Composition[]): Told =>
  (data, filter) =>
    select(data, contract, filter)
      .toReversed()
      .flatMap((item) => compositions(item));

/** By the code that is asked for (KV Informationstyp). */
const informationTypes = {
  dia: from('GetDiagnosis:2', diagnosisCompositions),
  upp: from('GetAlertInformation:2', alertCompositions),
  vko: from('GetCareContacts:2', careContactCompositions),
  voo: from('GetCareDocumentation:2', noteCompositions),
  'lkm-ord': from('GetMedicationHistory:2', medicationCompositions),
  'und-kkm-kli': from('GetLaboratoryOrderOutcome:3', laboratoryCompositions),
  'und-bdi': from('GetImagingOutcome:1', imagingCompositions),
  'und-kon': from('GetReferralOutcome:3', referralCompositions),
} as const satisfies Readonly<Record<string, Told>>;

type InformationType = keyof typeof informationTypes;

export const isInformationType = (code: string): code is InformationType => Object.hasOwn(informationTypes, code);

/** Those of these types; of all where none is named. */
export function compositionsFor(
  data: CouncilData,
  types: readonly string[],
  filter: RecordFilter,
): readonly Composition[] {
  const asked = types.filter(isInformationType);
  const wanted = asked.length > 0 ? asked : (Object.keys(informationTypes) as InformationType[]);
  return wanted.flatMap((type) => informationTypes[type](data, filter));
}
