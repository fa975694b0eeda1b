import Type from 'typebox';
import { strict } from './common.ts';

/** How the bridge proves to the provider that it is the client. */
const Authentication = Type.Union([
  Type.Object(
    {
      /** PEM file (PKCS#8): RSA, EC P-256 or P-384, or Ed25519 (`private_key_jwt`, RFC 7523). */
      key: Type.String({ minLength: 1 }),
      /** By what the provider knows it, where it has several. */
      keyId: Type.Optional(Type.String({ minLength: 1 })),
    },
    strict,
  ),
  Type.Object(
    {
      /** File with the secret that the provider has given. */
      secret: Type.String({ minLength: 1 }),
    },
    strict,
  ),
]);

/** Somebody else at whom people may sign in (OpenID Connect), such as a region's own. */
export const IdentityProvider = Type.Object(
  {
    /** Ours, in the address that the provider sends people back to: `/api/sign-in/oidc/<id>`. */
    id: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    /** What the button says, e.g. `Region Norrbotten`. */
    label: Type.String({ minLength: 1, maxLength: 80 }),
    /** Its Issuer Identifier; everything else is read from its own description (`.well-known/openid-configuration`). */
    issuer: Type.String({ pattern: '^https://' }),
    clientId: Type.String({ minLength: 1 }),
    authentication: Authentication,
    scopes: Type.Array(Type.String({ minLength: 1 }), { default: ['openid'] }),
    /**
     * How long ago the person may have shown there who she is; longer, and she does so anew. The provider must tell when
     * (`auth_time`). Left out, its own session is relied on, however old.
     */
    maxAgeMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
    /** In which claims it tells what. */
    claims: Type.Object(
      {
        hsaId: Type.String({ minLength: 1, default: 'employeeHsaId' }),
        /** HSA-id of the assignment that the person has chosen there; HSA must give it too. */
        assignment: Type.String({ minLength: 1, default: 'commissionHsaId' }),
        name: Type.String({ minLength: 1, default: 'name' }),
      },
      { ...strict, default: {} },
    ),
    /** Which level of assurance each of its `acr` stands for, the one preferred first; another acr stands for none. */
    assurance: Type.Array(Type.Object({ acr: Type.String({ minLength: 1 }), level: Type.Enum([1, 2, 3, 4]) }, strict), {
      default: [
        { acr: 'http://id.sambi.se/loa/loa3', level: 3 },
        { acr: 'http://id.sambi.se/loa/loa2', level: 2 },
      ],
    }),
  },
  strict,
);
