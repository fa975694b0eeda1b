import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../access/index.ts';
import type { Config } from '../../config.ts';
import { type Contract, type ContractId, servedContracts } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { Coverage, Overview, Pass, SourceCoverage } from '../../overview/index.ts';
import type { Permissions } from '../../routing/index.ts';
import type { JudgeAssertion } from '../../saml/index.ts';
import type { Caller } from '../../siths/index.ts';
import type { FailureReason } from '../../sources/index.ts';
import { decodeXml, encodeXml, encodeXmlPieces, relabel, type XmlCharset } from '../../xml/index.ts';
import { tellOfBreakage } from '../breakage.ts';
import { correlationIdOf } from '../correlation.ts';
import { closeWhenSent } from '../delivery.ts';
import type { Authenticate, Identified } from '../door.ts';
import type { LogRefusal } from '../refusal-log.ts';
import { writeAnswer, writeInvalidRequest, writeResponseOf } from './answer.ts';
import { type Chain, readChain } from './chain.ts';
import { contradiction } from './contradiction.ts';
import { ProducerRefused, platformFaultOf, writeFault } from './faults.ts';
import { addressOf, bridgeErrorOf, charsetParameter, checkHead } from './http.ts';
import type { createInfrastructure } from './infrastructure.ts';
import { xmlPart } from './multipart.ts';
import {
  type InfrastructureAsked,
  type RecordsAsked,
  type RequestSoFar,
  readSoapRequest,
  type SoapRequest,
} from './request.ts';
import { contractAtPath, servedWsdl, servedXsd, wsdlPaths } from './wsdl.ts';

export interface SoapFaceParts {
  readonly config: Config;
  readonly overview: Overview;
  readonly permissions: Permissions;
  readonly pass: Pass;
  /** Undefined: no issuer of assertions is trusted. */
  readonly judgeAssertion?: JudgeAssertion | undefined;
  readonly infrastructure: ReturnType<typeof createInfrastructure>;
  readonly authenticate: Authenticate;
  readonly logRefusal: LogRefusal;
  readonly events: Events;
}

/** One call on its way through the face. */
interface Call {
  readonly startedAt: number;
  readonly correlationId: string;
  readonly soFar: RequestSoFar;
  identified: Identified | undefined;
  charset: XmlCharset;
  /** Set once the overview has answered: then the access stands on the log, whatever comes of it. */
  answered: boolean;
}

/** A call whose message is read, from a caller that holds its contract. */
interface Asked {
  readonly reply: FastifyReply;
  readonly call: Call;
  readonly caller: Caller;
  readonly read: SoapRequest;
  readonly chain: Chain;
  readonly actor: Actor | undefined;
}

/** Far above what any request says, security assertions in its header included. */
const textLength = 65_536;

