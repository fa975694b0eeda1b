import { systemOids } from '../../codes/index.ts';
import { type LaboratoryOrderOutcome4, patientIdentifier } from '../../contracts/index.ts';
import { codedValue } from '../coded-value.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { analysisFrom, bothParts, bothPartsOf, localIdOf } from './analysis.ts';
import { type Context, careContactIdOf, identityOf, isOrganisation, ownerOf, recordedOf } from './context.ts';
import { finalStatuses, kindOfReport } from './diagnostic-report.ts';
import { hsaIdentifierOf, participantOf, unitIdentifierOf } from './jol-header.ts';
import { isModified, modified } from './modifiers.ts';
import { effectiveOf, isLaboratory, type Observation } from './observation.ts';
import { orgUnitOf, personOf } from './people.ts';
import { gather, type Mapping } from './reading.ts';
import type { Reference, Resource } from './resources.ts';
import { signatureOf } from './signature.ts';
import { conceptOf, extensionOf, instanceIdOf, joined, timeOf, wordsOfConcept } from './values.ts';

type Report = Resource<'DiagnosticReport'>;
type Body = Draft<LaboratoryOrderOutcome4['body']>;

/** Reports with the observations they hold, and observations that no report holds: one answer for each time they were made. */
export const laboratoryOutcomes: Mapping = async function* (search, context) {
  // Members are not fetched here: they come on a later page, and one that came twice would not be known to be the same.
  const observations = yield* gather('Observation', search, { include: ['Observation:specimen'], fetch: ['Specimen'] });
  const reports = yield* gather('DiagnosticReport', search, {
    include: ['DiagnosticReport:result', 'DiagnosticReport:based-on', 'DiagnosticReport:specimen'],
    fetch: ['Observation', 'Specimen', 'ServiceRequest'],
  });
  // The contract cannot say that an answer is withdrawn.
  const standing = reports.filter(
    (report) =>
      kindOfReport(report) === 'laboratory' && !['entered-in-error', 'cancelled'].includes(report.status ?? ''),
  );
  for (const report of standing) yield outcomeFrom(report, resultsOf(report, context), context);
  const told = toldWithin(
    standing.flatMap((report) => resultsOf(report, context)),
    observations,
    context,
  );
  const loose = observations.filter((one) => isLaboratory(one) && !told.has(one) && one.status !== 'entered-in-error');
  for (const together of groupsOf(loose)) {
    const [first] = together;
    if (first) yield outcomeFrom(first, together, context);
  }
};

function resultsOf(report: Report, { index }: Context): readonly Observation[] {
  const found = (report.result ?? []).flatMap((reference) => index.find('Observation', reference, report) ?? []);
  return [...new Set(found)].filter(({ status }) => status !== 'entered-in-error');
}

/** The results of reports, and whatever is a member of an observation, at any depth; of a circle the first stays. */
function toldWithin(results: readonly Observation[], all: readonly Observation[], { index }: Context) {
  const told = new Set(results);
  const addMembers = (parent: Observation, root: Observation): void => {
    for (const reference of parent.hasMember ?? []) {
      const member = index.find('Observation', reference, parent);
      if (!member || member === root || told.has(member)) continue;
      told.add(member);
      addMembers(member, root);
    }
  };
  for (const result of results) addMembers(result, result);
  for (const one of all) if (!told.has(one) && one.status !== 'entered-in-error') addMembers(one, one);
  return told;
}

/** Of one encounter, day and performer. */
function groupsOf(observations: readonly Observation[]): readonly (readonly Observation[])[] {
  const keyOf = (one: Observation) =>
    JSON.stringify([one.encounter, effectiveOf(one)?.slice(0, 8), one.performer?.[0]]);
  return [...Map.groupBy(observations, keyOf).values()];
}

