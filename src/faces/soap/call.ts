import type { FastifyReply } from 'fastify';
import type { Caller } from '../../siths/index.ts';
import type { Tape } from '../../sources/capture.ts';
import type { XmlCharset } from '../../xml/index.ts';
import type { Identified } from '../door.ts';
import type { Chain } from './chain.ts';
import type { RequestSoFar, SoapRequest } from './request.ts';

/** One call on its way through the face. */
export interface Call {
  readonly startedAt: number;
  readonly correlationId: string;
  readonly soFar: RequestSoFar;
  identified: Identified | undefined;
  charset: XmlCharset;
  /** Takes copies of the call's messages, where two engineers have agreed on it. */
  tape: Tape | undefined;
  /** Set once the overview has answered: then the access stands on the log, whatever comes of it. */
  answered: boolean;
}

/** A call whose message is read, from a caller that holds its contract. */
export interface Asked {
  readonly reply: FastifyReply;
  readonly call: Call;
  readonly caller: Caller;
  readonly read: SoapRequest;
  readonly chain: Chain;
  /** The reader's active choice, see choice.ts. */
  readonly choice: boolean;
}