/** The RIV-TA face under /vp: every contract at any path below it, since the path takes no part in routing. */
export function registerSoapFace(app: FastifyInstance, parts: SoapFaceParts): void {
  const { config } = parts;
  const installation = `${config.bridge.name} (${config.bridge.kind})`;

  registerAt('/vp', answerCall);
  // NPÖ 1.0 is not offered yet; whoever calls there is identified and answered in its own dialect all the same.
  registerAt('/npo', async () => {
    throw new BridgeError('ADDRESS_UNKNOWN', 'The NPÖ 1.0 interface is not offered here yet.');
  });

  function registerAt(prefix: string, answer: typeof answerCall): void {
    app.register(
      async (face) => {
        face.removeAllContentTypeParsers();
        face.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
        const calls = new WeakMap<FastifyRequest, Call>();
        face.addHook('onRequest', async (request) => {
          const call = newCall(request);
          calls.set(request, call);
          if (request.method === 'GET' || request.method === 'HEAD') return;
          // Before the body is read: nobody unknown makes the bridge hold fifteen megabytes.
          call.identified = await parts.authenticate(request, 'soap', call.correlationId);
          if (call.identified.refusal) throw call.identified.refusal;
          checkHead(request);
        });
        for (const path of ['/', '/*']) {
          face.post(path, async (request, reply) => answer(request, reply, calls.get(request) as Call));
          face.get(path, async (request, reply) => serveWsdl(request, reply));
        }
        // Other methods: the hook above has refused them.
        face.setNotFoundHandler(async () => {
          throw new BridgeError('METHOD_NOT_ALLOWED');
        });
        face.setErrorHandler(async (thrown, request, reply) =>
          refuse(bridgeErrorOf(thrown, request), reply, calls.get(request) ?? newCall(request)),
        );
      },
      { prefix },
    );
  }

  async function answerCall(request: FastifyRequest, reply: FastifyReply, call: Call): Promise<FastifyReply> {
    const caller = call.identified?.caller as Caller;
    tellOfIgnoredHeaders(request, call);
    const chain = readChain(request.headers, caller.hsaId, config);
    const read = readBody(request, call);
    // Told the same way whatever stands behind: who holds nothing of a contract learns nothing of it.
    if (!parts.permissions.holdsSome(caller.hsaId, read.contractId)) throw new BridgeError('CALLER_NOT_PERMITTED');
    const asked: Asked = { reply, call, caller, read, chain, actor: actorIn(read) };
    const isOurs = sameHsaId(read.logicalAddress, config.bridge.hsaId);
    if (read.asks && 'contract' in read.asks) return answerRecords(asked, read.asks, isOurs);
    if (read.asks && isOurs) return answerInfrastructure(asked, read.asks);
    if (isOurs) throw new BridgeError('ADDRESS_UNKNOWN');
    return answerPassing(asked);
  }

  /** A contract that is not known here, or one that asks another platform about itself. */
  async function answerPassing({ reply, call, caller, read, chain, actor }: Asked): Promise<FastifyReply> {
    const { contractId: contract, namespace, logicalAddress, message } = read;
    const { correlationId } = call;
    const request = {
      correlationId,
      contract,
      namespace,
      logicalAddress,
      caller,
      message,
      actor,
      face: 'soap',
      ...chain,
    } as const;
    const answer = await parts.pass(request);
    call.answered = true;
    closeWhenSent(reply, answer);
    if ('failure' in answer) throw faultOf(answer.failure.reason, answer.failure.status, answer.failure.text);
    reply.header('x-skltp-prt', answer.milliseconds);
    const { status, texts } = answer;
    const code = status === 200 ? 'OK' : 'FAULT';
    return head(reply, call, status, contract, code).send(Readable.from(encodeXmlPieces(texts, call.charset)));
  }

  async function answerRecords(
    { reply, call, caller, read, chain, actor }: Asked,
    { contract, filter }: RecordsAsked,
    isAggregate: boolean,
  ): Promise<FastifyReply> {
    const isOne = !isAggregate && !leadsToPlatform(read.logicalAddress);
    const fault = contradiction(filter, isOne ? read.logicalAddress : undefined);
    if (fault) return refuseLogically(reply, call, contract, fault);
    const answer = await parts.overview.ask({
      correlationId: call.correlationId,
      contract: contract.id,
      filter,
      logicalAddress: read.logicalAddress,
      caller,
      ...chain,
      face: 'soap',
      emergency: false,
      actor,
      message: read.message,
    });
    call.answered = true;
    closeWhenSent(reply, answer);
    if (!isAggregate && !answer.own) throwIfFailed(answer.coverage[0]);
    reply.header('x-skltp-prt', slowestOf(answer.coverage));
    if (answer.own) {
      const { status, texts } = answer.own;
      return send(reply, call, status, texts.join(''), contract.id, status === 200 ? 'OK' : 'FAULT');
    }
    const personRegister = config.persons?.logicalAddress ?? config.bridge.hsaId;
    const status = isAggregate ? { coverage: answer.coverage, personRegister } : undefined;
    const xml = writeAnswer(contract, answer, status, new Date(), call.correlationId);
    return send(reply, call, 200, xml, contract.id, 'OK');
  }

  async function answerInfrastructure(
    { reply, call, caller }: Asked,
    { infrastructure, request }: InfrastructureAsked,
  ): Promise<FastifyReply> {
    if (!(await parts.permissions.mayCall(caller.hsaId, infrastructure.id, config.bridge.hsaId)))
      throw new BridgeError('CALLER_NOT_PERMITTED');
    const response = await parts.infrastructure(infrastructure, request, caller.hsaId);
    return send(reply, call, 200, writeResponseOf(infrastructure, response), infrastructure.id, 'OK');
  }

  /** Who reads, as far as a trusted issuer vouches for it. Where none is trusted, an assertion is a header like others. */
  function actorIn({ assertion }: SoapRequest): Actor | undefined {
    if (assertion === undefined || !parts.judgeAssertion) return undefined;
    const verdict = parts.judgeAssertion(assertion, new Date());
    if ('refused' in verdict) throw new BridgeError('ASSERTION_INVALID', verdict.refused);
    return verdict.actor;
  }

  function newCall(request: FastifyRequest): Call {
    return {
      startedAt: Date.now(),
      correlationId: correlationIdOf(request.headers),
      soFar: {},
      identified: undefined,
      charset: 'UTF-8',
      answered: false,
    };
  }

  function readBody(request: FastifyRequest, call: Call): SoapRequest {
    const body = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
    // Read once; a large one shall not be held while the sources are asked.
    request.body = undefined;
    const { type, bytes } = xmlPart({ type: request.headers['content-type'] ?? '', bytes: body });
    const { text, charset } = decodeXml(bytes, charsetParameter(type));
    call.charset = charset;
    const { xmlDepth: depth, xmlElements: elements } = config.limits;
    return readSoapRequest(text, { depth, elements, textLength }, call.soFar);
  }

  /** A logical error: told in the contract's own result where it has one, otherwise as a fault. */
  async function refuseLogically(
    reply: FastifyReply,
    call: Call,
    contract: Contract,
    text: string,
  ): Promise<FastifyReply> {
    const error = new BridgeError('MESSAGE_INVALID', text);
    if (!contract.hasResult) throw error;
    await logRefused(call, error);
    return send(
      reply,
      call,
      200,
      writeInvalidRequest(contract, text, call.correlationId),
      contract.id,
      'INVALID_REQUEST',
    );
  }

  function logRefused(call: Call, error: BridgeError): Promise<void> {
    const { correlationId, identified, soFar, startedAt } = call;
    const milliseconds = Date.now() - startedAt;
    return parts.logRefusal({ ...soFar, correlationId, face: 'soap', action: 'read', identified, error, milliseconds });
  }

  /** An aggregating platform's systems may be asked for at its address. */
  function leadsToPlatform(address: string): boolean {
    const platforms = config.sources.filter((source) => source.aggregates);
    const { routes } = config;
    return platforms.some(({ hsaId }) =>
      [hsaId, ...routes.filter(({ source }) => source === hsaId).map((route) => route.address)].some((each) =>
        sameHsaId(each, address),
      ),
    );
  }

  /** Believed only from the platform's own inner components; there are none here. */
  function tellOfIgnoredHeaders(request: FastifyRequest, { correlationId }: Call): void {
    for (const header of ['x-vp-sender-id', 'x-vp-instance-id'])
      if (request.headers[header] !== undefined) parts.events.emit('header:sender:ignored', { header, correlationId });
  }

  async function refuse(error: BridgeError, reply: FastifyReply, call: Call): Promise<FastifyReply> {
    tellOfBreakage(parts.events, error, 'soap', call.correlationId);
    if (!call.answered) await logRefused(call, error);
    const fault = writeFault(error, installation, call.correlationId);
    return send(reply, call, 500, fault, call.soFar.contract, platformFaultOf(error).code);
  }

  function send(
    reply: FastifyReply,
    call: Call,
    status: number,
    xml: string,
    asked: ContractId | undefined,
    code: string,
  ): FastifyReply {
    return head(reply, call, status, asked, code).send(encodeXml(relabel(xml, call.charset), call.charset));
  }

  function head(
    reply: FastifyReply,
    call: Call,
    status: number,
    asked: ContractId | undefined,
    code: string,
  ): FastifyReply {
    const milliseconds = Date.now() - call.startedAt;
    const { correlationId } = call;
    // Of a contract not known here the name is the caller's own text: nothing for metrics and logs.
    const contract = asked && isDefined(asked) ? asked : 'unknown';
    parts.events.emit('request:face:finished', { face: 'soap', contract, code, status, milliseconds, correlationId });
    return reply
      .code(status)
      .header('content-type', `text/xml; charset=${call.charset}`)
      .header('x-skltp-correlation-id', correlationId)
      .header('cache-control', 'no-store');
  }

  function serveWsdl(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const url = addressOf(request);
    const contract = contractAtPath(url.pathname);
    const address = `https://${url.host}${url.pathname}`;
    const xsd = [...url.searchParams].find(([name]) => name.toLowerCase() === 'xsd')?.[1];
    const content = contract && (xsd === undefined ? servedWsdl(contract, address) : servedXsd(xsd, address));
    if (content) return reply.header('content-type', 'text/xml; charset=UTF-8').send(content);
    return reply
      .code(500)
      .header('content-type', 'text/plain; charset=UTF-8')
      .send(`No service contract here. WSDLs are served at:\n${wsdlPaths().join('\n')}\n`);
  }
}

function isDefined(id: ContractId): boolean {
  return servedContracts.some((contract) => contract.id === id);
}

/** Milliseconds until the last source had answered or failed: the platform's producer response time. */
function slowestOf(coverage: Coverage): number {
  return Math.max(0, ...coverage.map((source) => ('milliseconds' in source ? source.milliseconds : 0)));
}

function throwIfFailed(source: SourceCoverage | undefined): void {
  if (source?.outcome === 'failed') throw faultOf(source.reason, source.status, source.text);
}

/** `text` is in the bridge's own words. */
function faultOf(reason: FailureReason, status: number, text: string): BridgeError {
  switch (reason) {
    case 'timed-out':
      return new BridgeError('SOURCE_TIMEOUT', 'Timeout when waiting on response from producer.');
    case 'refused':
      return new ProducerRefused(status, text);
    case 'bad-data':
      return new BridgeError('SOURCE_BAD_DATA', text);
    default:
      return new BridgeError('SOURCE_UNREACHABLE', text);
  }
}
