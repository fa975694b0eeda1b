import Type, { type Static } from 'typebox';
import type { AccessLog } from '../../audit/index.ts';
import type { Config } from '../../config.ts';
import type { PatientId } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import { isTestIdentity, sameIdentity } from '../../identities/index.ts';
import { identitiesOf, type PersonRegister } from '../../persons/index.ts';
import type { Opened, OpenPatients } from '../../sign-in/index.ts';
import { logLookedAt } from './looked-at.ts';
import { GivenPatient, patientOf } from './patient.ts';
import { OfPatient, strict, Text } from './register-parts.ts';
import { type ApiCall, type ApiRoute, bodyOf, noBody, route } from './route.ts';
import type { OpenPatient, ShownPatient } from './shapes/patient.ts';
import { shownPatient } from './shown-patient.ts';

interface OpenPatientParts {
  readonly config: Pick<Config, 'bridge'>;
  readonly openPatients: OpenPatients;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
}

const Why = Type.Object({ reason: Text }, strict);
const Opening = Type.Object(
  {
    patient: GivenPatient,
    /** The name that she had in a session of the same person which has run out; see OpenPatients. */
    opening: Type.Optional(Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })),
  },
  strict,
);
type Asked = ApiCall<Static<typeof OfPatient> | Static<typeof Why> | undefined>;

/**
 * Right patient: looked for, confirmed by the reader, then opened; one at a time in a session, whatever the number of
 * tabs. Neither finding nor opening shows anything of any record.
 */
export function openPatientRoutes(parts: OpenPatientParts): readonly ApiRoute[] {
  const { config, openPatients, persons } = parts;
  return [
    route({
      method: 'POST',
      path: '/patient/find',
      access: 'assigned',
      summary: 'Who a number is, for the reader to confirm; opens nothing',
      body: bodyOf(OfPatient),
      ofAnyPatient: true,
      handle: async (call) => look(call, patientOf(call.body.patient), 'patient:find'),
    }),
    route({
      method: 'POST',
      path: '/patient/open',
      access: 'assigned',
      summary: 'Opens the patient in all tabs of the session, in the place of whoever was open',
      body: bodyOf(Opening),
      ofAnyPatient: true,
      async handle(call): Promise<OpenPatient> {
        const identity = patientOf(call.body.patient);
        const patient = await look(call, identity, 'patient:open');
        return shownOpen(await openPatients.open(call.session, identity, call.body.opening), patient);
      },
    }),
    route({
      method: 'GET',
      path: '/patient',
      access: 'assigned',
      summary: 'The patient that is open; without content when none is',
      body: noBody,
      // Which one is open is what is asked.
      ofAnyPatient: true,
      async handle(call): Promise<OpenPatient | undefined> {
        const opened = await openPatients.find(call.session);
        if (!opened) return undefined;
        return shownOpen(opened, await look(call, opened.patient, 'patient:show'));
      },
    }),
    route({
      method: 'POST',
      path: '/patient/places',
      access: ['clinician'],
      summary: 'Asks for what tells where somebody with a protected identity lives or is cared for, and says why',
      body: bodyOf(Why),
      async handle(call) {
        const { opening, patient } = await call.opened();
        await look(call, patient, 'patient:places', { reason: call.body.reason });
        await openPatients.showPlaces(call.session, opening);
      },
    }),
    route({
      method: 'DELETE',
      path: '/patient',
      access: 'assigned',
      summary: 'Closes the patient in all tabs of the session',
      body: noBody,
      handle: async ({ session }) => openPatients.close(session),
    }),
  ];

  /** Who it is, once it is on the log that this was asked for. Throws PATIENT_NOT_ALLOWED, AUDIT_UNAVAILABLE. */
  async function look(call: Asked, identity: PatientId, action: string, more?: object): Promise<ShownPatient> {
    const answer = await persons.person(identity, { correlationId: call.correlationId });
    const person = answer.status === 'known' ? answer.person : undefined;
    if (config.bridge.kind === 'production' && (person?.test || isTestIdentity(identity)))
      throw new BridgeError('PATIENT_NOT_ALLOWED');
    const linked = person ? identitiesOf(person).filter((one) => !sameIdentity(one, identity)) : [];
    const shown = shownPatient(identity, answer, call.session.roles.includes('clinician'));
    // By which openings of protected identities are found for review, all of them.
    const details = { register: answer.status, protected: shown.protected, ...more };
    await logLookedAt(parts, call, { action, patient: identity, linked, details });
    return shown;
  }
}

function shownOpen({ opening, placesShown }: Opened, patient: ShownPatient): OpenPatient {
  return { opening, patient, placesHidden: patient.protected && !placesShown };
}
