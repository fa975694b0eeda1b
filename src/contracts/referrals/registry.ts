import { elsewhere, one, optional, schema } from '../schema.ts';
import { defineService, responderNamespace } from '../service-contract.ts';
import { type ReferralMajor, referralTypes } from './types.ts';

const domain = 'clinicalprocess:activity:request';

/** A request for care at another unit, its confirmation and its outcome, in one major version. */
function defineFamily(major: ReferralMajor) {
  const types = referralTypes(major);
  const define = <Type extends 'RequestType' | 'RequestConfirmationType' | 'RequestOutcomeType'>(
    name: string,
    element: string,
    type: Type,
    beside: object = {},
  ) => {
    const responder = schema(responderNamespace(domain, name, major), `${name}Responder_${major}.0.xsd`);
    return defineService({
      name,
      major,
      minor: 0,
      domain,
      schema: responder,
      request: responder.open(`${name}Type`, { [element]: elsewhere(types.schema, one(types[type])), ...beside }),
      response: responder.open(`${name}ResponseType`, { result: one(types.ResultType) }),
    });
  };
  return {
    request: define('ProcessRequest', 'request', 'RequestType'),
    confirmation: define('ProcessRequestConfirmation', 'requestConfirmation', 'RequestConfirmationType'),
    outcome: define('ProcessRequestOutcome', 'requestOutcome', 'RequestOutcomeType', {
      originalRequest: optional(types.RequestType),
    }),
  };
}

/** E-referrals by major version: each message is addressed to a care unit, and answered with a result. */
export const referralFamilies = { 1: defineFamily(1), 2: defineFamily(2) } as const;

export type ReferralContract = (typeof referralFamilies)[ReferralMajor][ReferralKind];
export type ReferralKind = keyof (typeof referralFamilies)[ReferralMajor];

export const referralContracts = Object.values(referralFamilies).flatMap((family) =>
  Object.values(family),
) as readonly ReferralContract[];

const byNamespace = new Map(referralContracts.map((contract) => [contract.namespace, contract]));

export function referralContractByNamespace(namespace: string): ReferralContract | undefined {
  return byNamespace.get(namespace);
}
