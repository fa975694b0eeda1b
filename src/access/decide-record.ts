import type { RecordHeader } from '../contracts/record.ts';
import { localities } from './decide-admission.ts';
import type { Decision, Locality, RefusalCode } from './decision.ts';
import type { BlockState, Consent, Fact } from './facts.ts';
import type { Circumstances } from './gatekeeper.ts';
import { isOwnProvider, isOwnUnit, isVeryUnit } from './merged.ts';
import type { Reader } from './reader.ts';
import { footingAt } from './relation-rule.ts';
import { opens, rightFor, toText } from './rights.ts';
import type { Line } from './rules/record-rules.ts';
import { permit, refuse, rulesFor } from './verdicts.ts';

/** Of a record, what the decision looks at beside the blocks. */
export type Owner = Pick<RecordHeader, 'careProvider' | 'careUnit' | 'approvedForPatient'>;

/** A record as the decision sees it, whoever it belongs to. What goes onto the log of a rule leads back to it. */
export interface SeenRecord {
  /** Undefined where the record does not say whose it is. */
  readonly locality: Locality | undefined;
  readonly blocks: Fact<BlockState>;
  readonly approvedForPatient: boolean;
}

/** `isOthersStill`: the record is judged as another care provider's although that has merged with the reader's. */
export function decideRecord(
  circumstances: Circumstances,
  owner: Owner,
  blocks: Fact<BlockState>,
  isOthersStill = false,
): Decision {
  const { approvedForPatient } = owner;
  const locality = isOthersStill ? 'other-provider' : localityBehind(blocks, circumstances.reader, owner);
  return decideSeen(circumstances, { locality, blocks, approvedForPatient });
}

/** A unit that has gone up in the reader's own is another one to the blocks that stand around it. */
function localityBehind(blocks: Fact<BlockState>, reader: Reader, owner: Owner): Locality | undefined {
  const locality = localityOf(reader, owner);
  const isVery = owner.careUnit !== undefined && isVeryUnit(reader, owner.careUnit);
  return locality === 'own-unit' && !isVery && blocks.known && blocks.value !== 'none' ? 'own-provider' : locality;
}

/**
 * What an unblocked record would come to at each distance. Tells what is lacking (a right, a consent, a choice) without
 * saying whether there is any record, so that it may be said in every answer.
 */
export function foresee(circumstances: Circumstances): Readonly<Record<Locality, Decision>> {
  const blocks: Fact<BlockState> = { known: true, value: 'none', asOf: circumstances.at, from: 'bridge' };
  const decisions = localities.map((locality) => [
    locality,
    decideSeen(circumstances, { locality, blocks, approvedForPatient: true }),
  ]);
  return Object.fromEntries(decisions) as Record<Locality, Decision>;
}

/** Why no record at some distance would be shown, whatever there is. */
export interface Lacking {
  readonly code: RefusalCode;
  /** The right that is missing … */
  readonly detail: string | undefined;
}

/** What the reader lacks, to be said in every answer: nothing that it keeps away may tell of itself. */
export function lackingIn(circumstances: Circumstances): readonly Lacking[] {
  const lacking = Object.values(foresee(circumstances)).flatMap(({ shown, code, detail }) =>
    shown === 'nothing' && code !== undefined ? [{ code, detail }] : [],
  );
  return lacking.filter(
    (one, index) => index === lacking.findIndex(({ code, detail }) => code === one.code && detail === one.detail),
  );
}

/**
 * What becomes of one record of an admitted reading: how far it is from the reader, right, relation, consent, blocks,
 * active choice, in that order; the first that fails decides. Pure and total; what is not known is a no.
 */
export function decideSeen(circumstances: Circumstances, record: SeenRecord): Decision {
  const { locality, blocks } = record;
  if (locality === undefined) return refuse(circumstances, 'record/owner-unknown');
  if (circumstances.reader.gate === 'patient') return decideForPatient(circumstances, record);
  return (
    decideRight(circumstances, locality) ??
    decideRelation(circumstances, locality) ??
    decideByTable(circumstances, locality, blocks)
  );
}

/** Undefined where the record does not say whose it is: it cannot be judged then. */
export function localityOf(reader: Reader, { careProvider, careUnit }: Owner): Locality | undefined {
  if (!careProvider || !careUnit) return undefined;
  if (!isOwnProvider(reader, careProvider)) return 'other-provider';
  return isOwnUnit(reader, careUnit) ? 'own-unit' : 'own-provider';
}

