import type { OperationOutcomeIssue } from 'fhir/r4';
import type { WithholdingReason } from '../../access/index.ts';
import type { ContractId } from '../../contracts/index.ts';
import type { Coverage, CoverageNote, NotAskedReason, SourceCoverage } from '../../overview/index.ts';
import { informationType } from './information-types.ts';

type FailedCoverage = Extract<SourceCoverage, { outcome: 'failed' }>;

/** What is said of a source: issue code, and the text in Swedish and English to follow its name. */
export interface Said {
  readonly code: OperationOutcomeIssue['code'];
  readonly severity: 'warning' | 'information';
  readonly sv: string;
  readonly en: string;
}

const failures: Readonly<Record<FailedCoverage['reason'], Omit<Said, 'severity'>>> = {
  'timed-out': { code: 'timeout', sv: 'svarade inte i tid', en: 'did not answer in time' },
  refused: { code: 'processing', sv: 'nekade eller avbröt frågan', en: 'refused or failed the query' },
  unreachable: { code: 'transient', sv: 'kan inte nås', en: 'cannot be reached' },
  'bad-data': {
    code: 'incomplete',
    sv: 'gav ett svar som inte kan tolkas',
    en: 'gave an answer that cannot be interpreted',
  },
  'breaker-open': {
    code: 'transient',
    sv: 'frågas inte just nu efter upprepade fel',
    en: 'is not asked just now after repeated failures',
  },
  busy: { code: 'throttled', sv: 'har för många frågor i kö just nu', en: 'has too many queries waiting just now' },
  abandoned: {
    code: 'incomplete',
    sv: 'frågades inte färdigt, eftersom anroparen lade på',
    en: 'was not asked to the end, since the caller hung up',
  },
  'bus-unavailable': { code: 'transient', sv: 'kan inte frågas just nu', en: 'cannot be asked just now' },
};

const notAsked: Readonly<Record<NotAskedReason, Said>> = {
  'does-not-deliver': {
    code: 'informational',
    severity: 'information',
    sv: 'lämnar inte ut uppgifter av detta slag',
    en: 'does not deliver information of this kind',
  },
  'no-engagement': {
    code: 'informational',
    severity: 'information',
    sv: 'har enligt engagemangsindex inga uppgifter om patienten',
    en: 'holds nothing about the patient according to the engagement index',
  },
  'no-permission': {
    code: 'forbidden',
    severity: 'warning',
    sv: 'har inte frågats, eftersom anroparen saknar behörighet',
    en: 'was not asked, since the caller has no permission',
  },
  'route-unusable': {
    code: 'incomplete',
    severity: 'warning',
    sv: 'har inte frågats, eftersom vägen dit är felaktigt angiven',
    en: 'was not asked, since the route to it is wrongly set up',
  },
  'filtered-out': {
    code: 'informational',
    severity: 'information',
    sv: 'har inte frågats, eftersom sökningen utesluter den',
    en: 'was not asked, since the search leaves it out',
  },
  'would-loop': {
    code: 'informational',
    severity: 'information',
    sv: 'har inte frågats, eftersom frågan kom därifrån',
    en: 'was not asked, since the question came from there',
  },
  'identity-is-local': {
    code: 'informational',
    severity: 'information',
    sv: 'har inte frågats, eftersom identiteten är ett lokalt reservnummer som inte är dess',
    en: 'was not asked, since the identity is a local reserve number that is not its own',
  },
  'provider-not-connected': {
    code: 'informational',
    severity: 'information',
    sv: 'är inte ansluten till bryggan',
    en: 'is not connected to the bridge',
  },
};

