import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Resource } from 'fhir/r4';
import type { Config } from '../../config.ts';
import type { PatientId } from '../../contracts/index.ts';
import { asBridgeError, BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import type { Directory } from '../../hsa/index.ts';
import type { Overview, OverviewAnswer } from '../../overview/index.ts';
import { tellOfBreakage } from '../breakage.ts';
import { correlationIdOf } from '../correlation.ts';
import { closeWhenSent } from '../delivery.ts';
import type { Authenticate, Identified } from '../door.ts';
import type { LogRefusal } from '../refusal-log.ts';
import { capabilityStatement, directoryTypes } from './capability.ts';
import type { DirectoryType } from './directory/index.ts';
import { readDirectory } from './directory/index.ts';
import { answerDirectorySearch } from './directory-search.ts';
import { fhirJson, isStrict, requireJson } from './format.ts';
import { createIdentities } from './identities.ts';
import { generationOf } from './mapping/generation.ts';
import { refusalOf } from './operation-outcome.ts';
import { createPageTokens } from './search/page-token.ts';
import { readRecord } from './search/read.ts';
import type { Asking } from './search/records.ts';
import { searchRecords } from './search/search.ts';
import { offeredTypes } from './served/index.ts';

export interface FhirFaceParts {
  readonly config: Config;
  readonly overview: Overview;
  readonly directory: Directory;
  readonly authenticate: Authenticate;
  readonly logRefusal: LogRefusal;
  readonly events: Events;
  /** Seals and names the ids of patients and resources; another key changes them all. At least 32 bytes. */
  readonly identityKey: Buffer;
}

/** One request on its way through the face. */
interface Visit {
  readonly startedAt: number;
  readonly correlationId: string;
  identified: Identified | undefined;
  /** The contract asked for, else what else was asked: a directory type, `metadata`. */
  about: string;
  patient: PatientId | undefined;
  /** Set once the overview has answered: then the access stands on the log. */
  answer: OverviewAnswer | undefined;
}

const prefix = '/fhir';
/** A search holds some parameters; more than this is no search. */
const formBytes = 65_536;

/**
 * The FHIR R4 face under /fhir: search and read of clinical records and of the care directory. Only the capability
 * statement is open to all; the rest asks for the certificate of a system, before anything is read.
 */
export function registerFhirFace(app: FastifyInstance, parts: FhirFaceParts): void {
  const { config, overview, directory } = parts;
  const identities = createIdentities(parts.identityKey);
  const pageTokens = createPageTokens(parts.identityKey);
  const offered = offeredTypes(config.sources);
  const generation = generationOf(config.fhir.generation);
  const startedAt = new Date().toISOString();
  const visits = new WeakMap<FastifyRequest, Visit>();

  app.register(
    async (face) => {
      face.removeAllContentTypeParsers();
      face.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: formBytes },
        (_request, body, done) => done(null, body),
      );
      face.addHook('onRequest', receive);
      face.get('/metadata', async (request, reply) => {
        const query = readRequest(request);
        visitOf(request).about = 'metadata';
        return send(
          request,
          reply,
          capabilityStatement(config.bridge, offered, generation, baseUrlOf(request), startedAt),
          query.pretty,
        );
      });
      face.get('/:type', search);
      face.post('/:type/_search', search);
      face.get('/:type/:id', read);
      face.setNotFoundHandler(async () => {
        throw new BridgeError('NOT_FOUND');
      });
      face.setErrorHandler(async (thrown, request, reply) => refuse(bridgeErrorOf(thrown), request, reply));
    },
    { prefix },
  );

  async function receive(request: FastifyRequest): Promise<void> {
    const visit = visitOf(request);
    if (request.routeOptions.url === `${prefix}/metadata`) return;
    visit.identified = await parts.authenticate(request, 'fhir', visit.correlationId);
    if (visit.identified.refusal) throw visit.identified.refusal;
    const offersMethod = request.method === 'GET' || request.method === 'HEAD' || isFormSearch(request);
    if (!offersMethod) throw new BridgeError('METHOD_NOT_ALLOWED');
  }

  async function search(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { params, strict, pretty } = readRequest(request);
    const { type } = request.params as { type: string };
    const visit = visitOf(request);
    const asking = askingOf(request, reply, visit);
    const directoryType = directoryTypeOf(type);
    if (directoryType) {
      visit.about = directoryType;
      return send(
        request,
        reply,
        await answerDirectorySearch(directory, directoryType, params, strict, asking),
        pretty,
      );
    }
    const served = servedOf(type, visit);
    const bundle = await searchRecords({ config, overview, identities, pageTokens }, served, params, strict, asking);
    return send(request, reply, bundle, pretty);
  }

  async function read(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { pretty } = readRequest(request);
    const { type, id } = request.params as { type: string; id: string };
    const visit = visitOf(request);
    const directoryType = directoryTypeOf(type);
    if (directoryType) {
      visit.about = directoryType;
      const resource = await readDirectory(directory, directoryType, id);
      if (!resource) throw new BridgeError('NOT_FOUND');
      return send(request, reply, resource, pretty);
    }
    if (type !== 'Provenance') servedOf(type, visit);
    const asking = askingOf(request, reply, visit);
    return send(request, reply, await readRecord({ config, overview, identities }, offered, type, id, asking), pretty);
  }

  function servedOf(type: string, visit: Visit) {
    const served = offered.find((candidate) => candidate.type === type);
    if (!served) throw new BridgeError('NOT_FOUND');
    visit.about = served.origins.map(({ mapping }) => mapping.contract).join(' ');
    return served;
  }

  function askingOf(request: FastifyRequest, reply: FastifyReply, visit: Visit): Asking {
    const caller = visit.identified?.caller;
    if (!caller) throw new BridgeError('CERT_MISSING');
    return {
      caller,
      correlationId: visit.correlationId,
      baseUrl: baseUrlOf(request),
      patientKnown: (patient) => {
        visit.patient = patient;
      },
      answered: (answer) => {
        visit.answer = answer;
        closeWhenSent(reply, answer);
      },
    };
  }

  function visitOf(request: FastifyRequest): Visit {
    const known = visits.get(request);
    if (known) return known;
    const visit: Visit = {
      startedAt: Date.now(),
      correlationId: correlationIdOf(request.headers),
      identified: undefined,
      about: 'unknown',
      patient: undefined,
      answer: undefined,
    };
    visits.set(request, visit);
    return visit;
  }

  async function refuse(error: BridgeError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const visit = visitOf(request);
    const { correlationId, identified, patient } = visit;
    tellOfBreakage(parts.events, error, 'fhir', correlationId);
    // With an answer from the overview the access is on the log already, whatever came of it.
    if (identified && !visit.answer) {
      const contract = visit.about.includes(':') ? visit.about : undefined;
      const logicalAddress = contract && config.bridge.hsaId;
      const action = request.routeOptions.url?.endsWith('/:id') ? 'read' : 'search';
      const milliseconds = Date.now() - visit.startedAt;
      await parts.logRefusal({
        correlationId,
        face: 'fhir',
        action,
        identified,
        contract,
        logicalAddress,
        patient,
        error,
        milliseconds,
      });
    }
    const { status, headers, outcome } = refusalOf(error, correlationId);
    reply.code(status).headers(headers);
    return send(request, reply, outcome, false, error.code);
  }

  function send(
    request: FastifyRequest,
    reply: FastifyReply,
    resource: Resource,
    pretty: boolean,
    code = 'OK',
  ): FastifyReply {
    const { startedAt: since, correlationId, about } = visitOf(request);
    const milliseconds = Date.now() - since;
    const status = reply.statusCode;
    parts.events.emit('request:face:finished', {
      face: 'fhir',
      contract: about,
      code,
      status,
      milliseconds,
      correlationId,
    });
    return reply
      .header('content-type', fhirJson)
      .header('cache-control', 'no-store')
      .header('x-request-id', correlationId)
      .header('x-skltp-correlation-id', correlationId)
      .send(JSON.stringify(resource, undefined, pretty ? 2 : undefined));
  }
}

