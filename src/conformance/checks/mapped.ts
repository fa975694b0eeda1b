import type { BridgeRecord } from '../../contracts/index.ts';
import { preliminary } from '../../riv13606/index.ts';
import { type ContractCheck, unless } from '../check.ts';
import { problemWords } from '../said.ts';
import { lookingAtRecords } from './looking.ts';

/** What the bridge makes of an answer in another protocol is the contract's record, whole. */
export const mapped: ContractCheck = {
  id: 'mapped',
  title: {
    sv: 'Varje post kan läsas som tjänstekontraktets',
    en: 'Each record can be read as one of the service contract',
  },
  why: {
    sv: 'Bryggan lämnar uppgifterna vidare som poster enligt RIV-TA. En post som saknar det kontraktet kräver visas inte.',
    en: 'The bridge passes the information on as records of RIV-TA. One that lacks what the contract demands is not shown.',
  },
  mend: {
    sv: 'Fyll i det som saknas; sökvägarna är tjänstekontraktets element. Vad de görs av står i docs/contracts.md och i NPÖ:s informationstyper.',
    en: 'Fill in what is lacking; the paths are elements of the service contract. What they are made of stands in docs/contracts.md and in the information types of NPÖ.',
    'fhir-r4': {
      sv: 'Fyll i det som saknas; sökvägarna är tjänstekontraktets element. Vilka delar av resurserna de görs av står i docs/contracts.md (From FHIR systems).',
      en: 'Fill in what is lacking; the paths are elements of the service contract. Of which parts of the resources they are made stands in docs/contracts.md (From FHIR systems).',
    },
  },
  attempt: (conversation) =>
    lookingAtRecords(conversation, (records) => {
      const { itemElement } = conversation.contract;
      const [waiting, others] = [records.filter(isPreliminary), records.filter((record) => !isPreliminary(record))];
      const verdict = unless(problemWords(others.flatMap(({ problems = [] }) => causes(problems, itemElement))));
      if (waiting.length === 0 || verdict.outcome !== 'passed') return verdict;
      return {
        outcome: 'passed',
        noted: {
          sv: `Preliminära remissvar, eller av ett slag som kontraktet inte har, visas inte: ${waiting.length}.`,
          en: `Referral outcomes that are preliminary, or of a kind that the contract lacks, are not shown: ${waiting.length}.`,
        },
      };
    }),
};

/** RIV-TA has no place for one, which is no fault of its sender. */
const isPreliminary = ({ problems }: BridgeRecord<object>): boolean => problems?.includes(preliminary) === true;

/** What is wrong with the document itself comes before what the record lacks for it. */
function causes(problems: readonly string[], itemElement: string): readonly string[] {
  const own = problems.filter((problem) => !problem.startsWith(itemElement));
  return own.length > 0 ? own : problems;
}
