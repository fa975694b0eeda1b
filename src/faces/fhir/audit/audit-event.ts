import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding, Extension, Reference } from 'fhir/r4';
import type { StoredEntry } from '../../../audit/index.ts';
import { errorCatalogue } from '../../../errors.ts';
import { personContract } from '../../../overview/index.ts';
import type { Identities } from '../identities.ts';
import { hsaIdentifier, present } from '../mapping/data-types.ts';
import { ownParts } from '../mapping/extensions.ts';
import type { Generation } from '../mapping/generation.ts';
import { systems } from '../mapping/systems.ts';
import { patientReference } from '../patient-reference.ts';
import { outcomeOf } from './outcome.ts';
import { actionOfAct, agentTypes, purposeOf, rest, typeOfAct } from './vocabulary.ts';

export interface AuditEventContext {
  readonly generation: Generation;
  readonly identities: Identities;
  readonly bridgeHsaId: string;
  /** Host name by which the bridge is called. */
  readonly host: string;
}

/**
 * IHE Basic Audit Log Patterns: what stands in them beside R4, and the profile that is claimed where all of it is there.
 */
const profiles = {
  query: 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientQuery',
  read: 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientRead',
} as const;

/**
 * `query`: records were looked for; `read`: who the patient is; `act`: something was done about access itself or the
 * log.
 */
type Pattern = keyof typeof profiles | 'act';

/**
 * An entry of the access log as AuditEvent. Whatever dialect was spoken, a reading has the pattern of a RESTful one. What
 * was withheld from the reader is not told, nor the patient's other identities: the portal has the whole entry.
 */
export function auditEventOf(entry: StoredEntry, context: AuditEventContext): AuditEvent {
  const pattern = patternOf(entry);
  const outcome = outcomeOf(entry);
  const event: AuditEvent = {
    resourceType: 'AuditEvent',
    id: entry.id,
    extension: present(decisionOf(entry), readerOf(entry, context)),
    type: pattern === 'act' ? typeOfAct(entry.action) : rest,
    subtype: subtypesOf(entry, pattern),
    action: pattern === 'act' ? actionOfAct(entry.activity) : pattern === 'read' ? 'R' : 'E',
    recorded: entry.at,
    outcome,
    outcomeDesc: entry.code && `${errorCatalogue[entry.code].sv} / ${errorCatalogue[entry.code].en}`,
    purposeOfEvent: purposeOf(entry),
    agent: agentsOf(entry, pattern, context),
    source: {
      observer: device(context, context.bridgeHsaId),
      type: [{ system: systems.securitySourceType, code: '4', display: 'Application Server' }],
    },
    entity: entitiesOf(entry, pattern, context),
  };
  const profile = pattern !== 'act' && outcome === '0' && isWhole(event) ? profiles[pattern] : undefined;
  return profile ? { ...event, meta: { profile: [profile] } } : event;
}

function patternOf({ kind, contract, patient }: StoredEntry): Pattern {
  // What was refused before anybody knew what it was about is no question about a patient.
  if (kind === 'act' || (kind === 'refusal' && !contract && !patient)) return 'act';
  return contract === personContract ? 'read' : 'query';
}

/** A system that answers for its own readers names none of them: then the pattern is not fulfilled, and not claimed. */
function isWhole({ purposeOfEvent, agent, entity = [] }: AuditEvent): boolean {
  const hasUser = agent.some(({ type }) => type === agentTypes.user);
  const hasPatient = entity.some(({ role }) => role?.code === '1');
  return purposeOfEvent !== undefined && hasUser && hasPatient && agent.filter(({ network }) => network).length === 2;
}

function subtypesOf({ action }: StoredEntry, pattern: Pattern): Coding[] {
  const own: Coding = { system: systems.auditAction, code: action.trim().replace(/\s+/g, ' ') || 'unknown' };
  if (pattern === 'act') return [own];
  return [{ system: systems.restfulInteraction, code: pattern === 'read' ? 'read' : 'search-type' }, own];
}

/** By which row of which rules. */
function decisionOf({ decision }: StoredEntry): Extension | undefined {
  if (!decision) return undefined;
  const { rule, ruleSet, ground } = decision;
  return ownParts('access-decision', [
    { url: 'rule', valueString: rule },
    { url: 'ruleSet', valueCode: ruleSet },
    ground ? { url: 'ground', valueString: ground } : undefined,
  ]);
}

/** Under whose responsibility it was read. */
function readerOf({ reader }: StoredEntry, { generation }: AuditEventContext): Extension | undefined {
  const part = (url: string, hsaId: string | undefined): Extension | undefined =>
    hsaId ? { url, valueIdentifier: hsaIdentifier(generation, hsaId) } : undefined;
  return ownParts('access-reader', [part('careProvider', reader?.careProvider), part('careUnit', reader?.careUnit)]);
}

