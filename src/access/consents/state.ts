import { birthDateInNumber } from '../../identities/index.ts';
import { sameHsaId } from '../../identities/same-hsa-id.ts';
import type { Consent, ReaderPlace } from '../facts.ts';
import { mayBeChild } from '../may-be-child.ts';
import { isOwnProvider, isOwnUnit, isVeryUnit } from '../merged.ts';
import type { Assertion } from './assertion.ts';

const none: Consent = { state: 'none', assertionId: undefined, until: undefined, opened: false };

/**
 * What the assertions about one patient give a reader. The patient's own yes stands before what staff assert, else the
 * latest counts: a no after an emergency ends it, an emergency after a no is one.
 */
export function consentOf(assertions: readonly Assertion[], reader: ReaderPlace, at: Date): Consent {
  const inForce = assertions
    .filter((assertion) => concerns(assertion, reader) && isInForce(assertion, at))
    .sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1));
  const own = inForce.find(({ kind }) => kind === 'given' || kind === 'refused');
  const deciding = own?.kind === 'given' ? own : inForce[0];
  if (!deciding) return none;
  const { kind, id, end, opened, emergency } = deciding;
  const refusedSince = firstNoAfterYes(inForce);
  const inEmergency = kind === 'given' && inForce.some((one) => one.kind === 'emergency');
  return {
    state: kind,
    assertionId: id,
    until: end,
    ...(refusedSince && { refusedSince }),
    ...(inEmergency && { inEmergency }),
    opened: (opened ?? emergency?.opened ?? false) !== false,
  };
}

/** Of those in force, the latest first. */
function firstNoAfterYes(inForce: readonly Assertion[]): string | undefined {
  const lastYes = inForce.findIndex(({ kind }) => kind === 'given');
  const later = lastYes < 0 ? inForce : inForce.slice(0, lastYes);
  return later.findLast(({ kind }) => kind === 'refused')?.recordedAt;
}

/**
 * The same where another service is master: it says whether there is consent or an opened emergency. Kept here beside
 * it are the kinds that it does not know, and a no that is later than every yes registered here.
 */
export function consentBeside(
  foreign: Consent,
  assertions: readonly Assertion[],
  reader: ReaderPlace,
  at: Date,
): Consent {
  const all = consentOf(assertions, reader, at);
  const { state, refusedSince } = all;
  const inEmergency = foreign.state === 'given' && isEmergency(assertions, reader, at);
  if (state === 'refused' || (state === foreign.state && state !== 'none')) return all;
  if (foreign.state !== 'none')
    return { ...foreign, ...(refusedSince && { refusedSince }), ...(inEmergency && { inEmergency }) };
  return consentOf(assertions.filter(isKeptHereAlone), reader, at);
}

function isKeptHereAlone({ kind, emergency, opened }: Assertion): boolean {
  return kind === 'emergency' ? !emergency?.opened && !opened : kind !== 'given';
}

/**
 * The no that stands against a yes of the same patient: later, for the same unit, and for one of those for whom the yes is.
 * Undefined: none does.
 */
export function noAgainst(yes: Assertion, assertions: readonly Assertion[], at: Date): Assertion | undefined {
  const isFor = ({ careProvider, careUnit, employee }: Assertion): boolean =>
    sameHsaId(careProvider, yes.careProvider) &&
    sameHsaId(careUnit, yes.careUnit) &&
    (employee === undefined || yes.employee === undefined || sameHsaId(employee, yes.employee));
  return assertions.find(
    (one) => one.kind === 'refused' && one.recordedAt > yes.recordedAt && isInForce(one, at) && isFor(one),
  );
}

/** Whether an emergency is declared for the reader, also beside a yes of the patient's. */
export function isEmergency(assertions: readonly Assertion[], reader: ReaderPlace, at: Date): boolean {
  return assertions.some(
    (assertion) => assertion.kind === 'emergency' && concerns(assertion, reader) && isInForce(assertion, at),
  );
}

/** Whether anybody has registered that the patient is not merely temporarily unable to decide (SVOD 2:6). */
export function isUnableToDecide(assertions: readonly Assertion[], at: Date): boolean {
  return assertions.some((assertion) => assertion.kind === 'incapable' && isInForce(assertion, at));
}

/**
 * A yes for everybody at a unit is not one for another in which that has gone up; one for a person moves with her, and a
 * no is one for the whole.
 */
function concerns({ kind, careProvider, careUnit, employee }: Assertion, reader: ReaderPlace): boolean {
  const isReaders = kind === 'refused' || employee !== undefined ? isOwnUnit : isVeryUnit;
  return (
    isOwnProvider(reader, careProvider) &&
    isReaders(reader, careUnit) &&
    (employee === undefined || (reader.employee !== undefined && sameHsaId(employee, reader.employee)))
  );
}

/**
 * What was taken back does not count from the moment it is known, whatever the clocks of two processes say; nor does it
 * count that a child could not consent once she is none.
 */
function isInForce({ kind, patient, start, end, cancelled, deleted }: Assertion, at: Date): boolean {
  const time = at.getTime();
  if (kind === 'child' && !mayBeChild(birthDateInNumber(patient), at)) return false;
  return !cancelled && !deleted && Date.parse(start) <= time && (end === undefined || time < Date.parse(end));
}
