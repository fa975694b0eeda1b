import type { Config } from '../config.ts';
import type { ContractId } from '../contracts/index.ts';
import { sameHsaId } from '../identities/index.ts';

type CallerEntry = Config['callers'][number];

/** Who may call what where, as the configuration says. HSA-ids compare without regard to case. */
export interface Permissions {
  /** The caller's entry, or undefined for one that is recognised but unknown here. */
  callerOf(hsaId: string): CallerEntry | undefined;
  /** Permission for the contract at exactly this address or at every address. */
  mayCall(hsaId: string, contract: ContractId, address: string): boolean;
  /** Whether the caller holds the contract at some address: only such a caller learns which routes exist. */
  holdsSome(hsaId: string, contract: ContractId): boolean;
}

export function createPermissions(callers: readonly CallerEntry[]): Permissions {
  const byId = new Map(callers.map((caller) => [caller.hsaId.toUpperCase(), caller]));
  const granted = (hsaId: string, contract: ContractId, address?: string): boolean =>
    byId
      .get(hsaId.toUpperCase())
      ?.permissions.some(
        (permission) =>
          (permission.contract === '*' || permission.contract === contract) &&
          (address === undefined || permission.address === '*' || sameHsaId(permission.address, address)),
      ) ?? false;
  return {
    callerOf: (hsaId) => byId.get(hsaId.toUpperCase()),
    mayCall: granted,
    holdsSome: (hsaId, contract) => granted(hsaId, contract),
  };
}
