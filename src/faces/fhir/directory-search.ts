import type { Bundle, BundleEntry, OperationOutcomeIssue } from 'fhir/r4';
import type { Directory } from '../../hsa/index.ts';
import { type DirectoryType, searchDirectory } from './directory/index.ts';
import { ignoredIssues, outcomeWith } from './operation-outcome.ts';
import { ParameterError } from './problems.ts';
import { outcomeEntry } from './search/bundle.ts';

/** A directory search as the face answers it: with what was ignored, or refused when strict, and how old the answer is. */
export async function answerDirectorySearch(
  directory: Directory,
  type: DirectoryType,
  params: URLSearchParams,
  strict: boolean,
  asking: { readonly baseUrl: string; readonly correlationId: string },
): Promise<Bundle> {
  const { bundle, ignored, staleSince, more } = await searchDirectory(directory, type, params, asking.baseUrl);
  if (strict && ignored[0] !== undefined) throw new ParameterError('PARAMETER_UNSUPPORTED', ignored[0]);
  const issues = [
    ...(staleSince ? [staleIssue(staleSince)] : []),
    ...(more ? [cutIssue] : []),
    ...ignoredIssues(ignored),
  ];
  const entry: BundleEntry[] = [
    ...(bundle.entry ?? []),
    ...outcomeEntry(outcomeWith(issues, undefined, asking.correlationId)),
  ];
  return entry.length > 0 ? { ...bundle, entry } : bundle;
}

const cutIssue: OperationOutcomeIssue = {
  severity: 'warning',
  code: 'incomplete',
  details: {
    text:
      'Det finns fler än katalogen lämnar på en gång; svaret är inte fullständigt. Sök snävare. / ' +
      'There are more than the directory gives at a time; the answer is not complete. Narrow the search.',
  },
};

function staleIssue(since: string): OperationOutcomeIssue {
  return {
    severity: 'warning',
    code: 'transient',
    details: {
      text: `Katalogen kan inte nås; svaret är från ${since}. / The directory cannot be reached; the answer is from ${since}.`,
    },
  };
}
