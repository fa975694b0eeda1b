import Type from 'typebox';
import { strict } from './common.ts';

const Issuer = Type.Object(
  {
    /** PEM file of the issuing CA. */
    file: Type.String(),
    /** What certificates of this CA may be used for. Functions meet the system port, persons sign in. */
    issues: Type.Enum(['function', 'person']),
    /** Level of assurance of the persons it issues to (SITHS: HSA-id 3 → 3, HSA-id 2 → 2). */
    loa: Type.Optional(Type.Enum([2, 3])),
    /** Test CAs are refused when bridge.kind is production. */
    test: Type.Boolean({ default: false }),
  },
  strict,
);

/** Whom callers' certificates are believed from. */
export const TrustSection = Type.Object(
  {
    /** PEM file with the self-signed roots; everything else is refused. */
    roots: Type.String(),
    issuers: Type.Array(Issuer, { minItems: 1 }),
    /** PEM or DER certificate revocation lists. */
    revocationLists: Type.Array(Type.String(), { default: [] }),
    /** `strict` is SE + organisation number + suffix; `tolerant` also accepts the forms of test platforms. */
    hsaIdForm: Type.Enum(['strict', 'tolerant'], { default: 'strict' }),
  },
  strict,
);
