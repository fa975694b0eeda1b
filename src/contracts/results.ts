import type { Contract } from './contract.ts';

/**
 * The `result` block of a response in the words of the contract: most name a code, a log id and a message; some (version
 * 3 of the description domain) only a code and a text. Undefined where there is nothing to write.
 */
export function okResult(contract: Contract, logId: string): object | undefined {
  return resultOf(contract, { resultCode: 'OK', logId });
}

/** A logical error: the request was understood and contradicts the contract. `message` is fit for the user's eyes. */
export function invalidRequestResult(contract: Contract, logId: string, message: string): object | undefined {
  const errorCode = 'INVALID_REQUEST';
  return resultOf(contract, { resultCode: 'ERROR', errorCode, logId, message, resultText: message });
}

/** The request was answered; `message` says something that holds for the whole answer. */
export function infoResult(contract: Contract, logId: string, message: string): object | undefined {
  return resultOf(contract, { resultCode: 'INFO', logId, message, resultText: message });
}

/** What national aggregating services write: a constant, whatever the sources said, or nothing. */
export function aggregateResult(contract: Contract): object | undefined {
  return contract.aggregateResult === 'info' ? resultOf(contract, { resultCode: 'INFO', logId: 'NA' }) : undefined;
}

/** The parts that the contract's own result type has. */
function resultOf(contract: Contract, parts: Readonly<Record<string, string>>): object | undefined {
  const type = contract.hasResult ? contract.response.elements.result?.type : undefined;
  if (type?.kind !== 'complex') return undefined;
  return Object.fromEntries(Object.entries(parts).filter(([name]) => Object.hasOwn(type.elements, name)));
}
