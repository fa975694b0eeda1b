import type { FastifyInstance } from 'fastify';
import { asBridgeError, BridgeError } from '../../errors.ts';
import { type Launches, LaunchRefused } from '../../launches/index.ts';
import type { SignIn } from '../../sign-in/index.ts';
import { correlationIdOf } from '../correlation.ts';
import { launchCookie, launchCookieName } from './cookie.ts';
import { within } from './rate.ts';
import type { RefusedEntrance, RefuseEntrance } from './refused-entrance.ts';
import { type ApiRoute, noBody, route } from './route.ts';
import type { ShownLaunch } from './shapes/session.ts';

interface LaunchParts {
  readonly launches: Launches;
  readonly refuse: RefuseEntrance;
  readonly rate: ReturnType<FastifyInstance['createRateLimit']>;
  /** Address of the portal. */
  readonly home: () => string;
}

const bodyBytes = 16 * 1024;

/**
 * `POST /launch`: a form that a record system's page sends, from another site by nature. What it says is believed by its
 * signature alone, waits in the browser, and signs nobody in.
 */
export function registerLaunch(api: FastifyInstance, { launches, refuse, rate, home }: LaunchParts): void {
  api.register(async (scope) => {
    // Here alone: everywhere else a body must be JSON, which no form can send.
    const form = 'application/x-www-form-urlencoded';
    scope.addContentTypeParser(form, { parseAs: 'string', bodyLimit: bodyBytes }, (_request, text, done) =>
      done(null, new URLSearchParams(text as string)),
    );
    scope.post('/launch', async (request, reply) => {
      const startedAt = performance.now();
      const correlationId = correlationIdOf(request.headers);
      try {
        await within(rate, request);
        const given = request.body instanceof URLSearchParams ? request.body.getAll('launch') : [];
        const [assertion] = given;
        if (assertion === undefined || given.length > 1)
          throw new BridgeError('LAUNCH_INVALID', 'The form holds no single field named launch.');
        const id = await launches.receive(assertion, { audience: home(), correlationId });
        return reply.setCookie(launchCookieName, id, launchCookie).redirect(`${home()}/`, 303);
      } catch (thrown) {
        return refuse(request, reply, {
          action: 'launch',
          error: asBridgeError(thrown),
          ...whoLaunched(thrown),
          startedAt,
        });
      }
    });
  });
}

/** Of what a system has signed. */
function whoLaunched(thrown: unknown): Pick<RefusedEntrance, 'identified' | 'actor' | 'patient'> {
  if (!(thrown instanceof LaunchRefused)) return {};
  const { system, person, assignment, patient } = thrown.said;
  const caller = {
    ...system,
    kind: 'function',
    organisation: undefined,
    loa: undefined,
    certificate: undefined,
  } as const;
  const actor = person === undefined ? undefined : { hsaId: person, name: undefined, commission: assignment };
  return { identified: { caller, certificate: undefined }, actor, patient };
}

/** What the person finds who has signed in after a launch. */
export function launchRoutes({ launches, signIn }: { readonly launches: Launches; readonly signIn: SignIn }) {
  return [
    route({
      method: 'POST',
      path: '/launch/take',
      access: 'signed-in',
      summary: 'Takes what a record system has sent along, once; chooses its assignment, and opens nobody',
      body: noBody,
      ofAnyPatient: true,
      async handle({ session, launch, correlationId, renew, forgetLaunch }): Promise<ShownLaunch | undefined> {
        const taken = await launches.take(launch, session, correlationId);
        forgetLaunch();
        if (!taken) return undefined;
        const { system, assignment, patient } = taken;
        const current = typeof session.assignment === 'string' ? undefined : session.assignment.commission.hsaId;
        if (assignment !== undefined && assignment !== current) {
          const token = await signIn.choose(session, assignment, correlationId).catch(unlessInvalid);
          if (token !== undefined) renew(token);
        }
        return { system: system.name, patient: patient ?? null };
      },
    }),
  ] satisfies readonly ApiRoute[];
}

/** HSA does not give it: then the person chooses herself. */
function unlessInvalid(thrown: unknown): undefined {
  if (!(thrown instanceof BridgeError && thrown.code === 'ASSIGNMENT_INVALID')) throw thrown;
}
