/**
 * What accesses are looked for in a systematic review (HSLF-FS 2016:40 4:9 a), and what it is told from. A criterion
 * without data says so: a review that left it out in silence would look complete.
 */
export const criteria = {
  random: { title: 'Drawn at random', source: 'the access log' },
  emergency: { title: 'Emergency access', source: 'the access log' },
  'high-volume': {
    title: 'Many patients: more than three times the median of the unit’s readers, and at least 20',
    source: 'the access log',
  },
  'off-hours': { title: 'Between 22 and 6, or on a Saturday or Sunday', source: 'the access log, in Swedish time' },
  'same-surname': {
    title: 'Reader and patient have the same surname',
    source: 'the care directory (HSA) and the person register',
  },
  'protected-identity': { title: 'The patient’s identity is protected', source: 'the person register' },
  'protected-opening': {
    title:
      'A protected identity was opened in the portal, shown there with a request to lift a block, or asked there for places: all of them',
    source: 'the access log',
  },
  'same-address': {
    title: 'Reader and patient have the same address',
    source: undefined,
    missing: 'Neither the person register nor the care directory gives the bridge home addresses.',
  },
  colleague: {
    title: 'The patient is a colleague of the reader',
    source: undefined,
    missing: 'The bridge never reads personal numbers of staff, so it cannot tell which patients are staff.',
  },
  'no-later-contact': {
    title: 'No care contact followed',
    source: undefined,
    missing: 'The bridge keeps no care contacts, and asking the record systems would be one more access.',
  },
} as const satisfies Record<
  string,
  { title: string; source: string } | { title: string; source: undefined; missing: string }
>;

export type Criterion = keyof typeof criteria;

/** What became of one criterion in one draw. */
export interface CriterionReport {
  readonly criterion: Criterion;
  readonly title: string;
  /** What it was told from; undefined: it could not be computed. */
  readonly source: string | undefined;
  /** Accesses that meet it; undefined when it could not be computed. */
  readonly found: number | undefined;
  /** Why it could not be computed, or not over everything. */
  readonly note: string | undefined;
}
