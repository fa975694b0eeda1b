import { surelyNotSent } from '../sources/failures.ts';
import { SourceFailure } from '../sources/query.ts';
import { DeliveryFailure, type FailureClass } from './delivery.ts';

/** A handshake that failed: no byte of the message was sent. */
const handshake = /CERT|SSL|TLS|SIGNATURE/;

/**
 * What a call threw, as a reason to send again or not; anything but a {@link SourceFailure} is a bug and stays what it
 * is. `never`: codes in the receiver's faults that mean it will not take this message.
 */
export function deliveryFailureOf(thrown: unknown, never: readonly string[]): unknown {
  if (!(thrown instanceof SourceFailure)) return thrown;
  const { reason, status } = thrown;
  const fail = (failure: FailureClass, why: string, text: string) =>
    new DeliveryFailure(failure, why, text, { cause: thrown });
  switch (reason) {
    case 'unreachable':
      return wasSent(thrown.cause)
        ? fail('no-answer', reason, thrown.message)
        : fail('not-sent', reason, thrown.message);
    case 'breaker-open':
    case 'busy':
    case 'abandoned':
    case 'bus-unavailable':
      return fail('not-sent', reason, thrown.message);
    case 'timed-out':
      return fail('no-answer', reason, 'The receiver did not answer in time.');
    case 'bad-data':
      return fail('no-answer', reason, 'The receiver’s answer cannot be read.');
    case 'refused': {
      // Its code alone: the words around it are the receiver's, and may name the patient.
      const code = /\b[A-Z]{2,3}\d{3}\b/.exec(thrown.message)?.[0] ?? `http-${status}`;
      const failure = status === 413 || never.includes(code) ? 'never' : 'not-now';
      return fail(failure, code, `The receiver refused the message: ${code}, HTTP status ${status}.`);
    }
  }
}

function wasSent(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return !surelyNotSent(cause) && !handshake.test(code);
}
