import Type from 'typebox';
import { ContractRef, HsaId, Milliseconds, strict } from './common.ts';

/** A system that takes e-referrals for care units, called with the bridge's outgoing certificate. */
const System = Type.Object(
  {
    /** HSA-id of the system: what `routes` lead to, from care units or from units above them in the HSA tree. */
    hsaId: HsaId,
    name: Type.String({ minLength: 1 }),
    /** What stands before `/vp/…`; `simulator:` is filled in by the demo command. */
    url: Type.String({ pattern: '^(https?://|simulator:)' }),
    /** Of ProcessRequest, ProcessRequestConfirmation and ProcessRequestOutcome, by major version; `*` = all. */
    contracts: Type.Array(ContractRef, { minItems: 1, default: ['*'] }),
    /** Whether it takes attachments (PR003, PRO004). */
    attachments: Type.Boolean({ default: true }),
    /** Whether it takes forwarded requests and notices of forwarding (PR002, PRC004). */
    forwarded: Type.Boolean({ default: true }),
    /** The whole message, in bytes. */
    maxMessageBytes: Type.Integer({ minimum: 1024, maximum: 10_485_760, default: 10_485_760 }),
    timeoutMs: Milliseconds(10_000),
    /** Messages on their way to it at the same time. */
    concurrency: Type.Integer({ minimum: 1, default: 4 }),
    /** Left out: no limit. */
    perSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  strict,
);

export const ReferralsSection = Type.Object(
  {
    systems: Type.Array(System, { default: [] }),
    /** How long a consultation at a distance may give its specialist a relation, whatever it asks for. */
    consultationDays: Type.Integer({ minimum: 1, maximum: 365, default: 30 }),
    /** So long a referral is known after its last message: no less than a consultation may last, and answers take. */
    keepDays: Type.Integer({ minimum: 365, maximum: 36_500, default: 1_095 }),
  },
  { ...strict, default: {} },
);
