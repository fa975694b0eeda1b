/** An error as the API tells it (RFC 9457), in the reader's language. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  /** Under which the bridge's own people find the call. */
  readonly correlationId: string | undefined;

  constructor(told: ToldProblem) {
    super(told.title);
    this.name = 'Problem';
    this.code = told.code;
    this.status = told.status;
    this.correlationId = told.correlationId;
  }
}

export interface ToldProblem {
  readonly title: string;
  readonly code: string;
  readonly status: number;
  readonly correlationId?: string | undefined;
}

/** Reads the body of a refusal. What is none of the bridge's own (a proxy's page) becomes one by its status. */
export function readProblem(status: number, body: unknown): Problem {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Partial<ToldProblem>;
  return new Problem({ ...told, title: told.title ?? `HTTP ${status}`, code: told.code ?? 'NO_ANSWER', status });
}

/** Nothing came: the bridge is out of reach. */
export function unreachable(): Problem {
  return new Problem({ title: '', code: 'UNREACHABLE', status: 0 });
}

/** Once, of what may pass: never of what was refused. */
export function isRetried(failures: number, error: Error): boolean {
  return failures < 1 && !(error instanceof Problem && error.status >= 400 && error.status < 500);
}
