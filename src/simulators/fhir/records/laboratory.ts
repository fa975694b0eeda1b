import type { DiagnosticReport, Observation, Reference, ServiceRequest, Specimen } from 'fhir/r4';
import type { LaboratoryOrderOutcome4 } from '../../../contracts/index.ts';
import { coded, concept, hsaIdentifier, identifierOf, page, system } from '../codes.ts';
import { beginningOf, besideId, type Header, metaOf } from '../header.ts';
import type { Subject } from '../ids.ts';
import { headerOfJol } from '../jol-header.ts';
import { authorOf, subjectReference, unitName } from '../parts.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime, utc } from '../time.ts';
import { outcomeOf } from './laboratory-value.ts';

type Body = LaboratoryOrderOutcome4['body'];
type Group = NonNullable<Body['groupOfAnalyses']>[number];
type Analysis = Group['analysis'][number];
type SpecimenTaken = NonNullable<Analysis['specimen']>[number];

/** An answer from the laboratory: DiagnosticReport, an Observation for each analysis, and a Specimen for each sample. */
export function laboratoryRecord({ header: given, body }: LaboratoryOrderOutcome4, subject: Subject): FhirRecord {
  const header = headerOf(given);
  const context: Context = { header, subject, taken: dateTime(given.accessControlHeader.blockComparisonTime), body };
  const groups = (body.groupOfAnalyses ?? []).map((group, index) => groupOf(group, index, context));
  const observations = groups.flatMap(({ panel, members }) => [...(panel ? [panel] : []), ...members]);
  const specimens = groups.flatMap((group) => group.specimens);
  return recordOf(
    header.accountableHealthcareProfessional,
    reportOf(given, context, observations, specimens),
    ...observations,
    ...specimens,
  );
}

interface Context {
  readonly header: Header;
  readonly subject: Subject;
  /** When the samples were taken. */
  readonly taken: string;
  readonly body: Body;
}

function headerOf({ accessControlHeader: access, record, author, signature }: LaboratoryOrderOutcome4['header']) {
  return headerOfJol({
    record: { id: record.id.extension ?? record.id.root, timestamp: record.timestamp },
    author,
    unit: author?.orgUnit && {
      orgUnitHSAId: author.orgUnit.id?.extension ?? '',
      orgUnitName: author.orgUnit.name ?? author.orgUnit.id?.extension ?? '',
    },
    signature,
    careUnit: access.accountableCareUnit,
    careProvider: access.accountableCareGiver,
    approved: access.approvedForPatient,
  });
}

function reportOf(
  given: LaboratoryOrderOutcome4['header'],
  { header, subject, taken, body }: Context,
  observations: readonly Observation[],
  specimens: readonly Specimen[],
): DiagnosticReport {
  const { encounter, ...beginning } = beginningOf(header, subject, 'SEEHDSDiagnosticReportLab');
  const author = authorOf(header.accountableHealthcareProfessional);
  const request = body.referral && requestOf(body, subject);
  const signed = header.legalAuthenticator;
  const signer = signed?.legalAuthenticatorHSAId;
  return {
    resourceType: 'DiagnosticReport',
    ...beginning,
    contained: [...(author.contained ?? []), ...(request ? [request] : [])],
    ...(signed && {
      extension: [
        { url: page('signatureTime'), valueDateTime: dateTime(signed.signatureTime) },
        ...(signer ? [{ url: page('signatureId'), valueIdentifier: hsaIdentifier(signer) }] : []),
      ],
    }),
    identifier: [...beginning.identifier, identifierOf(body.identifier)],
    ...(body.referral && {
      basedOn: [{ reference: '#remiss', identifier: identifierOf(body.referral.identifier) }],
    }),
    status: statusOf(body),
    category: [coded(system.section, 'LAB')],
    code: coded(system.loinc, '11502-2', 'Laboratoriesvar'),
    subject: subjectReference(subject),
    effectiveDateTime: taken,
    issued: utc(given.record.timestamp),
    ...(author.reference && { performer: [author.reference] }),
    specimen: specimens.map(({ id }) => ({ reference: `Specimen/${id}` })),
    // A panel leads to its members.
    result: observations
      .filter(
        ({ id }) =>
          !observations.some(({ hasMember = [] }) => hasMember.some((one) => one.reference?.endsWith(`/${id}`))),
      )
      .map(({ id }) => ({ reference: `Observation/${id}` })),
    ...(body.text && { conclusion: body.text }),
  };
}

function statusOf({ type }: Body): 'final' | 'preliminary' | 'appended' {
  return type.code === 'preliminary' || type.code === 'appended' ? type.code : 'final';
}

