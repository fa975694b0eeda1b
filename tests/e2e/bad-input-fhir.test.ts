import type { OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { fhirCases } from './bad-input/fhir-cases.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.callers[2].permissions = [];
    },
  });
});
afterAll(() => running?.close());

describe('bad input over FHIR', () => {
  it.each(
    fhirCases.map((each, index) => ({
      ...each,
      correlationId: `fhir-bad-${index}`,
    })),
  )(
    '$what is $status $issue',
    async ({ status, issue, path, method = 'POST', body, who = 'ehr-norrbotten', headers, correlationId }) => {
      const answer = await running.call(who || undefined, path, {
        method,
        headers: { 'x-request-id': correlationId, ...headers },
        ...(body !== undefined && { body }),
      });
      const outcome = JSON.parse(answer.body) as OperationOutcome;
      const [first] = outcome.issue;
      expect({
        status: answer.status,
        type: outcome.resourceType,
        code: first?.code,
        severity: first?.severity,
      }).toEqual({ status, type: 'OperationOutcome', code: issue, severity: 'error' });
      expect(answer.headers['content-type']).toMatch(/^application\/fhir\+json/);
      // A reason in Swedish and in English, and what leads to why.
      expect(first?.details?.text).toMatch(/\S.* \/ .*\S/);
      expect(first?.diagnostics).toContain(correlationId);
      expect(answer.body).not.toMatch(/1912121212|node_modules|\.ts:|at \w+ \(/);
    },
  );
});
