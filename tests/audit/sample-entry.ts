import { type AuditEntry, newEntryId } from '../../src/audit/index.ts';

/** A plausible entry: a record system reads diagnoses; given facts replace those of the sample. */
export function sampleEntry(facts: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: newEntryId(),
    at: '2026-05-01T12:00:00.000+02:00',
    installation: { name: 'Test', kind: 'test' },
    correlationId: '6b0c6f1e-2f0a-4f0e-9f5e-0a5a3c9d1e11',
    kind: 'access',
    face: 'soap',
    action: 'read',
    contract: 'GetDiagnosis:2',
    logicalAddress: 'SE2321000230-DEMOBRIDGE',
    caller: {
      hsaId: 'SE2321000230-DEMOEHR',
      name: 'Journal Norr',
      kind: 'function',
      organisation: 'Region Norrbotten',
    },
    certificate: {
      subject: 'C=SE, O=Region Norrbotten, CN=Journal Norr, serialNumber=SE2321000230-DEMOEHR',
      issuer: 'C=SE, O=Demo, CN=Demo Function CA',
      serial: '0a1b2c3d',
      fingerprint: 'ab'.repeat(32),
      validFrom: '2026-01-01T00:00:00Z',
      validTo: '2027-01-01T00:00:00Z',
    },
    originalConsumer: undefined,
    reader: { careProvider: 'SE2321000230-DEMOVG', careUnit: 'SE2321000230-DEMOVE1' },
    actor: undefined,
    purpose: 'Vård och behandling',
    patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
    sourcesAsked: ['SE2321000222-DEMONCS', 'SE2321000206-DEMOFHIR'],
    units: [
      {
        careProvider: 'SE2321000222-DEMOVG',
        careUnit: 'SE2321000222-DEMOVE7',
        source: 'SE2321000222-DEMONCS',
        records: 4,
      },
    ],
    outcome: 'released',
    code: undefined,
    reason: undefined,
    records: 4,
    milliseconds: 120,
    ...facts,
  };
}

/** A refused certificate: nobody is known, about nobody. */
export function sampleRefusal(facts: Partial<AuditEntry> = {}): AuditEntry {
  const certificate = { ...sampleEntry().certificate, serial: 'dead', fingerprint: 'cd'.repeat(32) } as NonNullable<
    AuditEntry['certificate']
  >;
  return sampleEntry({
    kind: 'refusal',
    caller: undefined,
    certificate,
    reader: undefined,
    purpose: undefined,
    patient: undefined,
    sourcesAsked: [],
    units: [],
    outcome: 'refused',
    code: 'CERT_REVOKED',
    reason: 'The client certificate is revoked.',
    records: 0,
    ...facts,
  });
}
