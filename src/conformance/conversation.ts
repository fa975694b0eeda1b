import {
  type Contract,
  contractPath,
  type PatientId,
  prefixesFor,
  type RecordFilter,
  writeRoot,
} from '../contracts/index.ts';
import { envelope } from '../sources/soap-call.ts';
import { messageIn, writeAddress, type XmlCharset } from '../xml/index.ts';
import { type Reply, readReply } from './reply.ts';
import { type HttpReply, type NoReply, post, type Shown, type System } from './system.ts';

/** How a question is put, where it is not put as usual. */
export interface Manner {
  readonly address?: string;
  readonly charset?: XmlCharset;
  readonly soapAction?: string;
  readonly shows?: Shown | 'none';
  /** Changes the message after it is written. */
  readonly spoil?: (xml: string) => string;
}

/** One contract at one system: a patient to ask about, and what was answered to the plain question. */
export interface Conversation {
  readonly system: System;
  readonly contract: Contract;
  readonly address: string;
  readonly patient: PatientId;
  readonly plain: Reply;
  /** Whether the contract was asked for by name: then it must be answered. */
  readonly isNamed: boolean;
}

/** Asks about one patient after the other, until one has records. */
export async function openConversation(
  about: Omit<Conversation, 'patient' | 'plain'>,
  [first, ...others]: readonly [PatientId, ...PatientId[]],
): Promise<Conversation> {
  const opened = (patient: PatientId) => ask({ ...about, patient }).then((plain) => ({ ...about, patient, plain }));
  let conversation = await opened(first);
  for (const patient of others) {
    const { plain } = conversation;
    if (plain.kind !== 'answer' || plain.records.length > 0) break;
    conversation = await opened(patient);
  }
  return conversation;
}

type Asked = Omit<Conversation, 'plain' | 'isNamed'>;

export async function ask(about: Asked, filter: Partial<RecordFilter> = {}, manner: Manner = {}): Promise<Reply> {
  const reply = await send(about, filter, manner);
  return 'status' in reply ? readReply(about.contract, reply) : { kind: 'silent', ...reply };
}

/** The same question, and what HTTP made of it. */
export function send(
  { system, contract, address, patient }: Asked,
  filter: Partial<RecordFilter>,
  { charset = 'UTF-8', soapAction = contract.soapAction, spoil = (xml) => xml, shows, ...manner }: Manner,
): Promise<HttpReply | NoReply> {
  const body = requestBody(contract, { ...everything, patient, ...filter });
  const xml = spoil(envelope(writeAddress(manner.address ?? address, 'rivtabp21'), body));
  return post(system, {
    path: contractPath(contract),
    headers: { 'content-type': `text/xml; charset=${charset}`, accept: 'text/xml', soapaction: `"${soapAction}"` },
    body: messageIn(charset, xml),
    ...(shows && { shows }),
  });
}

const everything = { period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] } as const;

function requestBody(contract: Contract, filter: RecordFilter): string {
  const { namespace, requestElement, request } = contract;
  return writeRoot(namespace, requestElement, request, contract.requestFor(filter), prefixesFor(namespace, request));
}