/** Patients read their own: no blocks, but not what was not meant for them (SVOD 2:6, 4:2). */
function decideForPatient(circumstances: Circumstances, { approvedForPatient }: SeenRecord): Decision {
  const { consent } = circumstances;
  if (!approvedForPatient) return refuse(circumstances, 'patient/not-approved');
  if (!consent?.known) return refuse(circumstances, 'consent/unknown');
  if (consent.value.state === 'incapable') return refuse(circumstances, 'patient/unable-to-decide');
  return permit(circumstances, 'patient/own-record', 'patientReads');
}

function decideRight(circumstances: Circumstances, locality: Locality): Decision | undefined {
  const { reader, contract } = circumstances;
  if (reader.gate !== 'bridge' || opens(reader.rights, contract, locality)) return undefined;
  return refuse(circumstances, `right/missing-${locality}`, toText(rightFor(contract, locality)));
}

function decideRelation(circumstances: Circumstances, locality: Locality): Decision | undefined {
  const footing = footingAt(circumstances, locality);
  if (footing === 'unknown') return refuse(circumstances, 'relation/unknown');
  if (footing !== 'none') return undefined;
  return refuse(circumstances, `relation/none-${locality}`);
}

function decideByTable(circumstances: Circumstances, locality: Locality, blocks: Fact<BlockState>): Decision {
  const line = lineOf(circumstances, locality);
  if (line === undefined) return refuse(circumstances, 'consent/unknown');
  if (!blocks.known) return refuse(circumstances, 'blocks/unknown');
  const { id, records } = rulesFor(circumstances);
  const { shown, code, ground } = records[line][blocks.value];
  const rule = `${line}/${blocks.value === 'none' ? 'no-block' : blocks.value}`;
  if (shown !== 'content') return { outcome: 'deny', shown, code, rule, ruleSet: id, ground, detail: undefined };
  return (
    decideChoice(circumstances, locality) ?? {
      outcome: 'permit',
      shown,
      code,
      rule,
      ruleSet: id,
      ground,
      detail: undefined,
    }
  );
}

/** Undefined where the consent would have to be known. Inside a care provider it only matters as emergency. */
function lineOf(circumstances: Circumstances, locality: Locality): Line | undefined {
  const { reader, consent } = circumstances;
  if (locality === 'own-unit') return 'own-unit';
  if (locality === 'own-provider') return `own-provider/${ownProviderGround(circumstances)}`;
  const asserted = consent?.known ? consent.value : undefined;
  if (reader.gate === 'consumer') return 'other-provider/caller-answers';
  if (asserted === undefined) return undefined;
  return reader.socialCare
    ? `other-provider/social-care-${socialGround(asserted)}`
    : `other-provider/${ground(asserted)}`;
}

function ownProviderGround(circumstances: Circumstances) {
  const { reader, consent } = circumstances;
  if (reader.socialCare || !consent?.known || consent.value.state !== 'emergency') return 'ordinary';
  return footingAt(circumstances, 'own-provider') === 'current'
    ? (`emergency-${step(consent.value)}` as const)
    : 'ordinary';
}

function ground(consent: Consent) {
  switch (consent.state) {
    case 'emergency':
      return `emergency-${step(consent)}` as const;
    case 'child':
      return 'child';
    default:
      return commonGround(consent.state, consent);
  }
}

/** Social care has no emergency access, and children are not excepted there (SVOD 3:2, 3:4). */
function socialGround(consent: Consent) {
  const { state } = consent;
  return commonGround(state === 'emergency' || state === 'child' ? 'none' : state, consent);
}

function commonGround(state: 'none' | 'given' | 'refused' | 'incapable', consent: Consent) {
  return state === 'incapable' ? (`incapable-${step(consent)}` as const) : (`consent-${state}` as const);
}

function step({ opened }: Consent) {
  return opened ? 'opened' : 'declared';
}

/** The own unit's records are shown at once; opening an emergency is a choice in itself. */
function decideChoice(circumstances: Circumstances, locality: Locality): Decision | undefined {
  const { reader, choice, consent } = circumstances;
  const chosen = choice || (consent?.known && consent.value.opened);
  if (reader.gate !== 'bridge' || locality === 'own-unit' || chosen) return undefined;
  return refuse(circumstances, `choice/not-made-${locality}`);
}
