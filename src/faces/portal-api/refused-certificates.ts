import Type from 'typebox';
import type { LogTools } from '../../audit/index.ts';
import { Instant, strict, Text } from './register-parts.ts';
import { officerOf } from './registering.ts';
import { type Access, type ApiRoute, bodyOf, noBody, route } from './route.ts';
import type { Waiting } from './shapes/access-log.ts';

interface RefusedCertificateParts {
  readonly bridgeHsaId: string;
  readonly tools: Pick<LogTools, 'refused' | 'signOffRefused' | 'waiting'>;
}

const officers: Access = ['security-officer'];

const SignOff = Type.Object(
  {
    fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    code: Type.String({ pattern: '^CERT_[A-Z_]{1,40}$' }),
    /** `last` of what was looked into. */
    upTo: Instant,
    note: Text,
  },
  strict,
);

/** Refused certificates as work to be done, and how much work there is. */
export function refusedCertificateRoutes({ bridgeHsaId, tools }: RefusedCertificateParts): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/access-log/waiting',
      access: officers,
      summary: 'How many emergencies wait for a verdict, and how many refused certificates to be signed off',
      body: noBody,
      handle: (call): Promise<Waiting> => tools.waiting({ officer: officerOf(call, bridgeHsaId) }),
    }),
    route({
      method: 'POST',
      path: '/access-log/refused',
      access: officers,
      summary: 'Certificates that were refused in the last year, by reason; with `closed` those signed off too',
      body: bodyOf(Type.Object({ closed: Type.Optional(Type.Boolean()) }, strict)),
      handle: async (call) => ({
        refused: await tools.refused({ officer: officerOf(call, bridgeHsaId), closed: call.body.closed ?? false }),
      }),
    }),
    route({
      method: 'POST',
      path: '/access-log/refused/sign-offs',
      access: officers,
      summary: 'That refusals of a certificate were looked into; a later one opens it again',
      body: bodyOf(SignOff),
      handle: (call) => tools.signOffRefused({ officer: officerOf(call, bridgeHsaId), ...call.body }),
    }),
  ];
}
