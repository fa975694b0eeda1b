import Type from 'typebox';
import { strict } from './common.ts';
import { Revocation, RootRevocation } from './revocation.ts';

const Oid = Type.String({ pattern: '^[0-2](\\.(0|[1-9][0-9]{0,38})){1,30}$' });

const Policy = Type.Object(
  {
    /** Object identifier of a certificate policy, e.g. 1.2.752.74.8.505. */
    oid: Oid,
    /** Level of assurance that it stands for; left out: the issuing CA's own. */
    loa: Type.Optional(Type.Enum([2, 3])),
  },
  strict,
);

const Issuer = Type.Object(
  {
    /** PEM file of the issuing CA. */
    file: Type.String(),
    /** What certificates of this CA may be used for. Functions meet the system port, persons sign in. */
    issues: Type.Enum(['function', 'person']),
    /** Level of assurance of the persons it issues to (SITHS: HSA-id 3 → 3, HSA-id 2 → 2). */
    loa: Type.Optional(Type.Enum([2, 3])),
    /**
     * Certificate policies of which one must stand in each certificate of this CA. Left out: policies are not judged, and
     * the CA alone tells the level of assurance.
     */
    policies: Type.Optional(Type.Array(Policy, { minItems: 1 })),
    /** Test CAs are refused when bridge.kind is production. */
    test: Type.Boolean({ default: false }),
    /** How it is learnt whether its certificates are revoked; left out, `trust.revocationLists` say. */
    revocation: Type.Optional(Revocation),
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
    /** Certificates made for a longer time are refused. Five years and a month: SITHS has not issued for longer. */
    maximumLifetimeDays: Type.Integer({ minimum: 1, default: 1_860 }),
    /** How it is learnt whether issuing CAs are revoked; left out, `trust.revocationLists` say. */
    rootRevocation: Type.Optional(RootRevocation),
    /** `strict` is SE + organisation number + suffix; `tolerant` also accepts the forms of test platforms. */
    hsaIdForm: Type.Enum(['strict', 'tolerant'], { default: 'strict' }),
    /**
     * Takes the HSA-id of a system from the subject's OU where serialNumber holds none, as some test platforms issue.
     * Each use is remarked on.
     */
    hsaIdFromOu: Type.Boolean({ default: false }),
    /**
     * Whether a system must stand in the care directory and be in force there. `required`: else it is refused; `noted`:
     * else it is remarked on, and let in; `off`: nobody is asked.
     */
    systemsInDirectory: Type.Enum(['required', 'noted', 'off'], { default: 'noted' }),
  },
  strict,
);
