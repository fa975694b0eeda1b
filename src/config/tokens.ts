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
    /** `system/<type>.rs` or `system/*.rs` (SMART, either version), and `patient-summary`. */
    scopes: Type.Array(Type.String(), { minItems: 1, default: ['system/*.rs'] }),
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
    /**
     * The FHIR base as callers have it, `https://brygga.example/fhir`: what a token must be for, and where the token
     * endpoint then is. Left out (not in production): the base that a call came to.
     */
    audience: Type.Optional(Type.String({ pattern: '^https://[^/]+/.*[^/]$' })),
    /** Of tokens given at `/oauth/token`. */
    lifetimeSeconds: Type.Integer({ minimum: 30, maximum: 3_600, default: 300 }),
  },
  { ...strict, default: {} },
);
