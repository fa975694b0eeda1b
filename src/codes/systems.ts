/**
 * Code systems and kinds of identifier: the OID that stands on the RIV-TA side and the URI that stands on the FHIR
 * side. First in each list is what we write; everything in it is understood. The registries disagree in places; we
 * write what the national FHIR guide writes.
 */
interface CodeSystem {
  readonly oids: readonly [string, ...string[]];
  /** Empty: the URN of the OID. URNs of all `oids` are understood anyway. */
  readonly uris?: readonly [string, ...string[]];
}

const lists = 'https://terminologitjansten.inera.se/inera-kodverksforvaltning/kodverk';
const urn = (oid: string) => `urn:oid:${oid}`;

const codeSystems = {
  /** personnummer */
  personalNumber: {
    oids: ['1.2.752.129.2.1.3.1'],
    uris: ['http://electronichealth.se/identifier/personnummer'],
  },
  /** samordningsnummer */
  coordinationNumber: {
    oids: ['1.2.752.129.2.1.3.3'],
    uris: ['http://electronichealth.se/identifier/samordningsnummer'],
  },
  /** nationellt reservnummer */
  nationalReserveNumber: {
    oids: ['1.2.752.74.9.1'],
    uris: ['http://electronichealth.se/identifier/nationelltReservnummer'],
  },
  hsaId: {
    // The object identifier and the identifier of the attribute hsaIdentity; both mean the same id.
    oids: ['1.2.752.129.2.1.4.1', '1.2.752.29.4.19', '1.2.752.29.6.2.1'],
    uris: [urn('1.2.752.29.4.19')],
  },
  organisationNumber: { oids: ['1.2.752.29.4.3'], uris: [urn('2.5.4.97')] },
  /** lokalt id */
  localId: { oids: ['1.2.752.129.2.1.2.1'] },
  icd10Se: {
    oids: ['1.2.752.116.1.1.1.1.3', '1.2.752.116.1.1.1'],
    uris: ['https://www.icd10.se/', 'https://www.icd10.se', 'http://hl7.org/fhir/sid/icd-10-se'],
  },
  icd10: { oids: ['2.16.840.1.113883.6.3'], uris: ['http://hl7.org/fhir/sid/icd-10'] },
  snomedCt: {
    oids: ['1.2.752.116.2.1.1', '2.16.840.1.113883.6.96'],
    uris: ['http://snomed.info/sct', 'http://snomed.info/sct/45991000052106'],
  },
  loinc: { oids: ['2.16.840.1.113883.6.1'], uris: ['http://loinc.org'] },
  /** KVÅ */
  interventions: {
    // 1.2.752.116.1.1.1.1.1 stands for KVÅ only as a URN: in RIV 13606 the same OID is an older ICD-10-SE.
    oids: ['1.2.752.116.1.3.2.1.4', '1.2.752.116.1.3.2.3.4'],
    uris: [urn('1.2.752.116.1.3.2.1.4'), 'http://electronichealth.se/id/kva', urn('1.2.752.116.1.1.1.1.1')],
  },
  /** KKO: interventions of municipalities */
  municipalInterventions: {
    oids: ['1.2.752.116.1.3.4.1.1'],
    uris: [urn('1.2.752.116.1.3.4.1.1'), 'http://electronichealth.se/CodeSystem/kko'],
  },
  icf: {
    oids: ['1.2.752.116.1.1.3', '1.2.752.116.1.1.3.3.1'],
    uris: [urn('1.2.752.116.1.1.3'), 'http://hl7.org/fhir/sid/icf'],
  },
  atc: {
    oids: ['1.2.752.129.2.2.3.1.1', '2.16.840.1.113883.6.73'],
    uris: ['http://www.whocc.no/atc'],
  },
  npl: {
    oids: ['1.2.752.129.2.1.5.1'],
    uris: [urn('1.2.752.129.2.1.5.1'), 'http://electronichealth.se/identifier/npl'],
  },
  /** NPL-förpackning */
  nplPackage: { oids: ['1.2.752.129.2.1.5.2'] },
  /** NSL: products without NPL-id */
  productsWithoutNpl: {
    oids: ['1.2.752.129.5.1.45'],
    uris: [urn('1.2.752.129.5.1.45'), 'http://electronichealth.se/CodeSystem/nsl'],
  },
  npu: {
    oids: ['1.2.752.108.1'],
    uris: [
      urn('1.2.752.108.1'),
      'https://terminologitjansten.inera.se/nationella-aretefakter/kodverk/npu',
      'https://terminologitjansten.inera.se/nationella-artefakter/kodverk/npu',
    ],
  },
  /** Nationell källa för ordinationsorsak */
  prescriptionReason: {
    oids: ['1.2.752.116.2.3.1.1'],
    uris: [urn('1.2.752.116.2.3.1.1'), 'http://electronichealth.se/CodeSystem/nationell-kalla-ordinationsorsak'],
  },
  /** Legitimationsyrke, of the register of licences (HOSP) */
  licensedProfession: {
    oids: ['1.2.752.116.3.1.3'],
    uris: [urn('1.2.752.116.3.1.3'), 'http://electronichealth.se/CodeSystem/legitimationsyrke'],
  },
  /** KV Befattning */
  position: {
    // The second URN is a misprint in the Swedish base profiles.
    oids: ['1.2.752.129.2.2.1.4'],
    uris: [urn('1.2.752.129.2.2.1.4'), urn('1.2.759.129.2.2.1.4'), `${lists}/kv_befattning`],
  },
  /** KV Kön */
  sex: {
    oids: ['1.2.752.129.2.2.1.1'],
    uris: [urn('1.2.752.129.2.2.1.1'), `${lists}/kv_kon_10_v1.0`],
  },
  /** KV Informationstyp */
  informationType: { oids: ['1.2.752.129.2.2.2.1'] },
  /** KV Samband */
  relationship: { oids: ['1.2.752.129.2.2.2.4'] },
  /** KV Anteckningstyp */
  noteType: {
    oids: ['1.2.752.129.2.2.2.11'],
    uris: [urn('1.2.752.129.2.2.2.11'), `${lists}/kv_anteckningstyp`],
  },
  /** KV Vårdkontakttyp */
  careContactType: {
    oids: ['1.2.752.129.2.2.2.25'],
    uris: [urn('1.2.752.129.2.2.2.25'), `${lists}/kv_vardkontakttyp`],
  },
  /** KV Diagnostyp */
  diagnosisType: { oids: ['1.2.752.129.2.2.3.2'], uris: [`${lists}/kv_diagnostyp`] },
  /** KV Allvarlighetsgrad */
  severity: {
    oids: ['1.2.752.129.2.2.3.3'],
    uris: [urn('1.2.752.129.2.2.3.3'), `${lists}/kv_allvarlighetsgrad_93_v0.9`, `${lists}/kv_allvarlighetsgrad`],
  },
  /** KV Visshetsgrad */
  certainty: { oids: ['1.2.752.129.2.2.3.11'] },
  /** KV Uppmärksamhetstyp */
  alertType: {
    oids: ['1.2.752.129.5.1.49'],
    uris: [urn('1.2.752.129.5.1.49'), `${lists}/kv_uppmarksamhetstyp`],
  },
} as const satisfies Record<string, CodeSystem>;

