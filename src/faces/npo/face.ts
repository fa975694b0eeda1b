import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Keys } from '../../bus/keyring.ts';
import type { Config } from '../../config.ts';
import { type BridgeError, errorCatalogue } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { parsePatientId } from '../../identities/index.ts';
import type { Overview, OverviewAnswer } from '../../overview/index.ts';
import { schemaFile, writeSchema, writeServiceDescription } from '../../riv13606/index.ts';
import type { Permissions } from '../../routing/index.ts';
import type { Caller } from '../../siths/index.ts';
import { decodeXml, messageIn } from '../../xml/index.ts';
import { tellOfBreakage } from '../breakage.ts';
import { choiceIn } from '../choice.ts';
import { tellOfDecision, tellOfRefusal } from '../decision-headers.ts';
import { closeWhenSent, deliveredPart, hangUpOf } from '../delivery.ts';
import type { Authenticate } from '../door.ts';
import type { LogRefusal } from '../refusal-log.ts';
import type { Call } from '../soap/call.ts';
import { registerSoapCalls } from '../soap/calls.ts';
import { readChain } from '../soap/chain.ts';
import { addressOf, charsetParameter } from '../soap/http.ts';
import { extractsOf, writeNpoResponse } from './answer.ts';
import { askTypes, type TypeAnswer } from './answers.ts';
import { type Continued, createContinuations } from './continuation.ts';
import { ContractError } from './contract-error.ts';
import { type Detail, detailsOf, nothingKnown, tellsOfMore, unmetDetails } from './details.ts';
import { adapterCodeOf, writeNpoFault } from './faults.ts';
import { listed, type Page, pageOf } from './pages.ts';
import { type Question, readNpoRequest } from './request.ts';

export interface NpoFaceParts {
  readonly config: Config;
  readonly overview: Overview;
  readonly permissions: Permissions;
  readonly authenticate: Authenticate;
  readonly logRefusal: LogRefusal;
  readonly events: Events;
  /** Seals continuation tokens: 32 bytes. */
  readonly continuationKey: Keys;
}

/** What is to be answered of a question. */
interface Wanted extends Pick<Continued, 'question'> {
  readonly after?: Continued['after'];
  readonly from?: number | undefined;
}

const textLength = 65_536;

/**
 * NPÖ 1.0 under /npo: RIV13606REQUEST_EHR_EXTRACT and its continuation over SOAP 1.1 without SOAP header. Every source is
 * asked in its own dialect; what they answer is told in RIV 13606.
 */
