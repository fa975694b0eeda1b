import type { RecordFilter } from '../../contracts/index.ts';
import { type ContractCheck, failed, notTried, passed, type Verdict } from '../check.ts';
import { ask, type Conversation } from '../conversation.ts';
import { insteadOf } from '../said.ts';
import { canAskFor } from './askable.ts';

/** Of the tax agency's test series; nobody lives who was born in 1890. */
const nobody = { id: '189012319811', type: '1.2.752.129.2.1.3.1' };
const longAgo = { start: '19000101', end: '19000102' };

const why = {
  sv: 'Att ingenting finns är ett svar. Ett fel i stället visas för läsaren som att journalsystemet inte kunde nås.',
  en: 'That there is nothing is an answer. A fault instead is shown to the reader as a record system that could not be reached.',
};
const mend = {
  sv: 'Svara med HTTP 200 och rotelementet utan poster; result, där kontraktet har det, med resultCode OK.',
  en: 'Answer with HTTP 200 and the root element without records; result, where the contract has one, with resultCode OK.',
  riv13606: {
    sv: 'Svara med HTTP 200 och ett svar utan compositions, gärna med response_detail av typen I och koden NOINSTANCE; aldrig E.',
    en: 'Answer with HTTP 200 and without compositions, preferably with response_detail of kind I and the code NOINSTANCE; never E.',
  },
  'fhir-r4': {
    sv: 'Svara med HTTP 200 och en Bundle utan träffar, inte med 404.',
    en: 'Answer with HTTP 200 and a Bundle without matches, not with 404.',
  },
};

/** A patient whom nobody knows. */
export const unknownPatient: ContractCheck = {
  id: 'unknown-patient',
  title: { sv: 'Okänd patient ger ett tomt svar', en: 'An unknown patient gives an empty answer' },
  why,
  mend,
  attempt: (conversation) => nothingFor(conversation, { patient: nobody }),
};

/** A time in which nothing happened. */
export const empty: ContractCheck = {
  id: 'empty',
  title: { sv: 'Ingenting att lämna ger ett tomt svar', en: 'Nothing to give gives an empty answer' },
  why,
  mend,
  concerns: canAskFor({ period: longAgo }),
  attempt: (conversation) => nothingFor(conversation, { period: longAgo }),
};

async function nothingFor(conversation: Conversation, filter: Partial<RecordFilter>): Promise<Verdict> {
  if (conversation.plain.kind !== 'answer')
    return notTried('Inte ens den vanliga frågan besvaras.', 'Not even the plain question is answered.');
  const reply = await ask(conversation, filter);
  const isEmpty = reply.kind === 'answer' && reply.records.length === 0 && reply.resultCode !== 'ERROR';
  return isEmpty ? passed : failed(insteadOf(reply, 'ett svar utan poster', 'an answer without records'));
}
