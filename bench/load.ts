import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { request as demoPatient, diagnosisPath, pki } from './setup.ts';

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Everything that was not a 2xx answer, time-outs included. */
  readonly errors: number;
  readonly timeouts: number;
  readonly answers: number;
}

/** Read when the load starts: the first benchmark on a fresh clone makes them first. */
export const certificates = () => ({
  ca: readFileSync(`${pki}/ca.crt`),
  cert: readFileSync(`${pki}/ehr-norrbotten.crt`),
  key: readFileSync(`${pki}/ehr-norrbotten.key`),
});

export interface Callers {
  readonly callers: number;
  /** The message that each of them sends. */
  readonly request: string;
  readonly path?: string;
  readonly contentType?: string;
}

/** The aggregate GetDiagnosis over kept-alive mutual TLS, of the demo patient by 32 callers; milliseconds. */
export async function loadAggregate(
  port: number,
  amount: { readonly seconds: number } | { readonly requests: number },
  { callers, request, path = diagnosisPath, contentType = 'text/xml; charset=UTF-8' }: Callers = {
    callers: 32,
    request: demoPatient,
  },
): Promise<Measured> {
  let answeredAt = Number.NaN;
  const startedAt = performance.now();
  let connected = 0;
  const options = {
    url: `https://localhost:${port}${path}`,
    method: 'POST',
    // Each for a consumer of its own: identical questions would be asked of the sources once for all of them.
    setupClient: (client: autocannon.Client) =>
      client.setHeaders({
        'content-type': contentType,
        'x-rivta-original-serviceconsumer-hsaid': `SE2321000230-DEMOBENCH${connected++}`,
      }),
    body: request,
    connections: callers,
    timeout: 30,
    tlsOptions: certificates(),
    ...('seconds' in amount ? { duration: amount.seconds } : { amount: amount.requests }),
  } as const;
  const result = await new Promise<autocannon.Result>((done, failed) => {
    const run = autocannon(options, (error, measured) => (error ? failed(error) : done(measured)));
    run.on('response', () => {
      answeredAt = performance.now();
    });
  });
  return {
    // Autocannon looks once a second whether it is done: its own duration would round a short run to whole seconds.
    perSecond: (result['2xx'] * 1_000) / (answeredAt - startedAt),
    p50: result.latency.p50,
    p99: result.latency.p99,
    // Autocannon counts time-outs among its errors.
    errors: result.errors + result.non2xx,
    timeouts: result.timeouts,
    answers: result['2xx'],
  };
}
