import type { AuditEvent, AuditEventAgent, AuditEventEntity, CodeableConcept, Coding, Reference } from 'fhir/r4';
import type { AuditEntry } from '../../../audit/index.ts';
import { errorCatalogue } from '../../../errors.ts';
import { systems } from '../mapping/systems.ts';

const dicom = 'http://dicom.nema.org/resources/ontology/DCM';
const participation = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
const requestId = 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType';

/**
 * An entry of the access log as AuditEvent, built as IHE's Basic Audit Log Patterns have it. No profile is claimed: they
 * ask for network addresses, which entries do not keep. What was withheld is not told of.
 */
export function auditEventOf(entry: AuditEntry, bridgeHsaId: string, patient: Reference | undefined): AuditEvent {
  const { id, at, kind, action, outcome, code, actor, caller, units, installation } = entry;
  const isAct = kind === 'act';
  const custodians = new Set(units.flatMap(({ careProvider }) => careProvider ?? []));
  return {
    resourceType: 'AuditEvent',
    id,
    type: isAct
      ? { system: dicom, code: '110113', display: 'Security Alert' }
      : { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    subtype: [isAct ? { display: action } : { system: 'http://hl7.org/fhir/restful-interaction', code: 'search-type' }],
    action: actionOf(entry),
    recorded: at,
    outcome: outcomes[outcome],
    ...(code && { outcomeDesc: errorCatalogue[code].en }),
    purposeOfEvent: [purposeOf(entry)],
    agent: [
      ...(actor ? [agent(participation, 'IRCP', actor.hsaId, actor.name, true)] : []),
      ...(caller ? [agent(dicom, '110153', caller.hsaId, caller.name, !actor)] : []),
      agent(dicom, '110152', bridgeHsaId, installation.name, !actor && !caller),
      ...[...custodians].map((hsaId) => agent(participation, 'CST', hsaId, undefined, false)),
    ],
    source: {
      observer: hsaReference(bridgeHsaId, installation.name),
      type: [{ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '4' }],
    },
    entity: [...(patient ? [patientEntity(patient)] : []), transaction(entry)],
  };
}

const outcomes: Readonly<Record<AuditEntry['outcome'], NonNullable<AuditEvent['outcome']>>> = {
  released: '0',
  partial: '0',
  empty: '0',
  refused: '4',
  failed: '8',
};

function actionOf({ activity }: AuditEntry): NonNullable<AuditEvent['action']> {
  if (activity === 'Skriva') return 'C';
  return activity === 'Radera' ? 'D' : 'E';
}

/** In the words of the log, and as the code of HL7 where it has one. */
function purposeOf({ emergency, purpose = 'Vård och behandling' }: AuditEntry): CodeableConcept {
  const code = emergency ? 'ETREAT' : reasons[purpose];
  const coding = code && [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code }];
  return { ...(coding && { coding }), text: purpose };
}

const reasons: Readonly<Record<string, string>> = {
  'Vård och behandling': 'TREAT',
  'Enskilds direktåtkomst': 'PATRQT',
};

function agent(
  system: string,
  code: string,
  hsaId: string,
  name: string | undefined,
  requestor: boolean,
): AuditEventAgent {
  return { type: { coding: [{ system, code }] }, who: hsaReference(hsaId), ...(name && { name }), requestor };
}

export function hsaReference(hsaId: string, display?: string): Reference {
  return { identifier: { system: systems.hsaId, value: hsaId }, ...(display && { display }) };
}

function patientEntity(what: Reference): AuditEventEntity {
  const coding = (name: string): Coding => ({ system: `http://terminology.hl7.org/CodeSystem/${name}`, code: '1' });
  return { what, type: coding('audit-entity-type'), role: coding('object-role') };
}

function transaction({ correlationId }: AuditEntry): AuditEventEntity {
  return { what: { identifier: { value: correlationId } }, type: { system: requestId, code: 'XrequestId' } };
}