interface FhirRequest {
  readonly params: URLSearchParams;
  readonly strict: boolean;
  readonly pretty: boolean;
}

/** Parameters of address and form together, and how to answer. Throws MEDIA_TYPE_UNSUPPORTED. */
function readRequest(request: FastifyRequest): FhirRequest {
  const mark = request.url.indexOf('?');
  const params = new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1));
  if (typeof request.body === 'string') {
    for (const [name, value] of new URLSearchParams(request.body)) params.append(name, value);
  }
  requireJson(params.get('_format'), request.headers.accept);
  return { params, strict: isStrict(request.headers.prefer), pretty: params.get('_pretty') === 'true' };
}

function isFormSearch(request: FastifyRequest): boolean {
  return request.method === 'POST' && request.routeOptions.url === `${prefix}/:type/_search`;
}

function directoryTypeOf(type: string): DirectoryType | undefined {
  return directoryTypes.find((candidate) => candidate === type);
}

/** The host is the caller's own word, and goes back to it alone; what no host looks like does not. */
function baseUrlOf(request: FastifyRequest): string {
  const host = /^[A-Za-z0-9.:[\]-]{1,255}$/.test(request.host) ? request.host : 'localhost';
  return `${request.protocol}://${host}${prefix}`;
}

/** Fastify's own errors in our terms. */
function bridgeErrorOf(thrown: unknown): BridgeError {
  const { code } = thrown as { code?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new BridgeError('MESSAGE_TOO_LARGE', `A search may be at most ${formBytes} bytes.`, { cause: thrown });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const detail = 'The body of a search is application/x-www-form-urlencoded.';
    return new BridgeError('MEDIA_TYPE_UNSUPPORTED', detail, { cause: thrown });
  }
  if (typeof code === 'string' && code.startsWith('FST_ERR_')) {
    return new BridgeError('MESSAGE_UNREADABLE', undefined, { cause: thrown });
  }
  return asBridgeError(thrown);
}
