import { randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4';
import {
  registerBlock4,
  registerTemporaryRevoke4,
  unregisterBlock4,
} from '../../../src/contracts/security/blocking-4.ts';
import { cancelExtendedConsent2, registerExtendedConsent2 } from '../../../src/contracts/security/consent-2.ts';
import { registerExtendedPatientRelation1 } from '../../../src/contracts/security/relation-1.ts';
import { attribute, audience, conditions, issuer, newSigner, sign, unsigned } from '../../saml/assertion.ts';
import { assignments, signedIn } from '../../support/portal-client.ts';
import { readingOf } from '../../support/reading-stream.ts';
import { type Answer, addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { askSecurity } from '../../support/security-calls.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';
import { inSeconds, signer } from '../../support/tokens.ts';

/** The three care providers of the demo. */
export const providers = {
  norrbotten: 'SE2321000230-DEMOVG',
  vasterbotten: 'SE2321000222-DEMOVG',
  vasternorrland: 'SE2321000206-DEMOVG',
} as const;
type Region = keyof typeof providers;
/** The record systems that call, and one that serves patients; by the names of their certificates. */
const systems = {
  norrbotten: 'ehr-norrbotten',
  vasterbotten: 'ehr-vasterbotten',
  citizens: 'council-vasternorrland',
} as const;
type System = keyof typeof systems;

const number = '191212121212';
const patientId = { root: '1.2.752.129.2.1.3.1', extension: number };
const personalNumber = `http://electronichealth.se/identifier/personnummer|${number}`;
const physician = 'SE2321000230-DEMOLAKARE';
export const clinic = 'SE2321000230-DEMOMED';
const commission = 'SE2321000230-DEMOMEDVOB';
const issuerOfTokens = 'https://idp.example';

/** What one face made of a question about the patient's diagnoses. */
export interface Read {
  readonly status: number;
  /** Of what is shown, `source documentId`, sorted. */
  readonly shown: readonly string[];
  /** What the face says beside it, or why it refuses. */
  readonly said: string;
  /** Headers and body, and the headers alone, to look for what must not be there. */
  readonly all: string;
  readonly headers: string;
  readonly more: string | undefined;
  readonly decision: string | undefined;
}

export interface Gates {
  readonly running: RunningBridge;
  /** By a system, without anybody named. */
  soap(system: System, address?: string): Promise<Read>;
  fhir(system: System): Promise<Read>;
  npo(system: System): Promise<Read>;
  /** By the physician, vouched for by an assertion or a token. */
  soapAs(purpose?: string): Promise<Read>;
  fhirAs(purpose?: string, employee?: string): Promise<Read>;
  /** By the physician, signed in. */
  portal(): Promise<Read>;
  /** Who the patient is, asked for by the physician. */
  personAs(): Promise<Answer>;
  block(region: Region, careUnit?: string): Promise<() => Promise<void>>;
  /** An inner block at a unit of Norrbotten that is lifted for the physician. */
  liftedBlock(careUnit: string): Promise<() => Promise<void>>;
  relate(): Promise<void>;
  assert(type: 'Consent' | 'Emergency'): Promise<() => Promise<void>>;
  /** What only the portal registers: that the patient refuses, and an emergency in its two steps. */
  refuse(): Promise<() => Promise<void>>;
  declareEmergency(): Promise<{ open(): Promise<void>; close(): Promise<void> }>;
}

const by = { employeeId: physician };
const now = () => new Date().toISOString();
const action = () => ({ requestDate: now(), requestedBy: by, registrationDate: now(), registeredBy: by });
const olderAction = () => ({
  RequestDate: now(),
  RequestedBy: { EmployeeId: physician },
  RegistrationDate: now(),
  RegisteredBy: { EmployeeId: physician },
});

/** A bridge where Norrbotten's system has its readers judged here, Västerbotten's answers for them, and one serves patients. */
// biome-ignore lint/suspicious/noExplicitAny: tests bend the configuration in ways its type forbids.
export async function startGates(change: (config: any) => void = () => undefined): Promise<Gates> {
  const [saml, idp] = [newSigner(), await signer('gates-idp', 'ES384')];
  const running = await startRunningBridge({
    change: (config) => {
      const [norrbotten, , vasternorrland] = config.callers;
      norrbotten.gate = 'bridge';
      config.callers.push({ ...vasternorrland, hsaId: addresses.vasternorrland, gate: 'patient' });
      const issuers = [{ entityId: issuer, certificates: [saml.file] }];
      config.saml = { audiences: [audience], issuers, clockSkewMs: 30_000 };
      config.tokens.issuers = [{ issuer: issuerOfTokens, jwks: idp.jwks }];
      change(config);
    },
  });

  const instant = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
  const assertionFor = (purpose: string): string =>
    sign(
      unsigned({
        conditions: conditions(`NotBefore="${instant(-60_000)}" NotOnOrAfter="${instant(600_000)}"`),
        attributes: [
          attribute('employeeHsaId', physician),
          attribute('commissionHsaId', commission),
          attribute('commissionPurpose', purpose),
        ].join(''),
      }),
      saml,
    );
  const chosen = { 'x-norrbryggan-choice': 'true' };
  const care = 'Vård och behandling';

  async function soap(who: string, address: string, header = '', headers: Record<string, string> = {}): Promise<Read> {
    const body = soapRequest({ header: `${header}<r:LogicalAddress>${address}</r:LogicalAddress>` });
    const answer = await running.call(who, diagnosisPath, { headers: { ...soapHeaders, ...headers }, body });
    const text = /<detailString>(.*)<\/detailString>|resultCode>INFO<.*?<\/[^>]*result>/s.exec(answer.body)?.[0] ?? '';
    return read(answer, soapIds(answer.body), text);
  }

  async function fhir(who: string, headers: Record<string, string> = {}): Promise<Read> {
    const category = 'http://terminology.hl7.org/CodeSystem/condition-category|encounter-diagnosis';
    const form = new URLSearchParams({
      'patient.identifier': personalNumber,
      _count: '250',
      category,
    });
    const answer = await running.call(who, '/fhir/Condition/_search', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: form.toString(),
    });
    const resource = JSON.parse(answer.body) as Bundle | OperationOutcome;
    const entries = resource.resourceType === 'Bundle' ? (resource.entry ?? []) : [];
    const outcomes = resource.resourceType === 'Bundle' ? ofMode(entries, 'outcome') : [resource];
    const issues = outcomes.flatMap((outcome) => (outcome as OperationOutcome).issue);
    const said = issues
      .map(({ code, details, diagnostics }) => [code, details?.text, diagnostics].join(' '))
      .join('\n');
    return read(answer, ofMode(entries, 'match').map(fhirId), said);
  }

  async function npo(who: string): Promise<Read> {
    const ns = 'urn:riv13606:v1.1';
    const answer = await running.call(who, '/npo/riv13606', {
      headers: { ...soapHeaders, soapaction: `"${ns}:RIV13606REQUEST_EHR_EXTRACT"` },
      body:
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
        `<RIV13606REQUEST_EHR_EXTRACT_request xmlns="${ns}"><subject_of_care_id root="${patientId.root}" extension="${number}"/>` +
        '<meanings code="dia" codeSystem="1.2.752.129.2.2.2.1"/></RIV13606REQUEST_EHR_EXTRACT_request></s:Body></s:Envelope>',
    });
    const said = [...answer.body.matchAll(/<response_detail.*?<\/response_detail>|<detailString>.*?</gs)].join('\n');
    return read(answer, npoIds(answer.body), said);
  }

  async function block(region: Region, careUnit?: string, blockId: string = randomUUID()) {
    const { result } = await askSecurity(running, `ehr-${region}`, registerBlock4, {
      blockId,
      blockType: careUnit ? 'Inner' : 'Outer',
      patientId,
      informationCareProviderId: providers[region],
      ...(careUnit && { informationCareUnitId: careUnit }),
    });
    if (result.resultCode !== 'OK') throw new Error(JSON.stringify(result));
    return async () => void (await askSecurity(running, `ehr-${region}`, unregisterBlock4, { blockId }));
  }

  const person = await signedIn(running, 'demo-lakare', assignments.care);
  async function portal(): Promise<Read> {
    const { records, done, ...answer } = await readingOf(person, number);
    const shown = records.map(({ source, documentId }) => `${source} ${documentId}`);
    const { coverage: _, ...beside } = done ?? answer.body;
    const told = read({ ...answer, body: JSON.stringify(answer.body) }, shown, JSON.stringify(beside));
    return { ...told, more: beside.notes?.join(', ') || undefined, decision: beside.decisions?.[0]?.decision };
  }

  async function inPortal(path: string, body: object = {}): Promise<string> {
    const answer = await person.post(path, { patient: number, ...body });
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer.body?.id;
  }

  const certificateOf = (who: string) => new X509Certificate(readFileSync(running.pki.file(`${who}.crt`)));
  async function token(purpose: string, employee = physician): Promise<string> {
    const fingerprint = certificateOf('ehr-norrbotten').fingerprint256.replaceAll(':', '');
    return idp.sign({
      iss: issuerOfTokens,
      sub: 'anyone',
      aud: `${running.url}/fhir`,
      exp: inSeconds(600),
      cnf: { 'x5t#S256': Buffer.from(fingerprint, 'hex').toString('base64url') },
      employeeHsaId: employee,
      commissionHsaId: commission,
      commissionPurpose: purpose,
      acr: 'http://id.sambi.se/loa/loa3',
    });
  }

  return {
    running,
    soap: (system, address = addresses.bridge) => soap(systems[system], address),
    fhir: (system) => fhir(systems[system]),
    npo: (system) => npo(systems[system]),
    soapAs: (purpose = care) => soap('ehr-norrbotten', addresses.bridge, assertionFor(purpose), chosen),
    fhirAs: async (purpose = care, employee = physician) =>
      fhir('ehr-norrbotten', { ...chosen, authorization: `Bearer ${await token(purpose, employee)}` }),
    portal,
    async refuse() {
      const id = await inPortal('/consents', { kind: 'refused', for: 'unit' });
      return async () => void (await inPortal(`/consents/${id}/withdraw`));
    },
    async declareEmergency() {
      const id = await inPortal('/emergencies', { reasonCode: 'danger-to-life', text: 'Medvetslös.' });
      const step = (name: string) => async () => void (await inPortal(`/emergencies/${id}/${name}`));
      return { open: step('open'), close: step('close') };
    },
    personAs: async () =>
      running.call('ehr-norrbotten', '/fhir/Patient/_search', {
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Bearer ${await token(care)}`,
        },
        body: new URLSearchParams({ identifier: personalNumber }).toString(),
      }),
    block,
    async liftedBlock(careUnit) {
      const blockId = randomUUID();
      const unblock = await block('norrbotten', careUnit, blockId);
      const { result } = await askSecurity(running, 'ehr-norrbotten', registerTemporaryRevoke4, {
        temporaryRevokeRegistration: {
          temporaryRevokeId: randomUUID(),
          blockId,
          endDate: instant(3_600_000),
          revokedForCareUnitId: clinic,
          revokedForEmployeeId: physician,
        },
      });
      if (result.resultCode !== 'OK') throw new Error(JSON.stringify(result));
      return unblock;
    },
    async relate() {
      await askSecurity(running, 'ehr-norrbotten', registerExtendedPatientRelation1, {
        PatientRelationId: randomUUID(),
        PatientId: number,
        CareProviderId: providers.norrbotten,
        CareUnitId: clinic,
        EmployeeId: physician,
        EndDate: instant(86_400_000),
        RegistrationAction: olderAction(),
      });
    },
    async assert(assertionType) {
      const assertionId = randomUUID();
      await askSecurity(running, 'ehr-norrbotten', registerExtendedConsent2, {
        assertionId,
        assertionType,
        scope: 'NationalLevel',
        patientId,
        careProviderId: providers.norrbotten,
        careUnitId: clinic,
        registrationAction: action(),
      });
      return async () =>
        void (await askSecurity(running, 'ehr-norrbotten', cancelExtendedConsent2, {
          assertionId,
          cancellationAction: action(),
        }));
    },
  };
}

function read(answer: Omit<Answer, 'bytes'>, shown: readonly string[], said: string): Read {
  const header = (name: string) => answer.headers[name]?.toString();
  return {
    status: answer.status,
    shown: [...shown].sort(),
    said,
    all: JSON.stringify(answer.headers) + answer.body,
    headers: JSON.stringify(answer.headers),
    more: header('x-norrbryggan-more'),
    decision: header('x-norrbryggan-decision'),
  };
}

const soapIds = (xml: string): string[] =>
  [...xml.matchAll(/Header><[^>]*:documentId>([^<]+)<[^>]*><[^>]*:sourceSystemHSAId>([^<]+)</g)].map(
    ([, id, source]) => `${source} ${id}`,
  );

const ofMode = (entries: NonNullable<Bundle['entry']>, mode: string): FhirResource[] =>
  entries.flatMap((entry) => (entry.search?.mode === mode ? [entry.resource as FhirResource] : []));
const fhirId = (resource: FhirResource): string =>
  `${resource.meta?.source?.split('/').at(-1)} ${(resource as { identifier: { value: string }[] }).identifier[0]?.value}`;

/** Each extract names its system first, then its compositions. */
function npoIds(xml: string): string[] {
  return [...xml.matchAll(/<ehr_extract>(.*?)<\/ehr_extract>/gs)].flatMap(([, extract = '']) => {
    const system = /<ehr_system root="[^"]*" extension="([^"]*)"/.exec(extract)?.[1];
    const ids = extract.matchAll(
      /<all_compositions><meaning code="dia"[^>]*\/><name[^>]*\/><rc_id [^>]*extension="([^"]*)"/g,
    );
    return [...ids].map(([, id]) => `${system} ${id}`);
  });
}
