import { derivedKey, namingOf } from '../bus/index.ts';
import { registerFhirFace, registerOauth } from '../faces/fhir/index.ts';
import { registerNpoFace } from '../faces/npo/face.ts';
import { createDirectoryServices } from '../faces/soap/directory/services.ts';
import { createEngagements } from '../faces/soap/engagements.ts';
import { registerSoapFace } from '../faces/soap/face.ts';
import { createInfrastructure } from '../faces/soap/infrastructure.ts';
import { openSecurityServices } from '../faces/soap/security/security-services.ts';
import { nationalServicesOf } from '../hsa-services/index.ts';
import { createOffer } from '../overview/index.ts';
import { createAssertionJudge } from '../saml/index.ts';
import { createSpend, createTokens } from '../tokens/index.ts';
import { productVersion } from '../version.ts';
import type { Entrance } from './entrance.ts';
import type { ServingGround } from './ground.ts';
import type { Overviews } from './overviews.ts';
import type { Rooms } from './rooms.ts';

/** What systems call: SOAP, NPÖ 1.0, tokens and FHIR. */
export async function registerForSystems(
  ground: ServingGround,
  rooms: Rooms,
  overviews: Overviews,
  { door, authenticate, counted: { logRefusal } }: Entrance,
): Promise<void> {
  const { config, events, readiness, key, store, engagements, mending, releases } = ground;
  const { directory, accessLog, access, persons, referrals, logTools } = rooms;
  const { routing, permissions, overview, pass, personLookup } = overviews;
  const national = nationalServicesOf(config);
  if (national) releases.push(() => national.close());
  const infrastructure = createInfrastructure({
    config,
    offer: createOffer({ config, routing, permissions }),
    version: productVersion,
    broken: async () => {
      const parts = await readiness.read();
      return parts.filter(({ part, ok, optional }) => !ok && !optional && part !== 'directory').map(({ part }) => part);
    },
  });
  registerSoapFace(door, {
    judgeAssertion: config.saml && createAssertionJudge(config.saml),
    config,
    overview,
    pass,
    permissions,
    infrastructure,
    engagements: createEngagements({ installation: config.bridge, index: engagements.index, accessLog }),
    acceptReferral: referrals.accept,
    directory: createDirectoryServices(directory, national),
    security: openSecurityServices({ config, access, persons, accessLog, directory }),
    authenticate,
    logRefusal,
    events,
    capture: mending.unmasking.captures,
  });
  registerNpoFace(door, {
    config,
    overview,
    permissions,
    authenticate,
    logRefusal,
    events,
    continuationKey: derivedKey(key, 'npo-continuations'),
  });
  const secret = derivedKey(key, 'access-tokens');
  const tokens = await createTokens({ config, secret, spend: createSpend(store) });
  releases.push(() => tokens.close());
  registerOauth(door, { config, authenticate, logRefusal, events, tokens });
  registerFhirFace(door, {
    config,
    tokens,
    overview,
    personLookup,
    directory,
    staff: { logTools, accessLog, facts: access.facts, registrations: access.registrations, persons },
    authenticate,
    logRefusal,
    events,
    identityKey: namingOf(derivedKey(key, 'fhir-identities')),
  });
}
