import { randomUUID } from 'node:crypto';
import Type from 'typebox';
import { BridgeError } from '../../errors.ts';
import { namedProvider } from '../../hsa/index.ts';
import { sameHsaId } from '../../identities/index.ts';
import { shownAssertion } from './consents.ts';
import { GivenPatient, patientOf } from './patient.ts';
import {
  answerList,
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

const Declaration = Type.Object(
  {
    patient: GivenPatient,
    reasonCode: Type.Enum(['danger-to-life', 'serious-risk-to-health']),
    /** What is the danger, and why consent cannot be had. */
    text: Text,
  },
  strict,
);

/**
 * Danger to life or serious risk to health, and consent cannot be had (nödöppning, SVOD 3:5–3:6), in two steps: first it
 * is declared, and overviews name who holds and who has blocked information; then it is opened. Blocks stay.
 */
export function emergencyRoutes(parts: RegisterParts): readonly ApiRoute[] {
  const { config, registrations } = parts;
  const emergenciesOf = async (call: Parameters<typeof ownQuestion>[1]) =>
    (await registrations.assertions(await ownQuestion(parts, call))).filter(({ kind }) => kind === 'emergency');

  /** Whoever declared it answers for it. */
  async function ofReader(call: Parameters<typeof ownQuestion>[1]): Promise<string> {
    const { id, registration } = named(await emergenciesOf(call), call);
    if (!sameHsaId(registration.registeredBy.employee, call.session.caller.hsaId))
      throw new BridgeError('ROLE_REQUIRED', 'Somebody else declared it.');
    return id;
  }

  return [
    route({
      method: 'POST',
      path: '/emergencies',
      access: ['clinician'],
      summary: 'Declare an emergency: overviews then name who holds and who has blocked information',
      body: bodyOf(Declaration),
      async handle(call) {
        const { body, assignment } = call;
        const id = randomUUID();
        const done = await registrations.registerAssertion(registrarOf(call, config.bridge.hsaId), {
          id,
          kind: 'emergency',
          patient: patientOf(body.patient),
          careProvider: namedProvider(assignment),
          careUnit: ownUnit(assignment),
          // For everybody at the unit: one who is in danger is seldom seen to by one person.
          employee: undefined,
          start: undefined,
          end: undefined,
          representedBy: undefined,
          emergency: { reasonCode: body.reasonCode, text: body.text, opened: false },
          registration: actionOf(call),
        });
        demandDone(done);
        return { id };
      },
    }),
    route({
      method: 'POST',
      path: '/emergencies/search',
      access: ['clinician'],
      summary: 'Emergencies of the patient at the unit',
      body: bodyOf(ListOfPatient),
      handle: async (call) => answerList(parts, call, 'emergency', await emergenciesOf(call), shownAssertion),
    }),
    route({
      method: 'POST',
      path: '/emergencies/:id/open',
      access: ['clinician'],
      summary: 'Open what is not blocked; it is reviewed afterwards',
      body: bodyOf(OneOfPatient),
      async handle(call) {
        demandDone(await registrations.openAssertion(...doing(call, await ofReader(call))));
      },
    }),
    route({
      method: 'POST',
      path: '/emergencies/:id/close',
      access: ['clinician'],
      summary: 'The danger is over, or consent can be had',
      body: bodyOf(OneOfPatient),
      async handle(call) {
        demandDone(await registrations.cancelAssertion(...doing(call, await ofReader(call))));
      },
    }),
  ];

  function doing(call: ApiCall<{ readonly reason?: string }>, id: string) {
    return [registrarOf(call, config.bridge.hsaId), id, actionOf(call, call.body.reason)] as const;
  }
}
