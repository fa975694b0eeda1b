import type { PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { isTestIdentity, parsePatientId } from '../identities/index.ts';
import type { Person } from '../persons/index.ts';
import { createAdmit } from './admit.ts';
import type { OverviewAnswer, OverviewParts, OverviewRequest } from './overview.ts';
import { identitiesFrom } from './patient.ts';

export type PersonRequest = Pick<OverviewRequest, 'correlationId' | 'caller' | 'actor' | 'face'> & {
  readonly patient: PatientId;
};

/** Undefined when nobody has the identity. */
export type PersonFound = Pick<OverviewAnswer, 'delivered'> & { readonly person: Person | undefined };

/** What a caller needs permission for, at the bridge's own address. */
export const personContract = 'GetPersonsForProfile:5';

/**
 * Who is behind an identity, for a reader whom the gate lets in; not for citizen services. When it resolves, the access is
 * durably on the log. Throws BridgeError: CALLER_NOT_PERMITTED, PATIENT_ID_INVALID, PATIENT_NOT_ALLOWED, SOURCE_UNREACHABLE
 * when the register does not answer, AUDIT_UNAVAILABLE; AccessRefused.
 */
export type PersonLookup = (request: PersonRequest) => Promise<PersonFound>;

export function createPersonLookup(parts: OverviewParts): PersonLookup {
  const { config, permissions, persons, log } = parts;
  const address = config.bridge.hsaId;
  const admit = createAdmit(parts);

  return async ({ correlationId, caller, actor, face, patient: given }) => {
    const startedAt = Date.now();
    if (!(await permissions.mayCall(caller.hsaId, personContract, address)))
      throw new BridgeError('CALLER_NOT_PERMITTED');
    if (permissions.callerOf(caller.hsaId)?.gate === 'patient') throw new BridgeError('CALLER_NOT_PERMITTED');
    const patient = parsePatientId(given);
    const answer = await persons.person(patient, { correlationId });
    if (answer.status === 'unavailable')
      throw new BridgeError('SOURCE_UNREACHABLE', 'The person register does not answer.');
    const behind = identitiesFrom(patient, answer);
    const { identities, person } = behind;
    if (config.bridge.kind === 'production' && (person?.test || isTestIdentity(patient)))
      throw new BridgeError('PATIENT_NOT_ALLOWED');
    const request = {
      correlationId,
      caller,
      actor,
      face,
      filter: { patient, period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] },
      contract: personContract,
      logicalAddress: address,
      originalConsumer: caller.hsaId,
    } as const;
    const admission = await admit(request, behind, startedAt);
    const { delivered } = await log({
      request,
      records: [],
      coverage: [],
      sourcesAsked: config.persons ? [config.persons.logicalAddress] : [],
      withheld: new Map(),
      failures: [],
      outcome: person ? 'released' : 'empty',
      milliseconds: Date.now() - startedAt,
      patients: identities,
      admission,
    });
    return { person, delivered };
  };
}
