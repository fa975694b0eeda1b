import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ContractId, servedContracts } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import type { Caller } from '../../siths/index.ts';
import type { Capture } from '../../sources/capture.ts';
import { decodeXml, messageIn } from '../../xml/index.ts';
import { tellOfBreakage } from '../breakage.ts';
import { choiceIn } from '../choice.ts';
import { tellOfRefusal } from '../decision-headers.ts';
import type { Authenticate } from '../door.ts';
import type { LogRefusal } from '../refusal-log.ts';
import { type AnsweringParts, createAnswering } from './answering.ts';
import type { Call } from './call.ts';
import { registerSoapCalls } from './calls.ts';
import { readChain } from './chain.ts';
import { platformFaultOf, writeFault } from './faults.ts';
import { addressOf, charsetParameter } from './http.ts';
import { xmlPart } from './multipart.ts';
import { readSoapRequest, type SoapRequest } from './request.ts';
import { contractAtPath, servedWsdl, servedXsd, wsdlPaths } from './wsdl.ts';

export interface SoapFaceParts extends AnsweringParts {
  readonly authenticate: Authenticate;
  readonly logRefusal: LogRefusal;
  /** Left out, nothing is ever copied. */
  readonly capture?: Capture | undefined;
}

/** Far above what any request says, security assertions in its header included. */
const textLength = 65_536;

/** The RIV-TA face under /vp: every contract at any path below it, since the path takes no part in routing. */
export function registerSoapFace(app: FastifyInstance, parts: SoapFaceParts): void {
  const { config } = parts;
  const answer = createAnswering(parts, { send, head, logRefused });
  const installation = `${config.bridge.name} (${config.bridge.kind})`;

  registerSoapCalls(app, {
    prefix: '/vp',
    face: 'soap',
    authenticate: parts.authenticate,
    answer: answerCall,
    describe: serveWsdl,
    refuse: (error, _request, reply, call) => refuse(error, reply, call),
  });

  async function answerCall(request: FastifyRequest, reply: FastifyReply, call: Call): Promise<FastifyReply> {
    const caller = call.identified?.caller as Caller;
    tellOfIgnoredHeaders(request, call);
    const chain = readChain(request.headers, caller.hsaId, config);
    const body = request.body;
    const read = readBody(request, call);
    const { correlationId, soFar } = call;
    const parties = { consumer: caller.hsaId, producer: read.logicalAddress, correlationId };
    call.tape = parts.capture?.between(parties);
    if (body instanceof Buffer) call.tape?.take('door-request', body, soFar.patient);
    // Told the same way whatever stands behind: who holds nothing of a contract learns nothing of it.
    if (!parts.permissions.holdsSome(caller.hsaId, read.contractId)) throw new BridgeError('CALLER_NOT_PERMITTED');
    return answer({ reply, call, caller, read, chain, choice: choiceIn(request.headers) });
  }

  function readBody(request: FastifyRequest, call: Call): SoapRequest {
    const body = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
    // Read once; a large one shall not be held while the sources are asked.
    request.body = undefined;
    const { type, bytes, beside } = xmlPart({ type: request.headers['content-type'] ?? '', bytes: body });
    const { text, charset } = decodeXml(bytes, charsetParameter(type));
    call.charset = charset;
    const { xmlDepth: depth, xmlElements: elements } = config.limits;
    const read = readSoapRequest(text, { depth, elements, textLength }, call.soFar);
    if (!read.asks || !('referral' in read.asks)) return read;
    if (beside > 0) throw new BridgeError('MESSAGE_INVALID', 'Attachments of a referral stand in the message itself.');
    return { ...read, bytes };
  }

  function logRefused(call: Call, error: BridgeError): Promise<void> {
    const { correlationId, identified, soFar, startedAt } = call;
    const milliseconds = Date.now() - startedAt;
    return parts.logRefusal({ ...soFar, correlationId, face: 'soap', action: 'read', identified, error, milliseconds });
  }

  /** Believed only from the platform's own inner components; there are none here. */
  function tellOfIgnoredHeaders(request: FastifyRequest, { correlationId }: Call): void {
    for (const header of ['x-vp-sender-id', 'x-vp-instance-id'])
      if (request.headers[header] !== undefined) parts.events.emit('header:sender:ignored', { header, correlationId });
  }

  async function refuse(error: BridgeError, reply: FastifyReply, call: Call): Promise<FastifyReply> {
    tellOfBreakage(parts.events, error, 'soap', call.correlationId);
    if (!call.answered) await logRefused(call, error);
    tellOfRefusal(reply, error);
    const fault = writeFault(error, installation, call.correlationId, call.soFar.contract);
    return send(reply, call, 500, fault, call.soFar.contract, platformFaultOf(error).code);
  }

  function send(
    reply: FastifyReply,
    call: Call,
    status: number,
    xml: string | Buffer,
    asked: ContractId | undefined,
    code: string,
  ): FastifyReply {
    return head(reply, call, status, asked, code).send(messageIn(call.charset, xml));
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
