import { randomUUID } from 'node:crypto';
import { prefixesFor, writeRoot } from '../../contracts/index.ts';
import { referralContractByNamespace } from '../../contracts/referrals/registry.ts';
import { answerSoap, readRouting, soapAnswer, soapFault } from '../envelope.ts';
import { type Dialect, repeated, type WireAnswer } from '../wire.ts';

/** Attachments are long texts. */
const limits = { depth: 64, elements: 20_000, textLength: 10_485_760 };

/** A system that takes every e-referral message for the care units of its region, and looks at nothing in it. */
export function createReferralSystem(): Dialect {
  const answer = (text: string): WireAnswer => {
    const { namespace, local, logicalAddress } = readRouting(text, limits);
    const contract = referralContractByNamespace(namespace);
    if (contract?.requestElement !== local) return soapFault('Client', 'Okänt tjänstekontrakt.');
    if (logicalAddress === undefined) return soapFault('Client', 'Logisk adress saknas.');
    const response = { result: { resultCode: 'OK', logId: randomUUID() } };
    const prefixes = prefixesFor(namespace, contract.response);
    return soapAnswer(writeRoot(namespace, `${contract.name}Response`, contract.response, response, prefixes));
  };
  return {
    answer: (request) => answerSoap(request, answer),
    failure: () => soapFault('Server', `Remissystemet kan inte svara. Logg-id ${randomUUID()}`),
    huge: (_request, bytes) => soapAnswer(repeated('<huge>', () => '<more/>', '</huge>', bytes)),
  };
}
