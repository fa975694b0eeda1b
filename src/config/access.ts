import Type from 'typebox';
import { HsaId, Milliseconds, strict } from './common.ts';

/** `bridge`: this bridge; else the name of one of `access.services`. */
const Master = Type.String({ minLength: 1 });

/** A security service (säkerhetstjänst) of a region or the nation, called with the bridge's outgoing certificate. */
const Service = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    /** What stands before `/vp/…`. */
    url: Type.String({ pattern: '^https?://' }),
    /** Where to send to; left out: each question goes to the care provider it concerns. */
    logicalAddress: Type.Optional(HsaId),
    /** Major versions it speaks. */
    blocking: Type.Enum([3, 4], { default: 4 }),
    consent: Type.Enum([1, 2], { default: 2 }),
    /** By which contract it is asked whether a patient is in somebody's care. */
    relation: Type.Enum(['CheckPatientRelation', 'AssertCareEngagement'], { default: 'CheckPatientRelation' }),
    log: Type.Enum([1, 2], { default: 2 }),
    timeoutMs: Milliseconds(2_000),
    /** How long its answers may be reused. */
    cacheMs: Type.Integer({ minimum: 0, maximum: 60_000, default: 0 }),
  },
  strict,
);

/** Who keeps what patients have decided about one care provider's data, and about its reading. */
const ProviderEntry = Type.Object(
  {
    careProvider: HsaId,
    blocks: Type.Optional(Master),
    consents: Type.Optional(Master),
    relations: Type.Optional(Master),
    /** Where copies of the access log go, beside this bridge's own; left out: nowhere. */
    log: Type.Optional(Master),
    /** What its own staff may do without a relation, when another work need in health care is stated (PDL 4:1). */
    ownDataWithoutRelation: Type.Boolean({ default: false }),
    /** Telephone number, at any hour, of those who can lift the care provider's blocks; told in emergencies. */
    onCall: Type.Optional(Type.String({ pattern: '^[+0-9][0-9 ()-]{2,30}$' })),
  },
  strict,
);

export const AccessSection = Type.Object(
  {
    /** `by-date`: the law of the day. `ehds-draft`: what the EHDS regulation would make of it, for trials. */
    rules: Type.Enum(['by-date', 'ehds-draft'], { default: 'by-date' }),
    /** Under `ehds-draft`: whether national law lets vital interests open restricted data. */
    vitalInterestsOpenRestricted: Type.Boolean({ default: false }),
    /** How long an emergency opening lasts. */
    emergencyHours: Type.Integer({ minimum: 1, maximum: 72, default: 8 }),
    /** Level of assurance that reading other care providers' data asks of a person's sign-in. */
    assurance: Type.Integer({ minimum: 1, maximum: 4, default: 3 }),
    /**
     * Further logical addresses at which this bridge answers as security service, e.g. the national one where it stands
     * in for it. Its own, and the care providers whose master it is, need no mention.
     */
    addresses: Type.Array(Type.String({ minLength: 1 }), { default: [] }),
    services: Type.Array(Service, { default: [] }),
    /** For care providers that `providers` does not name; left out where it must name all (not in a demo). */
    master: Type.Optional(Master),
    providers: Type.Array(ProviderEntry, { default: [] }),
  },
  { ...strict, default: {} },
);
