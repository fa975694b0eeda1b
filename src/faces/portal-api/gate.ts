import type { Assertion } from '../../access/consents/assertion.ts';
import type { Consent, Fact } from '../../access/facts.ts';
import type { AccessFacts, ReaderPlace } from '../../access/index.ts';
import { knownReader } from '../../access/known-reader.ts';
import { isLetIn, waysInFor } from '../../access/ways-in.ts';
import type { Config } from '../../config.ts';
import type { PatientId } from '../../contracts/index.ts';
import { type Directory, namedProvider } from '../../hsa/index.ts';
import { birthDateOf } from './birth-date.ts';
import { consentTerms } from './consent-terms.ts';
import { logLookedAt } from './looked-at.ts';
import { createNaming } from './naming.ts';
import { OfPatient, ownQuestion, ownUnit, type RegisterParts } from './register-parts.ts';
import { actorOf } from './registering.ts';
import { type ApiCall, type ApiRoute, bodyOf, route } from './route.ts';
import type { Gate, Standing } from './shapes/gate.ts';

interface GateParts extends Omit<RegisterParts, 'config' | 'directory'> {
  readonly config: Pick<Config, 'access' | 'bridge' | 'callers' | 'portal' | 'sources' | 'successions'>;
  readonly directory: Pick<Directory, 'careProviderOf' | 'commissionsOf' | 'nameOf'>;
  readonly facts: Pick<AccessFacts, 'relation' | 'consent'>;
}

/** What is so between the reader and the patient, and what the law lets be done about it. */
export function gateRoutes(parts: GateParts): readonly ApiRoute[] {
  const { config, directory, facts, persons, registrations } = parts;

  return [
    route({
      method: 'POST',
      path: '/gate',
      access: ['clinician'],
      summary: 'Relation and consent between the reader and the patient, and the lawful ways in',
      body: bodyOf(OfPatient),
      async handle(call): Promise<Gate> {
        const at = new Date();
        const { assignment, session, correlationId } = call;
        const question = await ownQuestion(parts, call);
        const [patient, ...linked] = question.patients as readonly [PatientId, ...PatientId[]];
        const place = placeOf(call);
        const [{ reader }, relation, consent, assertions, person] = await Promise.all([
          knownReader({ config, directory }, { caller: session.caller, actor: actorOf(call, config.bridge.hsaId) }, at),
          facts.relation(place, question.patients, at),
          facts.consent(place, question.patients, at),
          registrations.assertions(question),
          persons.person(patient, { correlationId }),
        ]);
        const birthDate = birthDateOf(patient, person);
        const standing = await standingOf(consent, assertions);
        await logLookedAt(parts, call, { action: 'gate:look', patient, linked });
        return {
          at: at.toISOString(),
          careUnit: { hsaId: place.careUnit, name: assignment.careUnit?.name },
          careProvider: { hsaId: assignment.careProvider.hsaId, name: assignment.careProvider.name },
          relation: relation.known
            ? { state: relation.value.state, until: relation.value.until ?? null }
            : { state: 'unknown', until: null },
          standing,
          isLetIn: standing.state !== 'unknown' && isLetIn(standing.state, standing.opened),
          ...waysInFor({ reader, assurance: config.access.assurance, relation, birthDate, at }),
          consent: consentTerms(config, place.careUnit),
          emergencyHours: config.access.emergencyHours,
        };
      },
    }),
  ];

  async function standingOf(consent: Fact<Consent>, assertions: readonly Assertion[]): Promise<Standing> {
    if (!consent.known) return { state: 'unknown', opened: false, until: null, registered: null };
    const { state, assertionId, opened, until } = consent.value;
    const assertion = assertions.find(({ id }) => id === assertionId);
    return { state, opened, until: until ?? null, registered: assertion ? await registered(assertion) : null };
  }

  async function registered(assertion: Assertion): Promise<NonNullable<Standing['registered']>> {
    return {
      id: assertion.id,
      at: assertion.recordedAt,
      by: await createNaming(directory)(assertion.registration.registeredBy.employee),
      for: assertion.employee === undefined ? 'unit' : 'me',
      byRepresentative: assertion.representedBy !== undefined,
      text: assertion.emergency?.text ?? assertion.registration.reason ?? null,
    };
  }
}

function placeOf({ assignment, session }: ApiCall<unknown>): ReaderPlace & { readonly careUnit: string } {
  return {
    employee: session.caller.hsaId,
    careProvider: namedProvider(assignment),
    careUnit: ownUnit(assignment),
  };
}
