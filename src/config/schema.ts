import Type, { type Static } from 'typebox';
import { AccessSection } from './access.ts';
import { AuditSection } from './audit.ts';
import { BreakerSection } from './breaker.ts';
import { CareDirectorySection } from './care-directory.ts';
import { ContractRef, HsaId, Milliseconds, Port, strict } from './common.ts';
import { DeliveriesSection } from './deliveries.ts';
import { DirectorySection } from './directory.ts';
import { DirectoryServicesSection } from './directory-services.ts';
import { DrainSection } from './drain.ts';
import { EngagementsSection } from './engagements.ts';
import { FollowUpSection } from './follow-up.ts';
import { OutgoingSection, SourceKeys, TlsSection } from './keys.ts';
import { NewsSection } from './news.ts';
import { OperationsSection } from './operations.ts';
import { PortalSection } from './portal.ts';
import { ProxiesSection } from './proxy.ts';
import { ReferralsSection } from './referrals.ts';
import { SignInSection } from './sign-in.ts';
import { SuccessionsSection } from './successions.ts';
import { TokensSection } from './tokens.ts';
import { TracingSection } from './tracing.ts';
import { TrustSection } from './trust.ts';

/** What the configuration file holds. Defaults stand here; what must agree with what, in cross-references.ts. */

const Source = Type.Object(
  {
    /** HSA-id of the record system. */
    hsaId: HsaId,
    name: Type.String(),
    /** HSA-id of the care provider that answers for the system. */
    careProvider: HsaId,
    protocol: Type.Enum(['rivta21', 'riv13606', 'fhir-r4']),
    /**
     * rivta21: what stands before `/vp/…`; riv13606: the service itself; fhir-r4: the FHIR base. `simulator:` is filled
     * in by the demo command with the simulated council's own address; `catalogue:` (rivta21 only) is where the address
     * catalogue says, contract by contract.
     */
    url: Type.String(),
    /** The bridge's certificate towards it, where that is not the one of `outgoing`. */
    keys: Type.Optional(SourceKeys),
    /** rivta21: the profile its address is registered in; the bridge rewrites the address header for it. */
    profile: Type.Enum(['rivtabp21', 'rivtabp20'], { default: 'rivtabp21' }),
    /** riv13606: its service, that of NPÖ itself or RIV-TA's contract with the same content. */
    extract: Type.Enum(['RIV13606REQUEST_EHR_EXTRACT', 'GetEhrExtract'], { default: 'RIV13606REQUEST_EHR_EXTRACT' }),
    /** Whether a source called over https is told the correlation id of the call; one over http always is. */
    correlationId: Type.Boolean({ default: false }),
    /** It is itself an aggregating platform (rivta21): asked once, it answers for many systems. */
    aggregates: Type.Boolean({ default: false }),
    /** A platform's other names: as whom it calls, and what it writes in x-rivta-routing-history. */
    knownAs: Type.Array(Type.String({ minLength: 1 }), { default: [] }),
    /** What it delivers. */
    contracts: Type.Array(ContractRef, { minItems: 1 }),
    /**
     * rivta21: namespaces (`urn:riv:<domain>:<Name>Responder:<major>`) of contracts the bridge has no definition of, whose
     * messages it passes on unread. They must be among `contracts` too. No block can be applied here then: to name one says
     * that the record system does so itself.
     */
    passthrough: Type.Array(Type.String({ pattern: '^urn:riv:.{1,200}:[A-Za-z0-9]{1,80}Responder:[0-9]{1,3}$' }), {
      default: [],
    }),
    timeoutMs: Milliseconds(9_000),
    /** Answers larger than this many bytes are refused as bad data. */
    maxAnswerBytes: Type.Integer({ minimum: 1024, default: 52_428_800 }),
    /** Queries to this source at the same time, per worker process. */
    concurrency: Type.Integer({ minimum: 1, default: 10 }),
    /**
     * Queries of one serving process that may wait to be taken; whoever comes then hears at once that the source is busy.
     * Emergencies may wait beyond it, twice as many in all.
     */
    waiting: Type.Integer({ minimum: 1, default: 400 }),
    /** `read-only`: nothing new is written in it; `archive`: replaced, kept to be read. Readers are told. */
    lifecycle: Type.Enum(['active', 'read-only', 'archive'], { default: 'active' }),
    /** What readers are told with it, e.g. what replaced the system and when. */
    lifecycleText: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    /** ISO date: the agreement says it delivers data from then on. */
    deliversFrom: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    /**
     * Whether the overview asks it only about patients of whom the engagement index says that it knows them: `required`
     * always; `optional` only while its list in the index is fresh (`engagements.reconcile`); `none` never.
     */
    index: Type.Enum(['required', 'optional', 'none'], { default: 'none' }),
    /** Care unit and provider for FHIR records whose Provenance names none. */
    defaultCareUnit: Type.Optional(HsaId),
  },
  strict,
);

