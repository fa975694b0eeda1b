import type { Admission } from '../access/index.ts';
import { isOwnProvider } from '../access/merged.ts';
import { type Contract, contractById, type PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { isTestIdentity, parsePatientId, sameHsaId } from '../identities/index.ts';
import { span, startStep } from '../tracing/index.ts';
import { createAdmit } from './admit.ts';
import { inEmergency } from './emergency.ts';
import { withEngagements } from './engagements.ts';
import { type AskedUnder, underIdentities } from './identities.ts';
import type { OverviewParts, OverviewRequest } from './overview.ts';
import { identitiesFrom, type PatientIdentities } from './patient.ts';
import { isAsked, isSkipped, type Planned, planSources } from './plan.ts';

/** A question whose reader has been let in, and whom to ask. Nobody has been asked yet. */
export interface Prepared extends PatientIdentities {
  /** With the identity in canonical form. */
  readonly request: OverviewRequest;
  readonly contract: Contract;
  readonly admission: Admission;
  readonly asked: readonly AskedUnder[];
  readonly skipped: readonly Extract<Planned, { skip: unknown }>[];
  /** Whether the reader may be told that there is more than is shown. */
  readonly tells: boolean;
  /** Epoch milliseconds, as the other. */
  readonly startedAt: number;
  readonly deadline: number;
}

/** Permission → patient → gate → index. Throws as {@link Overview.ask} does; a refusal by the gate is on the log then. */
export function createPrepare(parts: OverviewParts): (request: OverviewRequest) => Promise<Prepared> {
  const { config, routing, permissions } = parts;
  const admit = createAdmit(parts);

  return async (given) => {
    const startedAt = Date.now();
    const contract = contractById(given.contract);
    if (!contract) throw new BridgeError('ADDRESS_UNKNOWN');
    const sources = await span('plan', {}, () => planSources(given, contract, { config, routing, permissions }));
    const patient = parsePatientId(given.filter.patient);
    const behind = await patientBehind(patient, given.correlationId);
    const { identities } = behind;
    const request = { ...given, filter: { ...given.filter, patient } };
    const admission = await admit(request, behind, startedAt);
    const isAggregate = sameHsaId(request.logicalAddress, config.bridge.hsaId);
    const concerned = underIdentities(sources, patient, identities, isAggregate);
    const { correlationId } = request;
    const asksIndex = isAggregate && !request.everySource && !inEmergency(admission);
    const asking = { lookup: parts.engagements, routing, contract, patients: identities, correlationId };
    const planned = asksIndex ? await withEngagements(concerned, asking) : concerned;
    tellOfSkipped(planned.filter(isSkipped), contract);
    return {
      ...behind,
      request,
      contract,
      admission,
      asked: planned.filter(isAsked),
      skipped: planned.filter(isSkipped),
      tells: tellsOfMore(request, planned, admission),
      startedAt,
      deadline: startedAt + config.overview.deadlineMs,
    };
  };

  async function patientBehind(given: PatientId, correlationId: string): Promise<PatientIdentities> {
    const refusesTests = config.bridge.kind === 'production';
    if (refusesTests && isTestIdentity(given)) throw new BridgeError('PATIENT_NOT_ALLOWED');
    const patient = identitiesFrom(given, await parts.persons.person(given, { correlationId }));
    if (refusesTests && patient.person?.test) throw new BridgeError('PATIENT_NOT_ALLOWED');
    return patient;
  }
}

/**
 * Whether the reader may be told that there is more than is shown. That says neither whose it is nor from when: so not
 * where the question itself is about one other care provider, one unit, contact or time.
 */
function tellsOfMore({ filter }: OverviewRequest, planned: readonly Planned[], admission: Admission): boolean {
  const { period, careUnits, careContacts, sourceSystem, specific } = filter;
  const narrows = period ?? sourceSystem ?? specific ?? careUnits[0] ?? careContacts[0];
  if (narrows !== undefined) return false;
  const [only, ...others] = planned.filter(isAsked);
  const { reader } = admission.circumstances;
  return only === undefined || others.length > 0 || isOwnProvider(reader, only.ask.careProvider);
}

/** A step for each reason, so that it is found why somebody is missing. */
function tellOfSkipped(skipped: Prepared['skipped'], { id: contract }: Contract): void {
  for (const [reason, together] of Map.groupBy(skipped, (each) => each.reason))
    startStep('not asked', { contract, reason, sources: together.map(({ skip }) => skip.hsaId) })?.end();
}
