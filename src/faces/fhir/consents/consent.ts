import type { CodeableConcept, Consent, ConsentProvision, ConsentProvisionActor, Period, Reference } from 'fhir/r4';
import type { ExcludableType, RegisteredBlock } from '../../../access/blocks/registered-block.ts';
import type { Assertion } from '../../../access/consents/assertion.ts';
import { systems } from '../mapping/systems.ts';

/** What the patient said about being read across care providers (SVOD 3:1). */
export function consentOfAssertion(id: string, patient: Reference, assertion: Assertion, now: Date): Consent {
  const { kind, careUnit, employee, start, end, cancelled, deleted, recordedAt } = assertion;
  const over = cancelled !== undefined || (end !== undefined && Date.parse(end) <= now.getTime());
  return {
    ...common(id, patient, recordedAt, deleted ? 'entered-in-error' : over ? 'inactive' : 'active'),
    provision: {
      type: kind === 'given' ? 'permit' : 'deny',
      period: periodOf(start, end),
      actor: [actor('IRCP', employee ?? careUnit)],
    },
  };
}

/** A block (spärr): whose information is closed, of which time, and for whom it has been lifted. */
export function consentOfBlock(id: string, patient: Reference, block: RegisteredBlock, now: Date): Consent {
  const { careProvider, careUnit, start, end, excludedTypes, revokes, cancelled, recordedAt } = block;
  const lifts = revokes.filter((revoke) => !revoke.cancelled && Date.parse(revoke.end) > now.getTime());
  const open: ConsentProvision[] = [
    ...(excludedTypes.length > 0
      ? [{ type: 'permit' as const, class: excludedTypes.flatMap((type) => resourceTypes[type]) }]
      : []),
    ...lifts.map(({ employee, careUnit: unit, end: until, reason }) => ({
      type: 'permit' as const,
      actor: [actor('IRCP', employee ?? unit)],
      period: periodOf(undefined, until),
      purpose: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
          code: reason === 'Emergency' ? 'ETREAT' : 'TREAT',
        },
      ],
    })),
  ];
  return {
    ...common(id, patient, recordedAt, cancelled ? 'inactive' : 'active'),
    provision: {
      type: 'deny',
      actor: [actor('CST', careUnit ?? careProvider)],
      ...((start ?? end) !== undefined && { dataPeriod: periodOf(start, end) }),
      ...(open.length > 0 && { provision: open }),
    },
  };
}

const resourceType = (code: string) => ({ system: 'http://hl7.org/fhir/resource-types', code });
const resourceTypes: Readonly<Record<ExcludableType, { system: string; code: string }[]>> = {
  lak: [resourceType('MedicationStatement')],
  upp: [resourceType('Flag'), resourceType('AllergyIntolerance')],
};

function common(id: string, patient: Reference, dateTime: string, status: Consent['status']) {
  return {
    resourceType: 'Consent' as const,
    id,
    status,
    scope: concept('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
    category: [concept(systems.loinc, '59284-0')],
    patient,
    dateTime,
    policyRule: { text: 'Lag (2022:913) om sammanhållen vård- och omsorgsdokumentation' },
  };
}

function concept(system: string, code: string): CodeableConcept {
  return { coding: [{ system, code }] };
}

function actor(role: 'IRCP' | 'CST', hsaId: string): ConsentProvisionActor {
  return {
    role: concept('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', role),
    reference: hsaReference(hsaId),
  };
}

function hsaReference(hsaId: string): Reference {
  return { identifier: { system: systems.hsaId, value: hsaId } };
}

function periodOf(start: string | undefined, end: string | undefined): Period {
  return { ...(start && { start }), ...(end && { end }) };
}
