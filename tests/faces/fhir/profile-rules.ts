import type {
  AllergyIntolerance,
  CarePlan,
  CodeableConcept,
  Condition,
  Device,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  FhirResource,
  Flag,
  HumanName,
  Identifier,
  ImagingStudy,
  Immunization,
  MedicationStatement,
  Observation,
  Organization,
  Patient,
  Provenance,
  Reference,
  ServiceRequest,
  Task,
} from 'fhir/r4';

/**
 * What the profiles of the national guide (October 2026) ask beyond R4, as the mapping facts tell it: one list of rules
 * for each profile, by its id. A resource that claims a profile without rules here is a fault: add them with the mapping.
 */
interface Rule<R> {
  readonly says: string;
  holds(resource: R): boolean;
}

const rule = <R>(says: string, holds: (resource: R) => boolean): Rule<R> => ({ says, holds });

const hsaSystem = 'urn:oid:1.2.752.29.4.19';
const localSystem = 'urn:oid:1.2.752.129.2.1.2.1';

const isHsa = (identifier: Identifier | undefined): boolean =>
  identifier?.system === hsaSystem &&
  identifier.type?.coding?.[0]?.system === 'http://terminology.hl7.org/CodeSystem/v2-0203' &&
  identifier.type.coding[0].code === 'PRN' &&
  Boolean(identifier.value);

/** GENERAL-006: the patient by literal reference and by identifier. */
const namesPatient = (patient: Reference | undefined): boolean =>
  Boolean(patient?.reference) && Boolean(patient?.identifier?.system) && Boolean(patient?.identifier?.value);

/** A logical reference to an HSA-id, or only words. */
const isHsaOrWords = (reference: Reference | undefined): boolean =>
  reference === undefined || (reference.identifier ? isHsa(reference.identifier) : Boolean(reference.display));

const isCoded = (concept: CodeableConcept | undefined, system: string): boolean =>
  concept?.coding?.some((coding) => coding.system === system && Boolean(coding.code)) ?? false;

/** What every clinical profile of the guide asks. */
function common<R extends FhirResource>(patientOf: (resource: R) => Reference | undefined): Rule<R>[] {
  return [
    rule('meta.source names the record system (GENERAL-005)', ({ meta }) =>
      /^https:\/\/tjanstekatalogen\.inera\.se\/Endpoint\/\S+$/.test(meta?.source ?? ''),
    ),
    rule('the patient by reference and identifier (GENERAL-006)', (resource) => namesPatient(patientOf(resource))),
    rule('a document id', (resource) => {
      const { identifier } = resource as { identifier?: Identifier | Identifier[] };
      return [identifier].flat().some((one) => Boolean(one?.value));
    }),
    rule('no label but NOPATIENT (PDL-001)', ({ meta }) =>
      (meta?.security ?? []).every(({ code }) => code === 'NOPATIENT'),
    ),
  ];
}

const conditionDiagnosis: Rule<Condition>[] = [
  ...common<Condition>(({ subject }) => subject),
  rule('one category of KV Diagnostyp', ({ category }) => {
    const system = 'https://terminologitjansten.inera.se/inera-kodverksforvaltning/kodverk/kv_diagnostyp';
    const coded = (category ?? []).filter((one) => isCoded(one, system));
    return coded.length === 1 && ['HD', 'BY'].includes(coded[0]?.coding?.[0]?.code ?? '');
  }),
  rule('code', ({ code }) => code !== undefined),
  rule(
    'no clinicalStatus (GENERAL-007), but in a summary, where IPS 1.1 asks for it',
    ({ clinicalStatus, meta }) =>
      clinicalStatus === undefined || (meta?.profile ?? []).some((profile) => profile.includes('/uv/ips/')),
  ),
  rule('verificationStatus confirmed or entered-in-error', ({ verificationStatus }) =>
    ['confirmed', 'entered-in-error'].includes(verificationStatus?.coding?.[0]?.code ?? ''),
  ),
  rule('identifier of the local system', ({ identifier }) => identifier?.[0]?.system === localSystem),
  rule('never severity, bodySite or abatement', (resource) =>
    Object.keys(resource).every((key) => !/^(severity|bodySite|abatement)/.test(key)),
  ),
  rule('recorder and asserter by HSA-id', ({ recorder, asserter }) => isHsaOrWords(recorder) && isHsaOrWords(asserter)),
];

