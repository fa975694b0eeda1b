import Type from 'typebox';
import { BridgeError } from '../../errors.ts';
import type { Assignment, Directory } from '../../hsa/index.ts';
import type { IdentityProviders } from '../../identity-providers/index.ts';
import type { SignedIn, SignIn } from '../../sign-in/index.ts';
import { outputsOf } from './output/permit.ts';
import { type ApiRoute, bodyOf, noBody, route } from './route.ts';
import type { ShownAssignment, ShownSession, SignedOut } from './shapes/session.ts';
import type { UnitsConfig } from './unit-entry.ts';

interface SessionRouteParts {
  readonly config: UnitsConfig;
  readonly signIn: SignIn;
  readonly directory: Pick<Directory, 'commissionsOf'>;
  readonly providers: IdentityProviders;
  /** Address of the portal. */
  readonly home: () => string;
}

const HsaId = Type.String({ minLength: 1, maxLength: 64 });
const Choice = Type.Object({ assignment: HsaId }, { additionalProperties: false });

/** Who is signed in, under which assignment, and the way out. */
export function sessionRoutes({ config, signIn, directory, providers, home }: SessionRouteParts): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/session',
      access: 'signed-in',
      summary: 'Who is signed in, the chosen assignment, roles, and when the session ends',
      body: noBody,
      handle: async ({ session, launch }) => ({ ...shownSession(session, config), launched: launch !== undefined }),
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
      async handle({ session, correlationId }): Promise<SignedOut> {
        await signIn.end(session, correlationId);
        return { ended: 1, continueAt: await alsoAtProvider(session) };
      },
    }),
    route({
      method: 'DELETE',
      path: '/sessions',
      access: 'signed-in',
      summary: 'Sign out everywhere',
      body: noBody,
      endsSession: true,
      async handle({ session, correlationId }): Promise<SignedOut> {
        const ended = await signIn.endAll(session, correlationId);
        return { ended, continueAt: await alsoAtProvider(session) };
      },
    }),
  ];

  /** Where the browser goes on to, so that the next person at it is not signed in as this one by the provider. */
  async function alsoAtProvider({ proof }: SignedIn): Promise<string | undefined> {
    if (proof.method !== 'oidc') return undefined;
    try {
      return (await providers.issuedBy(proof.issuer)?.signOut(`${home()}/`))?.href;
    } catch (thrown) {
      // Here the session has ended all the same.
      if (thrown instanceof BridgeError && thrown.code === 'SIGN_IN_PROVIDER_UNAVAILABLE') return undefined;
      throw thrown;
    }
  }
}

function shownSession(
  { caller, person, proof, assignment, roles, idleUntil, endsAt }: SignedIn,
  config: UnitsConfig,
): Omit<ShownSession, 'launched'> {
  return {
    person: {
      hsaId: caller.hsaId,
      name: person?.name ?? caller.name,
      title: person?.title,
      assurance: caller.loa,
      signedInBy: proof.method,
    },
    assignment: typeof assignment === 'string' ? null : shownAssignment(assignment),
    assignmentEnded: assignment === 'ended',
    roles,
    output: typeof assignment === 'string' ? [] : outputsOf(config, assignment),
    idleUntil,
    endsAt,
  };
}

function shownAssignment({ commission, careProvider, careUnit }: Assignment): ShownAssignment {
  return {
    hsaId: commission.hsaId,
    name: commission.name,
    purpose: commission.purpose,
    careProvider: { hsaId: careProvider.hsaId, name: careProvider.name },
    careUnit: careUnit ? { hsaId: careUnit.hsaId, name: careUnit.name } : null,
    rights: commission.rights,
  };
}
