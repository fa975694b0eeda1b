import Type from 'typebox';
import { HsaId, strict } from './common.ts';

/** Another bridge, or a witness program, that co-signs this log's tree heads. */
const Witness = Type.Object(
  {
    /** As it stands in its cosignatures; of a bridge `norrbryggan/` and its HSA-id. */
    name: Type.String({ minLength: 1 }),
    /** PEM file of its Ed25519 public key. */
    publicKey: Type.String(),
    /** Where it tells what it has seen of this log. */
    url: Type.Optional(Type.String({ pattern: '^https?://' })),
  },
  strict,
);

/** A log that this bridge witnesses: it fetches its heads, checks that they are consistent and co-signs them. */
const Witnessed = Type.Object(
  {
    /** Its origin: `norrbryggan/` and the HSA-id of its bridge. */
    name: Type.String({ minLength: 1 }),
    /** PEM file of the public key that signs it. */
    publicKey: Type.String(),
    /** The service port of its bridge. */
    url: Type.String({ pattern: '^https?://' }),
  },
  strict,
);

export const AuditSection = Type.Object(
  {
    /** Care provider whose officers see refused attempts that no care provider can be told of. */
    strangersTo: Type.Optional(HsaId),
    /** Within so many days an emergency is to be judged; after that it stands as late. */
    emergencyReviewDays: Type.Integer({ minimum: 1, maximum: 365, default: 14 }),
    /** PEM files of public keys that signed this log before the present one. */
    formerKeys: Type.Array(Type.String(), { default: [] }),
    /** Each signed head is appended to this file too, where nobody of this installation can change it. */
    anchorFile: Type.Optional(Type.String()),
    /** Not ready without a synchronous standby of the database. */
    synchronousStandby: Type.Boolean({ default: false }),
    witnesses: Type.Array(Witness, { default: [] }),
    witnessed: Type.Array(Witnessed, { default: [] }),
    witnessSeconds: Type.Integer({ minimum: 1, default: 60 }),
    retention: Type.Object(
      {
        /** At least five years (HSLF-FS 2016:40 4:9 b). */
        logYears: Type.Integer({ minimum: 5, default: 10 }),
        consentYears: Type.Integer({ minimum: 1, default: 10 }),
        relationYears: Type.Integer({ minimum: 1, default: 5 }),
        blockYears: Type.Integer({ minimum: 1, default: 10 }),
      },
      { ...strict, default: {} },
    ),
  },
  { ...strict, default: {} },
);
