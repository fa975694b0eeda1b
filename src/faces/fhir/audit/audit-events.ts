import type { Bundle } from 'fhir/r4';
import type { LogTools, Officer } from '../../../audit/index.ts';
import { BridgeError } from '../../../errors.ts';
import type { Identities } from '../identities.ts';
import { generationOf } from '../mapping/generation.ts';
import { ignoredIssues, outcomeWith } from '../operation-outcome.ts';
import { outcomeEntry } from '../search/bundle.ts';
import type { PageTokens } from '../search/page-token.ts';
import type { Asking } from '../search/records.ts';
import { type StaffParts, type StaffType, staffOf } from '../staff.ts';
import { type AuditEventContext, auditEventOf } from './audit-event.ts';
import { outcomeOf } from './outcome.ts';
import { readAuditQuery } from './parameters.ts';

export interface AuditEventParts extends StaffParts {
  readonly logTools: Pick<LogTools, 'search' | 'entry'>;
  readonly identities: Identities;
  readonly pageTokens: PageTokens;
}

const type = 'AuditEvent';
/** How an access ended is no event of its own. */
const kinds = ['access', 'continuation', 'refusal', 'act'] as const;

/**
 * The access log as AuditEvent, for security officers: what their own care provider is controller of (ITI-81). Each search
 * and reading of it is on the log itself before it is answered. Throws what {@link staffOf} throws, and what is wrong with the
 * parameters.
 */
export function auditEvents(parts: AuditEventParts): StaffType {
  const { config, logTools, identities, pageTokens } = parts;

  const contextFor = ({ baseUrl }: Asking): AuditEventContext => ({
    generation: generationOf(config.fhir.generation),
    identities,
    bridgeHsaId: config.bridge.hsaId,
    host: new URL(baseUrl).hostname,
  });

  async function officerOf(asking: Asking): Promise<Officer> {
    const { call, assignment } = await staffOf(parts, ['security-officer'], asking);
    return { ...call, controller: assignment.careProvider.hsaId, takenOver: assignment.takenOver };
  }

  async function search(params: URLSearchParams, strict: boolean, asking: Asking): Promise<Bundle> {
    const officer = await officerOf(asking);
    const token = params.get('_page');
    const now = Date.now();
    const page = token === null ? undefined : pageTokens.read(token, type, asking.caller.hsaId, now);
    const asked = page ? new URLSearchParams(page.query) : params;
    const after = page ? (asked.get(afterName) ?? undefined) : undefined;
    if (page) asked.delete(afterName);
    const { filter, outcomes, count, used, ignored } = readAuditQuery(asked, strict, identities);
    const found = await logTools.search({ officer, filter: { ...filter, kind: kinds }, page: { limit: count, after } });
    const matches = found.entries.filter((entry) => !outcomes || outcomes.has(outcomeOf(entry)));
    const url = `${asking.baseUrl}/${type}`;
    const query = new URLSearchParams(used).toString();
    const self = { relation: 'self', url: `${url}?${token === null ? query : `_page=${token}`}` };
    const next = found.next && `${query}&${new URLSearchParams({ [afterName]: found.next })}`;
    const nextPage = next && pageTokens.write({ type, query: next, offset: 0 }, asking.caller.hsaId, now);
    const entry = [
      ...matches.map((one) => ({
        fullUrl: `${url}/${one.id}`,
        resource: auditEventOf(one, contextFor(asking)),
        search: { mode: 'match' as const },
      })),
      ...outcomeEntry(outcomeWith(ignoredIssues(ignored), undefined, asking.correlationId)),
    ];
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      total: page || nextPage ? undefined : matches.length,
      link: nextPage ? [self, { relation: 'next', url: `${url}?_page=${nextPage}` }] : [self],
      entry: entry.length > 0 ? entry : undefined,
    };
  }

  return {
    search,
    async read(id, asking) {
      const officer = await officerOf(asking);
      if (!isEntryId(id)) throw new BridgeError('NOT_FOUND');
      return auditEventOf(await logTools.entry({ officer, key: id }), contextFor(asking));
    },
  };
}

/** Inside a sealed page link alone: where the log goes on. */
const afterName = '_after';

function isEntryId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
