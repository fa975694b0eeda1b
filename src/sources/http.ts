import type { X509Certificate } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { buildConnector, type Dispatcher, Pool } from 'undici';
import type { Config } from '../config.ts';
import { type KeyPairPlace, type LiveDispatcher, type LivePair, liveDispatcher, livePair } from '../keys/index.ts';
import { outcomeOf, startStep } from '../tracing/span.ts';
import { traceparent } from '../tracing/traceparent.ts';
import { type AnswerHead, type Exchange, exchange } from './exchange.ts';
import { badData, fromHttp, heldUp, surelyNotSent, timedOut } from './failures.ts';
import { demandUnrevoked } from './judged-servers.ts';
import { type Query, SourceFailure } from './query.ts';
import { createReadingTurns, type ReadingTurns } from './reading-turns.ts';

/** A record system's entry in the configuration. */
export type Source = Config['sources'][number];

/** What the bridge shows to record systems, and whom it trusts there. */
export type Outgoing = KeyPairPlace & { readonly ca: string };

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. Never holds the identity of a patient: it ends up in logs on the way. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower case, without parameters; empty when the source sent none. */
  readonly mediaType: string;
  readonly charset: string | undefined;
  /** Read it to the end or leave the loop early: either releases the connection. Throws SourceFailure. */
  readonly body: AsyncIterable<Uint8Array>;
  /** For an answer that nobody is going to read; without it the source would go on sending. */
  discard(): void;
}

/** All requests of one query. They share its deadline, the source's time and the limit on the answer's size. */
export interface Conversation {
  /** Throws SourceFailure. */
  send(request: HttpRequest): Promise<HttpAnswer>;
}

/** Where it is and how long and large its answers may be. */
export type Server = Pick<Source, 'url' | 'concurrency' | 'timeoutMs' | 'maxAnswerBytes' | 'correlationId' | 'keys'>;

/** On whose behalf, until when (epoch milliseconds), and how pressing. */
export type Errand = Pick<Query, 'correlationId' | 'originalConsumer' | 'deadline' | 'trail' | 'priority'>;

/** One record system, or another server that is asked the same way. */
export interface Endpoint {
  readonly base: URL;
  converse(errand: Errand, signal: AbortSignal): Conversation;
  close(): Promise<void>;
}

interface EndpointParts {
  readonly pool: LiveDispatcher;
  readonly turns: ReadingTurns;
  readonly userAgent: string;
}

const connectTimeoutMs = 2_000;

// One for the process: all that is read in it is cleaned up after together.
const ofTheProcess = createReadingTurns();

/** TLS towards servers; whoever can is asked for what her CA says of her certificate (RFC 6066 section 8). */
export const towardsServers = { minVersion: 'TLSv1.2', rejectUnauthorized: true, requestOCSP: true } as const;

/** `shown` is told of the certificate of each new connection. Throws CONFIG_INVALID when there is nothing to show. */
export function createEndpoint(
  source: Server,
  outgoing: Outgoing,
  userAgent: string,
  shown?: (certificate: X509Certificate) => void,
  turns = ofTheProcess,
): Endpoint {
  const base = new URL(source.url);
  const pair = base.protocol === 'https:' ? livePair(outgoing, source.keys) : undefined;
  const pool = liveDispatcher(
    pair,
    () =>
      new Pool(base.origin, {
        connections: source.concurrency,
        pipelining: 1,
        allowH2: false,
        // Time is measured by the conversation, which leaves out what the reader of the answer takes.
        headersTimeout: 0,
        bodyTimeout: 0,
        connect: pair ? secureConnector(pair, outgoing, shown) : connectorOf({}),
      }),
  );
  return {
    base,
    converse: (errand, signal) => converse({ pool, turns, userAgent }, source, errand, signal),
    close: () => pool.destroy(),
  };
}

/** On a resumed session Node does not tell a client who the server is: each connection begins with a whole handshake. */
const connectorOf = (tls: object) =>
  buildConnector({ timeout: connectTimeoutMs, allowH2: false, maxCachedSessions: 0, ...tls });