const flag: Rule<Flag>[] = [
  ...common<Flag>(({ subject }) => subject),
  rule('category: the type of alert', ({ category }) => (category?.length ?? 0) >= 1),
  rule('a code that is not empty', ({ code }) => Boolean(code.text) || Boolean(code.coding?.length)),
  rule('author by HSA-id', ({ author }) => isHsaOrWords(author)),
];

const allergyIntolerance: Rule<AllergyIntolerance>[] = [
  ...common<AllergyIntolerance>(({ patient }) => patient),
  rule('type allergy', ({ type }) => type === 'allergy'),
  rule('a code that is not empty', ({ code }) => Boolean(code?.text) || Boolean(code?.coding?.length)),
  rule('verificationStatus', ({ verificationStatus }) =>
    ['unconfirmed', 'confirmed', 'entered-in-error'].includes(verificationStatus?.coding?.[0]?.code ?? ''),
  ),
];

const encounter: Rule<Encounter>[] = [
  ...common<Encounter>(({ subject }) => subject),
  rule('class of KV Vårdkontakttyp, or unknown', (resource) =>
    ['urn:oid:1.2.752.129.2.2.2.25', 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor'].includes(
      resource.class.system ?? '',
    ),
  ),
  rule(
    'serviceProvider by HSA-id with its name',
    ({ serviceProvider }) =>
      serviceProvider === undefined || (isHsaOrWords(serviceProvider) && Boolean(serviceProvider.display)),
  ),
  rule('no meta.lastUpdated: that is the server’s own', ({ meta }) => meta?.lastUpdated === undefined),
];

const conditionFunctional: Rule<Condition>[] = [
  ...common<Condition>(({ subject }) => subject),
  rule('category: one assessment category', ({ category }) =>
    isCoded(
      category?.[0],
      'https://fhir.inera.se/clinicalprocess-healthcond-description/CodeSystem/assessmentcategory-cs',
    ),
  ),
  rule('code', ({ code }) => code !== undefined),
  rule('active and confirmed, unless entered in error', ({ clinicalStatus, verificationStatus }) =>
    verificationStatus?.coding?.[0]?.code === 'entered-in-error'
      ? clinicalStatus === undefined
      : clinicalStatus?.coding?.[0]?.code === 'active',
  ),
  rule('recorder and asserter by HSA-id', ({ recorder, asserter }) => isHsaOrWords(recorder) && isHsaOrWords(asserter)),
];

const documentReference: Rule<DocumentReference>[] = [
  ...common<DocumentReference>(({ subject }) => subject),
  rule('masterIdentifier', ({ masterIdentifier }) => Boolean(masterIdentifier?.value)),
  rule('current', ({ status }) => status === 'current'),
  rule('type', ({ type }) => type !== undefined),
  rule('one content', ({ content }) => content.length === 1),
  rule(
    'authenticator and custodian by HSA-id',
    ({ authenticator, custodian }) => isHsaOrWords(authenticator) && isHsaOrWords(custodian),
  ),
];

const medicationStatement: Rule<MedicationStatement>[] = [
  ...common<MedicationStatement>(({ subject }) => subject),
  rule(
    'active only with a type of prescription that begins or changes treatment (MED-002)',
    ({ status, extension }) => {
      const type = extension?.find(({ url }) => url.endsWith('/type-of-prescription'))?.valueCoding?.code;
      return type !== undefined && (status !== 'active' || type === 'I');
    },
  ),
  rule(
    'a medicine, or the words that there is none',
    ({ medicationCodeableConcept: medicine }) => Boolean(medicine?.text) || Boolean(medicine?.coding?.length),
  ),
  rule('informationSource by HSA-id', ({ informationSource }) => isHsaOrWords(informationSource)),
];

const immunization: Rule<Immunization>[] = [
  ...common<Immunization>(({ patient }) => patient),
  rule('completed or entered-in-error', ({ status }) => ['completed', 'entered-in-error'].includes(status)),
  rule('somebody who gave it (AP)', ({ performer }) =>
    (performer ?? []).some((one) => isCoded(one.function, 'http://terminology.hl7.org/CodeSystem/v2-0443')),
  ),
  rule('the vaccine in words', ({ vaccineCode }) => Boolean(vaccineCode.text) || Boolean(vaccineCode.coding?.length)),
];

const device: Rule<Device>[] = [rule('a name', ({ deviceName }) => (deviceName?.length ?? 0) > 0)];

