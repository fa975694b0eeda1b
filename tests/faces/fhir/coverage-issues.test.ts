import { describe, expect, it } from 'vitest';
import { coverageIssues } from '../../../src/faces/fhir/coverage-issues.ts';
import type { SourceCoverage } from '../../../src/overview/index.ts';

const answered: SourceCoverage = {
  source: 'SE2321000230-DEMOVAS',
  name: 'Testsystemet',
  contract: 'GetCareContacts:3',
  notes: ['translated'],
  deliversFrom: undefined,
  outcome: 'answered',
  records: 2,
  milliseconds: 10,
  withheld: 0,
  duplicateIds: 0,
};

describe('a source that answered in another version of the contract', () => {
  it('is told of', () => {
    const [issue] = coverageIssues([{ ...answered, translated: { from: 'GetCareContacts:2', lost: {} } }]);
    expect(issue).toMatchObject({ severity: 'information', code: 'informational' });
    expect(issue?.details?.text).toContain('GetCareContacts 2');
  });

  it('is a warning with each element that could not be carried over, in how many records', () => {
    const lost = { 'careContactBody/careContactStatus': 2, '(hasMore)': 1 };
    const [issue] = coverageIssues([{ ...answered, translated: { from: 'GetCareContacts:3', lost } }]);
    expect(issue).toMatchObject({ severity: 'warning', code: 'incomplete' });
    expect(issue?.details?.text).toContain('careContactBody/careContactStatus (2), (hasMore) (1)');
  });
});
