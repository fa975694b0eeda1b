/** One duty after an incident: until when, to whom, about what. */
export interface Clock {
  /** ISO 8601. */
  readonly until: string;
  readonly what: string;
  readonly to: string;
  readonly ground: string;
}

const HOUR = 3_600_000;

/**
 * What must be told, counted from when the incident became known. The law counts the final report from the notification;
 * counted from the knowledge it is never too late.
 */
export function clocksFrom(knownAt: Date): readonly Clock[] {
  const after = (hours: number) => new Date(knownAt.getTime() + hours * HOUR).toISOString();
  return [
    {
      until: after(24),
      what: 'Early warning of a significant incident: that it happened, and whether it is suspected to be unlawful.',
      to: 'the CSIRT at Myndigheten för civilt försvar',
      ground: 'Cybersäkerhetslagen 2025:1506',
    },
    {
      until: after(72),
      what: 'Notification of the incident: how severe it is, and its effects as far as they are known.',
      to: 'the CSIRT at Myndigheten för civilt försvar',
      ground: 'Cybersäkerhetslagen 2025:1506',
    },
    {
      until: after(72),
      what: 'Notification of a personal data breach, by each controller, unless a risk to the patients is unlikely.',
      to: 'Integritetsskyddsmyndigheten',
      ground: 'GDPR article 33',
    },
    {
      until: monthAfter(knownAt).toISOString(),
      what: 'Final report: cause, what was done, what it led to. While it goes on: a progress report instead.',
      to: 'the CSIRT at Myndigheten för civilt försvar',
      ground: 'Cybersäkerhetslagen 2025:1506',
    },
  ];
}

/** Whom no clock is set for. */
export const withoutClock: readonly string[] = [
  'The patients, without undue delay, when the risk to them is high; by each controller (GDPR article 34).',
  'The other care providers named here, at once: each is controller of its own part and has its own clocks.',
  'The supervisory authority on its request: for these regions Länsstyrelsen i Norrbottens län.',
  'The police, where somebody has read unlawfully (brottsbalken 4:9 c), as each care provider decides.',
];

/** The same day and hour of the next month, or its last day where that month is shorter. UTC. */
function monthAfter(instant: Date): Date {
  const lastOfNext = new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + 2, 0)).getUTCDate();
  const next = new Date(instant);
  next.setUTCDate(1);
  next.setUTCMonth(instant.getUTCMonth() + 1);
  next.setUTCDate(Math.min(instant.getUTCDate(), lastOfNext));
  return next;
}
