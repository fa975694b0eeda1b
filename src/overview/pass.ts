import { randomUUID } from 'node:crypto';
import { BridgeError } from '../errors.ts';
import type { AnswerBatch } from '../sources/answer-part.ts';
import { type FailureReason, type PassQuery, SourceFailure } from '../sources/query.ts';
import type { XmlText } from '../xml/index.ts';
import { ourWordsFor } from './coverage-lines.ts';
import type { OverviewAnswer, OverviewParts, PassRequest } from './overview.ts';
import { routeFor } from './plan.ts';
import { tracedParts } from './traced.ts';

/** The record system's own message as it comes, or why there is none. */
export type PassAnswer = Pick<OverviewAnswer, 'delivered'> & { readonly milliseconds: number } & (
    | { readonly status: number; readonly texts: AsyncIterable<readonly XmlText[]> }
    | { readonly failure: PassFailure }
  );

interface PassFailure {
  readonly reason: FailureReason;
  readonly status: number;
  /** In the bridge's own words. */
  readonly text: string;
}

/**
 * Passes a message on to the one record system at its address that takes the contract as it is (`passthrough`), and its
 * answer back while it comes. Nothing of either is known here, so nothing of it is judged: only a caller whose agreement
 * makes it responsible (`gate: consumer`) is let through. When it resolves, the access is durably on the log.
 * Throws BridgeError: CALLER_NOT_PERMITTED, ADDRESS_UNKNOWN, ROUTE_*, AUDIT_UNAVAILABLE.
 */
export type Pass = (request: PassRequest) => Promise<PassAnswer>;

export function createPass(given: OverviewParts): Pass {
  const parts = tracedParts(given);
  const { config, permissions } = parts;

  return async (request) => {
    const startedAt = Date.now();
    const { contract, caller, correlationId } = request;
    const { source, address, service } = await routeFor(request, contract, parts);
    if (!source.passthrough.includes(request.namespace)) throw new BridgeError('ADDRESS_UNKNOWN');
    if (permissions.callerOf(caller.hsaId)?.gate !== 'consumer') throw new BridgeError('CALLER_NOT_PERMITTED');
    const query: PassQuery = {
      kind: 'pass',
      id: randomUUID(),
      correlationId,
      contract,
      namespace: request.namespace,
      source: source.hsaId,
      logicalAddress: address,
      service,
      originalConsumer: request.originalConsumer,
      trail: request.trail,
      message: request.message,
      deadline: startedAt + Math.min(config.overview.deadlineMs, source.timeoutMs),
    };
    const { gone: signal } = request;
    const answer = parts.sources.ask(query, { priority: 'interactive', signal })[Symbol.asyncIterator]();
    const opened = await opening(answer);
    const milliseconds = Date.now() - startedAt;
    const failure = opened instanceof SourceFailure ? opened : undefined;
    // Whatever success is called, content came with it.
    const failed = opened instanceof SourceFailure || opened.status >= 300;
    const told = { source: source.hsaId, contract, milliseconds, correlationId };
    if (failure) parts.events.emit('source:query:failed', { ...told, ...inOurWords(failure) });
    else parts.events.emit('source:query:answered', { ...told, records: 0 });
    const { delivered } = await parts.log({
      request,
      records: [],
      coverage: [],
      sourcesAsked: [source.hsaId],
      withheld: new Map(),
      failures: failure ? [{ source: source.hsaId, failure }] : [],
      outcome: failed ? 'failed' : 'released',
      milliseconds,
    });
    if (opened instanceof SourceFailure) return { failure: inOurWords(opened), delivered, milliseconds };
    return { status: opened.status, texts: textsOf(opened.rest, answer), delivered, milliseconds };
  };
}

function inOurWords(failure: SourceFailure): PassFailure {
  return { reason: failure.reason, status: failure.status, text: ourWordsFor(failure) };
}

interface Opening {
  readonly status: number;
  /** What came with it. */
  readonly rest: AnswerBatch;
}

/** The beginning of the answer, or why there is none. */
async function opening(answer: AsyncIterator<AnswerBatch>): Promise<Opening | SourceFailure> {
  try {
    const [first, ...rest] = (await answer.next()).value ?? [];
    if (first?.kind === 'opening') return { status: first.status, rest };
    return new SourceFailure('bad-data', 502, 'The answer has no beginning.');
  } catch (thrown) {
    if (thrown instanceof SourceFailure) return thrown;
    throw thrown;
  }
}

/** Throws when the answer breaks off: what was begun cannot be taken back, but it can be left unfinished. */
async function* textsOf(begun: AnswerBatch, answer: AsyncIterator<AnswerBatch>): AsyncGenerator<readonly XmlText[]> {
  try {
    for (let batch: AnswerBatch | undefined = begun; batch; batch = (await answer.next()).value)
      for (const part of batch) {
        if (part.kind === 'whole') return;
        if (part.kind === 'text') yield [part.text];
      }
    throw new SourceFailure('bad-data', 502, 'Part of the answer is missing.');
  } finally {
    await answer.return?.();
  }
}
