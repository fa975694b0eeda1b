import type { CodeableConcept } from 'fhir/r4';
import { contractName } from '../identities.ts';
import type { Gathered } from '../search/records.ts';
import type { Section } from './section.ts';

type Reason = 'unavailable' | 'withheld' | 'notasked';

/** What is said of a section without records, in the narrative. */
export const reasons: Readonly<Record<Reason, string>> = {
  unavailable: 'Uppgifterna kunde inte hämtas, eller lämnas inte ut av någon ansluten källa.',
  withheld: 'Det finns uppgifter som inte kan visas.',
  notasked: 'Inga uppgifter hittades. Det betyder inte att det är känt att sådana saknas.',
};

/**
 * Why a section is empty (IPS 2.0): a source did not answer or none delivers such information; records were withheld;
 * or the sources hold nothing, which tells nothing of the patient and therefore is never `nilknown`.
 */
export function reasonOf({ draws }: Section, { coverage }: Pick<Gathered, 'coverage'>): Reason {
  const contracts = new Set(draws.map(({ contract }) => contract));
  const asked = coverage.filter(({ contract }) => contracts.has(contractName(contract)));
  const answered = asked.filter((source) => source.outcome === 'answered');
  const missing = asked.some((one) => one.outcome === 'failed' || isNotPermitted(one));
  if (answered.length === 0 || missing) return 'unavailable';
  return answered.some(({ withheld }) => withheld > 0) ? 'withheld' : 'notasked';
}

function isNotPermitted(source: Gathered['coverage'][number]): boolean {
  return source.outcome === 'not-asked' && source.reason === 'no-permission';
}

export function emptyReason(reason: Reason): CodeableConcept {
  return {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: reason }],
    text: reasons[reason],
  };
}