function outcomeFrom(
  source: Report | Observation,
  observations: readonly Observation[],
  context: Context,
): Mapped<LaboratoryOrderOutcome4> {
  const report = source.resourceType === 'DiagnosticReport' ? source : undefined;
  const owner = ownerOf(source, context);
  const { patientId, approvedForPatient } = identityOf(source, source.subject, context);
  const sampled =
    timeOf(source.effectiveDateTime, source.effectivePeriod?.start) ?? observations.map(effectiveOf).find(Boolean);
  const told = timeOf(source.issued) ?? recordedOf(source, context) ?? sampled;
  const issued = told ?? timeOf(source.meta?.lastUpdated);
  const [author] = source.performer ?? [];
  const isByPerson = author && !isOrganisation(author, source, context.index);
  const authored = isByPerson ? participantOf(author, source, context, issued) : undefined;
  const { signer, signed } = signatureOf(source);
  const signedBy = report?.resultsInterpreter?.[0] ?? signer;
  const compared = timeOf(extensionOf(source, 'block-comparison-time')?.valueDateTime);
  const unit = authored && personOf(author, source, context).unit;
  return {
    item: {
      header: {
        accessControlHeader: {
          accountableCareGiver: hsaIdentifierOf(owner.careProvider),
          accountableCareUnit: hsaIdentifierOf(owner.careUnit),
          blockComparisonTime: compared ?? sampled ?? issued,
          approvedForPatient,
          patientId: patientIdentifier(patientId),
        },
        sourceSystemId: hsaIdentifierOf(context.source.hsaId),
        record: { id: localIdOf(source), timestamp: issued },
        author: authored && {
          ...authored,
          orgUnit: unit && { id: unitIdentifierOf(unit.orgUnitHSAId), name: unit.orgUnitName },
        },
        signature: participantOf(signedBy, source, context, signed),
      },
      body: {
        ...identifiersOf(source),
        type: typeOf(source.status),
        text: report?.conclusion ?? joined(report?.conclusionCode?.map(wordsOfConcept)),
        referral: report && referralOf(report, context),
        groupOfAnalyses: groupsFrom(source, observations, context),
        recipientUnit: recipientOf(report, owner.careUnit, context),
      },
    },
    ...owner,
    careContact: careContactIdOf(source, source.encounter, context),
    incomparable: compared === undefined && told === undefined,
    readFrom: source,
    ...(observations.some(isModified) && { problems: [`Observation ${modified}`] }),
  };
}

/** The answer's own id and the laboratory's stand after that of the record, if they are told. */
function identifiersOf(source: Report | Observation) {
  const [, answer, laboratory] = source.resourceType === 'DiagnosticReport' ? (source.identifier ?? []) : [];
  return {
    identifier: (answer && bothPartsOf(answer)) ?? localIdOf(source),
    laboratoryIdentifier: laboratory && bothPartsOf(laboratory),
  };
}

function typeOf(status: string | undefined) {
  const code = finalStatuses.includes(status ?? '') ? 'final' : status === 'partial' ? 'partial' : 'preliminary';
  return codedValue({ code, system: '2.16.840.1.113883.4.642.3.235', display: code });
}

function groupsFrom(
  source: Report | Observation,
  observations: readonly Observation[],
  context: Context,
): Body['groupOfAnalyses'] {
  const report = source.resourceType === 'DiagnosticReport' ? source : undefined;
  const analyses = observations.map((one) => analysisFrom(one, [one], source, context));
  const code = report?.code && conceptOf(report.code, [systemOids.npu]);
  return analyses.length > 0 ? [{ name: wordsOfConcept(report?.code), code, analysis: analyses }] : undefined;
}

function requestOf(report: Report, { index }: Context) {
  const [reference] = report.basedOn ?? [];
  const request = index.find('ServiceRequest', reference, report);
  return { request, identifier: request?.identifier?.[0] ?? reference?.identifier };
}

function referralOf(report: Report, context: Context): Body['referral'] {
  const { request, identifier } = requestOf(report, context);
  const id = instanceIdOf(identifier);
  const timestamp = timeOf(request?.authoredOn);
  if (!id || !timestamp) return undefined;
  const { hsaId, name, role } = personOf(request?.requester, request ?? report, context);
  return {
    identifier: bothParts(id.root, id.extension),
    timestamp,
    question: joined(request?.reasonCode?.map(wordsOfConcept)),
    requestedCareService: [conceptOf(request?.code)],
    requester: { id: hsaIdentifierOf(hsaId), name, byRole: role },
  };
}

/** The unit that is named, or that of whoever is. */
function unitOf(requester: Reference | undefined, request: Resource<'ServiceRequest'>, context: Context) {
  const isUnit = isOrganisation(requester, request, context.index);
  return isUnit ? orgUnitOf(requester, request, context.index) : personOf(requester, request, context).unit;
}

/** Whoever asked; mandatory, and where nobody is known the unit that the information belongs to. */
function recipientOf(
  report: Report | undefined,
  careUnit: string | undefined,
  context: Context,
): Body['recipientUnit'] {
  const { request } = report ? requestOf(report, context) : {};
  const requester: Reference | undefined = request?.requester;
  const unit = request && unitOf(requester, request, context);
  if (unit) return { id: unitIdentifierOf(unit.orgUnitHSAId), name: unit.orgUnitName };
  return { id: hsaIdentifierOf(careUnit), name: careUnit ?? 'Uppgift saknas' };
}
