import type { Bundle, Consent } from 'fhir/r4';
import { type AccessFacts, seenFrom } from '../../../access/index.ts';
import type { Registrations } from '../../../access/registrations.ts';
import { type AccessLog, actEntry } from '../../../audit/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import { namedProvider, successionsOf } from '../../../hsa/index.ts';
import type { AnswerNote } from '../../../overview/index.ts';
import { identitiesFrom } from '../../../overview/patient.ts';
import type { PersonRegister } from '../../../persons/index.ts';
import { answerIssues } from '../answer-issues.ts';
import type { Identities } from '../identities.ts';
import { ignoredIssues, outcomeWith } from '../operation-outcome.ts';
import { patientReference } from '../patient-reference.ts';
import { outcomeEntry } from '../search/bundle.ts';
import { patientIn } from '../search/patient.ts';
import type { Asking } from '../search/records.ts';
import { type Staff, type StaffParts, type StaffType, staffOf } from '../staff.ts';
import { consentOfAssertion, consentOfBlock } from './consent.ts';
import { readConsentQuery } from './parameters.ts';

export interface ConsentParts extends StaffParts {
  readonly accessLog: Pick<AccessLog, 'append'>;
  readonly facts: Pick<AccessFacts, 'relation'>;
  readonly registrations: Pick<Registrations, 'assertions' | 'blocks'>;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly identities: Identities;
}

interface Decisions {
  readonly decisions: readonly Consent[];
  /** Why there may be more of them. */
  readonly lacks: readonly AnswerNote[];
}

/**
 * What a patient has decided at the reader's own care provider: consents given and refused, and its own blocks, which
 * nobody else learns of. For clinicians who treat the patient now, and for the care provider's security officers. That
 * it was looked at is on the log before it is told. Throws NO_RELATION, SECURITY_SERVICE_UNAVAILABLE, and what
 * {@link staffOf} throws.
 */
export function consents(parts: ConsentParts): StaffType {
  const { config, registrations, persons, identities } = parts;
  const successions = successionsOf(config);

  async function decisionsOf(patient: PatientId, asking: Asking, action: string): Promise<Decisions> {
    asking.patientKnown(patient);
    const staff = await staffOf(parts, ['clinician', 'security-officer'], asking);
    const known = await persons.person(patient, { correlationId: asking.correlationId });
    const { identities: patients, notes } = identitiesFrom(patient, known);
    const isOfficer = staff.roles.includes('security-officer');
    if (!isOfficer) await demandRelation(staff, patients);
    const from = isOfficer ? undefined : staff.assignment.careUnit?.hsaId;
    const question = { patients, careProvider: staff.assignment.careProvider.hsaId };
    const [assertions, blocks] = await Promise.all([
      registrations.assertions(question),
      registrations.blocks(question),
    ]);
    await parts.accessLog.append(lookedAt(staff, patients, action));
    const reference = patientReference(patient, identities);
    const idOf = (id: string) => identities.resourceId(patient, 'Consent:1', [id]);
    const now = new Date();
    const decisions = [
      ...seenFrom(from, assertions, successions, now)
        .filter(({ kind }) => kind === 'given' || kind === 'refused')
        .map((one) => consentOfAssertion(idOf(one.id), reference, one, now)),
      ...seenFrom(from, blocks, successions, now).map((one) => consentOfBlock(idOf(one.id), reference, one, now)),
    ];
    return { decisions, lacks: notes.filter((note) => note === 'identities-unverified') };
  }

  async function demandRelation({ actor, assignment }: Staff, patients: readonly PatientId[]): Promise<void> {
    const careUnit = assignment.careUnit?.hsaId;
    const place = { employee: actor.hsaId, careProvider: namedProvider(assignment), careUnit };
    const relation = await parts.facts.relation(place, patients, new Date());
    if (!relation.known) throw new BridgeError('SECURITY_SERVICE_UNAVAILABLE', relation.reason);
    if (relation.value.state !== 'current') throw new BridgeError('NO_RELATION');
  }

  function lookedAt({ call, assignment }: Staff, [patient, ...linked]: readonly PatientId[], action: string) {
    const { name, kind } = config.bridge;
    const { careProvider, careUnit, commission } = assignment;
    return actEntry(
      { name, kind },
      {
        ...call,
        action,
        activity: 'Läsa',
        purpose: commission.purpose,
        reader: { careProvider: careProvider.hsaId, careUnit: careUnit?.hsaId },
        patient,
        ...(linked.length > 0 && { linked }),
      },
    );
  }

  return {
    async search(params, strict, asking): Promise<Bundle> {
      const { ignored, satisfies } = readConsentQuery(params, strict);
      const patient = patientIn(params, false, identities);
      const { decisions, lacks } = await decisionsOf(patient, asking, 'consent:search');
      const found = decisions.filter(satisfies);
      const url = `${asking.baseUrl}/Consent`;
      const entry = [
        ...found.map((resource) => ({
          fullUrl: `${url}/${resource.id}`,
          resource,
          search: { mode: 'match' as const },
        })),
        ...outcomeEntry(
          outcomeWith([...answerIssues(lacks), ...ignoredIssues(ignored)], undefined, asking.correlationId),
        ),
      ];
      return {
        resourceType: 'Bundle',
        type: 'searchset',
        ...(lacks.length === 0 && { total: found.length }),
        // By opaque id only: the link may be kept where a number may not.
        link: [{ relation: 'self', url: `${url}?patient=Patient/${identities.patientId(patient)}` }],
        entry: entry.length > 0 ? entry : undefined,
      };
    },
    async read(id, asking) {
      const sealed = identities.resourceOfId(id);
      const patient = sealed?.contractName === 'Consent' ? sealed.patient : undefined;
      const all = patient && (await decisionsOf(patient, asking, 'consent:read'));
      const found = all?.decisions.find((one) => one.id === id);
      if (!found) throw new BridgeError('NOT_FOUND');
      return found;
    },
  };
}
