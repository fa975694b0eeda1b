import { BridgeError, type ErrorCode } from '../../errors.ts';
import type { Coverage } from '../../overview/index.ts';

/** Something wrong with one parameter. `parameter` is its name as the caller wrote it, never its value. */
export class ParameterError extends BridgeError {
  readonly parameter: string;

  constructor(
    code: Extract<ErrorCode, 'PARAMETER_INVALID' | 'PARAMETER_UNSUPPORTED' | 'PATIENT_REQUIRED' | 'PATIENT_ID_INVALID'>,
    parameter: string,
    detail?: string,
  ) {
    super(code, detail);
    this.parameter = parameter;
  }
}

/** Every source that was asked failed: there is no answer to give. */
export class SourcesFailed extends BridgeError {
  readonly coverage: Coverage;

  constructor(code: Extract<ErrorCode, `SOURCE_${string}`>, coverage: Coverage) {
    super(code);
    this.coverage = coverage;
  }
}
