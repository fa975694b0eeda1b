import type { Consent } from 'fhir/r4';
import type { DescribedParameter } from '../described-parameter.ts';
import { ParameterError } from '../problems.ts';
import { isPatientParameter } from '../search/patient.ts';
import { alternativesIn, parseToken, type Token, tokenMatches, tokensOf } from '../search/tokens.ts';

interface Parameter extends DescribedParameter {
  tokens(consent: Consent): readonly Token[];
}

/** What the patient's decisions are narrowed by. */
const parameters: readonly Parameter[] = [
  {
    name: 'status',
    type: 'token',
    documentation: '`active`, `inactive` (withdrawn, or its time is over), `entered-in-error`.',
    tokens: ({ status }) => [{ system: 'http://hl7.org/fhir/consent-state-codes', code: status }],
  },
  {
    name: 'category',
    type: 'token',
    documentation: 'LOINC 59284-0 is all there is.',
    tokens: ({ category }) => tokensOf(...category),
  },
];

export const consentParameters: readonly DescribedParameter[] = [
  {
    name: 'patient',
    type: 'reference',
    documentation: 'Mandatory, or patient.identifier. An id from an earlier answer.',
  },
  {
    name: 'patient.identifier',
    type: 'token',
    documentation: 'Kind of identity and number, `<system>|<value>`; best in the body of POST _search.',
  },
  ...parameters,
];

const formParameters: ReadonlySet<string> = new Set(['_format', '_pretty']);

/** Throws PARAMETER_INVALID, and PARAMETER_UNSUPPORTED for what is unknown when strict. */
export function readConsentQuery(params: URLSearchParams, strict: boolean) {
  const given = [...params].filter(
    ([name, value]) => value !== '' && !formParameters.has(name) && !isPatientParameter(name, false),
  );
  const known = (name: string) => parameters.find((parameter) => parameter.name === name);
  const ignored = given.map(([name]) => name).filter((name) => !known(name));
  if (strict && ignored[0] !== undefined) throw new ParameterError('PARAMETER_UNSUPPORTED', ignored[0]);
  const tests = given.flatMap(([name, value]) => {
    const parameter = known(name);
    if (!parameter) return [];
    const sought = alternativesIn(value).map((one) => {
      const criterion = parseToken(one);
      if (!criterion) throw new ParameterError('PARAMETER_INVALID', name);
      return criterion;
    });
    return [
      (consent: Consent) => parameter.tokens(consent).some((token) => sought.some((one) => tokenMatches(one, token))),
    ];
  });
  return { ignored, satisfies: (consent: Consent) => tests.every((test) => test(consent)) };
}
