import { carePurpose, samePurpose } from '../hsa/model.ts';
import type { Decision, Locality } from './decision.ts';
import type { Circumstances } from './gatekeeper.ts';
import { type Footing, footingAt } from './relation-rule.ts';
import { opens, rightFor, toText } from './rights.ts';
import { permit, refuse } from './verdicts.ts';

export const localities = ['own-unit', 'own-provider', 'other-provider'] as const satisfies readonly Locality[];

/**
 * Whether anything may be asked for at all: channel, user, assignment, purpose, rights, patient, relation, in that
 * order; the first that fails decides. What a permit shows is decided record by record, see decide-record.ts.
 * Pure and total.
 */
export function decideAdmission(circumstances: Circumstances): Decision {
  return (
    decideChannel(circumstances) ??
    decideUser(circumstances) ??
    decideAssignment(circumstances) ??
    decidePurpose(circumstances) ??
    decidePatient(circumstances) ??
    decideEmergency(circumstances) ??
    decideRelation(circumstances)
  );
}

function decideChannel(circumstances: Circumstances): Decision | undefined {
  return circumstances.connected ? undefined : refuse(circumstances, 'channel/not-connected');
}

function decideUser(circumstances: Circumstances): Decision | undefined {
  const { reader, assurance } = circumstances;
  if (reader.gate !== 'bridge') return undefined;
  if (reader.employee === undefined) return refuse(circumstances, 'user/not-named');
  if (reader.assurance !== undefined && reader.assurance >= assurance) return undefined;
  return refuse(circumstances, 'user/assurance-too-low', `LoA ${reader.assurance ?? '?'} < ${assurance}`);
}

function decideAssignment(circumstances: Circumstances): Decision | undefined {
  const { reader, assignment } = circumstances;
  if (reader.gate !== 'bridge') return undefined;
  if (assignment?.known === false) return refuse(circumstances, 'assignment/unknown');
  const named = reader.commission !== undefined && reader.careUnit !== undefined;
  return named && assignment?.value ? undefined : refuse(circumstances, 'assignment/not-in-force');
}

function decidePurpose(circumstances: Circumstances): Decision | undefined {
  const { reader, contract } = circumstances;
  if (reader.gate === 'patient') return undefined;
  if (!samePurpose(reader.purpose.trim(), carePurpose)) return refuse(circumstances, 'purpose/not-care');
  if (reader.gate !== 'bridge' || localities.some((locality) => opens(reader.rights, contract, locality)))
    return undefined;
  return refuse(circumstances, 'right/missing', toText(rightFor(contract, 'other-provider')));
}

function decidePatient(circumstances: Circumstances): Decision | undefined {
  return circumstances.patientIdValid ? undefined : refuse(circumstances, 'patient/identity-malformed');
}

/** Looked at where there is some relation: without any, the refusal is for that. */
function decideEmergency(circumstances: Circumstances): Decision | undefined {
  const { reader, consent, emergencyStated } = circumstances;
  const footing = firmest(circumstances);
  if (reader.gate !== 'bridge' || !emergencyStated || footing === 'unknown' || footing === 'none') return undefined;
  if (!consent?.known) return refuse(circumstances, 'consent/unknown');
  const { state, inEmergency = false } = consent.value;
  return state === 'emergency' || inEmergency ? undefined : refuse(circumstances, 'emergency/not-registered');
}

/**
 * A protected identity is shown on no weaker ground than a current relation. It is looked at after the relation, so that
 * nobody without one is told that the identity is protected.
 */
function decideRelation(circumstances: Circumstances): Decision {
  const footing = firmest(circumstances);
  if (footing === 'unknown') return refuse(circumstances, 'relation/unknown');
  if (footing === 'none') return refuse(circumstances, 'relation/none');
  const firm = footing === 'current' || footing === 'asked-elsewhere';
  if (circumstances.patientProtected && !firm) return refuse(circumstances, 'patient/protected');
  if (footing === 'asked-elsewhere')
    return circumstances.reader.gate === 'patient'
      ? permit(circumstances, 'admitted/patient', 'patientReads')
      : permit(circumstances, 'admitted/caller-answers', 'consent');
  return permit(circumstances, `admitted/relation-${footing}`, footing === 'stated-need' ? 'careNeed' : 'consent');
}

function firmest(circumstances: Circumstances): Footing {
  const footings = localities.map((locality) => footingAt(circumstances, locality));
  const order = ['asked-elsewhere', 'unknown', 'current', 'certificate', 'stated-need'] as const;
  return order.find((footing) => footings.includes(footing)) ?? 'none';
}
