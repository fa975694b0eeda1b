import { decideAdmission } from '../access/decide-admission.ts';
import { foresee } from '../access/decide-record.ts';
import { type Audience, explain } from '../access/explain/explain.ts';
import { explanationText, type Language } from '../access/explain/words.ts';
import type { Circumstances } from '../access/gatekeeper.ts';
import { errorCatalogue } from '../errors.ts';
import type { LoggedDecision, StoredEntry } from './entry.ts';

export const audiences = ['clinician', 'engineer', 'officer'] as const satisfies readonly Audience[];

/** Why something was shown or not, for one who may ask, in her language. */
export interface Why {
  /** Id of the entry. */
  readonly id: string;
  readonly at: string;
  readonly outcome: StoredEntry['outcome'];
  readonly code: StoredEntry['code'];
  /** Row of the rule set; undefined where nothing was decided, as for a refused certificate. */
  readonly rule: string | undefined;
  /** The rules of that day. */
  readonly ruleSet: string | undefined;
  readonly ground: string | undefined;
  readonly reason: string;
  /** The fewest changes that would have made it a yes, all of them together. */
  readonly changes: readonly string[];
  /** What it was decided on, as far as the asker may know. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Of records, by rule; how many, and what was not told of at all, only to officers. */
  readonly records: readonly WhyRecords[];
}

interface WhyRecords {
  readonly rule: string;
  readonly reason: string;
  readonly changes: readonly string[];
  readonly count: number | undefined;
}

/** Explains by the rules of the entry’s own day, which its circumstances name. No patient is in it. */
export function whyOf(entry: StoredEntry, audience: Audience, language: Language): Why {
  const { id, at, outcome, decision } = entry;
  const code = decision?.code ?? entry.code;
  const circumstances = decision && circumstancesIn(decision);
  const told = circumstances && explanationText(explain(circumstances, decision.rule), audience, language);
  return {
    id,
    at,
    outcome,
    code,
    rule: decision?.rule,
    ruleSet: decision?.ruleSet,
    ground: decision?.ground,
    reason: told?.reason ?? plainReason(code, language),
    changes: told?.changes ?? (code === undefined ? [] : [errorCatalogue[code].remedy]),
    inputs: decision ? redacted(decision.inputs, audience) : {},
    records: circumstances ? recordsOf(decision, circumstances, audience, language) : [],
  };
}

/** Undefined where the entry was narrowed to what another care provider may see of it. */
function circumstancesIn({ inputs }: LoggedDecision): Circumstances | undefined {
  // Written by this program from the same type, and proved by the log.
  return 'reader' in inputs ? (inputs as unknown as Circumstances) : undefined;
}

function plainReason(code: StoredEntry['code'], language: Language): string {
  if (code !== undefined) return errorCatalogue[code][language];
  return language === 'sv' ? 'Det var tillåtet.' : 'It was permitted.';
}

/** Officers are told what became of the records there were; others no more than the answer itself told them. */
function recordsOf(
  { records = [], told = [] }: LoggedDecision,
  circumstances: Circumstances,
  audience: Audience,
  language: Language,
): WhyRecords[] {
  const explained = (rule: string, count?: number): WhyRecords[] => {
    const text = explanationText(explain(circumstances, rule), audience, language);
    return text ? [{ rule, ...text, count }] : [];
  };
  if (audience === 'officer') return records.flatMap(({ rule, count }) => explained(rule, count));
  const known = records.filter(({ shown }) => shown === 'content' || told.includes(indicatorOf[shown] ?? ''));
  const rules = new Set([...known.map(({ rule }) => rule), ...lackingRules(circumstances)]);
  return [...rules].flatMap((rule) => explained(rule));
}

/** What has to have been told, before a reason why something was shown that way tells no more. */
const indicatorOf: Readonly<Record<string, string>> = {
  'unblocked-exists': 'unblocked-exists',
  'holder-named': 'unblocked-exists',
  'blocked-exists': 'blocked-exists',
  'blocker-named': 'blocked-exists',
};

/** What every answer to the reader says is lacking, whether there is any record or not. */
function lackingRules(circumstances: Circumstances): string[] {
  if (circumstances.reader.gate !== 'bridge' || decideAdmission(circumstances).outcome === 'deny') return [];
  return Object.values(foresee(circumstances)).flatMap(({ shown, code, rule }) =>
    shown === 'nothing' && code !== undefined ? [rule] : [],
  );
}

/** Facts about the patient: that they were had, from whom and when is enough to find a fault. */
const ofPatient = ['relation', 'consent'];
/** What the reader wrote helps nobody to find one. */
const ofNoEngineer = ['statedNeed'];
/**
 * Which masters answered about blocks, and what was lifted, tells where the patient has been in care; that the identity is
 * protected is told to nobody who was refused for lack of a relation.
 */
const ofOfficers = ['blocks', 'lifts', 'patientProtected'];

function redacted(inputs: LoggedDecision['inputs'], audience: Audience): Readonly<Record<string, unknown>> {
  if (audience === 'officer') return inputs;
  const hidden = audience === 'engineer' ? [...ofOfficers, ...ofNoEngineer] : ofOfficers;
  const shown = Object.entries(inputs).filter(([name]) => !hidden.includes(name));
  if (audience === 'clinician') return Object.fromEntries(shown);
  return Object.fromEntries(
    shown.map(([name, value]) => [name, ofPatient.includes(name) ? withoutValue(value) : value]),
  );
}

function withoutValue(fact: unknown): unknown {
  return fact !== null && typeof fact === 'object' ? { ...fact, value: undefined } : fact;
}
