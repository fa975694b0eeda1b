import { randomUUID } from 'node:crypto';
import Type from 'typebox';
import type { PatientRelation } from '../../access/relations/patient-relation.ts';
import { namedProvider } from '../../hsa/index.ts';
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
} from './register-parts.ts';
import { actionOf, demandDone, registrarOf } from './registering.ts';
import { type ApiRoute, bodyOf, route } from './route.ts';

const NewRelation = Type.Object(
  {
    patient: GivenPatient,
    start: Type.Optional(Instant),
    end: Instant,
    /** What it rests on: a booking, a referral, an admission. */
    ground: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
  },
  strict,
);

/** That the patient is in the care of the reader's unit (patientrelation, SVOD 3:1). */
export function relationRoutes(parts: RegisterParts): readonly ApiRoute[] {
  const { config, registrations } = parts;
  const relationsOf = async (call: Parameters<typeof ownQuestion>[1]) =>
    registrations.relations(await ownQuestion(parts, call));

  return [
    route({
      method: 'POST',
      path: '/relations',
      access: ['clinician'],
      summary: 'Register that the patient is in the care of the unit',
      body: bodyOf(NewRelation),
      async handle(call) {
        const { body, session, assignment } = call;
        const id = randomUUID();
        const done = await registrations.registerRelation(registrarOf(call, config.bridge.hsaId), {
          id,
          patient: patientOf(body.patient),
          careProvider: namedProvider(assignment),
          careUnit: ownUnit(assignment),
          employee: session.caller.hsaId,
          start: body.start,
          end: body.end,
          ground: body.ground,
          registration: actionOf(call),
        });
        demandDone(done);
        return { id };
      },
    }),
    route({
      method: 'POST',
      path: '/relations/search',
      access: ['clinician'],
      summary: 'The patient’s relations at the unit, ended ones too',
      body: bodyOf(ListOfPatient),
      handle: async (call) => answerList(parts, call, 'relation', await relationsOf(call), shownRelation),
    }),
    route({
      method: 'POST',
      path: '/relations/:id/end',
      access: ['clinician'],
      summary: 'End a relation of the unit before its time',
      body: bodyOf(OneOfPatient),
      async handle(call) {
        const { id, careUnit } = named(await relationsOf(call), call);
        demandOwnUnit(parts, call.assignment, careUnit);
        const action = actionOf(call, call.body.reason);
        demandDone(await registrations.endRelation(registrarOf(call, config.bridge.hsaId), id, action));
      },
    }),
  ];
}

function shownRelation({ id, careUnit, employee, start, end, ground, registration, cancelled }: PatientRelation) {
  const ended = cancelled?.recordedAt ?? null;
  return { id, careUnit, employee, start, end, ground: ground ?? null, registered: registration, ended };
}
