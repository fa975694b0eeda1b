/** Where a law says what the rules rest on. Abbreviations as lawyers write them: `SVOD 3:1` = chapter 3, section 1. */
export interface Citations {
  /** Reading what one's own care provider holds, and who may be given the right to. */
  readonly careNeed: string;
  readonly authorisation: string;
  /** Sign-in with more than one factor. */
  readonly strongSignIn: string;
  /** That the reader takes a position before others' information comes up. */
  readonly activeChoice: string;
  /** Blocks inside a care provider, and lifting them. */
  readonly innerBlock: string;
  readonly innerLift: string;
  /** Taking part in shared records, for which purposes, and that no other ground will do. */
  readonly joining: string;
  readonly purpose: string;
  readonly nothingElse: string;
  /** Relation, consent and relevance; also children, and certificates on earlier care. */
  readonly consent: string;
  readonly incapacity: string;
  readonly emergency: string;
  readonly blockerNamed: string;
  readonly unblockedIndicator: string;
  readonly blockedIndicator: string;
  /** The same for social care (omsorgsgivare). */
  readonly socialCare: string;
  readonly socialCareIncapacity: string;
  /** What the patient may be given to read. */
  readonly patientReads: string;
  readonly patientMayNotRead: string;
  readonly protectedIdentity: string;
}

/** Patientdatalagen (2008:355) with its sixth chapter, which was in force until 2022-12-31. */
export const patientDataAct: Citations = {
  careNeed: 'PDL 4:1',
  authorisation: 'PDL 4:2',
  strongSignIn: 'SOSFS 2008:14',
  activeChoice: 'SOSFS 2008:14',
  innerBlock: 'PDL 4:4',
  innerLift: 'PDL 4:5',
  joining: 'PDL 6:1',
  purpose: 'PDL 6:3',
  nothingElse: 'PDL 6:3',
  consent: 'PDL 6:3',
  incapacity: 'PDL 6:3',
  emergency: 'PDL 6:4',
  blockerNamed: 'PDL 6:4',
  unblockedIndicator: 'PDL 6:2',
  blockedIndicator: 'PDL 6:2',
  socialCare: 'PDL 6:1',
  socialCareIncapacity: 'PDL 6:1',
  patientReads: 'PDL 5:5',
  patientMayNotRead: 'PDL 5:5',
  protectedIdentity: 'OSL 22:1',
};

/** The regulation that came after SOSFS 2008:14. */
export const regulation2016 = {
  strongSignIn: 'HSLF-FS 2016:40 3:15',
  activeChoice: 'HSLF-FS 2016:40 chapter 4',
} as const satisfies Partial<Citations>;

/** Lagen (2022:913) om sammanhållen vård- och omsorgsdokumentation, beside what remains of patientdatalagen. */
export const sharedRecordsAct: Citations = {
  ...patientDataAct,
  authorisation: 'PDL 4:2, SVOD 4:3',
  ...regulation2016,
  joining: 'SVOD 1:3',
  purpose: 'SVOD 2:1, 3:7',
  nothingElse: 'SVOD 3:7',
  consent: 'SVOD 3:1',
  incapacity: 'SVOD 3:3',
  emergency: 'SVOD 3:6',
  blockerNamed: 'SVOD 3:5',
  unblockedIndicator: 'SVOD 2:4',
  blockedIndicator: 'SVOD 2:5',
  socialCare: 'SVOD 3:2',
  socialCareIncapacity: 'SVOD 3:4',
  patientReads: 'PDL 5:5, SVOD 4:2',
  patientMayNotRead: 'SVOD 4:2',
};
