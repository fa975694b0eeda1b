import type { Conversation, HttpAnswer, HttpRequest } from '../../sources/http.ts';
import { SourceFailure } from '../../sources/query.ts';
import { exchangeOver, type HttpReply, keptConnection, type Message, type NoReply, type System } from '../system.ts';
import { type FhirPage, pageIn } from './fhir-json.ts';

/** One message and what came of it. */
export interface Exchange {
  readonly url: URL;
  readonly came: HttpReply | NoReply;
  /** The page of a search that it is. */
  readonly page: FhirPage | undefined;
}

/** Carries the connector's requests over one connection, and keeps what was answered. */
export interface Log extends Conversation {
  readonly exchanges: readonly Exchange[];
  milliseconds(): number;
  close(): void;
}

/** `partSize`: how many matches each page is to have. */
export function createLog(system: System, partSize: number | undefined): Log {
  const exchanges: Exchange[] = [];
  const connection = keptConnection(system);
  const milliseconds = () => exchanges.reduce((sum, { came }) => sum + came.milliseconds, 0);
  return {
    exchanges,
    milliseconds,
    close: () => connection.destroy(),
    send: async (request) => {
      const message = messageFor(system, inParts(request, partSize));
      const patienceMs = Math.max(0, system.patienceMs - milliseconds());
      const came = await exchangeOver(connection, { ...system, patienceMs }, message);
      exchanges.push({ url: message.url, came, page: 'status' in came ? pageIn(came) : undefined });
      if ('status' in came) return answerFrom(came);
      throw new SourceFailure(came.isLate ? 'timed-out' : 'unreachable', 503, 'The system was silent.');
    },
  };
}

export function messageFor({ url }: System, { method, path, headers, body }: HttpRequest): Message {
  return {
    method,
    url: new URL(path, url),
    headers,
    ...(body !== undefined && { body: Buffer.from(body) }),
  };
}

/** Later pages keep what the first was asked with. */
function inParts(request: HttpRequest, partSize: number | undefined): HttpRequest {
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
  if (partSize === undefined || form.size === 0 || form.has('_count')) return request;
  return { ...request, body: `${form}&_count=${partSize}` };
}

function answerFrom({ status, contentType, body }: HttpReply): HttpAnswer {
  return {
    status,
    mediaType: contentType.split(';')[0]?.trim().toLowerCase() ?? '',
    charset: undefined,
    body: (async function* () {
      yield body;
    })(),
    discard: () => undefined,
  };
}
