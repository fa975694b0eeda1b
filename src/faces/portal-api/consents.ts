import { randomUUID } from 'node:crypto';
import Type from 'typebox';
import type { Assertion } from '../../access/consents/assertion.ts';
import { mayBeChild } from '../../access/may-be-child.ts';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import { namedProvider } from '../../hsa/index.ts';
import { birthDateOf } from './birth-date.ts';
import { demandLawfulLength } from './consent-terms.ts';
import { GivenPatient, patientOf } from './patient.ts';
import {
  answerList,
  demandOwnUnit,
  Instant,
  ListOfPatient,
  named,
  OneOfPatient,
  ownQuestion,
  ownUnit,
  type RegisterParts,
  strict,
  Text,
} from './register-parts.ts';
import { actionOf, demandDone, registrarOf } from './registering.ts';
import { type ApiCall, type ApiRoute, bodyOf, route } from './route.ts';

const NewConsent = Type.Object(
  {
    patient: GivenPatient,
    /** `incapable`: not merely temporarily unable to consent (SVOD 3:3). `child`: too young to (SVOD 3:1). */
    kind: Type.Enum(['given', 'refused', 'incapable', 'child']),
    /** For whom it holds: the one who registers, or everybody at the unit. */
    for: Type.Enum(['me', 'unit']),
    start: Type.Optional(Instant),
    end: Type.Optional(Instant),
    /** Who spoke for the patient. */
    representedBy: Type.Optional(GivenPatient),
    reason: Type.Optional(Text),
  },
  strict,
);

/** What the patient has said, or cannot say, about others' data at the reader's unit (SVOD 3:1–3:3). */
export function consentRoutes(parts: RegisterParts & { readonly config: Pick<Config, 'portal'> }): readonly ApiRoute[] {
  const { config, registrations } = parts;
  const consentsOf = async (call: Parameters<typeof ownQuestion>[1]) =>
    (await registrations.assertions(await ownQuestion(parts, call))).filter(({ kind }) => kind !== 'emergency');

  async function ofOwnUnit(call: Parameters<typeof ownQuestion>[1]): Promise<Assertion> {
    const consent = named(await consentsOf(call), call);
    demandOwnUnit(parts, call.assignment, consent.careUnit);
    return consent;
  }

  /** Of a grown-up nobody can say so (SVOD 3:1). */
  async function demandChild(call: Parameters<typeof ownQuestion>[1]): Promise<void> {
    const patient = patientOf(call.body.patient);
    const answer = await parts.persons.person(patient, { correlationId: call.correlationId });
    if (!mayBeChild(birthDateOf(patient, answer), new Date()))
      throw new BridgeError('MESSAGE_INVALID', 'At /kind: the patient is no child.');
  }

  return [
    route({
      method: 'POST',
      path: '/consents',
      access: ['clinician'],
      summary: 'Register what the patient has said about information from other care providers',
      body: bodyOf(NewConsent),
      async handle(call) {
        const { body, session, assignment } = call;
        if (body.kind === 'child') await demandChild(call);
        if (body.kind === 'given') demandLawfulLength(config, ownUnit(assignment), body.end, new Date());
        const id = randomUUID();
        const done = await registrations.registerAssertion(registrarOf(call, config.bridge.hsaId), {
          id,
          kind: body.kind,
          patient: patientOf(body.patient),
          careProvider: namedProvider(assignment),
          careUnit: ownUnit(assignment),
          employee: body.for === 'me' ? session.caller.hsaId : undefined,
          start: body.start,
          end: body.end,
          representedBy: body.representedBy === undefined ? undefined : patientOf(body.representedBy),
          emergency: undefined,
          registration: actionOf(call, body.reason),
        });
        demandDone(done);
        return { id };
      },
    }),
    route({
      method: 'POST',
      path: '/consents/search',
      access: ['clinician'],
      summary: 'What is registered about the patient’s consent at the unit, withdrawn consents too',
      body: bodyOf(ListOfPatient),
      handle: async (call) => answerList(parts, call, 'consent', await consentsOf(call), shownAssertion),
    }),
    route({
      method: 'POST',
      path: '/consents/:id/open',
      access: ['clinician'],
      summary: 'Second step for a patient who cannot decide: open what is necessary',
      body: bodyOf(OneOfPatient),
      async handle(call) {
        const { id } = await ofOwnUnit(call);
        demandDone(await registrations.openAssertion(...doing(call, id)));
      },
    }),
    route({
      method: 'POST',
      path: '/consents/:id/withdraw',
      access: ['clinician'],
      summary: 'The patient has withdrawn it: it counts until now',
      body: bodyOf(OneOfPatient),
      async handle(call) {
        const { id } = await ofOwnUnit(call);
        demandDone(await registrations.cancelAssertion(...doing(call, id)));
      },
    }),
  ];

  function doing(call: ApiCall<{ readonly reason?: string }>, id: string) {
    return [registrarOf(call, config.bridge.hsaId), id, actionOf(call, call.body.reason)] as const;
  }
}

/** Without the patient, whom the question named. */
export function shownAssertion(assertion: Assertion) {
  const { id, kind, careUnit, employee, start, end, emergency, registration, opened, cancelled, deleted } = assertion;
  return {
    id,
    kind,
    careUnit,
    employee: employee ?? null,
    start,
    end: end ?? null,
    emergency: emergency && { reasonCode: emergency.reasonCode, text: emergency.text },
    registered: registration,
    opened: opened?.recordedAt ?? null,
    cancelled: cancelled?.recordedAt ?? null,
    deleted: deleted?.recordedAt ?? null,
  };
}
