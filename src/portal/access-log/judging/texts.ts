import type { VerdictKind } from '../../../faces/portal-api/shapes/reviews.ts';

export const verdictKinds = ['justified', 'not-justified', 'needs-inquiry'] as const satisfies readonly VerdictKind[];

const verdicts: Readonly<Record<VerdictKind, string>> = {
  justified: 'Befogad',
  'not-justified': 'Inte befogad',
  'needs-inquiry': 'Behöver utredas',
};

const sv = {
  verdict: 'Vad blev det?',
  verdicts,
  why: 'Motivering',
  whyHelp: 'Skriv inget som pekar ut patienten.',
  judge: 'Spara bedömningen',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    verdict: 'What did it come to?',
    verdicts: { justified: 'Justified', 'not-justified': 'Not justified', 'needs-inquiry': 'Needs inquiry' },
    why: 'Reason for the verdict',
    whyHelp: 'Write nothing that points out the patient.',
    judge: 'Save the verdict',
  },
};
