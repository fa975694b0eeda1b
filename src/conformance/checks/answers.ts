import { type ContractCheck, failed, notTried, passed } from '../check.ts';
import { insteadOf } from '../said.ts';

/** A plain question about a patient is answered. */
export const answers: ContractCheck = {
  id: 'answers',
  title: { sv: 'Frågan besvaras', en: 'The question is answered' },
  why: {
    sv: 'Utan ett läsbart svar visas ingenting från journalsystemet, och läsaren får veta att det saknas.',
    en: 'Without a readable answer nothing of the record system is shown, and the reader is told that it is missing.',
  },
  mend: {
    sv: 'Svara på /vp/<domän>/<kontrakt>/<version>/rivtabp21 med HTTP 200, text/xml och kontraktets rotelement i dess namnrymd. Affärsmässiga besked står i result. Avvisas den logiska adressen, ange systemets egen med --address.',
    en: 'Answer at /vp/<domain>/<contract>/<version>/rivtabp21 with HTTP 200, text/xml and the contract’s root element in its namespace. What the outcome was stands in result. If it is the logical address that is refused, name the system’s own with --address.',
    riv13606: {
      sv: 'Svara på RIV13606REQUEST_EHR_EXTRACT med HTTP 200, text/xml och RIV13606REQUEST_EHR_EXTRACT_response i namnrymden urn:riv13606:v1.1. Besked står i response_detail; E bara när frågan inte kunde besvaras. Avvisas hsa_id, ange systemets eget med --address.',
      en: 'Answer RIV13606REQUEST_EHR_EXTRACT with HTTP 200, text/xml and RIV13606REQUEST_EHR_EXTRACT_response in the namespace urn:riv13606:v1.1. What the outcome was stands in response_detail; E only where the question could not be answered. If it is hsa_id that is refused, name the system’s own with --address.',
    },
    'fhir-r4': {
      sv: 'Svara på POST <bas>/<typ>/_search med HTTP 200, application/fhir+json och en Bundle av typen searchset, och låt next leda till samma server.',
      en: 'Answer POST <base>/<type>/_search with HTTP 200, application/fhir+json and a Bundle of type searchset, and let next lead to the same server.',
    },
  },
  attempt: ({ plain, isNamed }) => {
    if (plain.kind === 'answer' && plain.resultCode !== 'ERROR') return passed;
    if (!isNamed && (plain.kind === 'fault' || plain.kind === 'unreadable'))
      return notTried(
        'Systemet besvarar inte kontraktet. Ange det med --contract om det ska göra det.',
        'The system does not answer the contract. Name it with --contract if it should.',
      );
    return failed(insteadOf(plain, 'ett läsbart svar', 'a readable answer'));
  },
};
