import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Resource } from 'fhir/r4';
import type { Config } from '../../config.ts';
import type { PatientId, RecordHeader } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { notesOn } from '../../notes-on.ts';
import type { OverviewAnswer } from '../../overview/index.ts';
import type { Grant, Tokens } from '../../tokens/index.ts';
import { tellOfBreakage } from '../breakage.ts';
import { choiceIn } from '../choice.ts';
import { correlationIdOf } from '../correlation.ts';
import { tellOfDecision, tellOfRefusal } from '../decision-headers.ts';
import { closingAllWhenSent, deliveredPart, hangUpOf } from '../delivery.ts';
import type { Authenticate, Identified } from '../door.ts';
import type { LogRefusal } from '../refusal-log.ts';
import { grantFor } from './bearer.ts';
import { contentType, encodeResource, type Format } from './format.ts';
import { refusalOf } from './operation-outcome.ts';
import { baseUrlOf, formatOfRefusal, prefix } from './request.ts';
import type { Asking } from './search/records.ts';

export interface VisitParts {
  readonly config: Config;
  readonly authenticate: Authenticate;
  readonly logRefusal: LogRefusal;
  readonly events: Events;
  readonly tokens: Tokens;
}

/** One request on its way through the face. */
interface Visit {
  readonly startedAt: number;
  readonly correlationId: string;
  identified: Identified | undefined;
  /** Of the token that came with it, if one did. */
  grant: Grant | undefined;
  /** The contracts asked for, else what else was asked: a directory type, `metadata`. */
  about: string;
  patient: PatientId | undefined;
  /** Set once the overview has answered: then the access stands on the log. */
  answer: OverviewAnswer | undefined;
  /** Headers of the records that the reply is made of; undefined while that is not known: it may be all. */
  given: ReadonlySet<RecordHeader> | undefined;
}

/** What is done at both ends of every request: who it is, what is told of it, how it is answered or refused. */
export interface Visits {
  /** Throws what the door refuses the caller for, METHOD_NOT_ALLOWED, and what the token it brought is refused for. */
  receive(request: FastifyRequest): Promise<void>;
  /** What the request is about, for metrics and for the log of refusals. */
  about(request: FastifyRequest, about: string): void;
  asking(request: FastifyRequest, reply: FastifyReply): Asking;
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    resource: Resource,
    how: { readonly format: Format; readonly pretty: boolean },
  ): FastifyReply;
  refuse(error: BridgeError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

export function createVisits(parts: VisitParts): Visits {
  const { config, events } = parts;
  const visits = notesOn<FastifyRequest, Visit>();

  function visitOf(request: FastifyRequest): Visit {
    const known = visits.get(request);
    if (known) return known;
    const visit: Visit = {
      startedAt: Date.now(),
      correlationId: correlationIdOf(request.headers),
      identified: undefined,
      grant: undefined,
      about: 'unknown',
      patient: undefined,
      answer: undefined,
      given: undefined,
    };
    visits.set(request, visit);
    return visit;
  }

  async function receive(request: FastifyRequest): Promise<void> {
    const visit = visitOf(request);
    if (openToAll.has(request.routeOptions.url ?? '')) return;
    visit.identified = await parts.authenticate(request, 'fhir', visit.correlationId);
    const { refusal, caller } = visit.identified;
    if (refusal || !caller) throw refusal ?? new BridgeError('CERT_MISSING');
    if (!isOffered(request)) throw new BridgeError('METHOD_NOT_ALLOWED');
    visit.grant = await grantFor(request, parts.tokens, caller);
  }

  function asking(request: FastifyRequest, reply: FastifyReply): Asking {
    const visit = visitOf(request);
    const caller = visit.identified?.caller;
    if (!caller) throw new BridgeError('CERT_MISSING');
    const close = closingAllWhenSent(reply);
    return {
      face: 'fhir',
      caller,
      actor: visit.grant?.actor,
      choice: choiceIn(request.headers),
      correlationId: visit.correlationId,
      gone: hangUpOf(reply),
      baseUrl: baseUrlOf(request),
      patientKnown: (patient) => {
        visit.patient = patient;
      },
      answered: (answer) => {
        visit.answer = answer;
        tellOfDecision(reply, answer);
        close({
          delivered: (outcome) => deliveredPart(answer, outcome, ({ header }) => visit.given?.has(header) ?? true),
        });
      },
      gives: (records) => {
        visit.given = new Set(records.map(({ header }) => header));
      },
    };
  }

  async function refuse(error: BridgeError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const visit = visitOf(request);
    const { correlationId, identified, patient, grant } = visit;
    tellOfBreakage(events, error, 'fhir', correlationId);
    // With an answer from the overview the access is on the log already, whatever came of it.
    if (identified && !visit.answer) {
      const contract = visit.about.includes(':') ? visit.about : undefined;
      await parts.logRefusal({
        correlationId,
        face: 'fhir',
        action: actionOf(request),
        identified,
        actor: grant?.actor,
        contract,
        logicalAddress: contract && config.bridge.hsaId,
        patient,
        error,
        milliseconds: Date.now() - visit.startedAt,
      });
    }
    const { status, headers, outcome } = refusalOf(error, correlationId);
    tellOfRefusal(reply, error);
    reply.code(status).headers(headers);
    return answer(request, reply, outcome, { format: formatOfRefusal(request), pretty: false }, error.code);
  }

  function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    resource: Resource,
    { format, pretty }: { readonly format: Format; readonly pretty: boolean },
    code: string,
  ): FastifyReply {
    const { startedAt, correlationId, about } = visitOf(request);
    const body = encodeResource(resource, format, pretty);
    events.emit('request:face:finished', {
      face: 'fhir',
      contract: about,
      code,
      status: reply.statusCode,
      milliseconds: Date.now() - startedAt,
      correlationId,
    });
    return reply
      .header('content-type', contentType(format))
      .header('cache-control', 'no-store')
      .header('x-request-id', correlationId)
      .header('x-skltp-correlation-id', correlationId)
      .send(body);
  }

  return {
    receive,
    asking,
    refuse,
    about: (request, about) => {
      visitOf(request).about = about;
    },
    send: (request, reply, resource, how) => answer(request, reply, resource, how, 'OK'),
  };
}

/** What says how to call, and nothing else. */
const openToAll: ReadonlySet<string> = new Set(
  ['metadata', '.well-known/smart-configuration', 'SearchParameter/:id'].map((path) => `${prefix}/${path}`),
);

const isSummary = (request: FastifyRequest) => request.routeOptions.url?.endsWith('/$summary') ?? false;

/** Reading and searching, where searches and operations may come as POST. */
function isOffered(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  const isSearch = request.routeOptions.url === `${prefix}/:type/_search`;
  return request.method === 'POST' && (isSearch || isSummary(request));
}

function actionOf(request: FastifyRequest): string {
  if (isSummary(request)) return 'summary';
  return request.routeOptions.url?.endsWith('/:id') ? 'read' : 'search';
}