const carePlan: Rule<CarePlan>[] = [
  ...common<CarePlan>(({ subject }) => subject),
  rule('a title', ({ title }) => Boolean(title)),
  rule('intent plan', ({ intent }) => intent === 'plan'),
  rule('category of the guide’s own list', ({ category }) =>
    (category ?? []).every((one) => isCoded(one, 'https://fhir.inera.se/CodeSystem/typeofcareplan-cs')),
  ),
  rule('no meta.lastUpdated: that is the server’s own', ({ meta }) => meta?.lastUpdated === undefined),
];

const task: Rule<Task>[] = [
  ...common<Task>((resource) => resource.for),
  rule('intent order', ({ intent }) => intent === 'order'),
  rule('businessStatus keeps the national code', ({ businessStatus }) =>
    isCoded(businessStatus, 'urn:oid:1.2.752.129.2.2.2.43'),
  ),
  rule('owner and requester by HSA-id', ({ owner, requester }) => isHsaOrWords(owner) && isHsaOrWords(requester)),
];

const loinc = 'http://loinc.org';
const diagnosticService = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const hasSubject = ({ subject }: { subject?: Reference | undefined }) => subject;

function report(service: string): Rule<DiagnosticReport>[] {
  return [
    ...common<DiagnosticReport>(hasSubject),
    rule(`category ${service}`, ({ category }) =>
      Boolean(
        category?.some((one) => isCoded(one, diagnosticService) && one.coding?.some(({ code }) => code === service)),
      ),
    ),
    rule('a code', ({ code }) => Boolean(code.text) || Boolean(code.coding?.length) || Boolean(code.extension)),
    rule('performer by HSA-id', ({ performer }) => (performer ?? []).every(isHsaOrWords)),
    rule('issued', (resource) => Boolean(resource.issued)),
  ];
}

const diagnosticReportReferral: Rule<DiagnosticReport>[] = [
  ...report('OTH'),
  rule('code is the consult note', ({ code }) => isCoded(code, loinc) && code.coding?.[0]?.code === '11488-4'),
  rule('the referral it answers', ({ basedOn }) => basedOn?.length === 1),
  rule('final or preliminary', ({ status }) => ['final', 'preliminary', 'entered-in-error'].includes(status)),
];

const diagnosticReportImaging: Rule<DiagnosticReport>[] = [
  ...report('RAD'),
  rule('no image inside the report (IMG-002)', ({ presentedForm }) =>
    (presentedForm ?? []).every(({ data, url }) => data === undefined && url !== undefined),
  ),
];

const diagnosticReportLab: Rule<DiagnosticReport>[] = [
  ...report('LAB'),
  rule('the status its source gave', ({ status }) => ['final', 'partial', 'preliminary', 'unknown'].includes(status)),
  rule('effective time', ({ effectiveDateTime }) => Boolean(effectiveDateTime)),
];

const observationLab: Rule<Observation>[] = [
  ...common<Observation>(hasSubject),
  rule('category laboratory', ({ category }) =>
    Boolean(category?.some((one) => one.coding?.some(({ code }) => code === 'laboratory'))),
  ),
  rule('effective time', ({ effectiveDateTime }) => Boolean(effectiveDateTime)),
  rule('a performer', ({ performer }) => (performer?.length ?? 0) > 0),
  rule('a value, members, components, or that there is none', (resource) =>
    Object.keys(resource).some((key) => /^(value|dataAbsentReason|hasMember|component)/.test(key)),
  ),
];

const observationMaternity: Rule<Observation>[] = [
  ...common<Observation>(hasSubject),
  rule('code of the section', ({ code }) =>
    isCoded(code, 'https://fhir.inera.se/ig/ehds-tk/CodeSystem/maternity-section'),
  ),
  rule('no category', ({ category }) => category === undefined),
  rule('components each with a local code', ({ component }) =>
    (component ?? []).every((one) =>
      isCoded(one.code, 'https://fhir.inera.se/ig/ehds-tk/CodeSystem/maternity-section'),
    ),
  ),
];

const observationBase: Rule<Observation>[] = [
  ...common<Observation>(hasSubject),
  rule('a value or the reason why not', (resource) =>
    Object.keys(resource).some((key) => /^(value|dataAbsentReason)/.test(key)),
  ),
];

const observationGrowth: Rule<Observation>[] = [
  ...observationBase,
  rule(
    'code of SNOMED CT, LOINC beside it',
    ({ code }) => isCoded(code, 'http://snomed.info/sct') && isCoded(code, loinc),
  ),
  rule(
    'value with UCUM unit',
    ({ valueQuantity }) => valueQuantity?.system === 'http://unitsofmeasure.org' && Boolean(valueQuantity.code),
  ),
];