function requestOf({ referral, recipientUnit }: Body, subject: Subject): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    id: 'remiss',
    ...(referral && { identifier: [identifierOf(referral.identifier)], authoredOn: dateTime(referral.timestamp) }),
    status: 'completed',
    intent: 'order',
    subject: subjectReference(subject),
    ...(referral?.question && { reasonCode: [{ text: referral.question }] }),
    ...(recipientUnit.id?.extension && { requester: unitOf(recipientUnit) }),
  };
}

const unitOf = ({ id, name }: Body['recipientUnit']): Reference => ({
  ...(id?.extension && { identifier: hsaIdentifier(id.extension) }),
  ...(name && { display: name }),
});

interface GroupResources {
  readonly panel: Observation | undefined;
  readonly members: readonly Observation[];
  readonly specimens: readonly Specimen[];
}

/** Analyses of a named group are the members of a panel, unless it is one alone. */
function groupOf(group: Group, index: number, context: Context): GroupResources {
  const { header, subject, taken, body } = context;
  const told = group.analysis.map((analysis, place) => analysisOf(analysis, `${index + 1}-${place + 1}`, context));
  const members = told.map(({ observation }) => observation);
  const specimens = told.flatMap(({ specimen }) => (specimen ? [specimen] : []));
  if (!(group.name || group.code) || members.length < 2) return { panel: undefined, members, specimens };
  return {
    panel: {
      resourceType: 'Observation',
      id: besideId(header, subject, `p${index + 1}`),
      meta: metaOf(header, 'SEEHDSObservationLab'),
      status: observationStatus(body),
      category: [coded(system.observationCategory, 'laboratory')],
      code: group.code ? concept(group.code) : { text: group.name ?? '' },
      subject: subjectReference(subject),
      effectiveDateTime: taken,
      performer: performerOf(header),
      ...(group.comment && { note: [{ text: group.comment }] }),
      hasMember: members.map(({ id }) => ({ reference: `Observation/${id}` })),
    },
    members,
    specimens,
  };
}

const observationStatus = (body: Body): Observation['status'] =>
  statusOf(body) === 'preliminary' ? 'preliminary' : 'final';

function performerOf({ accountableHealthcareProfessional: professional }: Header): Reference[] {
  const unit = professional.healthcareProfessionalOrgUnit;
  return [unit ? { reference: `Organization/${unit.orgUnitHSAId}`, ...unitName(unit) } : { display: 'Laboratoriet' }];
}

function analysisOf(
  analysis: Analysis,
  place: string,
  { header, subject, taken, body }: Context,
): { readonly observation: Observation; readonly specimen: Specimen | undefined } {
  const [result] = analysis.result ?? [];
  const [sample] = analysis.specimen ?? [];
  const specimen = sample && specimenOf(sample, besideId(header, subject, `prov${place}`), subject);
  const note = [analysis.comment, result?.comment].filter((text) => text !== undefined);
  const observation: Observation = {
    resourceType: 'Observation',
    id: besideId(header, subject, place),
    meta: metaOf(header, 'SEEHDSObservationLab'),
    ...(analysis.accredited !== undefined && {
      extension: [{ url: page('accredited'), valueBoolean: analysis.accredited }],
    }),
    ...(analysis.identifier && { identifier: [identifierOf(analysis.identifier)] }),
    status: observationStatus(body),
    category: [coded(system.observationCategory, 'laboratory')],
    code: concept(analysis.code),
    subject: subjectReference(subject),
    effectiveDateTime: analysis.timestamp ? dateTime(analysis.timestamp) : taken,
    performer: performerOf(header),
    ...(result && outcomeOf(result)),
    ...(note.length > 0 && { note: note.map((text) => ({ text })) }),
    ...(analysis.method && { method: concept(analysis.method) }),
    ...(specimen && {
      specimen: { reference: `Specimen/${specimen.id}`, ...(specimen.type?.text && { display: specimen.type.text }) },
    }),
  };
  return { observation, specimen };
}

function specimenOf(
  { identifier, material, timestamp, comment }: SpecimenTaken,
  id: string,
  subject: Subject,
): Specimen {
  return {
    resourceType: 'Specimen',
    id,
    ...(identifier && { identifier: [identifierOf(identifier)] }),
    type: material ? concept(material) : { text: 'Okänt material' },
    subject: subjectReference(subject),
    collection: { collectedDateTime: dateTime(timestamp) },
    ...(comment && { note: [{ text: comment }] }),
  };
}
