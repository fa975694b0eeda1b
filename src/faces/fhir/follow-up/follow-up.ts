import type { AuditEvent, Bundle, Consent, Reference, Resource } from 'fhir/r4';
import type { Registrations } from '../../../access/registrations.ts';
import { type AccessLog, type AuditFilter, actEntry, type LogTools } from '../../../audit/index.ts';
import { uriOf } from '../../../codes/index.ts';
import type { Config } from '../../../config.ts';
import type { PatientId } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import { sameIdentity } from '../../../identities/index.ts';
import { identitiesOf, type PersonRegister } from '../../../persons/index.ts';
import type { Identities } from '../identities.ts';
import { ignoredIssues, outcomeWith } from '../operation-outcome.ts';
import { ParameterError } from '../problems.ts';
import { outcomeEntry } from '../search/bundle.ts';
import { intervalOf } from '../search/dates.ts';
import type { PageTokens } from '../search/page-token.ts';
import { isPatientParameter, patientIn } from '../search/patient.ts';
import type { Asking } from '../search/records.ts';
import { auditEventOf } from './audit-event.ts';
import { consentOfAssertion, consentOfBlock } from './consent.ts';
import { type InRole, inRole, type RoleParts } from './reader.ts';

export interface FollowUpParts extends RoleParts {
  readonly config: Pick<Config, 'bridge'>;
  readonly logTools: Pick<LogTools, 'search' | 'entry'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
  readonly registrations: Pick<Registrations, 'assertions' | 'blocks'>;
  readonly persons: Pick<PersonRegister, 'person'>;
}

/** The resources of what the bridge itself keeps, and what their searches take beside the patient. */
export const followUpParameters = {
  AuditEvent: [
    { name: 'date', type: 'date', documentation: 'When it was recorded: eq, ge, gt, le, lt.' },
    { name: 'agent.identifier', type: 'token', documentation: 'HSA-id of the person who read.' },
  ],
  Consent: [],
} as const;
export type FollowUpType = keyof typeof followUpParameters;

export interface FollowUp {
  search(type: FollowUpType, params: URLSearchParams, strict: boolean, asking: Asking): Promise<Bundle>;
  /** Throws NOT_FOUND, also for what is another care provider's. */
  read(type: FollowUpType, id: string, asking: Asking): Promise<Resource>;
}

const formParameters: ReadonlySet<string> = new Set(['_format', '_pretty', '_page']);
const pageSize = 100;

/** The access log for security officers, and patients' decisions for those who treat them: each care provider's own. */
export function createFollowUp(parts: FollowUpParts, identities: Identities, pages: PageTokens): FollowUp {
  const { config, logTools, registrations, persons } = parts;
  return {
    search: (type, params, strict, asking) => {
      const names = [...params.keys()].filter((name) => !isPatientParameter(name, false) && !formParameters.has(name));
      const known: readonly string[] = followUpParameters[type].map(({ name }) => name);
      const ignored = names.filter((name) => !known.includes(name));
      if (strict && ignored[0] !== undefined) throw new ParameterError('PARAMETER_UNSUPPORTED', ignored[0]);
      return type === 'AuditEvent' ? auditEvents(params, ignored, asking) : consents(params, ignored, asking);
    },
    async read(type, id, asking) {
      if (type === 'AuditEvent') return auditEvent(id, asking);
      const patient = identities.resourceOfId(id)?.patient;
      const found = patient && (await consentsOf(patient, asking)).find((consent) => consent.id === id);
      if (!found) throw new BridgeError('NOT_FOUND');
      return found;
    },
  };

  async function auditEvents(given: URLSearchParams, ignored: readonly string[], asking: Asking): Promise<Bundle> {
    const officer = officerOf(await inRole(parts, ['security-officer'], asking), asking);
    const token = given.get('_page');
    const page = token === null ? undefined : pages.read(token, 'AuditEvent', asking.caller.hsaId, Date.now());
    const params = page ? new URLSearchParams(page.query) : given;
    const filter = filterFrom(params, identities, asking);
    const after = params.get('after') ?? undefined;
    const { entries, next } = await logTools.search({ officer, filter, page: { limit: pageSize, after } });
    const following = new URLSearchParams([...params].filter(([name]) => name !== 'after'));
    if (next !== undefined) following.set('after', next);
    const sealed = pages.write(
      { type: 'AuditEvent', query: following.toString(), offset: 0 },
      asking.caller.hsaId,
      Date.now(),
    );
    const link = next === undefined ? [] : [{ relation: 'next', url: `${asking.baseUrl}/AuditEvent?_page=${sealed}` }];
    return searchset('AuditEvent', entries.map(shownEntry), ignored, asking, link);
  }

  async function auditEvent(id: string, asking: Asking): Promise<AuditEvent> {
    const officer = officerOf(await inRole(parts, ['security-officer'], asking), asking);
    return shownEntry(await logTools.entry({ officer, key: id }));
  }

  function shownEntry(entry: Awaited<ReturnType<LogTools['entry']>>): AuditEvent {
    return auditEventOf(entry, config.bridge.hsaId, entry.patient && patientReference(entry.patient));
  }

  async function consents(params: URLSearchParams, ignored: readonly string[], asking: Asking): Promise<Bundle> {
    const patient = patientIn(params, false, identities);
    return searchset('Consent', await consentsOf(patient, asking), ignored, asking, []);
  }

  /** Of the reader's own care provider. That they were looked at is on the log before they are given. */
  async function consentsOf(patient: PatientId, asking: Asking): Promise<readonly Consent[]> {
    asking.patientKnown(patient);
    const reader = await inRole(parts, ['clinician'], asking);
    const known = await persons.person(patient, { correlationId: asking.correlationId });
    const others = known.status === 'known' ? identitiesOf(known.person) : [];
    const linked = others.filter((identity) => !sameIdentity(identity, patient));
    const { careProvider, careUnit } = reader.assignment;
    const question = { patients: [patient, ...linked], careProvider: careProvider.hsaId };
    const [assertions, blocks] = await Promise.all([
      registrations.assertions(question),
      registrations.blocks(question),
    ]);
    const { name, kind } = config.bridge;
    await parts.accessLog.append(
      actEntry(
        { name, kind },
        {
          ...callOf(reader, asking),
          action: 'consent:search',
          activity: 'Läsa',
          purpose: reader.assignment.commission.purpose,
          reader: { careProvider: careProvider.hsaId, careUnit: careUnit?.hsaId },
          patient,
          ...(linked.length > 0 && { linked }),
        },
      ),
    );
    const reference = patientReference(patient);
    const idOf = (id: string) => identities.resourceId(patient, 'Consent:1', [id]);
    const now = new Date();
    return [
      ...assertions
        .filter((one) => one.kind === 'given' || one.kind === 'refused')
        .map((one) => consentOfAssertion(idOf(one.id), reference, one, now)),
      ...blocks.map((one) => consentOfBlock(idOf(one.id), reference, one, now)),
    ];
  }

  function patientReference(patient: PatientId): Reference {
    const identifier = { system: uriOf(patient.type), value: patient.id };
    try {
      return { reference: `Patient/${identities.patientId(patient)}`, identifier };
    } catch (thrown) {
      // Kinds of identity that have no Patient here are told by their number alone.
      if (thrown instanceof BridgeError) return { identifier };
      throw thrown;
    }
  }
}

