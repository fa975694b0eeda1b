import Type from 'typebox';
import type { Config } from '../../config.ts';
import type { Assignment, Directory } from '../../hsa/index.ts';
import type { SignedIn, SignIn } from '../../sign-in/index.ts';
import { outputsOf } from './output/permit.ts';
import { type ApiRoute, bodyOf, noBody, route } from './route.ts';
import type { ShownSession } from './shapes/session.ts';

interface SessionRouteParts {
  readonly config: Pick<Config, 'portal'>;
  readonly signIn: SignIn;
  readonly directory: Pick<Directory, 'commissionsOf'>;
}

const HsaId = Type.String({ minLength: 1, maxLength: 64 });
const Choice = Type.Object({ assignment: HsaId }, { additionalProperties: false });

/** Who is signed in, under which assignment, and the way out. */
export function sessionRoutes({ config, signIn, directory }: SessionRouteParts): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/session',
      access: 'signed-in',
      summary: 'Who is signed in, the chosen assignment, roles, and when the session ends',
      body: noBody,
      handle: async ({ session }) => shownSession(session, config),
    }),
    route({
      method: 'GET',
      path: '/assignments',
      access: 'signed-in',
      summary: 'Assignments the person may choose now, and why others are left out',
      body: noBody,
      async handle({ session }) {
        const { value, asOf } = await directory.commissionsOf(session.caller.hsaId);
        return {
          assignments: value.assignments.map(shownAssignment),
          omitted: value.omitted.map(({ commission, reason }) => ({
            hsaId: commission.hsaId,
            name: commission.name,
            purpose: commission.purpose,
            reason,
          })),
          asOf,
        };
      },
    }),
    route({
      method: 'POST',
      path: '/session/assignment',
      access: 'signed-in',
      summary: 'Choose one of them; until then, and after it has ended, little else is possible',
      body: bodyOf(Choice),
      async handle({ session, body, correlationId, renew }) {
        renew(await signIn.choose(session, body.assignment, correlationId));
      },
    }),
    route({
      method: 'DELETE',
      path: '/session',
      access: 'signed-in',
      summary: 'Sign out',
      body: noBody,
      endsSession: true,
      handle: async ({ session, correlationId }) => signIn.end(session, correlationId),
    }),
    route({
      method: 'DELETE',
      path: '/sessions',
      access: 'signed-in',
      summary: 'Sign out everywhere',
      body: noBody,
      endsSession: true,
      handle: async ({ session, correlationId }) => ({ ended: await signIn.endAll(session, correlationId) }),
    }),
  ];
}

function shownSession(
  { caller, person, assignment, roles, idleUntil, endsAt }: SignedIn,
  config: Pick<Config, 'portal'>,
): ShownSession {
  return {
    person: {
      hsaId: caller.hsaId,
      name: person?.name ?? caller.name,
      title: person?.title,
      assurance: caller.loa,
    },
    assignment: typeof assignment === 'string' ? null : shownAssignment(assignment),
    assignmentEnded: assignment === 'ended',
    roles,
    output: typeof assignment === 'string' ? [] : outputsOf(config, assignment),
    idleUntil,
    endsAt,
  };
}

function shownAssignment({ commission, careProvider, careUnit }: Assignment) {
  return {
    hsaId: commission.hsaId,
    name: commission.name,
    purpose: commission.purpose,
    careProvider: { hsaId: careProvider.hsaId, name: careProvider.name },
    careUnit: careUnit ? { hsaId: careUnit.hsaId, name: careUnit.name } : null,
    rights: commission.rights,
  };
}
