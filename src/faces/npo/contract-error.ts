import { BridgeError } from '../../errors.ts';

/** The request was read and breaks the rules of the service: answered by `response_detail` E, code CONTRACT. */
export class ContractError extends BridgeError {
  /** Fit for the caller's eyes: Swedish, with English beside it. */
  readonly text: string;

  constructor(text: string) {
    super('MESSAGE_INVALID', text);
    this.text = text;
  }
}