/** When an entry of the routing table holds: ISO dates or date-times, both ends included; left out = open. */
const validity = { from: Type.Optional(Type.String()), to: Type.Optional(Type.String()) };

const Permission = Type.Object({ contract: ContractRef, address: Type.String({ minLength: 1 }), ...validity }, strict);

const CallerEntry = Type.Object(
  {
    hsaId: HsaId,
    name: Type.String(),
    /**
     * Who answers for relation and consent. `consumer`: the agreement makes the calling system responsible;
     * `bridge`: this bridge decides and the actor must come with the call; `patient`: citizen services. Blocks apply in
     * any case, except to patients.
     */
    gate: Type.Enum(['consumer', 'bridge', 'patient']),
    /** The care provider on whose behalf the system asks. */
    careProvider: HsaId,
    careUnit: Type.Optional(HsaId),
    permissions: Type.Array(Permission),
    /** Where its public keys are, with which it opens the portal for its users (`POST /api/launch`); left out: it may not. */
    launch: Type.Optional(
      Type.Object(
        {
          /** JSON Web Key Set: a file, or `https://…`. */
          jwks: Type.String({ minLength: 1 }),
        },
        strict,
      ),
    ),
  },
  strict,
);

const Route = Type.Object(
  { address: Type.String({ minLength: 1 }), contract: ContractRef, source: HsaId, ...validity },
  strict,
);

/** An address catalogue (TAK) that routes and permissions are imported from, beside those of this file. */
const Catalogue = Type.Object(
  {
    /** Its service SokVagvalsInfo 2; called with the bridge's outgoing certificate. */
    url: Type.String({ pattern: '^https?://' }),
    reloadMs: Milliseconds(3_600_000),
    timeoutMs: Milliseconds(30_000),
    maxAnswerBytes: Type.Integer({ minimum: 1024, default: 268_435_456 }),
    /** Which imported routes lead to which source, beside its own HSA-id and its own URL. */
    sources: Type.Array(
      Type.Object(
        {
          source: HsaId,
          /** Logical addresses of the catalogue. */
          receivers: Type.Array(Type.String({ minLength: 1 }), { default: [] }),
          /** What the URLs in the catalogue begin with. */
          urls: Type.Array(Type.String({ pattern: '^https?://' }), { default: [] }),
        },
        strict,
      ),
      { default: [] },
    ),
  },
  strict,
);

/** Ids of one record in several systems, or a rule that makes the new system's id of the old one's. */
const Alias = Type.Union([
  Type.Object(
    {
      same: Type.Array(Type.Object({ source: HsaId, documentId: Type.String({ minLength: 1 }) }, strict), {
        minItems: 2,
      }),
    },
    strict,
  ),
  Type.Object(
    {
      /** Regular expression for the old id, and what it becomes with `$1`…: `{ id: '^A(\\d+)$', becomes: 'B$1' }`. */
      rule: Type.Object({ from: HsaId, to: HsaId, id: Type.String({ minLength: 1 }), becomes: Type.String() }, strict),
    },
    strict,
  ),
]);

