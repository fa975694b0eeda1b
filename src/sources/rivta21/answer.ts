import {
  type BridgeRecord,
  type Contract,
  createContractReader,
  type ReadResult,
  toRecord,
} from '../../contracts/index.ts';
import type { XmlElement, XmlHandler } from '../../xml/index.ts';
import { badData, refused } from '../failures.ts';

/** The part of `result` that decides (business outcome goes in the response, not in faults). */
interface Outcome {
  readonly resultCode?: string;
  readonly errorCode?: string;
  readonly message?: string;
  readonly resultText?: string;
}

/** Reads the contract's response element: records one by one, then the outcome, which may say no after all. */
export function readAnswer(
  contract: Contract,
  root: XmlElement,
  give: (record: BridgeRecord) => void,
): XmlHandler | undefined {
  const rootName = `${contract.name}Response`;
  if (root.namespace !== contract.namespace || root.local !== rootName) return undefined;
  return createContractReader(contract.response, rootName, {
    records: { element: contract.itemElement, each: (item) => give(toRecord(contract, item.value, item.violations)) },
    emptyIsAbsent: true,
    done: (response) => checkOutcome(response, `${rootName}/result`),
  });
}

function checkOutcome({ value, violations }: ReadResult, resultPath: string): void {
  const { resultCode, errorCode, message, resultText } = (value.result ?? {}) as Outcome;
  if (resultCode === 'ERROR')
    throw refused(200, message || resultText || errorCode || 'The record system answered ERROR.');
  // Producers are careless inside result (no logId); as long as the code is readable, nothing is lost by it.
  const readable = resultCode === 'OK' || resultCode === 'INFO';
  const broken = violations.find(({ path }) => !(readable && path.startsWith(resultPath)));
  if (broken) throw badData(`The answer breaks its contract: ${broken.path} ${broken.rule}.`);
}
