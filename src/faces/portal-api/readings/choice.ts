import Type from 'typebox';
import type { Config } from '../../../config.ts';
import { type ContractId, contractById } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import { sameHsaId } from '../../../identities/index.ts';
import { HsaId, strict } from '../register-parts.ts';
import type { Choice, ReadingRequest } from '../shapes/reading.ts';

const Contract = Type.String({ pattern: '^[A-Za-z0-9]{1,64}:[0-9]{1,2}$' });
const Contracts = Type.Array(Contract, { minItems: 1, maxItems: 40 });
export const Chosen = Type.Union([
  Type.Object({ kind: Type.Enum(['acute', 'last-year', 'everything']) }, strict),
  Type.Object({ kind: Type.Literal('contracts'), contracts: Contracts }, strict),
  Type.Object({ kind: Type.Literal('source'), source: HsaId }, strict),
]);

export const ReadingBody = Type.Object(
  { choice: Chosen, again: Type.Optional(Type.Object({ source: HsaId, contracts: Contracts }, strict)) },
  strict,
);

export const OriginalBody = Type.Object(
  { contract: Contract, source: HsaId, documentId: Type.String({ minLength: 1, maxLength: 1_024 }) },
  strict,
);

/** What is asked for, and nothing beside it. */
export interface Question {
  readonly contract: ContractId;
  /** Both days included, `YYYYMMDD`. */
  readonly period: { readonly start: string; readonly end: string } | undefined;
  /** HSA-id of the one record system that is asked; undefined = every one. */
  readonly source: string | undefined;
}

/** Of these the newest suffice where minutes count. */
const acute: Readonly<Record<string, 'all' | 'last-year'>> = {
  GetAlertInformation: 'all',
  GetMedicationHistory: 'all',
  GetDiagnosis: 'all',
  GetCareContacts: 'last-year',
};

/**
 * What a choice asks for, of the contracts that are offered. `today` is `YYYYMMDD`, Swedish local time.
 * Throws MESSAGE_INVALID for a contract or a system that is not known here.
 */
export function questionsOf(
  { choice, again }: ReadingRequest,
  offered: readonly ContractId[],
  sources: readonly string[],
  today: string,
): readonly Question[] {
  const questions = chosen(choice, offered, today);
  for (const source of [again?.source, ...questions.map((question) => question.source)])
    if (source !== undefined && !sources.some((each) => sameHsaId(each, source)))
      throw new BridgeError('MESSAGE_INVALID', 'The record system is not known here.');
  if (!again) return questions;
  return questions
    .filter(({ contract }) => again.contracts.includes(contract))
    .map((question) => ({ ...question, source: again.source }));
}

/** The same questions, none that another of them holds already. */
export function united(questions: readonly Question[]): readonly Question[] {
  const widest = new Map<string, Question>();
  for (const question of questions) {
    const key = `${question.contract} ${question.source?.toUpperCase()}`;
    if (question.period === undefined || !widest.has(key)) widest.set(key, question);
  }
  return [...widest.values()];
}

function chosen(choice: Choice, offered: readonly ContractId[], today: string): readonly Question[] {
  const lastYear = { start: yearBefore(today), end: today };
  const all = offered.map((contract): Question => ({ contract, period: undefined, source: undefined }));
  switch (choice.kind) {
    case 'everything':
      return all;
    case 'last-year':
      return all.map((question) => ({ ...question, period: lastYear }));
    case 'source':
      return all.map((question) => ({ ...question, source: choice.source }));
    case 'acute':
      return all.flatMap((question) => {
        const span = acute[nameOf(question.contract)];
        return span ? [{ ...question, period: span === 'all' ? undefined : lastYear }] : [];
      });
    case 'contracts': {
      if (choice.contracts.some((id) => !contractById(id)))
        throw new BridgeError('MESSAGE_INVALID', 'One of the contracts is not known here.');
      return [...new Set(choice.contracts)].map((contract) => ({ contract, period: undefined, source: undefined }));
    }
  }
}

/** The same day of the year before; of a leap day the day before it. */
function yearBefore(day: string): string {
  const monthAndDay = day.slice(4);
  return `${Number(day.slice(0, 4)) - 1}${monthAndDay === '0229' ? '0228' : monthAndDay}`;
}

/** Of each contract of the sources the newest version; what they say in others is translated. */
export function offeredBy({ sources }: Pick<Config, 'sources'>): readonly ContractId[] {
  const all = sources.flatMap(({ contracts }) => contracts as readonly ContractId[]);
  const known = [...new Set(all)].filter((id) => contractById(id));
  const majorOf = (id: ContractId) => Number(id.split(':')[1]);
  return known.filter((id) => !known.some((one) => nameOf(one) === nameOf(id) && majorOf(one) > majorOf(id)));
}

function nameOf(id: ContractId): string {
  return id.slice(0, id.indexOf(':'));
}
