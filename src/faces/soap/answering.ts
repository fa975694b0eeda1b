import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../access/index.ts';
import { securityAddresses } from '../../access/security-addresses.ts';
import type { Config } from '../../config.ts';
import { type Contract, type ContractId, mustBePermittedByName } from '../../contracts/index.ts';
import { getAccessLogsForPatient1 } from '../../contracts/security/log-1.ts';
import { EngagementFault } from '../../engagements/index.ts';
import { BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { successionsOf } from '../../hsa/index.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { Coverage, Overview, OwnPiece, Pass, SourceCoverage } from '../../overview/index.ts';
import type { Accept } from '../../referrals/index.ts';
import type { Permissions } from '../../routing/index.ts';
import type { JudgeAssertion } from '../../saml/index.ts';
import type { FailureReason } from '../../sources/index.ts';
import { encodeTogether, encodeXmlPieces, type XmlText } from '../../xml/index.ts';
import { tellOfDecision } from '../decision-headers.ts';
import { closeWhenSent, hangUpOf } from '../delivery.ts';
import { writeAnswer, writeInvalidRequest, writeResponseOf } from './answer.ts';
import type { Asked, Call } from './call.ts';
import { contradiction } from './contradiction.ts';
import type { DirectoryServices } from './directory/services.ts';
import type { Engagements } from './engagements.ts';
import { ProducerRefused } from './faults.ts';
import type { createInfrastructure } from './infrastructure.ts';
import { createReferralAnswering } from './referrals.ts';
import type {
  DirectoryAsked,
  EngagementsAsked,
  InfrastructureAsked,
  RecordsAsked,
  ReferralAsked,
  SecurityAsked,
  SoapRequest,
} from './request.ts';
import { refusals, resultCodeIn } from './security/result.ts';
import type { SecurityServices } from './security/security-services.ts';

export interface AnsweringParts {
  readonly config: Config;
  readonly overview: Overview;
  readonly permissions: Permissions;
  readonly pass: Pass;
  /** Undefined: no issuer of assertions is trusted. */
  readonly judgeAssertion?: JudgeAssertion | undefined;
  readonly infrastructure: ReturnType<typeof createInfrastructure>;
  readonly directory: DirectoryServices;
  readonly security: SecurityServices;
  readonly engagements: Engagements;
  readonly acceptReferral: Accept;
  readonly events: Events;
}

/** How the face sends what was answered. */
interface Sending {
  send(
    reply: FastifyReply,
    call: Call,
    status: number,
    xml: string | Buffer,
    asked: ContractId | undefined,
    code: string,
  ): FastifyReply;
  head(reply: FastifyReply, call: Call, status: number, asked: ContractId | undefined, code: string): FastifyReply;
  logRefused(call: Call, error: BridgeError): Promise<void>;
}

/**
 * Answers a call whose message has been read: records by the overview, questions about the platform itself, and anything
 * else by passing it on. Throws BridgeError.
 */
export function createAnswering(
  parts: AnsweringParts,
  { send, head, logRefused }: Sending,
): (asked: Asked) => Promise<FastifyReply> {
  const { config } = parts;
  const atIndexAddress = [config.bridge.hsaId, ...config.engagements.alsoKnownAs];
  const handOver = createReferralAnswering({ accept: parts.acceptReferral, permissions: parts.permissions });
  const atDirectoryAddress = [config.bridge.hsaId, ...config.directoryServices.alsoKnownAs];
  const atSecurityAddress = [config.bridge.hsaId, ...securityAddresses(config)];

  async function answer(asked: Asked): Promise<FastifyReply> {
    const { asks, logicalAddress } = asked.read;
    const actor = actorIn(asked.read);
    const isOurs = sameHsaId(logicalAddress, config.bridge.hsaId);
    if (asks && 'contract' in asks) return answerRecords(asked, actor, asks, isOurs);
    if (asks && 'referral' in asks) return answerReferral(asked, actor, asks);
    if (asks && 'directory' in asks) {
      const address = atDirectoryAddress.find((each) => sameHsaId(each, logicalAddress));
      if (address !== undefined && parts.directory.answers(asks.directory))
        return answerDirectory(asked, asks, address);
    } else if (asks && 'security' in asks) {
      const address = atSecurityAddress.find((each) => sameHsaId(each, logicalAddress));
      if (address !== undefined) return answerSecurity(asked, actor, asks, address);
    } else if (asks && 'engagements' in asks) {
      const address = atIndexAddress.find((each) => sameHsaId(each, logicalAddress));
      if (address === undefined) return answerPassing(asked, actor).catch(notOurs);
      return answerEngagements(asked, actor, asks, address);
    } else if (asks && isOurs) return answerInfrastructure(asked, asks);
    if (isOurs) throw new BridgeError('ADDRESS_UNKNOWN');
    return answerPassing(asked, actor);
  }

  /** A contract that is not known here, or one that asks another platform about itself or its patients' decisions. */
  async function answerPassing(
    { reply, call, caller, read, chain }: Asked,
    actor: Actor | undefined,
  ): Promise<FastifyReply> {
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
      gone: hangUpOf(reply),
      face: 'soap',
      ...chain,
    } as const;
    const answer = await parts.pass(request);
    call.answered = true;
    closeWhenSent(reply, answer);
    if ('failure' in answer) throw faultOf(answer.failure.reason, answer.failure.status, answer.failure.text);
    reply.header('x-skltp-prt', answer.milliseconds);
    const { status, texts } = answer;
    const code = status < 300 ? 'OK' : 'FAULT';
    return head(reply, call, status, contract, code).send(Readable.from(encodeXmlPieces(texts, call.charset)));
  }

  async function answerRecords(
    { reply, call, caller, read, chain, choice }: Asked,
    actor: Actor | undefined,
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
      actor,
      choice,
      message: read.message,
      gone: hangUpOf(reply),
    });
    call.answered = true;
    closeWhenSent(reply, answer);
    tellOfDecision(reply, answer);
    if (!isAggregate && !answer.own) throwIfFailed(answer.coverage[0]);
    reply.header('x-skltp-prt', slowestOf(answer.coverage));
    if (answer.own) {
      const { status, pieces } = answer.own;
      const code = status === 200 ? 'OK' : 'FAULT';
      const beginning = textsOf(pieces);
      const leaving = answer.further
        ? Readable.from(encodeXmlPieces(partsOf(beginning, answer.further), call.charset))
        : encodeTogether(beginning, call.charset);
      return head(reply, call, status, contract.id, code).send(leaving);
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

  /** Units and staff: about no patient, so nothing of it stands on the access log. */
  async function answerDirectory(
    { reply, call, caller }: Asked,
    { directory, request }: DirectoryAsked,
    address: string,
  ): Promise<FastifyReply> {
    if (!(await parts.permissions.mayCall(caller.hsaId, directory.id, address)))
      throw new BridgeError('CALLER_NOT_PERMITTED');
    const response = await parts.directory.answer(directory, request);
    const { correlationId } = call;
    if (mustBePermittedByName(directory.id))
      parts.events.emit('directory:protected:asked', { contract: directory.id, caller: caller.hsaId, correlationId });
    return send(reply, call, 200, writeResponseOf(directory, response), directory.id, 'OK');
  }

  async function answerSecurity(
    { reply, call, caller, read, chain }: Asked,
    actor: Actor | undefined,
    { security, request }: SecurityAsked,
    address: string,
  ): Promise<FastifyReply> {
    const agreed = parts.permissions.callerOf(caller.hsaId);
    if (!agreed || !(await parts.permissions.mayCall(caller.hsaId, security.id, address)))
      throw new BridgeError('CALLER_NOT_PERMITTED');
    // Citizen services speak for patients, not for the care provider: they get a patient's own log and no more.
    if (agreed.gate === 'patient' && security.id !== getAccessLogsForPatient1.id)
      throw new BridgeError('CALLER_NOT_PERMITTED', 'Citizen services may ask for the access log of a patient alone.');
    const [successions, now] = [successionsOf(config), new Date()];
    const careProvider = successions.providerAt(agreed.careProvider, now);
    const takenOver = successions.takenOver(careProvider, now);
    const named = { careProvider: agreed.careProvider, careUnit: agreed.careUnit };
    const { correlationId } = call;
    const { originalConsumer } = chain;
    const asked = {
      correlationId,
      caller,
      originalConsumer,
      actor,
      contract: security.id,
      careProvider,
      takenOver,
      named,
    };
    const response = await parts.security(security, { ...asked, logicalAddress: read.logicalAddress }, request);
    call.answered = true;
    const code = resultCodeIn(response) ?? 'OK';
    const refusal = refusals[code];
    if (refusal) await logRefused(call, new BridgeError(refusal, `Result code ${code}.`));
    return send(reply, call, 200, writeResponseOf(security, response), security.id, code);
  }

  async function answerEngagements(
    { reply, call, caller, read, chain }: Asked,
    actor: Actor | undefined,
    { engagements, request }: EngagementsAsked,
    address: string,
  ): Promise<FastifyReply> {
    const agreed = parts.permissions.callerOf(caller.hsaId);
    if (!agreed || !(await parts.permissions.mayCall(caller.hsaId, engagements.id, address)))
      throw new BridgeError('CALLER_NOT_PERMITTED');
    const { correlationId } = call;
    const { originalConsumer } = chain;
    const asked = { correlationId, caller, originalConsumer, actor, contract: engagements.id, ...agreed };
    const response = await parts.engagements(engagements, { ...asked, logicalAddress: read.logicalAddress }, request);
    call.answered = true;
    return send(reply, call, 200, writeResponseOf(engagements, response), engagements.id, 'OK');
  }

  async function answerReferral(asked: Asked, actor: Actor | undefined, asks: ReferralAsked): Promise<FastifyReply> {
    const { reply, call } = asked;
    const { response, code, refusal } = await handOver(asked, actor, asks);
    call.answered = true;
    if (refusal) await logRefused(call, refusal);
    return send(reply, call, 200, writeResponseOf(asks.referral, response), asks.referral.id, code);
  }

  /** Who reads, as far as a trusted issuer vouches for it. Where none is trusted, an assertion is a header like others. */
  function actorIn({ assertion }: SoapRequest): Actor | undefined {
    if (assertion === undefined || !parts.judgeAssertion) return undefined;
    const verdict = parts.judgeAssertion(assertion, new Date());
    if ('refused' in verdict) throw new BridgeError('ASSERTION_INVALID', verdict.refused);
    return verdict.actor;
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

  return answer;
}

const textsOf = (pieces: readonly OwnPiece[]): readonly XmlText[] => pieces.map(({ text }) => text);

async function* partsOf(
  beginning: readonly XmlText[],
  further: AsyncIterable<readonly OwnPiece[]>,
): AsyncGenerator<readonly XmlText[]> {
  yield beginning;
  for await (const pieces of further) yield textsOf(pieces);
}

/** News for an index that is neither here nor behind us. */
function notOurs(thrown: unknown): never {
  if (thrown instanceof BridgeError && thrown.code === 'ADDRESS_UNKNOWN')
    throw new EngagementFault('EI003', 'The logical address is none of this index.', 'ADDRESS_UNKNOWN');
  throw thrown;
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
    case 'busy':
      return new BridgeError('SOURCE_BUSY', text);
    case 'bad-data':
      return new BridgeError('SOURCE_BAD_DATA', text);
    default:
      return new BridgeError('SOURCE_UNREACHABLE', text);
  }
}
