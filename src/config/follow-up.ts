import Type from 'typebox';
import { HsaId, Milliseconds, strict } from './common.ts';

/** The same words in Swedish and English. */
const Said = Type.Object({ sv: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, strict);

/** What councils count in their own systems and deliver figures of, agreed between them. */
const Measure = Type.Object(
  {
    /** In deliveries; never changed. */
    id: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 }),
    name: Said,
    /** `count`: how many; `share`: some out of all; `time`: how long, of so many. */
    kind: Type.Enum(['count', 'share', 'time']),
    /** What it is told in: people, per cent, days. */
    unit: Said,
    /** Which way is better. */
    direction: Type.Enum(['higher', 'lower', 'neither']),
    /** Its definitions, as they have been; a delivery says which of them it counts by. */
    versions: Type.Array(
      Type.Object(
        {
          version: Type.Integer({ minimum: 1, maximum: 999 }),
          /** The definition in words, in Swedish and English. */
          ...Said.properties,
        },
        strict,
      ),
      { minItems: 1 },
    ),
  },
  strict,
);

/** Where a council's deliveries are fetched; it may upload them as well. */
const DeliverySource = Type.Object(
  {
    /** HSA-id of the care provider whose figures they are. */
    careProvider: HsaId,
    /** Answers the delivery as CSV or JSON; called with the bridge's outgoing certificate. `file:…` holds invented ones. */
    url: Type.String({ pattern: '^(https://|file:)' }),
    everyMs: Milliseconds(86_400_000),
    timeoutMs: Milliseconds(30_000),
  },
  strict,
);

export const FollowUpSection = Type.Object(
  {
    measures: Type.Array(Measure, { default: [] }),
    sources: Type.Array(DeliverySource, { default: [] }),
  },
  { ...strict, default: {} },
);
