import { randomUUID } from 'node:crypto';
import Type from 'typebox';
import { isEmergency } from '../../access/consents/state.ts';
import type { AccessFacts } from '../../access/index.ts';
import { placedAt } from '../../access/merged.ts';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import { type Directory, namedProvider, successionsOf } from '../../hsa/index.ts';
import { sameHsaId, sameIdentity } from '../../identities/index.ts';
import { blocksConcerned, type LiftAnswer, type LiftRequest, type LiftRequests } from '../../lift-requests/index.ts';
import { logLookedAt } from './looked-at.ts';
import { createNaming, type Naming } from './naming.ts';
import { GivenPatient, identitiesBehind, patientOf } from './patient.ts';
import { HsaId, Instant, OfPatient, ownQuestion, ownUnit, type RegisterParts, strict, Text } from './register-parts.ts';
import { actionOf, demandDone, registrarOf } from './registering.ts';
import { type ApiCall, type ApiRoute, bodyOf, noBody, route } from './route.ts';
import type { LiftRequestCount, SentLiftRequest, WaitingLiftRequest } from './shapes/lift-requests.ts';
import { shownPatient } from './shown-patient.ts';

interface LiftRequestParts extends Omit<RegisterParts, 'directory'> {
  readonly config: Pick<Config, 'bridge' | 'successions'>;
  readonly directory: Pick<Directory, 'careProviderOf' | 'nameOf' | 'object'>;
  readonly facts: Pick<AccessFacts, 'consent'>;
  readonly liftRequests: LiftRequests;
}

const NewRequest = Type.Object(
  {
    patient: GivenPatient,
    /** HSA-id of the care provider that has blocked. */
    careProvider: HsaId,
    ground: Type.Enum(['consent', 'emergency']),
    text: Text,
  },
  strict,
);

/** At most seven days ahead. */
const Lift = Type.Object({ end: Instant, text: Type.Optional(Text) }, strict);
const Refusal = Type.Object({ text: Type.Optional(Text) }, strict);

