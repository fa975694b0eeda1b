import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** One request and its answer, of which the body is read piece by piece. */
export interface Exchange {
  /** Rejects with what ends the exchange before there is an answer. */
  readonly head: Promise<AnswerHead>;
  /** What has come since, undefined at the end; ask once at a time. Rejects with what ends the exchange before that. */
  next(): Promise<Uint8Array | undefined>;
  /** Ends what has not ended: the connection is closed, and whoever waits hears the reason. */
  breakOff(reason: Error): void;
}

export interface AnswerHead {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** So much may have come before it is asked for; then the sender has to wait. */
const MOST_WAITING_BYTES = 65_536;

/**
 * By the interface that undici's own `request` is built upon. That one keeps a function on each of its exchanges, which the
 * engine takes for lasting: with it, all that was read of an answer stayed in memory until the next whole collection.
 */
export function exchange(dispatcher: Dispatcher, options: Dispatcher.DispatchOptions): Exchange {
  const handler = new Receiver();
  try {
    dispatcher.dispatch(options, handler);
  } catch (thrown) {
    handler.breakOff(thrown as Error);
  }
  return handler;
}

class Receiver implements Dispatcher.DispatchHandler, Exchange {
  readonly #head = Promise.withResolvers<AnswerHead>();
  #controller: Dispatcher.DispatchController | undefined;
  #pieces: Buffer[] = [];
  #bytes = 0;
  #hasEnded = false;
  #broken: Error | undefined;
  #asked: PromiseWithResolvers<Uint8Array | undefined> | undefined;

  get head(): Promise<AnswerHead> {
    return this.#head.promise;
  }

  async next(): Promise<Uint8Array | undefined> {
    if (this.#pieces.length > 0) return this.#takeAll();
    if (this.#broken) throw this.#broken;
    if (this.#hasEnded) return undefined;
    this.#asked = Promise.withResolvers();
    return this.#asked.promise;
  }

  #takeAll(): Uint8Array {
    const [first] = this.#pieces;
    const all = first && this.#pieces.length === 1 ? first : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#bytes = 0;
    this.#controller?.resume();
    return all;
  }

  breakOff(reason: Error): void {
    if (this.#hasEnded) return;
    this.#fail(reason);
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#broken) controller.abort(this.#broken);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status >= 200) this.#head.resolve({ status, headers });
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    if (this.#broken) return;
    if (this.#asked) {
      this.#answer(piece);
      return;
    }
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= MOST_WAITING_BYTES) controller.pause();
  }

  onResponseEnd(): void {
    this.#hasEnded = true;
    this.#answer(undefined);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  #answer(piece: Uint8Array | undefined): void {
    this.#asked?.resolve(piece);
    this.#asked = undefined;
  }

  /** The first reason is the one. */
  #fail(reason: Error): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#broken = reason;
    this.#head.reject(reason);
    this.#asked?.reject(reason);
    this.#asked = undefined;
  }
}
