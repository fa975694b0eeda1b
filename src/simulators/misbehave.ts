import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import type { Dialect, WireAnswer, WireRequest } from './wire.ts';

/** One exchange in progress. */
export interface Exchange {
  readonly dialect: Dialect;
  readonly request: WireRequest;
  readonly response: ServerResponse;
  /** The TCP connection below TLS; only that can be reset. */
  readonly connection: Socket;
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal;
}

/** More than the 50 MB that a bridge takes from a source by default. */
const hugeBytes = 64 * 1024 * 1024;
const defaultDelay = 3_000;
const dripMilliseconds = 100;

/** Answers as the dialect would, or fails in the way asked for. */
export async function respond(exchange: Exchange, fault: Fault | undefined): Promise<void> {
  const { dialect, request, response, connection, stopping } = exchange;
  switch (fault?.kind) {
    case undefined:
      return send(response, await dialect.answer(request));
    case 'delay':
      await sleep(fault.milliseconds ?? defaultDelay, undefined, { signal: stopping });
      return send(response, await dialect.answer(request));
    case 'hang':
      // Nobody ever answers; the connection ends when the caller gives up or the server stops.
      return;
    case 'drip':
      return sendDripping(response, await dialect.answer(request), stopping);
    case 'reset':
      connection.resetAndDestroy();
      return;
    case 'http500':
      return send(response, { status: 500, contentType: 'text/plain; charset=utf-8', body: 'Internal Server Error\n' });
    case 'fault':
      return send(response, dialect.failure());
    case 'malformed': {
      const answer = await dialect.answer(request);
      return send(response, { ...answer, status: 200, body: `${firstPart(await whole(answer))}"]}</oops>` });
    }
    case 'wrong-type':
      return send(response, { status: 200, contentType: 'text/html; charset=utf-8', body: loginPage });
    case 'huge':
      return send(response, dialect.huge(request, hugeBytes));
    case 'half':
      return sendHalf(response, await dialect.answer(request));
  }
}

async function send(response: ServerResponse, { status, contentType, body }: WireAnswer): Promise<void> {
  response.writeHead(status, { 'content-type': contentType });
  if (typeof body === 'string') response.end(body);
  else await pipeline(Readable.from(body), response);
}

/** Promises the whole answer, gives the first part of it, and hangs up. */
async function sendHalf(response: ServerResponse, answer: WireAnswer): Promise<void> {
  const body = await whole(answer);
  response.writeHead(answer.status, { 'content-type': answer.contentType, 'content-length': Buffer.byteLength(body) });
  if (!response.write(firstPart(body))) await once(response, 'drain');
  response.socket?.end();
}

/** The answer, so slowly that no caller ever has all of it, though never still. */
async function sendDripping(response: ServerResponse, answer: WireAnswer, stopping: AbortSignal): Promise<void> {
  response.writeHead(answer.status, { 'content-type': answer.contentType });
  const body = await whole(answer);
  for (let place = 0; place < body.length && !response.destroyed; place++) {
    response.write(body[place]);
    await sleep(dripMilliseconds, undefined, { signal: stopping });
  }
  response.end();
}

const firstPart = (body: string): string => body.slice(0, Math.floor(body.length / 2));

async function whole({ body }: WireAnswer): Promise<string> {
  return typeof body === 'string' ? body : readText(Readable.from(body));
}

const loginPage = `<!DOCTYPE html>
<html lang="sv"><head><title>Logga in</title></head><body><h1>Logga in</h1><p>Sessionen har gått ut.</body></html>
`;
