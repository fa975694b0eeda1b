import {
  type BridgeRecord,
  type Contract,
  createContractReader,
  toRecord,
  type Violation,
} from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { createSoapReader, decodeXml, type SoapFault, type XmlHandler } from '../xml/index.ts';
import { createOrderWatch } from './order.ts';
import type { HttpReply } from './system.ts';
import type { Words } from './words.ts';

/** An answer of the contract's own form. */
export interface Answer {
  readonly kind: 'answer';
  readonly records: readonly BridgeRecord<object>[];
  /** What breaks the schema: in records, and beside them. */
  readonly violations: readonly Violation[];
  readonly disorder: readonly Violation[];
  /** The business outcome, where the contract has one. */
  readonly resultCode: string | undefined;
}

/** What a system said to one message. */
export type Reply = { readonly milliseconds: number } & (
  | Answer
  | { readonly kind: 'fault'; readonly status: number; readonly mediaType: string; readonly fault: SoapFault }
  | { readonly kind: 'unreadable'; readonly status: number; readonly isCharset: boolean; readonly what: Words }
  | { readonly kind: 'silent'; readonly isLate: boolean; readonly code: string }
);

const limits = { depth: 64, elements: 2_000_000, textLength: 50_000_000 };

/** Reads an answer strictly, and to the end: everything that is wrong with it is wanted. */
export function readReply(contract: Contract, http: HttpReply): Reply {
  const { status, contentType, body, milliseconds } = http;
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const unreadable = (sv: string, en: string, isCharset = false): Reply => ({
    kind: 'unreadable',
    milliseconds,
    status,
    isCharset,
    what: { sv: `HTTP ${status}: ${sv}`, en: `HTTP ${status}: ${en}` },
  });
  if (body.length === 0) return unreadable('svaret är tomt', 'the answer is empty');
  if (mediaType !== 'text/xml' && mediaType !== 'application/xml')
    return unreadable('svaret är inte text/xml', 'the answer is not text/xml');
  const text = decoded(body, contentType);
  if (text === undefined)
    return unreadable(
      'byten i svaret är inte i den teckenkodning som det anger (utan angivelse: UTF-8)',
      'the bytes of the answer are not in the character set that it states (without statement: UTF-8)',
      true,
    );
  const said = readSoap(contract, text);
  if (said === undefined)
    return unreadable(
      `inget SOAP-kuvert med ${contract.name}Response i namnrymden ${contract.namespace}`,
      `no SOAP envelope with ${contract.name}Response in the namespace ${contract.namespace}`,
    );
  if (said.kind === 'fault') return { ...said, milliseconds, status, mediaType };
  if (status !== 200) return unreadable('ett svar ska ha status 200', 'an answer has status 200');
  return { ...said, milliseconds };
}

function decoded(body: Buffer, contentType: string): string | undefined {
  try {
    return decodeXml(body, /charset="?([^";]+)/i.exec(contentType)?.[1]).text;
  } catch (thrown) {
    if (thrown instanceof BridgeError) return undefined;
    throw thrown;
  }
}

type Said = Answer | { readonly kind: 'fault'; readonly fault: SoapFault };

/** Undefined when it is neither an answer of the contract nor a fault. */
function readSoap(contract: Contract, text: string): Said | undefined {
  let said: Said | undefined;
  const reader = createSoapReader(
    {
      fault: (fault) => {
        said = { kind: 'fault', fault };
      },
      body: ({ namespace, local }) =>
        namespace === contract.namespace && local === `${contract.name}Response`
          ? answerReader(contract, (answer) => {
              said = answer;
            })
          : undefined,
    },
    limits,
  );
  try {
    reader.write(text);
    reader.end();
  } catch (thrown) {
    if (thrown instanceof BridgeError) return undefined;
    throw thrown;
  }
  return said;
}

function answerReader(contract: Contract, done: (answer: Answer) => void): XmlHandler {
  const rootName = `${contract.name}Response`;
  const records: BridgeRecord<object>[] = [];
  const violations: Violation[] = [];
  const disorder: Violation[] = [];
  const reader = createContractReader(contract.response, rootName, {
    records: {
      element: contract.itemElement,
      each: (record) => {
        violations.push(...record.violations);
        records.push(toRecord(contract, record.value, record.violations) as BridgeRecord<object>);
      },
    },
    done: (root) => {
      violations.push(...root.violations);
      const { resultCode } = (root.value.result ?? {}) as { readonly resultCode?: string };
      done({ kind: 'answer', records, violations, disorder, resultCode });
    },
  });
  return both(
    reader,
    createOrderWatch(contract.response, rootName, (violation) => disorder.push(violation)),
  );
}

function both(reader: XmlHandler, watch: XmlHandler): XmlHandler {
  return {
    open: (element) => {
      watch.open(element);
      reader.open(element);
    },
    text: (text) => reader.text(text),
    close: (end) => {
      watch.close(end);
      reader.close(end);
    },
  };
}
