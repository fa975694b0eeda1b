import Type, { type Static } from 'typebox';
import { HsaId, strict } from './common.ts';

/** That one care provider or unit takes over another on a day. The dated data of a merger. */
const Succession = Type.Object(
  {
    /**
     * `care-provider`: all that it answered for is the other's from then on. `unit`: a care unit goes up in another;
     * what patients have decided about it stays with what was its own. `unit-renamed`: the same care unit under a new
     * HSA-id; everything follows.
     */
    kind: Type.Enum(['care-provider', 'unit', 'unit-renamed']),
    /** HSA-id of what ends, and of what takes over. */
    from: HsaId,
    into: HsaId,
    /** The first day, `2027-01-01`: from midnight in Sweden. */
    at: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
    /**
     * Of a care provider: all its care units, closed ones too, whose records there may be. Needed in production, and
     * once the care directory names the new care provider for them; without it a block between the old ones hits
     * everybody of whom it cannot be known.
     */
    units: Type.Optional(Type.Array(HsaId)),
    /**
     * Of a care provider: whether the one that takes over begins on that day. Then nothing was its own before: a block
     * that names it earlier counts as one of each that goes into it, and what was made earlier at a unit in no list as
     * anybody's of them. Must be said in production.
     */
    intoIsNew: Type.Optional(Type.Boolean()),
  },
  strict,
);

/** Care providers and units that merge, or get a new HSA-id, each on its day. */
export const SuccessionsSection = Type.Array(Succession, { default: [] });

export type SuccessionConfig = Readonly<Omit<Static<typeof Succession>, 'units'>> & {
  readonly units?: readonly string[];
};