/** Nobody is called before it is known whether her certificate is revoked. */
function secureConnector(
  { current: { shown: own, ca } }: LivePair,
  outgoing: Outgoing,
  shown: ((certificate: X509Certificate) => void) | undefined,
): buildConnector.connector {
  const connect = connectorOf({ ...own, ca, ...towardsServers });
  return (options, callback) => {
    let staple: Buffer | undefined;
    const socket: unknown = connect(options, (...[error, connected]: Parameters<buildConnector.Callback>) => {
      if (error !== null) return callback(error, null);
      const secure = connected as TLSSocket;
      // Once: Node takes it from the connection when it gives it to a client.
      const certificate = secure.getPeerX509Certificate();
      if (certificate) shown?.(certificate);
      demandUnrevoked(outgoing, secure, { certificate: certificate?.raw, staple }).then(
        () => callback(null, secure),
        (refused: Error) => {
          secure.destroy();
          callback(refused, null);
        },
      );
    });
    // What undici does not tell in its types: the connection itself, before it is secure.
    (socket as TLSSocket).once('OCSPResponse', (response: Buffer | null) => {
      staple = response ?? undefined;
    });
  };
}

function converse(
  { pool, turns, userAgent }: EndpointParts,
  source: Server,
  query: Errand,
  signal: AbortSignal,
): Conversation {
  const stop = new AbortController();
  const stopNow = (): void => stop.abort();
  const turn = turns.join(query.priority);
  let patienceMs = source.timeoutMs;
  let heldUpMs = 0;
  let bytesLeft = source.maxAnswerBytes;

  /** Counts only the time in which we wait for the source. */
  async function patiently<T>(waiting: Promise<T>): Promise<T> {
    const started = performance.now();
    const timer = setTimeout(stopNow, Math.max(0, patienceMs));
    try {
      return await waiting;
    } finally {
      clearTimeout(timer);
      patienceMs -= performance.now() - started;
    }
  }

  /** Resolves when it is this answer's turn to be read on. Rejects when it was broken off meanwhile. */
  async function inTurn(bytes: number): Promise<void> {
    const itsTurn = turn(bytes);
    if (!itsTurn) return;
    const started = performance.now();
    await itsTurn;
    heldUpMs += performance.now() - started;
    stop.signal.throwIfAborted();
  }

  /**
   * Stops when nobody waits for the answer any more; gives what ends that. By hand: what a signal of the platform's own for
   * a deadline leaves behind stays until then, for every call that was answered long before.
   */
  function heedTheWaiting(): () => void {
    const timer = setTimeout(stopNow, Math.max(0, query.deadline - Date.now())).unref();
    signal.addEventListener('abort', stopNow);
    if (signal.aborted) stopNow();
    return () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stopNow);
    };
  }

  function failure(thrown: unknown, stage: 'before-answer' | 'in-answer'): unknown {
    if (thrown instanceof SourceFailure || !stop.signal.aborted) return fromHttp(thrown, stage);
    if (patienceMs > 0 && heldUpMs > source.timeoutMs - patienceMs) return heldUp();
    if (signal.aborted && signal.reason instanceof SourceFailure) return signal.reason;
    return timedOut('The record system did not answer in time.', thrown);
  }

  async function request(options: Dispatcher.DispatchOptions): Promise<Answering> {
    try {
      return await requestOnce(options);
    } catch (thrown) {
      if (stop.signal.aborted || !surelyNotSent(thrown)) throw thrown;
      await sleep(50 + Math.random() * 100, undefined, { signal: stop.signal });
      return requestOnce(options);
    }
  }

  async function requestOnce(options: Dispatcher.DispatchOptions): Promise<Answering> {
    const under = exchange(pool.current, options);
    const breakOff = (): void => under.breakOff(stop.signal.reason as Error);
    stop.signal.addEventListener('abort', breakOff);
    if (stop.signal.aborted) breakOff();
    const over = (): void => {
      stop.signal.removeEventListener('abort', breakOff);
      under.breakOff(leftEarly);
    };
    try {
      return { ...(await under.head), next: () => under.next(), over };
    } catch (thrown) {
      over();
      throw thrown;
    }
  }

  async function send({ method, path, headers, body }: HttpRequest): Promise<HttpAnswer> {
    const step = startStep('call', { method, to: new URL(source.url).host });
    const heedNoMore = heedTheWaiting();
    const ended = (outcome?: string): void => {
      heedNoMore();
      step?.end(outcome);
    };
    const own = {
      'user-agent': userAgent,
      // As the platform has it: outside one's own network only where that is agreed.
      ...((source.correlationId || source.url.startsWith('http:')) && {
        'x-skltp-correlation-id': query.correlationId,
        ...(step && { traceparent: traceparent(step.span) }),
      }),
      'x-rivta-original-serviceconsumer-hsaid': query.originalConsumer,
      ...(query.trail?.onBehalfOf && { 'x-rivta-acting-on-behalf-of-hsaid': query.trail.onBehalfOf }),
    };
    try {
      const options = { method, path, headers: { ...own, ...headers }, body: body ?? null };
      if (Date.now() >= query.deadline) throw timedOut('The time was up before the record system was asked.');
      const answer = await patiently(request(options));
      step?.span.setAttribute('status', answer.status).addEvent('answer-begins');
      const over = (outcome?: string): void => {
        answer.over();
        ended(outcome);
      };
      return {
        ...contentType(answer.headers),
        status: answer.status,
        body: chunks(answer, { patiently, spend, inTurn, failure, over }),
        discard: () => over(),
      };
    } catch (thrown) {
      const why = failure(thrown, 'before-answer');
      ended(outcomeOf(why));
      throw why;
    }
  }

  function spend(bytes: number): void {
    bytesLeft -= bytes;
    if (bytesLeft < 0) throw badData(`The answer is larger than ${source.maxAnswerBytes} bytes.`);
  }

  return { send };
}