function agentsOf(entry: StoredEntry, pattern: Pattern, context: AuditEventContext): AuditEventAgent[] {
  const user = userOf(entry, context);
  const custodians = [...new Set(entry.units.map(({ careProvider }) => careProvider))];
  const [client, server] =
    pattern === 'read' ? [agentTypes.destination, agentTypes.source] : [agentTypes.source, agentTypes.destination];
  return [
    ...(user ? [user] : []),
    { ...clientOf(entry, context), type: client, requestor: user === undefined },
    { ...machine(device(context, context.bridgeHsaId), context.host), type: server, requestor: false },
    ...custodians.flatMap((hsaId): AuditEventAgent[] =>
      hsaId
        ? [
            {
              type: agentTypes.custodian,
              who: { type: 'Organization', identifier: hsaIdentifier(context.generation, hsaId) },
              requestor: false,
            },
          ]
        : [],
    ),
  ];
}

/** The human being, by whatever vouches for her; without a name, since hers may be protected, now or later. */
function userOf(entry: StoredEntry, { generation }: AuditEventContext): AuditEventAgent | undefined {
  const { actor, caller } = entry;
  const person = actor ?? (caller?.kind === 'person' ? caller : undefined);
  if (!person) return undefined;
  return {
    type: agentTypes.user,
    role: actor?.commission ? [{ coding: [{ system: generation.hsaSystem, code: actor.commission }] }] : undefined,
    who: {
      type: 'Practitioner',
      identifier: hsaIdentifier(generation, person.hsaId),
    },
    requestor: true,
    purposeOfUse: purposeOf(entry),
  };
}

/** The system that called, known by its certificate; a person's browser is known by nothing but her. */
function clientOf(
  { caller, certificate }: StoredEntry,
  context: AuditEventContext,
): Pick<AuditEventAgent, 'who' | 'network' | 'altId'> {
  const altId = certificate?.fingerprint;
  if (!caller) return { who: { display: 'Okänd / Unknown' }, altId };
  if (caller.kind === 'person') return { ...machine(device(context, context.bridgeHsaId), context.host), altId };
  const { hsaId, name = hsaId } = caller;
  return { ...machine({ ...device(context, hsaId), display: name }, name), altId };
}

function machine(who: Reference, name: string): Pick<AuditEventAgent, 'who' | 'network'> {
  return { who, network: { address: name, type: '1' } };
}

function device({ generation }: AuditEventContext, hsaId: string): Reference {
  return { type: 'Device', identifier: hsaIdentifier(generation, hsaId) };
}

function entitiesOf(entry: StoredEntry, pattern: Pattern, context: AuditEventContext): AuditEventEntity[] {
  const { patient, details, correlationId } = entry;
  const what = patient && patientReference(patient, context.identities);
  const id = details?.id;
  return [
    ...(what ? [{ what, type: coding(systems.auditEntityType, '1'), role: coding(systems.objectRole, '1') }] : []),
    ...(pattern === 'query' ? [queryOf(entry)] : []),
    ...(pattern === 'read' && what
      ? [{ what, type: coding(systems.resourceTypes, 'Patient'), role: coding(systems.objectRole, '4') }]
      : []),
    ...(pattern === 'act' && typeof id === 'string' && uuid.test(id)
      ? [
          {
            what: { identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` } },
            role: coding(systems.objectRole, '4'),
          },
        ]
      : []),
    {
      what: { identifier: { value: correlationId } },
      type: coding(systems.basicAuditEntityType, 'XrequestId'),
    },
  ];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What was asked for and where, and how much of it came. The log keeps no search as it was written: that may hold
 * anything.
 */
function queryOf({ contract, logicalAddress, face, records, units }: StoredEntry): AuditEventEntity {
  const query = new URLSearchParams({ ...(contract && { contract }), ...(logicalAddress && { logicalAddress }) });
  const text = query.toString() || 'unknown';
  const shown = units.flatMap(({ careUnit, records: count }) =>
    careUnit ? [{ type: 'careUnit', valueString: `${careUnit}: ${count}` }] : [],
  );
  return {
    type: coding(systems.auditEntityType, '2'),
    role: coding(systems.objectRole, '24'),
    query: Buffer.from(text).toString('base64'),
    detail: [{ type: 'face', valueString: face }, { type: 'records', valueString: String(records) }, ...shown],
  };
}

function coding(system: string, code: string): Coding {
  return { system, code };
}
