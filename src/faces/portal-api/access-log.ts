import Type from 'typebox';
import type { Audience } from '../../access/index.ts';
import { type AuditFilter, auditOutcomes, type CertificateUse, type LogTools } from '../../audit/index.ts';
import { BridgeError } from '../../errors.ts';
import type { Role } from '../../sign-in/index.ts';
import { type IntegrityRouteParts, integrityRoutes } from './integrity.ts';
import { GivenPatient, patientOf } from './patient.ts';
import { Instant, strict } from './register-parts.ts';
import { officerOf } from './registering.ts';
import { EmergencyVerdict, reviewRoutes } from './reviews.ts';
import { type Access, type ApiRoute, bodyOf, noBody, route } from './route.ts';

interface AccessLogRouteParts extends IntegrityRouteParts {
  readonly tools: LogTools;
}

const officers: Access = ['security-officer'];

const Id = Type.String({ minLength: 1, maxLength: 200 });
const Period = { from: Type.Optional(Instant), to: Type.Optional(Instant) };
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 }));

const Search = Type.Object(
  {
    patient: Type.Optional(GivenPatient),
    person: Type.Optional(Id),
    caller: Type.Optional(Id),
    certificate: Type.Optional(Id),
    unit: Type.Optional(Id),
    contract: Type.Optional(Id),
    action: Type.Optional(Id),
    purpose: Type.Optional(Id),
    outcome: Type.Optional(Type.Enum([...auditOutcomes])),
    emergency: Type.Optional(Type.Literal(true)),
    correlationId: Type.Optional(Id),
    ...Period,
    limit: Limit,
    /** `next` of the page before. */
    after: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,12}Z/[0-9]{1,15}$' })),
  },
  strict,
);
/**
 * The access log for security officers. Whatever the route, an officer sees what her own care provider is controller of:
 * the tools are told the assignment she has chosen.
 */
export function accessLogRoutes(parts: AccessLogRouteParts): readonly ApiRoute[] {
  const { bridgeHsaId, tools } = parts;
  return [
    ...integrityRoutes(parts),
    ...reviewRoutes(parts),
    route({
      method: 'POST',
      path: '/access-log/search',
      access: officers,
      summary: 'Entries of which the care provider is controller, newest first',
      body: bodyOf(Search),
      handle: (call) => {
        const { patient, limit = 50, after, ...rest } = call.body;
        if (after !== undefined && Number.isNaN(Date.parse(after.split('/')[0] ?? '')))
          throw new BridgeError('PARAMETER_INVALID', 'The cursor is none that a page gave.');
        const filter: AuditFilter = { ...rest, ...(patient !== undefined && { patient: patientOf(patient).id }) };
        return tools.search({ officer: officerOf(call, bridgeHsaId), filter, page: { limit, after } });
      },
    }),
    route({
      method: 'GET',
      path: '/access-log/entries/:id',
      access: officers,
      summary: 'One entry',
      body: noBody,
      handle: (call) => tools.entry({ officer: officerOf(call, bridgeHsaId), key: call.params.id ?? '' }),
    }),
    route({
      method: 'POST',
      path: '/access-log/extracts',
      access: officers,
      summary: 'The patient’s own extract: `pdf` as base64, and `csv`',
      body: bodyOf(Type.Object({ patient: GivenPatient, ...Period }, strict)),
      handle: (call) =>
        tools.extract({ officer: officerOf(call, bridgeHsaId), ...call.body, patient: patientOf(call.body.patient) }),
    }),
    route({
      method: 'POST',
      path: '/access-log/certificates',
      access: officers,
      summary: 'Certificates by how they were used; those that were refused, with the reasons',
      body: bodyOf(Type.Object({ ...Period, refused: Type.Optional(Type.Literal(true)) }, strict)),
      async handle(call) {
        const { refused, ...period } = call.body;
        const certificates = await tools.certificates({ officer: officerOf(call, bridgeHsaId), ...period });
        return { certificates: certificates.filter((use) => !refused || wasRefused(use)) };
      },
    }),
    route({
      method: 'POST',
      path: '/access-log/emergencies',
      access: officers,
      summary: 'Emergencies that wait for a verdict; with `closed` the judged ones too',
      body: bodyOf(Type.Object({ closed: Type.Optional(Type.Boolean()) }, strict)),
      handle: async (call) => ({
        emergencies: await tools.emergencies({
          officer: officerOf(call, bridgeHsaId),
          closed: call.body.closed ?? false,
        }),
      }),
    }),
    route({
      method: 'POST',
      path: '/access-log/emergencies/:id/verdicts',
      access: officers,
      summary: 'What was found of an emergency; the reader does not judge it',
      body: bodyOf(EmergencyVerdict),
      handle: (call) =>
        tools.judgeEmergency({ officer: officerOf(call, bridgeHsaId), emergency: call.params.id ?? '', ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/access-log/statistics',
      access: officers,
      summary: 'Accesses and emergencies by care unit, beside the other units of the care provider',
      body: bodyOf(Type.Object({ from: Instant, to: Instant }, strict)),
      handle: (call) => tools.statistics({ officer: officerOf(call, bridgeHsaId), ...call.body }),
    }),
    route({
      method: 'GET',
      path: '/why/:id',
      access: ['security-officer', 'integration-engineer', 'clinician'],
      summary: 'Why it came out so: rule, its day, inputs, and what would have made it a yes; in the words of the role',
      body: noBody,
      handle: (call) =>
        tools.why({
          officer: officerOf(call, bridgeHsaId),
          key: call.params.id ?? '',
          audience: audienceOf(call.session.roles),
          language: call.language,
        }),
    }),
  ];
}

/** The certificate itself; a caller that is known may be refused for other reasons. */
function wasRefused({ refused }: CertificateUse): boolean {
  return Object.keys(refused).some((code) => code.startsWith('CERT_'));
}

/** Who has several roles is told as the one that may know most. */
function audienceOf(roles: readonly Role[]): Audience {
  if (roles.includes('security-officer')) return 'officer';
  return roles.includes('integration-engineer') ? 'engineer' : 'clinician';
}
