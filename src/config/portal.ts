import Type, { type Static } from 'typebox';
import { HsaId, strict } from './common.ts';

/** How long a consent may hold. `date`: until a day that the reader writes, at most a year ahead. */
const ConsentLength = Type.Enum(['today', '7-days', '30-days', '12-months', 'date']);
export type ConsentLength = Static<typeof ConsentLength>;

/** Ways in which information leaves the portal other than by being read on a screen. */
export const outputs = ['print', 'pdf', 'ips'] as const;

const UnitEntry = Type.Object(
  {
    /** HSA-id of the care unit. */
    careUnit: HsaId,
    /** What consents at the unit may be registered for, and refused beyond the longest of them; left out: anything. */
    consentLengths: Type.Optional(Type.Array(ConsentLength, { minItems: 1 })),
    /** What is chosen beforehand, one of `consentLengths`; left out: the first of them, or a week. */
    consentLength: Type.Optional(ConsentLength),
    /** For whom it holds beforehand: the one who registers, or everybody at the unit. */
    consentFor: Type.Enum(['me', 'unit'], { default: 'me' }),
    /** How it may take information out of the portal: on paper, as a PDF, as a patient summary (IPS). Each time is logged. */
    output: Type.Array(Type.Enum([...outputs]), { default: [], uniqueItems: true }),
  },
  strict,
);

export const PortalSection = Type.Object(
  {
    /** What is otherwise at single care units than by default. */
    units: Type.Array(UnitEntry, { default: [] }),
    /**
     * Where people tell what hinders them in the pages: an address or a number, as it shall be read in the accessibility
     * statement. Must be there in production (lag 2018:1937, 13 §).
     */
    accessibilityContact: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { ...strict, default: {} },
);
