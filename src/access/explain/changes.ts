import { carePurpose } from '../../hsa/model.ts';
import type { SeenRecord } from '../decide-record.ts';
import type { Locality } from '../decision.ts';
import type { BlockState, Consent, Fact } from '../facts.ts';
import type { Circumstances } from '../gatekeeper.ts';
import { opens, rightFor } from '../rights.ts';

/** A reading, and a record of it where the decision is about one. */
export interface Situation {
  readonly circumstances: Circumstances;
  readonly record: SeenRecord | undefined;
}

/** What could be otherwise. The same situation comes back where the change does not apply. */
type Change = (situation: Situation) => Situation;

/**
 * Everything that somebody could rightly do about a no, in the order in which one would rather do it. What nobody may do
 * is not here: to read blocked information without its being lifted, or for a purpose that the law shuts out.
 */
export const changes = {
  'connect-caller': inCircumstances((now) => ({ ...now, connected: true })),
  'name-reader': inReader((reader) => ({ employee: reader.employee ?? somebody })),
  'stronger-sign-in': inReader((reader, { assurance }) =>
    (reader.assurance ?? 0) < assurance ? { assurance } : undefined,
  ),
  'ask-again': askAgain,
  'assignment-in-force': inCircumstances((now) => ({
    ...now,
    assignment: now.assignment?.known === false ? now.assignment : known(now, true),
    reader: { ...now.reader, commission: now.reader.commission ?? somebody, careUnit: now.reader.careUnit ?? somebody },
  })),
  'care-assignment': inReader(() => ({ purpose: carePurpose })),
  'right-added': addRight,
  'identity-corrected': inCircumstances((now) => ({ ...now, patientIdValid: true })),
  'relation-registered': inCircumstances((now) =>
    now.relation?.known && now.relation.value.state !== 'current'
      ? { ...now, relation: known(now, { ...now.relation.value, state: 'current' }) }
      : now,
  ),
  'second-step': inConsent((consent) =>
    consent.state === 'emergency' || consent.state === 'incapable' ? { opened: true } : undefined,
  ),
  'consent-registered': inConsent(({ state }, { emergencyStated }) =>
    state === 'refused' || emergencyStated ? undefined : { state: 'given' },
  ),
  'patient-says-yes': inConsent(({ state }, { emergencyStated }) =>
    state === 'refused' && !emergencyStated ? { state: 'given' } : undefined,
  ),
  'emergency-registered': inConsent((_consent, { emergencyStated }) =>
    emergencyStated ? { state: 'emergency', opened: true } : undefined,
  ),
  'own-block-lifted': lift('own-provider', 'own-unit'),
  'others-block-lifted': lift('other-provider'),
  'choice-made': inCircumstances((now) => ({ ...now, choice: true })),
  'approved-for-patient': inRecord((record) => ({ ...record, approvedForPatient: true })),
  'owner-stated': inRecord((record) => ({ ...record, locality: record.locality ?? 'other-provider' })),
} as const satisfies Readonly<Record<string, Change>>;

export type ChangeId = keyof typeof changes;
export const changeIds = Object.keys(changes) as readonly ChangeId[];

/** Stands for whatever HSA-id it would be. */
const somebody = 'somebody';

function known<Value>({ at }: Circumstances, value: Value): Fact<Value> {
  return { known: true, value, asOf: at, from: 'bridge' };
}

function inCircumstances(change: (now: Circumstances) => Circumstances): Change {
  return ({ circumstances, record }) => ({ circumstances: change(circumstances), record });
}

function inReader(
  change: (reader: Circumstances['reader'], now: Circumstances) => Partial<Circumstances['reader']> | undefined,
): Change {
  return inCircumstances((now) => ({ ...now, reader: { ...now.reader, ...change(now.reader, now) } }));
}

/** Patients do not consent to reading themselves; there it tells whether they are able to decide. */
function inConsent(change: (consent: Consent, now: Circumstances) => Partial<Consent> | undefined): Change {
  return inCircumstances((now) =>
    now.consent?.known && now.reader.gate === 'bridge'
      ? { ...now, consent: known(now, { ...now.consent.value, ...change(now.consent.value, now) }) }
      : now,
  );
}

function inRecord(change: (record: SeenRecord) => SeenRecord): Change {
  return ({ circumstances, record }) => ({ circumstances, record: record && change(record) });
}

/** Whoever could not answer answers, and as one would wish. */
function askAgain({ circumstances: now, record }: Situation): Situation {
  const relation = known(now, { state: 'current', id: undefined, until: undefined } as const);
  const consent = known(now, { ...bestConsent(now), assertionId: undefined, until: undefined });
  return {
    circumstances: {
      ...now,
      assignment: now.assignment?.known === false ? known(now, true) : now.assignment,
      relation: now.relation?.known ? now.relation : relation,
      consent: now.consent?.known ? now.consent : consent,
    },
    record: record && { ...record, blocks: record.blocks.known ? record.blocks : known(now, 'none') },
  };
}

function bestConsent({ reader, emergencyStated }: Circumstances): Pick<Consent, 'state' | 'opened'> {
  if (reader.gate === 'patient') return { state: 'none', opened: false };
  return emergencyStated ? { state: 'emergency', opened: true } : { state: 'given', opened: false };
}

function addRight({ circumstances: now, record }: Situation): Situation {
  const locality = record?.locality ?? 'other-provider';
  const { rights } = now.reader;
  if (opens(rights, now.contract, locality)) return { circumstances: now, record };
  const reader = { ...now.reader, rights: [...(rights ?? []), rightFor(now.contract, locality)] };
  return { circumstances: { ...now, reader }, record };
}

const lifted: Readonly<Partial<Record<BlockState, BlockState>>> = {
  inner: 'inner-lifted',
  outer: 'outer-lifted',
  blocked: 'outer-lifted',
};

function lift(...localities: readonly Locality[]): Change {
  return ({ circumstances, record }) => {
    if (!record?.locality || !localities.includes(record.locality) || !record.blocks.known)
      return { circumstances, record };
    const value = lifted[record.blocks.value] ?? record.blocks.value;
    return { circumstances, record: { ...record, blocks: known(circumstances, value) } };
  };
}