export function registerNpoFace(app: FastifyInstance, parts: NpoFaceParts): void {
  const { config } = parts;
  const installation = `${config.bridge.name} (${config.bridge.kind})`;
  const continuations = createContinuations(parts.continuationKey);

  registerSoapCalls(app, {
    prefix: '/npo',
    face: 'npo',
    authenticate: parts.authenticate,
    answer: answerCall,
    describe: serveDescription,
    refuse,
  });

  async function answerCall(request: FastifyRequest, reply: FastifyReply, call: Call): Promise<FastifyReply> {
    const caller = call.identified?.caller as Caller;
    const chain = readChain(request.headers, caller.hsaId, config);
    const wanted = wantedBy(readBody(request, call), caller);
    const { question } = wanted;
    call.soFar.patient = question.patient;
    const logicalAddress = question.system ?? config.bridge.hsaId;
    call.soFar.logicalAddress = logicalAddress;
    const asking = {
      correlationId: call.correlationId,
      logicalAddress,
      caller,
      choice: choiceIn(request.headers),
      reading: call,
      gone: hangUpOf(reply),
      ...chain,
    };
    const answers = await askTypes(parts, question, asking);
    call.answered = true;
    for (const one of answers) if ('answer' in one) tellOfDecision(reply, one.answer);
    const all = listed(answers, question.recordIds);
    const page = pageOf(all, { after: wanted.after, from: wanted.from, size: question.maxRecords });
    closeWhenSent(reply, { delivered: async (outcome) => deliveredAll(answers, outcome, page) });
    const { extracts, details } = extractsOf(page.records, parsePatientId(question.patient), call.correlationId);
    const told = [...detailsOf(answers), ...details, ...unmetDetails(question.unmet)];
    const isEmpty = extracts.length === 0 && told.every(({ kind }) => kind === 'I') && !tellsOfMore(answers);
    const xml = writeNpoResponse({
      extracts,
      token: page.next && continuations.tokenFor({ question, after: page.next }, caller.hsaId),
      details: isEmpty ? [nothingKnown, ...told] : told,
    });
    return send(reply, call, 200, xml, 'OK');
  }

  function wantedBy(question: Question, caller: Caller): Wanted {
    if ('extract' in question) return { question: question.extract };
    const { token, maxRecords, startRecord } = question.continuation;
    const { question: asked, after } = continuations.read(token, caller.hsaId);
    return { question: { ...asked, maxRecords: maxRecords ?? asked.maxRecords }, after, from: startRecord };
  }

  function readBody(request: FastifyRequest, call: Call): Question {
    const body = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
    request.body = undefined;
    const { text, charset } = decodeXml(body, charsetParameter(request.headers['content-type']));
    call.charset = charset;
    const { xmlDepth: depth, xmlElements: elements } = config.limits;
    return readNpoRequest(text, { depth, elements, textLength }, call.soFar);
  }

  async function refuse(
    error: BridgeError,
    request: FastifyRequest,
    reply: FastifyReply,
    call: Call,
  ): Promise<FastifyReply> {
    const { correlationId, identified, soFar, startedAt } = call;
    tellOfBreakage(parts.events, error, 'npo', correlationId);
    const milliseconds = Date.now() - startedAt;
    if (!call.answered)
      await parts.logRefusal({ ...soFar, correlationId, face: 'npo', action: 'read', identified, error, milliseconds });
    tellOfRefusal(reply, error);
    const broken = brokenRule(error, correlationId);
    if (broken) return send(reply, call, 200, writeNpoResponse({ details: [broken] }), 'CONTRACT');
    const endpoint = addressOf(request).pathname;
    return send(reply, call, 500, writeNpoFault(error, installation, endpoint, correlationId), adapterCodeOf(error));
  }

  function send(reply: FastifyReply, call: Call, status: number, xml: string, code: string): FastifyReply {
    const milliseconds = Date.now() - call.startedAt;
    const { correlationId } = call;
    const contract = 'RIV13606REQUEST_EHR_EXTRACT';
    parts.events.emit('request:face:finished', { face: 'npo', contract, code, status, milliseconds, correlationId });
    return reply
      .code(status)
      .header('content-type', `text/xml; charset=${call.charset}`)
      .header('x-skltp-correlation-id', correlationId)
      .header('cache-control', 'no-store')
      .send(messageIn(call.charset, xml));
  }
}

/** Each information type stands on the access log by itself; what of it this page held is told at the end. */
async function deliveredAll(
  answers: readonly TypeAnswer[],
  outcome: Parameters<OverviewAnswer['delivered']>[0],
  page: Page,
): Promise<void> {
  const given = new Set(page.records.map(({ record }) => record));
  await Promise.all(
    answers.map((one) =>
      'answer' in one ? deliveredPart(one.answer, outcome, (record) => given.has(record)) : undefined,
    ),
  );
}

/** What is wrong with the request itself is told in the service's own response. */
function brokenRule(error: BridgeError, correlationId: string): Detail | undefined {
  const trail = `(correlation id ${correlationId})`;
  if (error instanceof ContractError) return { kind: 'E', code: 'CONTRACT', text: `${error.text} ${trail}` };
  if (error.code !== 'PATIENT_ID_INVALID' && error.code !== 'PATIENT_NOT_ALLOWED') return undefined;
  const { sv, en } = errorCatalogue[error.code];
  return { kind: 'E', code: 'CONTRACT', text: `${sv} / ${[en, error.detail, trail].filter(Boolean).join(' ')}` };
}

function serveDescription(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const url = addressOf(request);
  const address = `https://${url.host}${url.pathname}`;
  const isSchema = [...url.searchParams.keys()].some((name) => name.toLowerCase() === 'xsd');
  return reply
    .header('content-type', 'text/xml; charset=UTF-8')
    .send(isSchema ? writeSchema() : writeServiceDescription(address, `${address}?xsd=${schemaFile}`));
}
