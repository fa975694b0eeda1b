import type { Contract, PatientId, RecordFilter } from '../contracts/index.ts';
import type { Shown } from '../keys/key-pair.ts';
import type { Source } from '../sources/http.ts';
import type { XmlCharset } from '../xml/index.ts';
import type { Reply } from './reply.ts';
import type { HttpReply, NoReply, System } from './system.ts';
import type { Words } from './words.ts';

/** As the configuration names them. */
export type Protocol = Source['protocol'];

/** Which question: one contract's records of a patient, of the system that answers at an address. */
export interface Asked {
  readonly system: System;
  readonly dialect: Dialect;
  readonly contract: Contract;
  /** The system's HSA-id, or another logical address of it. */
  readonly address: string;
  readonly patient: PatientId;
}

/** How a question is put, where it is not put as usual. */
export interface Manner {
  readonly charset?: XmlCharset;
  readonly soapAction?: string;
  /**
   * What is wrong with it: broken off or of the wrong kind, without the patient, with a document type declaration, or for
   * somebody else.
   */
  readonly wrong?: 'broken' | 'incomplete' | 'doctype' | 'misdirected';
  /** Records wanted in each part of the answer. */
  readonly partSize?: number;
}

/** How record systems of one protocol are asked, and their answers read: with the readers that the bridge has. */
export interface Dialect {
  readonly protocol: Protocol;
  /** What a system of it can be asked for. */
  readonly contracts: readonly Contract[];
  /** What a refusal looks like. */
  readonly refusal: Words;
  /** The whole answer to one question, in as many messages as it takes. */
  ask(about: Asked, filter?: Partial<RecordFilter>, manner?: Manner): Promise<Reply>;
  /** The first message of it alone, from somebody else, and what HTTP made of it. */
  send(about: Asked, shows: Shown | 'none'): Promise<HttpReply | NoReply>;
}

/** What nothing narrows. */
export const everything = { period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] } as const;

/** An address that is nobody’s. */
export const nobodysAddress = 'SE2321000016-DEMOWRONG';
