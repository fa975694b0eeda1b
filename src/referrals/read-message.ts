import type { PatientId } from '../contracts/record.ts';
import type { ReferralContract, ReferralKind } from '../contracts/referrals/registry.ts';
import type { ReferralMajor } from '../contracts/referrals/types.ts';
import { BridgeError } from '../errors.ts';
import { identityKinds, parsePatientId } from '../identities/index.ts';
import type { XmlHandler } from '../xml/index.ts';
import { consultationNamespace, hsaIdIn, readConsultation } from './consultation.ts';
import { confirmationTypes, outcomeTypes, type ReferralMessage, versionReasons } from './message.ts';
import { createPlacesReader, type Found } from './places.ts';
import { ReferralRefused } from './refused.ts';

/** A message as far as it is read, or why it is not taken. */
export type ReadReferral = ReferralMessage | ReferralRefused;

const messageElements = {
  ProcessRequest: 'request',
  ProcessRequestConfirmation: 'requestConfirmation',
  ProcessRequestOutcome: 'requestOutcome',
} as const;

const kinds: Readonly<Record<(typeof messageElements)[keyof typeof messageElements], ReferralKind>> = {
  request: 'request',
  requestConfirmation: 'confirmation',
  requestOutcome: 'outcome',
};

const places: ReadonlySet<string> = new Set([
  'requestId@extension',
  'requestConfirmationId@extension',
  'requestOutcomeId@extension',
  'typeOfRequest@code',
  'typeOfRequestConfirmation@code',
  'typeOfRequestOutcome@code',
  'versionNumber',
  'requestVersionNumber',
  'reasonForVersion/typeOfReason@code',
  'patient/personId@root',
  'patient/personId@extension',
  'requestOrganisation/careUnitId@extension',
  'confirmingOrganisation/careUnitId@extension',
  'respondingOrganisation/careUnitId@extension',
  'author/healthcareProfessional/id@extension',
  'recipient/organisation/careUnitId@extension',
  'forwardingRecipient/organisation/careUnitId@extension',
]);

/** Longest id of the contract. */
const longestId = 256;

/**
 * Reads what delivery needs of one message in the body of a contract (`clinicalprocess:activity:request`). `end`: where
 * its root element ends.
 */
export function createReferralReader(
  { name, major }: ReferralContract,
  done: (read: ReadReferral, end: number) => void,
): XmlHandler {
  const local = messageElements[name as keyof typeof messageElements];
  const namespace = `urn:riv:clinicalprocess:activity:request:${major}`;
  return createPlacesReader({ namespace, local, places, extension: consultationNamespace }, (found, end) => {
    done(messageOrRefusal(kinds[local], major as ReferralMajor, found), end);
  });
}

function messageOrRefusal(kind: ReferralKind, major: ReferralMajor, found: Found): ReadReferral {
  try {
    if (found.messages !== 1) throw new ReferralRefused({ rule: 'The body must hold exactly one message.' });
    return messageIn(kind, major, found);
  } catch (thrown) {
    if (thrown instanceof ReferralRefused) return thrown;
    throw thrown;
  }
}

function messageIn(kind: ReferralKind, major: ReferralMajor, found: Found): ReferralMessage {
  const common = {
    major,
    requestId: id(found, 'requestId@extension'),
    version: versionIn(only(found, kind === 'request' ? 'versionNumber' : 'requestVersionNumber')),
    patient: patientIn(found),
    to: unit(found, 'recipient/organisation'),
    attachments: found.counts.get('attachment') ?? 0,
  };
  if (kind === 'request') return { ...common, kind, ...requestIn(found) };
  if (kind === 'confirmation') return { ...common, kind, ...confirmationIn(found) };
  return {
    ...common,
    kind,
    id: id(found, 'requestOutcomeId@extension'),
    type: oneOf(outcomeTypes, found, 'typeOfRequestOutcome@code'),
    from: unit(found, 'respondingOrganisation'),
  };
}

function requestIn(found: Found) {
  const { counts, extensions } = found;
  const reason = oneOf(versionReasons, found, 'reasonForVersion/typeOfReason@code');
  demand(only(found, 'typeOfRequest@code').trim() === '4', 'typeOfRequest must be 4.');
  demand(reason !== 'VR' || counts.has('intermediaryParticipant'), 'A forwarded request names who forwarded it.');
  demand(extensions.length <= 1, 'A request holds at most one consultation.');
  const consultation = extensions[0] && readConsultation(extensions[0]);
  return { reason, from: unit(found, 'requestOrganisation'), consultation };
}

function confirmationIn(found: Found) {
  const type = oneOf(confirmationTypes, found, 'typeOfRequestConfirmation@code');
  const author = optional(found, 'author/healthcareProfessional/id@extension');
  demand(
    (type === 'VID') === found.counts.has('forwardingRecipient'),
    'forwardingRecipient belongs to a confirmation of type VID, and to it alone.',
  );
  return {
    id: id(found, 'requestConfirmationId@extension'),
    type,
    from: unit(found, 'confirmingOrganisation'),
    author: author === undefined ? undefined : hsaIdIn(author, 'author/healthcareProfessional/id'),
    forwardedTo: type === 'VID' ? unit(found, 'forwardingRecipient/organisation') : undefined,
  };
}

function unit(found: Found, place: string): string {
  return hsaIdIn(only(found, `${place}/careUnitId@extension`), place);
}

/** Throws ReferralRefused, with PR004 for a kind of identity that nobody here knows. */
function patientIn(found: Found): PatientId {
  const type = only(found, 'patient/personId@root').trim();
  const given = only(found, 'patient/personId@extension');
  try {
    return parsePatientId({ id: given, type });
  } catch (thrown) {
    if (!(thrown instanceof BridgeError)) throw thrown;
    const isNational = Object.values(identityKinds).some((kind) => kind === type);
    throw new ReferralRefused(
      isNational ? { rule: `patient/personId: ${thrown.detail ?? 'not valid.'}` } : { subCode: 'PR004' },
    );
  }
}

function id(found: Found, place: string): string {
  const given = only(found, place).trim();
  demand(given !== '' && given.length <= longestId, `${place} must have at most ${longestId} characters, and one.`);
  return given;
}

function versionIn(given: string): number {
  const version = given.trim();
  demand(/^0*[1-9][0-9]{0,8}$/.test(version), 'The version number must be a whole number from 1.');
  return Number(version);
}

function oneOf<const Value extends string>(values: readonly Value[], found: Found, place: string): Value {
  const given = only(found, place).trim();
  const value = values.find((one) => one === given);
  demand(value !== undefined, `${place} must be one of ${values.join(', ')}.`);
  return value;
}

/** Two are refused rather than one chosen: the receiver might choose the other. */
function only(found: Found, place: string): string {
  const value = optional(found, place);
  demand(value !== undefined, `${place} is missing.`);
  return value;
}

function optional({ values }: Found, place: string): string | undefined {
  const [value, second] = values.get(place) ?? [];
  demand(second === undefined, `${place} occurs more than once.`);
  return value;
}

function demand(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new ReferralRefused({ rule });
}
