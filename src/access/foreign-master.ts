import type { Action } from './action.ts';
import type { NewBlock, NewRevoke } from './blocks/registered-block.ts';
import type { NewAssertion } from './consents/assertion.ts';
import type { Outcome } from './registrations.ts';
import type { NewRelation } from './relations/patient-relation.ts';

/**
 * A security service that is master of what is registered: it takes each act before it holds here.
 * Every method throws SECURITY_SERVICE_UNAVAILABLE when it is not known whether the service took it.
 */
export interface ForeignMaster {
  /** Of kind `given`, or an emergency that opens; others it does not know. */
  registerAssertion(assertion: NewAssertion): Promise<Outcome>;
  endAssertion(assertion: NewAssertion, event: 'cancelled' | 'deleted', action: Action): Promise<Outcome>;
  registerRelation(relation: NewRelation): Promise<Outcome>;
  registerBlock(block: NewBlock): Promise<Outcome>;
  unregisterBlock(block: NewBlock, action: Action): Promise<Outcome>;
  registerRevoke(revoke: NewRevoke, block: NewBlock): Promise<Outcome>;
  unregisterRevoke(revoke: NewRevoke, careProvider: string, action: Action): Promise<Outcome>;
}

/**
 * The foreign master of a care provider's blocks, consents or relations; undefined: it is this bridge.
 * Throws SECURITY_SERVICE_UNAVAILABLE where the configuration names nobody.
 */
export type MasterOf = (what: 'blocks' | 'consents' | 'relations', careProvider: string) => ForeignMaster | undefined;