function callOf({ actor }: InRole, { caller, correlationId }: Asking) {
  const { hsaId, name, kind, organisation, certificate } = caller;
  return { correlationId, face: 'fhir' as const, caller: { hsaId, name, kind, organisation }, certificate, actor };
}

function officerOf(reader: InRole, asking: Asking) {
  return { ...callOf(reader, asking), controller: reader.assignment.careProvider.hsaId };
}

function filterFrom(params: URLSearchParams, identities: Identities, asking: Asking): AuditFilter {
  const aboutPatient = [...params.keys()].some((name) => isPatientParameter(name, false));
  const patient = aboutPatient ? patientIn(params, false, identities) : undefined;
  if (patient) asking.patientKnown(patient);
  const person = params.get('agent.identifier')?.split('|').at(-1)?.trim();
  return { ...(patient && { patient: patient.id }), ...(person && { person }), ...periodFrom(params.getAll('date')) };
}

function periodFrom(dates: readonly string[]): Pick<AuditFilter, 'from' | 'to'> {
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  for (const date of dates) {
    const [, prefix = 'eq', value = ''] = /^(eq|ge|gt|le|lt)?(.*)$/.exec(date) ?? [];
    const interval = intervalOf(value);
    if (!interval) throw new ParameterError('PARAMETER_INVALID', 'date');
    if (prefix === 'eq' || prefix === 'ge') from = Math.max(from, interval.from);
    if (prefix === 'gt') from = Math.max(from, interval.to);
    if (prefix === 'eq' || prefix === 'le') to = Math.min(to, interval.to);
    if (prefix === 'lt') to = Math.min(to, interval.from);
  }
  return {
    ...(Number.isFinite(from) && { from: new Date(from).toISOString() }),
    ...(Number.isFinite(to) && { to: new Date(to).toISOString() }),
  };
}

/** Its own link names no patient: what was asked for stood in a body, or should have. */
function searchset(
  type: FollowUpType,
  found: readonly (AuditEvent | Consent)[],
  ignored: readonly string[],
  { baseUrl, correlationId }: Asking,
  links: readonly { readonly relation: string; readonly url: string }[],
): Bundle {
  const entry = [
    ...found.map((resource) => ({
      fullUrl: `${baseUrl}/${type}/${resource.id}`,
      resource,
      search: { mode: 'match' as const },
    })),
    ...outcomeEntry(outcomeWith(ignoredIssues(ignored), undefined, correlationId)),
  ];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [{ relation: 'self', url: `${baseUrl}/${type}` }, ...links],
    ...(entry.length > 0 && { entry }),
  };
}
