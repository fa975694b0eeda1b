import {
  type BridgeRecord,
  type Contract,
  createContractReader,
  type ReadResult,
  toRecord,
} from '../../contracts/index.ts';
import type { XmlElement, XmlHandler } from '../../xml/index.ts';
import type { AnswerPart } from '../answer-part.ts';
import { badData, refused } from '../failures.ts';
import type { SourceFailure } from '../query.ts';

interface AnswerReader {
  /** Each record, with where it stands in the document (see xml/slices.ts). */
  record(record: BridgeRecord, at: number, end: number): void;
  /** What stands beside the records, when all are read. */
  beside(part: AnswerPart): void;
  /** The business outcome was no. */
  refused(failure: SourceFailure): void;
}

/** The part of `result` that decides (business outcome goes in the response, not in faults). */
interface Outcome {
  readonly resultCode?: string;
  readonly errorCode?: string;
  readonly message?: string;
  readonly resultText?: string;
}

/**
 * Reads the contract's response element: records one by one, then the outcome, which may say no after all. Of records that
 * leave as text, it gives that too where it is known (`BridgeRecord.written`).
 */
export function readAnswer(
  contract: Contract,
  root: XmlElement,
  reader: AnswerReader,
  leaveAsText = false,
): XmlHandler | undefined {
  const rootName = `${contract.name}Response`;
  if (root.namespace !== contract.namespace || root.local !== rootName) return undefined;
  const answer = createContractReader(contract.response, rootName, {
    records: {
      element: contract.itemElement,
      each: ({ value, violations, written }, at, end) =>
        reader.record(toRecord(contract, value, violations, written), at, end),
      leaveIn: leaveAsText ? contract : undefined,
    },
    emptyIsAbsent: true,
    done: (response) => {
      const no = outcomeOf(response, `${rootName}/result`);
      if (no) reader.refused(no);
      const beside = elementsBeside(contract, response.value);
      if (beside) reader.beside(beside);
    },
  });
  return refusingStrays(answer, contract);
}

/**
 * Elements of other namespaces are extensions, and no business of ours. But one that is named as the records are is a
 * record that nobody judges: passed over it looks like an empty answer, passed on it may be another patient's.
 */
function refusingStrays(answer: XmlHandler, { itemElement, namespace }: Contract): XmlHandler {
  let depth = 0;
  let isForeign = false;
  return {
    open: (element) => {
      if (depth === 0) isForeign = element.namespace !== namespace;
      if (isForeign && element.local === itemElement)
        throw badData(`The answer holds a ${itemElement} that is in another namespace, or inside an extension.`);
      depth += 1;
      answer.open(element);
    },
    content: (prefixes) => answer.content?.(prefixes),
    text: (text) => answer.text(text),
    close: (end) => {
      depth -= 1;
      answer.close(end);
    },
  };
}

function elementsBeside(contract: Contract, response: Readonly<Record<string, unknown>>): AnswerPart | undefined {
  const present = contract.besideRecords.filter((name) => response[name] !== undefined);
  if (present.length === 0) return undefined;
  return { kind: 'beside', elements: Object.fromEntries(present.map((name) => [name, [response[name]].flat()])) };
}

/** Undefined when the record system says that all is well. Throws bad-data where it cannot be told what it says. */
function outcomeOf({ value, violations }: ReadResult, resultPath: string): SourceFailure | undefined {
  const { resultCode, errorCode, message, resultText } = (value.result ?? {}) as Outcome;
  if (resultCode === 'ERROR')
    return refused(200, message || resultText || errorCode || 'The record system answered ERROR.');
  // Producers are careless inside result (no logId); as long as the code is readable, nothing is lost by it.
  const readable = resultCode === 'OK' || resultCode === 'INFO';
  const broken = violations.find(({ path }) => !(readable && path.startsWith(resultPath)));
  if (broken) throw badData(`The answer breaks its contract: ${broken.path} ${broken.rule}.`);
  return undefined;
}
