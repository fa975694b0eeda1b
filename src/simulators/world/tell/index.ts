import type { ContractId } from '../../../contracts/index.ts';
import type { History } from '../history.ts';
import { careContacts2 } from './care-contacts-2.ts';

/** How a history is told in each contract: the same events, in every major version somebody may ask for. */
export const tellers = {
  'GetDiagnosis:2': ({ diagnoses }: History) => diagnoses,
  'GetAlertInformation:2': ({ alerts }: History) => alerts,
  'GetCareContacts:2': careContacts2,
} satisfies Partial<Record<ContractId, (history: History) => readonly object[]>>;

export type ToldContract = keyof typeof tellers;
export type ItemOf<Id extends ToldContract> = ReturnType<(typeof tellers)[Id]>[number];
export type Item = ItemOf<ToldContract>;
