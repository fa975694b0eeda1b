import Type from 'typebox';
import { HsaId, strict } from './common.ts';

/** A system that gets tokens for itself at `/oauth/token` (SMART Backend Services). */
const Client = Type.Object(
  {
    clientId: Type.String({ minLength: 1 }),
    /** The calling system whose certificate it presents. */
    caller: HsaId,
    /** JSON Web Key Set file with its public keys (RS384 or ES384). */
    jwks: Type.String(),
    scopes: Type.Array(Type.String(), { default: ['system/*.rs'] }),
  },
  strict,
);

/** Whose tokens about a person who reads are believed. */
const Issuer = Type.Object(
  {
    issuer: Type.String({ minLength: 1 }),
    /** JSON Web Key Set: a file, or `https://…`. */
    jwks: Type.String({ minLength: 1 }),
  },
  strict,
);

export const TokensSection = Type.Object(
  {
    clients: Type.Array(Client, { default: [] }),
    issuers: Type.Array(Issuer, { default: [] }),
    /** What a token must be for; left out: the FHIR base it is used at. */
    audience: Type.Optional(Type.String()),
    lifetimeSeconds: Type.Integer({ minimum: 30, maximum: 3_600, default: 300 }),
  },
  { ...strict, default: {} },
);
