import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import type { Days } from '../../../contracts/index.ts';
import { coverageIssues } from '../coverage-issues.ts';
import { provenanceOf } from '../mapping/provenance.ts';
import { doubtIssues, ignoredIssues, outcomeWith } from '../operation-outcome.ts';
import type { Clinical, ServedType } from '../served-types.ts';
import { outcomeEntry } from './bundle.ts';
import { daysToAsk } from './date-filter.ts';
import type { PageTokens } from './page-token.ts';
import { type Query, readQuery, satisfies } from './query.ts';
import { type Asking, type Gathered, gather, type MappedRecord, type RecordsParts } from './records.ts';

export interface SearchParts extends RecordsParts {
  readonly pageTokens: PageTokens;
}

type Match = MappedRecord & { readonly match: Clinical };

/**
 * A search of one clinical type: reads the parameters, asks the sources for the days that can hold a match, filters
 * exactly, and gives one page with the Provenance of every resource and what is missing.
 * Throws BridgeError: PARAMETER_*, PATIENT_*, what the overview throws, and SOURCE_* when every source failed.
 */
export async function searchRecords(
  parts: SearchParts,
  served: ServedType,
  params: URLSearchParams,
  strict: boolean,
  asking: Asking,
): Promise<Bundle> {
  const now = Date.now();
  const token = params.get('_page');
  const page = token === null ? undefined : parts.pageTokens.read(token, served.type, asking.caller.hsaId, now);
  const asked = page ? new URLSearchParams(page.query) : params;
  const query = readQuery(served, asked, strict && !page, parts.identities);
  asking.patientKnown(query.patient);
  const gathered = await gather(parts, served, query.patient, daysFor(served, query, now), asking);
  const matches = gathered.records.filter(
    (record): record is Match => record.match !== undefined && satisfies(record.match, query.criteria, now),
  );
  const offset = page?.offset ?? 0;
  const shown = query.countOnly ? [] : matches.slice(offset, offset + query.count);
  const used = new URLSearchParams(query.used).toString();
  const nextOffset = offset + shown.length;
  const more = !query.countOnly && nextOffset < matches.length;
  const url = `${asking.baseUrl}/${served.type}`;
  const self = { relation: 'self', url: `${url}?${token === null ? used : `_page=${token}`}` };
  const write = () =>
    parts.pageTokens.write({ type: served.type, query: used, offset: nextOffset }, asking.caller.hsaId, now);
  const entry = [...entriesOf(shown, gathered, asking.baseUrl), ...outcomeEntries(query, gathered, asking)];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    // With a source missing or pages to come, nobody knows the number.
    total: more || isIncomplete(gathered) ? undefined : matches.length,
    link: more ? [self, { relation: 'next', url: `${url}?_page=${write()}` }] : [self],
    entry: entry.length > 0 ? entry : undefined,
  };
}

/** One date parameter at most narrows the question: two may look at different times of a record. */
function daysFor(served: ServedType, { criteria }: Query, now: number): Days | undefined {
  const dates = criteria.filter((criterion) => criterion.kind === 'date');
  const chosen = dates.find(({ parameter }) => parameter.narrowing !== undefined)?.parameter;
  if (!chosen?.narrowing) return undefined;
  const same = dates.filter(({ parameter }) => parameter === chosen).map(({ alternatives }) => alternatives);
  return daysToAsk(same, chosen.narrowing, served.horizonDays, now);
}

function isIncomplete({ coverage }: Gathered): boolean {
  return coverage.some((source) => source.outcome === 'failed');
}

/** The matches, then what they point at and the Provenance of each resource. */
function entriesOf(shown: readonly Match[], { context }: Gathered, baseUrl: string): BundleEntry[] {
  const provenances = shown.flatMap(({ match, included, header, withdrawnBecause }) =>
    [match, ...included].map((resource) => provenanceOf(resource, header, withdrawnBecause, context)),
  );
  const included = [...shown.flatMap((record) => record.included), ...provenances];
  const entry =
    (mode: 'match' | 'include') =>
    (resource: FhirResource): BundleEntry => ({
      fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`,
      resource,
      search: { mode },
    });
  return [...shown.map(({ match }) => match).map(entry('match')), ...included.map(entry('include'))];
}

function outcomeEntries(query: Query, { coverage, doubts }: Gathered, asking: Asking): BundleEntry[] {
  const issues = [...coverageIssues(coverage), ...doubtIssues(doubts), ...ignoredIssues(query.ignored)];
  return outcomeEntry(outcomeWith(issues, undefined, asking.correlationId));
}
