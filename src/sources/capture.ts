import type { PatientId } from '../contracts/record.ts';
import type { Endpoint } from './http.ts';

/** Between whom a message goes, in which call. */
export interface Exchange {
  /** HSA-ids. */
  readonly consumer: string;
  readonly producer: string;
  readonly correlationId: string;
}

/** Where on its way a message was copied: at our door, or at a record system's. */
export type CapturePlace = 'door-request' | 'door-answer' | 'source-request' | 'source-answer';

/** Takes copies of the messages of one exchange. Never waits and never throws. */
export interface Tape {
  take(place: CapturePlace, message: Uint8Array, patient: PatientId | undefined): void;
}

/** Where the messages pass. Two engineers have agreed on what is copied; mostly it is nothing. */
export interface Capture {
  /** Undefined where nobody captures between the two: then nothing is kept. */
  between(exchange: Exchange): Tape | undefined;
}

/** Of one message; what is beyond is cut off. */
export const capturedBytes = 1_048_576;

/** Passes on what is read, and gives a copy of its beginning when it ends, however it ends. */
export async function* copied<Chunk extends Uint8Array>(
  chunks: AsyncIterable<Chunk>,
  done: (copy: Buffer) => void,
): AsyncGenerator<Chunk> {
  const kept: Chunk[] = [];
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      if (bytes < capturedBytes) kept.push(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  } finally {
    done(Buffer.concat(kept).subarray(0, capturedBytes));
  }
}

/** The endpoint for one query whose messages are copied; the same one where nobody captures. */
export function captured(endpoint: Endpoint, tape: Tape | undefined, patient: PatientId | undefined): Endpoint {
  if (!tape) return endpoint;
  return {
    ...endpoint,
    converse(errand, signal) {
      const conversation = endpoint.converse(errand, signal);
      return {
        async send(request) {
          const { body = `${request.method} ${request.path}` } = request;
          tape.take('source-request', Buffer.from(body), patient);
          const answer = await conversation.send(request);
          return { ...answer, body: copied(answer.body, (copy) => tape.take('source-answer', copy, patient)) };
        },
      };
    },
  };
}