const notes: Readonly<Record<CoverageNote, Said | undefined>> = {
  // Nothing is missing from a slow answer.
  slow: undefined,
  'delivers-from': {
    code: 'informational',
    severity: 'information',
    sv: 'lämnar ut uppgifter från och med',
    en: 'delivers information from',
  },
  'index-unavailable': {
    code: 'informational',
    severity: 'information',
    sv: 'har frågats utan engagemangsindex, som inte kan nås',
    en: 'was asked without the engagement index, which cannot be reached',
  },
  'index-may-lag': {
    code: 'informational',
    severity: 'information',
    sv: 'uppdaterar engagemangsindex med fördröjning',
    en: 'updates the engagement index with delay',
  },
  'sources-not-stated': {
    code: 'incomplete',
    severity: 'warning',
    sv: 'har inte sagt vilka av dess system som svarade',
    en: 'has not said which of its systems answered',
  },
  'from-cache': {
    code: 'informational',
    severity: 'information',
    sv: 'har svarat ur plattformens minne; senare uppgifter kan saknas',
    en: 'was answered for from the platform’s memory; later information may be missing',
  },
  'source-read-only': {
    code: 'informational',
    severity: 'information',
    sv: 'är ett skrivskyddat system; nya uppgifter finns i andra',
    en: 'is a read-only system; new information is in others',
  },
  'source-archive': {
    code: 'informational',
    severity: 'information',
    sv: 'är ett arkiv över ett system som inte längre används',
    en: 'is the archive of a system that is no longer used',
  },
  'possible-duplicates': {
    code: 'duplicate',
    severity: 'information',
    sv: 'har uppgifter som kan vara samma som ett annat systems; alla visas',
    en: 'holds information that may be the same as another system’s; all of it is shown',
  },
  aliased: {
    code: 'duplicate',
    severity: 'information',
    sv: 'har uppgifter som är desamma som ett annat systems; de visas en gång',
    en: 'holds information that is the same as another system’s; it is shown once',
  },
  'records-withheld': {
    code: 'incomplete',
    severity: 'warning',
    sv: 'har uppgifter som inte kan visas',
    en: 'holds information that cannot be shown',
  },
  'source-warned': {
    code: 'incomplete',
    severity: 'warning',
    sv: 'varnar för att dess svar kan ha brister',
    en: 'warns that its answer may have shortcomings',
  },
  'duplicate-id': {
    code: 'duplicate',
    severity: 'information',
    sv: 'har olika uppgifter under samma dokument-id; alla visas',
    en: 'holds different information under one document id; all of it is shown',
  },
  translated: {
    code: 'informational',
    severity: 'information',
    sv: 'svarade i en annan version av kontraktet',
    en: 'answered in another version of the contract',
  },
};

/**
 * What Coverage says beyond "answered", as issues: a warning where something is missing, else information. Where more
 * than one contract was asked, each says which information it is about.
 */
export function coverageIssues(coverage: Coverage): OperationOutcomeIssue[] {
  return issuesOf(coverage, (source) => [...outcomeIssues(source), ...noteIssues(source)]);
}

/** Contracts the caller may not ask, while it may ask others. */
export function notPermittedIssues(contracts: readonly ContractId[]): OperationOutcomeIssue[] {
  return contracts.map((contract) => {
    const { sv, en } = informationType(contract);
    const text = `Anroparen saknar behörighet till ${sv}. / The caller has no permission for ${en}.`;
    return { severity: 'warning', code: 'forbidden', details: { text } };
  });
}

/** The failures alone, as the reasons why there is no answer. */
export function failureIssues(coverage: Coverage): OperationOutcomeIssue[] {
  const failed = coverage.filter(({ outcome }) => outcome === 'failed');
  return issuesOf(failed, outcomeIssues).map((issue) => ({ ...issue, severity: 'error' }));
}

type Telling = OperationOutcomeIssue & { readonly details: { readonly text: string } };

function issuesOf(coverage: Coverage, tell: (source: SourceCoverage) => Telling[]): OperationOutcomeIssue[] {
  const several = new Set(coverage.map(({ contract }) => contract)).size > 1;
  const told = coverage.flatMap((source) => tell(source).map((issue) => (several ? about(source, issue) : issue)));
  // A provider that is not connected is so for every contract.
  return [...new Map(told.map((issue) => [issue.details.text, issue])).values()];
}