const uriByOid = new Map<string, string>();
const oidByUri = new Map<string, string>();
for (const { oids, uris } of Object.values<CodeSystem>(codeSystems)) {
  for (const oid of oids) {
    uriByOid.set(oid, uris?.[0] ?? urn(oids[0]));
    oidByUri.set(urn(oid), oids[0]);
  }
  for (const uri of uris ?? []) oidByUri.set(uri, oids[0]);
}

const oidForm = /^[0-2](\.(0|[1-9]\d*))+$/;

/** The FHIR system of an OID of the RIV-TA side. One we do not know becomes its URN. */
export function uriOf(oid: string): string {
  return uriByOid.get(oid) ?? urn(oid);
}

/** The OID of a FHIR system, any alias of it. Undefined for an address that stands for no OID we know. */
export function oidOf(uri: string): string | undefined {
  // Some senders write the OID bare.
  const asUrn = oidForm.test(uri) ? urn(uri) : uri;
  const oid = oidByUri.get(asUrn) ?? asUrn.slice('urn:oid:'.length);
  return oidByUri.has(asUrn) || (asUrn.startsWith('urn:oid:') && oidForm.test(oid)) ? oid : undefined;
}

/** Whether a FHIR system is one of those above, by any of its names. */
export function isListed(uri: string): boolean {
  return oidByUri.has(uri);
}

type SystemName = keyof typeof codeSystems;

/** The OID we write for each system, by the name it has in code. */
export const systemOids = Object.fromEntries(
  Object.entries(codeSystems).map(([name, { oids }]) => [name, oids[0]]),
) as Readonly<Record<SystemName, string>>;
