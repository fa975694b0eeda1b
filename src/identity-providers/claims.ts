import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { VouchedFor } from '../sign-in/index.ts';

type ProviderConfig = Config['signIn']['oidc'][number];

/** Whom a provider vouches for, and the assignment that she has chosen there. */
export interface Vouched {
  readonly proof: VouchedFor;
  /** HSA-id; the care directory has not been asked yet. */
  readonly assignment: string | undefined;
}

const hsaIdForm = /^[A-Za-z0-9_]+(-[A-Za-z0-9]+)+$/;
const longestHsaId = 32;
const longestText = 255;

/** Reads the claims of an ID token that has been verified. Throws SIGN_IN_REFUSED. */
export function vouchedIn(claims: Readonly<Record<string, unknown>>, provider: ProviderConfig): Vouched {
  const { hsaId: hsaIdClaim, assignment: assignmentClaim, name: nameClaim } = provider.claims;
  const hsaId = hsaIdIn(claims, hsaIdClaim);
  if (hsaId === undefined) throw new BridgeError('SIGN_IN_REFUSED', `Its claim ${hsaIdClaim} is missing.`);
  const acr = textIn(claims, 'acr');
  return {
    proof: {
      method: 'oidc',
      hsaId: hsaId.toUpperCase(),
      name: textIn(claims, nameClaim) ?? hsaId,
      issuer: provider.issuer,
      acr,
      loa: provider.assurance.find((one) => one.acr === acr)?.level,
    },
    assignment: hsaIdIn(claims, assignmentClaim),
  };
}

function hsaIdIn(claims: Readonly<Record<string, unknown>>, claim: string): string | undefined {
  const text = textIn(claims, claim);
  if (text !== undefined && (!hsaIdForm.test(text) || text.length > longestHsaId))
    throw new BridgeError('SIGN_IN_REFUSED', `Its claim ${claim} is no HSA-id.`);
  return text;
}

/** One value; of several it is not for us to choose. */
function textIn(claims: Readonly<Record<string, unknown>>, claim: string): string | undefined {
  const value = [claims[claim]].flat();
  if (value.length > 1) throw new BridgeError('SIGN_IN_REFUSED', `Its claim ${claim} has several values.`);
  const [text] = value;
  if (text === undefined || text === null || text === '') return undefined;
  if (typeof text !== 'string' || text.length > longestText)
    throw new BridgeError('SIGN_IN_REFUSED', `Its claim ${claim} is not of the right form.`);
  return text;
}