const imagingStudy: Rule<ImagingStudy>[] = [
  ...common<ImagingStudy>(hasSubject),
  rule('what was done', ({ procedureCode }) => procedureCode?.length === 1),
];

const serviceRequestReferral: Rule<ServiceRequest>[] = [
  ...common<ServiceRequest>(hasSubject),
  rule('a stub: status unknown, intent order', ({ status, intent }) => status === 'unknown' && intent === 'order'),
];

const provenance: Rule<Provenance>[] = [
  rule('one target', ({ target }) => target.length >= 1),
  rule('one custodian, the care provider by HSA-id', ({ agent }) => isAgent(agent, 'custodian')),
  rule('one author, the care unit by HSA-id, on behalf of the provider', ({ agent }) => {
    const [author] = agent.filter((one) => one.type?.coding?.[0]?.code === 'author');
    return isAgent(agent, 'author') && isHsa(author?.onBehalfOf?.identifier);
  }),
  rule('recorded', (resource) => '_recorded' in resource || Boolean(resource.recorded)),
];

function isAgent(agents: Provenance['agent'], code: string): boolean {
  const [first, ...others] = agents.filter((one) => one.type?.coding?.[0]?.code === code);
  return first !== undefined && others.length === 0 && isHsa(first.who.identifier);
}

const patient: Rule<Patient>[] = [
  rule('identifier of a known kind', ({ identifier }) => Boolean(identifier?.[0]?.system && identifier[0].value)),
  rule('a name, or that there is none to tell (eu-pat-1, ips-pat-1)', ({ name }) => {
    const [first] = (name ?? []) as (HumanName & { _text?: object })[];
    return Boolean(first?.text || first?.family || first?.given || first?._text);
  }),
  rule('birthDate, or that it is unknown', (resource) => Boolean(resource.birthDate) || '_birthDate' in resource),
  rule('an id that is no identity number', ({ id, identifier }) => !id?.includes(identifier?.[0]?.value ?? '')),
];

const organization: Rule<Organization>[] = [rule('a name', ({ name }) => Boolean(name))];

// biome-ignore lint/suspicious/noExplicitAny: each list is of its own type, told by the profile.
const rulesByProfile: Readonly<Record<string, readonly Rule<any>[]>> = {
  SEEHDSAllergyIntolerance: allergyIntolerance,
  SEEHDSCarePlan: carePlan,
  SEEHDSConditionFunctional: conditionFunctional,
  SEEHDSDevice: device,
  SEEHDSDiagnosticReportImaging: diagnosticReportImaging,
  SEEHDSDiagnosticReportLab: diagnosticReportLab,
  SEEHDSDiagnosticReportReferral: diagnosticReportReferral,
  SEEHDSDocumentReference: documentReference,
  SEEHDSImagingStudy: imagingStudy,
  SEEHDSImmunization: immunization,
  SEEHDSMedicationStatement: medicationStatement,
  SEEHDSServiceRequestReferral: serviceRequestReferral,
  SEEHDSTask: task,
  SEEHDSConditionDiagnosis: conditionDiagnosis,
  SEEHDSEncounter: encounter,
  SEEHDSFlag: flag,
  SEEHDSObservationBase: observationBase,
  SEEHDSObservationGrowth: observationGrowth,
  SEEHDSObservationLab: observationLab,
  SEEHDSObservationMaternity: observationMaternity,
  SEEHDSOrganization: organization,
  SEEHDSPatient: patient,
  SEEHDSPractitionerRole: [],
  SEEHDSProvenance: provenance,
};

const guide = 'https://fhir.inera.se/ig/ehds-tk/StructureDefinition/';

/** Where the resource, or one it contains, breaks a profile it claims. */
export function profileFaults(resource: FhirResource): string[] {
  const contained = 'contained' in resource ? (resource.contained ?? []) : [];
  return [resource, ...contained].flatMap((one) => {
    const claimed = (one.meta?.profile ?? []).filter((profile) => profile.startsWith(guide));
    const faults = claimed.length > 1 ? [`${one.resourceType} claims more than one profile of the guide`] : [];
    return [...faults, ...claimed.flatMap((profile) => brokenRules(one as FhirResource, profile.slice(guide.length)))];
  });
}

function brokenRules(resource: FhirResource, profile: string): string[] {
  const rules = rulesByProfile[profile];
  if (!rules) return [`${profile} has no rules in profile-rules.ts`];
  return rules.filter(({ holds }) => !holds(resource)).map(({ says }) => `${profile}: ${says}`);
}
