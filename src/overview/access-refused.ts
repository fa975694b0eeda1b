import { BridgeError, type ErrorCode } from '../errors.ts';

/** The law's gates did not let the reader in. Unlike other refusals it stands on the access log when it is thrown. */
export class AccessRefused extends BridgeError {
  /** Id of the entry, under which the decision is explained. */
  readonly entry: string;

  constructor(code: ErrorCode, detail: string | undefined, entry: string) {
    super(code, detail);
    this.entry = entry;
  }
}
