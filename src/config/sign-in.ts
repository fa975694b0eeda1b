import Type from 'typebox';
import { strict } from './common.ts';
import { IdentityProvider } from './identity-providers.ts';

export const SignInSection = Type.Object(
  {
    /** Without a request for this long the session ends. */
    idleMinutes: Type.Integer({ minimum: 1, maximum: 240, default: 30 }),
    /** However busy, it ends then; an assignment may be reused for at most twelve hours. */
    absoluteHours: Type.Integer({ minimum: 1, maximum: 12, default: 10 }),
    /** What people call the portal by, e.g. `https://brygga.example`; left out (not in production): localhost and the portal's port. */
    portalUrl: Type.Optional(Type.String({ pattern: '^https://' })),
    /** What browsers call the service port by, where the card is asked for; left out (not in production): localhost and its port. */
    serviceUrl: Type.Optional(Type.String({ pattern: '^https://' })),
    /** Identity providers at whom people may sign in, beside with their cards. */
    oidc: Type.Array(IdentityProvider, { default: [] }),
    /** The system id in `hsaSystemRole` whose roles count here. */
    system: Type.String({ default: 'norrbryggan' }),
  },
  { ...strict, default: {} },
);