interface Reading {
  patiently<T>(waiting: Promise<T>): Promise<T>;
  /** Throws SourceFailure beyond what the answer may have. */
  spend(bytes: number): void;
  inTurn(bytes: number): Promise<void>;
  failure(thrown: unknown, stage: 'in-answer'): unknown;
  over(outcome?: string): void;
}

// A generator of its own for each conversation would keep that until the next whole collection of memory.
async function* chunks(answer: Answering, reading: Reading): AsyncGenerator<Uint8Array> {
  let outcome: string | undefined;
  try {
    refuseEncoded(answer.headers);
    for (;;) {
      const part = await reading.patiently(answer.next());
      if (part === undefined) return;
      reading.spend(part.byteLength);
      await reading.inTurn(part.byteLength);
      yield part;
    }
  } catch (thrown) {
    const why = reading.failure(thrown, 'in-answer');
    outcome = outcomeOf(why);
    throw why;
  } finally {
    reading.over(outcome);
  }
}

interface Answering extends AnswerHead, Pick<Exchange, 'next'> {
  /** Nobody reads on: what has not come yet is not waited for. */
  over(): void;
}

const leftEarly = new Error('The answer was not read to its end.');

/** We never ask for a content encoding: an encoded answer could be of any size once unpacked. */
function refuseEncoded(headers: IncomingHttpHeaders): void {
  const encoding = headers['content-encoding'];
  if (encoding && encoding !== 'identity') throw badData('The answer is compressed, which was not asked for.');
}

function contentType(headers: IncomingHttpHeaders): Pick<HttpAnswer, 'mediaType' | 'charset'> {
  const [mediaType = '', ...parameters] = String(headers['content-type'] ?? '').split(';');
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/i.exec(parameter)?.[1])
    .find(Boolean);
  return { mediaType: mediaType.trim().toLowerCase(), charset };
}
