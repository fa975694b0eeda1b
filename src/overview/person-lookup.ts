import type { PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { isTestIdentity, parsePatientId } from '../identities/index.ts';
import type { Person } from '../persons/index.ts';
import type { OverviewAnswer, OverviewParts, OverviewRequest } from './overview.ts';

export type PersonRequest = Pick<OverviewRequest, 'correlationId' | 'caller' | 'actor' | 'face'> & {
  readonly patient: PatientId;
};

/** Undefined when nobody has the identity. */
export type PersonFound = Pick<OverviewAnswer, 'delivered'> & { readonly person: Person | undefined };

/** What a caller needs permission for, at the bridge's own address. */
export const personContract = 'GetPersonsForProfile:5';

/**
 * Who is behind an identity, for a caller whose agreement makes it responsible (`gate: consumer`). When it resolves, the
 * access is durably on the log. Throws BridgeError: CALLER_NOT_PERMITTED, PATIENT_ID_INVALID, PATIENT_NOT_ALLOWED,
 * SOURCE_UNREACHABLE when the register does not answer, AUDIT_UNAVAILABLE.
 */
export type PersonLookup = (request: PersonRequest) => Promise<PersonFound>;

export function createPersonLookup({ config, permissions, persons, log }: OverviewParts): PersonLookup {
  const address = config.bridge.hsaId;

  return async ({ correlationId, caller, actor, face, patient: given }) => {
    const startedAt = Date.now();
    if (!(await permissions.mayCall(caller.hsaId, personContract, address)))
      throw new BridgeError('CALLER_NOT_PERMITTED');
    if (permissions.callerOf(caller.hsaId)?.gate !== 'consumer') throw new BridgeError('CALLER_NOT_PERMITTED');
    const patient = parsePatientId(given);
    const answer = await persons.person(patient, { correlationId });
    if (answer.status === 'unavailable')
      throw new BridgeError('SOURCE_UNREACHABLE', 'The person register does not answer.');
    const person = answer.status === 'known' ? answer.person : undefined;
    if (config.bridge.kind === 'production' && (person?.test || isTestIdentity(patient)))
      throw new BridgeError('PATIENT_NOT_ALLOWED');
    const filter = { patient, period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] };
    const { delivered } = await log({
      request: {
        correlationId,
        caller,
        actor,
        face,
        filter,
        contract: personContract,
        logicalAddress: address,
        originalConsumer: caller.hsaId,
        emergency: false,
      },
      records: [],
      coverage: [],
      sourcesAsked: config.persons ? [config.persons.logicalAddress] : [],
      withheld: new Map(),
      failures: [],
      outcome: person ? 'released' : 'empty',
      milliseconds: Date.now() - startedAt,
    });
    return { person, delivered };
  };
}
