import Type from 'typebox';
import { HsaId, Milliseconds, strict } from './common.ts';

const Url = Type.String({ pattern: '^https?://' });

const Filter = Type.Object(
  {
    /** `riv:<domain>`, without `urn:`. */
    serviceDomain: Type.String({ minLength: 1 }),
    /** None = all of the domain. */
    categorizations: Type.Array(Type.String({ minLength: 1 }), { default: [] }),
  },
  strict,
);

const Subscriber = Type.Object(
  {
    /** In queues, metrics and logs. */
    name: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    logicalAddress: Type.String({ minLength: 1 }),
    /** What stands before `/vp/…`; called with the bridge's outgoing certificate. */
    url: Url,
    /** What it is told of; none = everything. */
    filters: Type.Array(Filter, { default: [] }),
  },
  strict,
);

const Reconcile = Type.Object(
  {
    source: HsaId,
    /** Time of day in Sweden; a list that was missed is fetched when the bridge is back. */
    at: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', default: '02:00' }),
    /**
     * `file:…`: one engagement a line as JSON, and a last line that says how many; otherwise what stands before `/vp/…` of
     * a system that answers GetUpdates 1.
     */
    list: Type.String({ pattern: '^(file:|https?://)' }),
    /** Of the system that answers GetUpdates; default is the source. */
    logicalAddress: Type.Optional(Type.String({ minLength: 1 })),
    timeoutMs: Milliseconds(60_000),
    /** The share of the source's engagements that may be gone from its list; with more than that the list is refused. */
    deleteAtMost: Type.Number({ minimum: 0, maximum: 1, default: 0.05 }),
  },
  strict,
);

/** The engagement index: which system holds what about which patient. Its owner is `bridge.hsaId`. */
export const EngagementsSection = Type.Object(
  {
    /** Other ids under which its messages arrive, such as the organisation number of the region. */
    alsoKnownAs: Type.Array(Type.String({ minLength: 1 }), { default: [] }),
    /** The overview asks everybody when the index has not answered it within this time. */
    lookupMs: Milliseconds(1_000),
    /** Other indexes and systems that are told of changes. */
    subscribers: Type.Array(Subscriber, { default: [] }),
    /** How long after a source's last whole list (`reconcile`) its part of the index counts as fresh. */
    freshMs: Milliseconds(129_600_000),
    /** Sources whose complete list is compared with the index once a day. */
    reconcile: Type.Array(Reconcile, { default: [] }),
    /** A platform that knows more of them: asked which addresses we may send ProcessNotification to, and sent that there. */
    subscribersFrom: Type.Optional(
      Type.Object(
        {
          /** What stands before `/vp/…`. */
          url: Url,
          /** The platform's own. */
          logicalAddress: Type.String({ minLength: 1 }),
          reloadMs: Milliseconds(3_600_000),
          timeoutMs: Milliseconds(30_000),
        },
        strict,
      ),
    ),
  },
  { ...strict, default: {} },
);