export const ConfigFile = Type.Object(
  {
    bridge: Type.Object(
      {
        hsaId: HsaId,
        /** The installation's name, shown in every fault, log line and page. */
        name: Type.String({ minLength: 1 }),
        kind: Type.Enum(['demo', 'test', 'production']),
      },
      strict,
    ),
    listen: Type.Object(
      {
        host: Type.String({ default: '0.0.0.0' }),
        port: Port(8443),
        portalPort: Port(8444),
        adminPort: Port(9464),
        /** Of a process that only works; ADMIN_PORT sets either. */
        workAdminPort: Port(9465),
        adminHost: Type.String({ default: '127.0.0.1' }),
      },
      { ...strict, default: {} },
    ),
    drain: DrainSection,
    tls: TlsSection,
    outgoing: OutgoingSection,
    trust: TrustSection,
    proxies: ProxiesSection,
    directory: DirectorySection,
    successions: SuccessionsSection,
    directoryServices: DirectoryServicesSection,
    /** The person register; without it every answer says that only the given identity was asked for. */
    persons: Type.Optional(
      Type.Object(
        {
          /** `file:…` (YAML or JSON), or `https://…`: what stands before `/vp/…`. */
          url: Type.String({ pattern: '^(file:|https://|simulator:)' }),
          /** HSA-id of the register; default is the national one. */
          logicalAddress: Type.String({ minLength: 1, default: 'SE165565594230-1000' }),
          timeoutMs: Milliseconds(2_000),
          cache: Type.Object(
            {
              /** A mark of secrecy must be seen within a quarter of an hour. */
              maxAgeMs: Type.Integer({ minimum: 0, maximum: 900_000, default: 900_000 }),
              entries: Type.Integer({ minimum: 1, default: 10_000 }),
            },
            { ...strict, default: {} },
          ),
        },
        strict,
      ),
    ),
    overview: Type.Object(
      {
        /** The aggregate answers within this time with what it has. */
        deadlineMs: Milliseconds(27_000),
        /** A source slower than this is noted in Coverage though it answered. */
        slowMs: Milliseconds(5_000),
        /** Of one source and information type in the portal: the newest are shown, and how many there were is said. */
        shownAtMost: Type.Integer({ minimum: 1, maximum: 100_000, default: 3_000 }),
      },
      { ...strict, default: {} },
    ),
    limits: Type.Object(
      {
        requestBytes: Type.Integer({ minimum: 1024, default: 15_728_640 }),
        xmlDepth: Type.Integer({ minimum: 8, default: 64 }),
        xmlElements: Type.Integer({ minimum: 100, default: 20_000 }),
        /** Requests per caller and minute; Retry-After tells when to come back. */
        requestsPerMinute: Type.Integer({ minimum: 1, default: 60_000 }),
        /** Requests under way in one process; beyond that callers hear that it lacks resources. */
        requestsAtOnce: Type.Integer({ minimum: 1, default: 2_000 }),
        /** The same for one caller, by its HSA-id. */
        requestsAtOncePerCaller: Type.Integer({ minimum: 1, default: 500 }),
        /** The same when one turn of the process's event loop takes so long, on average over a second. */
        eventLoopDelayMs: Milliseconds(1_000),
      },
      { ...strict, default: {} },
    ),
    routing: Type.Object(
      {
        /** Whether routes and permissions of units above an address in the care directory's tree count for it. */
        hsaTree: Type.Boolean({ default: false }),
        catalogue: Type.Optional(Catalogue),
      },
      { ...strict, default: {} },
    ),
    fhir: Type.Object(
      {
        /** The generation of the national mapping guide (EHDS-TK) whose profiles and identifiers are written. */
        generation: Type.Enum(['october-2026', 'june-2026'], { default: 'october-2026' }),
      },
      { ...strict, default: {} },
    ),
    soap: Type.Object(
      {
        /** Callers (HSA-ids) that may name another as the original service consumer; empty = all may. */
        originalConsumerFrom: Type.Array(HsaId, { default: [] }),
      },
      { ...strict, default: {} },
    ),
    /** Whose SAML assertions about the person who reads are believed; left out: none is read. */
    saml: Type.Optional(
      Type.Object(
        {
          /** What issuers call this installation; an assertion must be for one of these. */
          audiences: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
          issuers: Type.Array(
            Type.Object(
              {
                /** As the assertion's Issuer has it. */
                entityId: Type.String({ minLength: 1 }),
                /** PEM files of its signing certificates (RSA); several while it changes them. */
                certificates: Type.Array(Type.String(), { minItems: 1 }),
              },
              strict,
            ),
            { minItems: 1 },
          ),
          /** How far the issuers' clocks may be from ours. */
          clockSkewMs: Type.Integer({ minimum: 0, maximum: 300_000, default: 30_000 }),
        },
        strict,
      ),
    ),
    breaker: BreakerSection,
    access: AccessSection,
    audit: AuditSection,
    careDirectory: CareDirectorySection,
    deliveries: DeliveriesSection,
    engagements: EngagementsSection,
    operations: OperationsSection,
    followUp: FollowUpSection,
    news: NewsSection,
    portal: PortalSection,
    signIn: SignInSection,
    tokens: TokensSection,
    tracing: TracingSection,
    sources: Type.Array(Source),
    referrals: ReferralsSection,
    routes: Type.Array(Route),
    callers: Type.Array(CallerEntry),
    /** Records that are the same under several ids: one of them is shown. */
    aliases: Type.Array(Alias, { default: [] }),
    /** Care providers of the region that are not connected: said in Coverage, never asked. */
    notConnected: Type.Array(Type.Object({ hsaId: HsaId, name: Type.String() }, strict), { default: [] }),
  },
  strict,
);

export type FileConfig = Static<typeof ConfigFile>;
export type TrustConfig = FileConfig['trust'];
export type InstallationConfig = FileConfig['bridge'];

/** The URL of a source that is called where the address catalogue says. */
export const catalogueUrl = 'catalogue:';
