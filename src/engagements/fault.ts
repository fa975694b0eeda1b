import { BridgeError, type ErrorCode } from '../errors.ts';

/**
 * The error codes of the engagement index (itintegration:engagementindex): EI000 technical, and fewer than one or more
 * than a thousand transactions; EI001 not by the schema; EI002 two transactions of one key; EI003 not this index's
 * address; EI004 a field that breaks its rule; EI005 and EI006 a reserved logical address or source system.
 */
export type EngagementFaultCode = 'EI000' | 'EI001' | 'EI002' | 'EI003' | 'EI004' | 'EI005' | 'EI006';

/** A message that the index does not take. Its text tells which transaction and field, never a value. */
export class EngagementFault extends BridgeError {
  readonly fault: EngagementFaultCode;

  constructor(fault: EngagementFaultCode, text: string, code: ErrorCode = 'MESSAGE_INVALID', options?: ErrorOptions) {
    super(code, text, options);
    this.fault = fault;
  }
}