/** A reader asks those who have a block to lift it, and they answer: the only way past one (SVOD 3:5, PDL 4:5). */
export function liftRequestRoutes(parts: LiftRequestParts): readonly ApiRoute[] {
  const { config, registrations, persons, directory, facts, liftRequests } = parts;
  const successions = successionsOf(config);

  return [
    route({
      method: 'POST',
      path: '/lift-requests',
      access: ['clinician'],
      summary: 'Ask a care provider to lift its blocks of the patient for the unit; opens nothing',
      body: bodyOf(NewRequest),
      async handle(call) {
        const { body, assignment } = call;
        await demandGround(call);
        const request = {
          id: randomUUID(),
          patient: patientOf(body.patient),
          ground: body.ground,
          text: body.text,
          from: {
            careProvider: assignment.careProvider.hsaId,
            careUnit: ownUnit(assignment),
            employee: call.session.caller.hsaId,
          },
          toProvider: body.careProvider,
          askedAt: new Date().toISOString(),
        };
        const { id, text, ground, toProvider } = request;
        await logDeed(call, 'lift-request:make', request, { id, ground, text, to: toProvider });
        await liftRequests.ask(request);
        return { id };
      },
    }),
    route({
      method: 'POST',
      path: '/lift-requests/search',
      access: ['clinician'],
      summary: 'What the unit has asked to have lifted of the patient in the last week, and what was answered',
      body: bodyOf(OfPatient),
      async handle(call): Promise<{ readonly items: readonly SentLiftRequest[] }> {
        const { patients } = await ownQuestion(parts, call);
        const [patient = patientOf(call.body.patient), ...linked] = patients;
        const sent = (await liftRequests.fromUnit(namesOfOwn(call))).filter((request) =>
          patients.some((identity) => sameIdentity(identity, request.patient)),
        );
        await logLookedAt(parts, call, {
          action: 'lift-request:search',
          patient,
          linked,
          details: { found: sent.length },
        });
        const named = createNaming(directory);
        return { items: await Promise.all(sent.map((request) => shownSent(request, named))) };
      },
    }),
    route({
      method: 'GET',
      path: '/lift-requests/count',
      access: ['clinician'],
      summary: 'How many requests wait for the unit, and how many answers its own have had: of nobody in particular',
      body: noBody,
      ofAnyPatient: true,
      async handle(call): Promise<LiftRequestCount> {
        const waiting = await waitingFor(call);
        return { waiting: waiting.length, answered: await liftRequests.countAnswers(namesOfOwn(call)) };
      },
    }),
    route({
      method: 'GET',
      path: '/lift-requests',
      access: ['clinician'],
      summary: 'Requests that wait for the unit, which has a block of the patient',
      body: noBody,
      ofAnyPatient: true,
      async handle(call): Promise<{ readonly items: readonly WaitingLiftRequest[] }> {
        const named = createNaming(directory);
        const waiting = await waitingFor(call);
        const items = await Promise.all(waiting.map((request) => shownWaiting(request, call, named)));
        for (const { id, patient } of items) {
          // By which protected identities that are told of are found for review, all of them.
          const details = { id, protected: patient.protected };
          await logLookedAt(parts, call, { action: 'lift-request:show', patient: patient.identity, details });
        }
        return { items };
      },
    }),
    route({
      method: 'POST',
      path: '/lift-requests/:id/lift',
      access: ['clinician'],
      summary: 'Lift what the unit has blocked for the unit that asks, for at most seven days',
      body: bodyOf(Lift),
      ofAnyPatient: true,
      async handle(call) {
        const request = await waiting(call);
        const { end, text } = call.body;
        for (const block of await concernedBy(request, call)) {
          const done = await registrations.registerRevoke(registrarOf(call, config.bridge.hsaId), {
            id: randomUUID(),
            blockId: block.id,
            end,
            careUnit: request.from.careUnit,
            employee: undefined,
            reason: request.ground === 'consent' ? 'PatientsConsent' : 'Emergency',
            reasonText: text ?? request.text,
            registration: actionOf(call),
          });
          demandDone(done);
        }
        await answer(call, request, { outcome: 'lifted', text });
      },
    }),
    route({
      method: 'POST',
      path: '/lift-requests/:id/decline',
      access: ['clinician'],
      summary: 'Say no to a request; the block stays',
      body: bodyOf(Refusal),
      ofAnyPatient: true,
      async handle(call) {
        const request = await waiting(call);
        const { text } = call.body;
        await logDeed(call, 'lift-request:decline', request, { id: request.id, text });
        await answer(call, request, { outcome: 'declined', text });
      },
    }),
  ];

  /** Another care provider that has blocked is only known, and only to be asked, in an emergency that is declared. */
  async function demandGround(call: ApiCall<Type.Static<typeof NewRequest>>): Promise<void> {
    const { body, assignment, session } = call;
    const now = new Date();
    const asked = successions.providerAt(body.careProvider, now);
    if (!(await isCareProvider(body.careProvider)) && !(await isCareProvider(asked)))
      throw new BridgeError('MESSAGE_INVALID', 'At /careProvider: none that the care directory knows.');
    if (body.ground === 'consent') {
      if (sameHsaId(asked, successions.providerAt(assignment.careProvider.hsaId, now))) return;
      throw new BridgeError('MESSAGE_INVALID', 'Of another care provider’s block the patient asks herself.');
    }
    const place = {
      employee: session.caller.hsaId,
      careProvider: namedProvider(assignment),
      careUnit: ownUnit(assignment),
    };
    const question = await ownQuestion(parts, call);
    if (isEmergency(await registrations.assertions(question), placedAt(place, successions, now), now)) return;
    // Where another service is master of consents it may know of one.
    const consent = await facts.consent(place, question.patients, now);
    if (!consent.known) throw new BridgeError('SECURITY_SERVICE_UNAVAILABLE');
    if (consent.value.state !== 'emergency')
      throw new BridgeError('CONSENT_REQUIRED', 'No emergency is declared for the patient.');
  }

  async function isCareProvider(hsaId: string): Promise<boolean> {
    const { value } = await directory.object(hsaId);
    return value !== undefined && 'isCareProvider' in value && value.isCareProvider;
  }

  /** Its HSA-ids, earlier ones too. */
  function namesOfOwn({ assignment }: ApiCall<unknown>): readonly string[] {
    return successions.namesOfUnit(ownUnit(assignment), new Date());
  }

  /** Those of the last week that the unit has a block of and has not answered. */
  async function waitingFor(call: ApiCall<unknown>): Promise<readonly LiftRequest[]> {
    const { careProvider } = call.assignment;
    const asked = [careProvider.hsaId, ...successions.takenOver(careProvider.hsaId, new Date())];
    const all = await liftRequests.waitingFor(asked, namesOfOwn(call));
    const concerned = await Promise.all(all.map((request) => concernedBy(request, call)));
    return all.filter((_, index) => (concerned[index]?.length ?? 0) > 0);
  }

  /** The one that the path names. Throws NOT_FOUND for what is not the unit's business, or no more. */
  async function waiting(call: ApiCall<unknown>): Promise<LiftRequest> {
    const found = (await waitingFor(call)).find(({ id }) => id === call.params.id?.toLowerCase());
    if (!found) throw new BridgeError('NOT_FOUND');
    return found;
  }

  async function concernedBy(request: LiftRequest, call: ApiCall<unknown>) {
    const { careProvider } = call.assignment;
    const patients = await identitiesBehind(persons, request.patient, call.correlationId);
    const blocks = await registrations.blocks({ patients, careProvider: careProvider.hsaId });
    const place = { careProvider: namedProvider(call.assignment), careUnit: ownUnit(call.assignment) };
    return blocksConcerned(request, blocks, place, new Date(), successions);
  }

  async function answer(
    call: ApiCall<unknown>,
    { id }: LiftRequest,
    given: Pick<LiftAnswer, 'outcome' | 'text'>,
  ): Promise<void> {
    const by = { careUnit: ownUnit(call.assignment), by: call.session.caller.hsaId };
    if (!(await liftRequests.answer(id, { ...given, ...by, answeredAt: new Date().toISOString() })))
      throw new BridgeError('REGISTRATION_CONFLICT', 'Somebody at the unit has answered.');
  }

  async function logDeed(
    call: ApiCall<unknown>,
    action: string,
    { patient }: Pick<LiftRequest, 'patient'>,
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await logLookedAt(parts, call, { action, activity: 'Skriva', patient, details });
  }

  async function shownSent(
    { id, ground, text, askedAt, toProvider, answers }: LiftRequest,
    named: Naming,
  ): Promise<SentLiftRequest> {
    return {
      id,
      ground,
      text,
      askedAt,
      to: await named(toProvider),
      answers: answers.map(({ outcome, text: said, answeredAt }) => ({ outcome, text: said, answeredAt })),
    };
  }

  async function shownWaiting(
    { id, ground, text, askedAt, patient, from }: LiftRequest,
    { correlationId }: ApiCall<unknown>,
    named: Naming,
  ): Promise<WaitingLiftRequest> {
    const [careProvider, careUnit, employee, person] = await Promise.all([
      named(from.careProvider),
      named(from.careUnit),
      named(from.employee),
      persons.person(patient, { correlationId }),
    ]);
    return {
      id,
      ground,
      text,
      askedAt,
      patient: shownPatient(patient, person, true),
      from: { careProvider, careUnit, employee },
    };
  }
}
