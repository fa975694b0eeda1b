import { Readable } from 'node:stream';
import Type from 'typebox';
import type { Audience } from '../../access/index.ts';
import {
  type AccessLog,
  type AuditFilter,
  auditOutcomes,
  type CertificateUse,
  exportLines,
  type LogTools,
  partOf,
  type SignedHead,
  verdictKinds,
} from '../../audit/index.ts';
import { BridgeError } from '../../errors.ts';
import type { Role } from '../../sign-in/index.ts';
import { GivenPatient, patientOf } from './patient.ts';
import { Instant, strict } from './register-parts.ts';
import { officerOf } from './registering.ts';
import { type Access, type ApiCall, type ApiRoute, bodyOf, noBody, route } from './route.ts';

export interface AccessLogRouteParts {
  readonly bridgeHsaId: string;
  readonly tools: LogTools;
  readonly log: AccessLog;
  /** HSA-id of the care provider that is shown what belongs to nobody. */
  readonly strangersTo: string | undefined;
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
const Verdict = Type.Object(
  { verdict: Type.Enum([...verdictKinds]), reason: Type.String({ minLength: 1, maxLength: 1_024 }) },
  strict,
);

/**
 * The access log for security officers. Whatever the route, an officer sees what her own care provider is controller of:
 * the tools are told the assignment she has chosen.
 */
export function accessLogRoutes({ bridgeHsaId, tools, log, strangersTo }: AccessLogRouteParts): readonly ApiRoute[] {
  const entryNamed = (call: ApiCall<unknown>) =>
    tools.entry({ officer: officerOf(call, bridgeHsaId), key: call.params.id ?? '' });

  return [
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
      handle: entryNamed,
    }),
    route({
      method: 'GET',
      path: '/access-log/entries/:id/proof',
      access: officers,
      summary: 'Proof that the entry is in the log of the signed head',
      body: noBody,
      async handle(call) {
        const { sequence } = await entryNamed(call);
        const head = await log.head();
        const proof = await log.inclusion(sequence, head.size);
        return { index: sequence, head: shownHead(head), proof: proof.map((hash) => hash.toString('base64')) };
      },
    }),
    route({
      method: 'GET',
      path: '/access-log/head',
      access: officers,
      summary: 'The newest signed head of the log',
      body: noBody,
      handle: async () => shownHead(await log.head()),
    }),
    route({
      method: 'POST',
      path: '/access-log/verification',
      access: officers,
      summary: 'Verify the whole log; `head`: the note of a signed head that was kept elsewhere',
      body: bodyOf(Type.Object({ head: Type.Optional(Type.String({ maxLength: 4_096 })) }, strict)),
      handle: (call) => tools.startVerification({ head: call.body.head }),
    }),
    route({
      method: 'GET',
      path: '/access-log/verification',
      access: officers,
      summary: 'How far the verification has come, or what it found',
      body: noBody,
      handle: () => tools.verification({}),
    }),
    route({
      method: 'POST',
      path: '/access-log/export',
      access: officers,
      summary: 'Everything of which the care provider is controller, a line of JSON each, and what proves it',
      body: noBody,
      async handle(call) {
        const officer = officerOf(call, bridgeHsaId);
        const part = partOf(call.assignment.careProvider.hsaId, strangersTo);
        await tools.note({ officer, action: 'log:export', details: {} });
        return Readable.from(exportLines(log, part));
      },
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
      method: 'GET',
      path: '/access-log/reviews',
      access: officers,
      summary: 'Samples of the log that were drawn, latest first',
      body: noBody,
      handle: async (call) => ({ reviews: await tools.listReviews({ officer: officerOf(call, bridgeHsaId) }) }),
    }),
    route({
      method: 'POST',
      path: '/access-log/reviews',
      access: officers,
      summary: 'Draw a sample; `seed` draws an earlier one again',
      body: bodyOf(
        Type.Object(
          {
            ...Period,
            size: Type.Integer({ minimum: 1, maximum: 1_000 }),
            seed: Type.Optional(Type.String({ pattern: '^[0-9a-f]{32}$' })),
          },
          strict,
        ),
      ),
      handle: (call) =>
        tools.drawReview({ from: undefined, to: undefined, ...call.body, officer: officerOf(call, bridgeHsaId) }),
    }),
    route({
      method: 'GET',
      path: '/access-log/reviews/:id',
      access: officers,
      summary: 'A sample whole: what each criterion was told from, every access, and what was found of it',
      body: noBody,
      handle: (call) => tools.showReview({ officer: officerOf(call, bridgeHsaId), review: call.params.id ?? '' }),
    }),
    route({
      method: 'POST',
      path: '/access-log/reviews/:id/verdicts/:entry',
      access: officers,
      summary: 'What was found of one access; nobody judges her own',
      body: bodyOf(Verdict),
      handle: (call) => {
        const { id: review = '', entry = '' } = call.params;
        return tools.judge({ officer: officerOf(call, bridgeHsaId), review, entry, ...call.body });
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
      body: bodyOf(Verdict),
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

/** `note` is what is signed; the rest is read off it. */
function shownHead({ note, size, root, at, keyId }: SignedHead) {
  return { note, size, root: root.toString('base64'), at, keyId };
}
