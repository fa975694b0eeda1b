import Type from 'typebox';
import { Milliseconds, strict } from './common.ts';

/** Whose matter an alert is when no contact is named for the very system. */
export const contactParts = [
  'access-log',
  'bridge',
  'certificates',
  'deliveries',
  'directory',
  'persons',
  'sources',
] as const;

const Contact = Type.Object(
  {
    /**
     * Whose trouble is theirs: HSA-ids of `sources` and `referrals.systems`, names of destinations (`index.…`,
     * `log-copies-…`) and of security services, or parts: `access-log`, `certificates`, `deliveries`, `directory`,
     * `persons`, `sources`; `bridge` for the bridge itself and all the rest.
     */
    of: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1 }),
    /** The function that answers, e.g. `Systemförvaltning, journalen`. No person's name. */
    name: Type.String({ minLength: 1, maxLength: 200 }),
    phone: Type.String({ pattern: '^\\+?[0-9][0-9 -]{3,24}$' }),
    /** When somebody answers, as it shall be read: `dygnet runt`, `vardagar 8–16`. */
    hours: Type.String({ minLength: 1, maxLength: 100 }),
  },
  strict,
);

export const OperationsSection = Type.Object(
  {
    /** Whom to ring about what; an alert that finds nobody here says so. */
    contacts: Type.Array(Contact, { default: [] }),
    alerts: Type.Object(
      {
        /** How often each process looks. */
        everyMs: Milliseconds(10_000),
        /** So long a time something must have been wrong before an alert starts; what cannot come and go starts at once. */
        holdMs: Type.Integer({ minimum: 0, default: 60_000 }),
        /** So long a time nobody must have seen it before the alert ends; must be longer than `everyMs`. */
        goneMs: Milliseconds(120_000),
      },
      { ...strict, default: {} },
    ),
  },
  { ...strict, default: {} },
);
