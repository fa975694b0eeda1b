import type { Bundle, BundleEntry } from 'fhir/r4';
import { answerIssues } from '../answer-issues.ts';
import { coverageIssues, notPermittedIssues } from '../coverage-issues.ts';
import { generationOf } from '../mapping/generation.ts';
import { doubtIssues, ignoredIssues, outcomeWith } from '../operation-outcome.ts';
import type { ServedType } from '../served/index.ts';
import { outcomeEntry } from './bundle.ts';
import { entriesOf, type Match } from './entries.ts';
import { isIncomplete } from './incomplete.ts';
import { inquiriesOf } from './inquiry.ts';
import { inOrder } from './order.ts';
import type { PageTokens } from './page-token.ts';
import { type Query, readQuery, satisfies } from './query.ts';
import { type Asking, type Gathered, type GatheredRecord, gather, type RecordsParts } from './records.ts';

export interface SearchParts extends RecordsParts {
  readonly pageTokens: PageTokens;
}

/** A match whose resource may not have been looked at: then it is the one that its record becomes. */
type Found = Pick<Match, 'record'> & Partial<Match>;

/**
 * A search of one clinical type: reads the parameters, asks the sources of every contract that can hold a match, filters
 * exactly, and gives one page with what the matches point at, the Provenance of every resource, and what is missing.
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
  const inquiries = inquiriesOf(served, query.criteria, generationOf(parts.config.fhir.generation), now);
  const gathered = await gather(parts, inquiries, query.patient, asking);
  const matches = matchesIn(gathered, served, query, now);
  const offset = page?.offset ?? 0;
  const shown = query.countOnly ? [] : matches.slice(offset, offset + query.count).flatMap(lookedAt);
  asking.gives(shown.map(({ record }) => record));
  const used = new URLSearchParams(query.used).toString();
  const nextOffset = offset + shown.length;
  const more = !query.countOnly && nextOffset < matches.length;
  const url = `${asking.baseUrl}/${served.type}`;
  const self = { relation: 'self', url: `${url}?${token === null ? used : `_page=${token}`}` };
  const write = () =>
    parts.pageTokens.write({ type: served.type, query: used, offset: nextOffset }, asking.caller.hsaId, now);
  const entry = [...entriesOf(shown, asking.baseUrl), ...outcomeEntries(query, gathered, served, asking)];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    // With a source missing or pages to come, nobody knows the number.
    total: more || isIncomplete(gathered) ? undefined : matches.length,
    link: more ? [self, { relation: 'next', url: `${url}?_page=${write()}` }] : [self],
    entry: entry.length > 0 ? entry : undefined,
  };
}

/** What a record says is looked at where that decides whether it matches and where it comes, and else on its page alone. */
function matchesIn(
  { records }: Gathered,
  { type }: ServedType,
  { criteria, order }: Query,
  now: number,
): readonly Found[] {
  const matchesOf = (record: GatheredRecord): readonly Match[] =>
    record
      .mapped()
      .resources.filter(
        (resource) => resource.resourceType === type && satisfies(resource, record.header, criteria, now),
      )
      .map((resource) => ({ record, resource }));
  if (order.length > 0) return inOrder(records.flatMap(matchesOf), order);
  return records.flatMap((record): readonly Found[] =>
    criteria.length === 0 && record.becomes === type ? [{ record }] : matchesOf(record),
  );
}

function lookedAt({ record, resource }: Found): Match[] {
  const shown = resource ?? record.mapped().resources[0];
  return shown ? [{ resource: shown, record }] : [];
}

function outcomeEntries(query: Query, gathered: Gathered, { type }: ServedType, asking: Asking): BundleEntry[] {
  const doubts = gathered.records.flatMap((record) => {
    if (record.becomes !== undefined) return [];
    const { resources, doubts = [] } = record.mapped();
    return resources.some(({ resourceType }) => resourceType === type) ? doubts : [];
  });
  const issues = [
    ...coverageIssues(gathered.coverage),
    ...answerIssues(gathered.notes, gathered.accesses),
    ...notPermittedIssues(gathered.notPermitted),
    ...doubtIssues(new Set(doubts)),
    ...ignoredIssues(query.ignored),
  ];
  return outcomeEntry(outcomeWith(issues, undefined, asking.correlationId));
}