function about(source: SourceCoverage, issue: Telling): Telling {
  if (source.outcome === 'not-asked' && source.reason === 'provider-not-connected') return issue;
  const { sv, en } = informationType(source.contract);
  return { ...issue, details: { text: `${issue.details.text} (${sv} / ${en})` } };
}

function outcomeIssues(source: SourceCoverage): Telling[] {
  if (source.outcome === 'answered') return [];
  if (source.outcome === 'not-asked') return [issue(source, notAsked[source.reason])];
  return [issue(source, { ...failures[source.reason], severity: 'warning' })];
}

const withheldBecause: Readonly<Record<WithholdingReason, { readonly sv: string; readonly en: string }>> = {
  broken: { sv: 'följer inte kontraktet', en: 'against the contract' },
  'other-patient': { sv: 'om en annan patient', en: 'about another patient' },
  'other-source': { sv: 'från ett annat system', en: 'of another system' },
  nullified: { sv: 'makulerade', en: 'withdrawn' },
  'no-care-unit': { sv: 'utan vårdenhet', en: 'without care unit' },
  'no-care-provider': { sv: 'utan vårdgivare', en: 'without care provider' },
  'not-approved-for-patient': { sv: 'inte godkända för patienten', en: 'not approved for the patient' },
  'not-expressible': {
    sv: 'kan inte uttryckas i den begärda versionen',
    en: 'not expressible in the version asked for',
  },
};

/** With how many, and why. */
function withheldSaid(source: SourceCoverage, said: Said): Said {
  if (source.outcome !== 'answered' || !source.withheldFor) return said;
  const counts = Object.entries(source.withheldFor) as [WithholdingReason, number][];
  const list = (language: 'sv' | 'en') =>
    counts.map(([reason, count]) => `${count} ${withheldBecause[reason][language]}`).join(', ');
  return { ...said, sv: `${said.sv} (${list('sv')})`, en: `${said.en} (${list('en')})` };
}

function noteIssues(source: SourceCoverage): Telling[] {
  return source.notes.flatMap((note) => {
    const said = notes[note];
    if (!said) return [];
    if (note === 'records-withheld') return [issue(source, withheldSaid(source, said))];
    if (note === 'translated') return [issue(source, translationSaid(source, said))];
    const more = detailOf(note, source);
    return [issue(source, { ...said, sv: said.sv + more, en: said.en + more })];
  });
}

/** What the configuration tells of the source, for the notes that are about it. */
function detailOf(note: CoverageNote, { deliversFrom, lifecycleText }: SourceCoverage): string {
  if (note === 'delivers-from') return deliversFrom ? ` ${deliversFrom}` : '';
  const isLifecycle = note === 'source-read-only' || note === 'source-archive';
  return isLifecycle && lifecycleText ? ` (${lifecycleText})` : '';
}

/** What could not be told in the asked version, by its elements and in how many records. */
function translationSaid(source: SourceCoverage, said: Said): Said {
  const translated = 'translated' in source ? source.translated : undefined;
  const version = translated ? ` (${translated.from.replace(':', ' ')})` : '';
  const lost = Object.entries(translated?.lost ?? {}).map(([path, records]) => `${path} (${records})`);
  if (lost.length === 0) return { ...said, sv: said.sv + version, en: said.en + version };
  const list = lost.join(', ');
  return {
    code: 'incomplete',
    severity: 'warning',
    sv: `${said.sv}${version}; kunde inte återges (antal uppgifter): ${list}`,
    en: `${said.en}${version}; could not be carried over (number of records): ${list}`,
  };
}

function issue({ name, source }: SourceCoverage, { severity, code, sv, en }: Said): Telling {
  const who = `${name} (${source})`;
  return { severity, code, details: { text: `${who} ${sv}. / ${who} ${en}.` } };
}
