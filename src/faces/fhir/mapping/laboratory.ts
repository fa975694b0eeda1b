import type { CodeableConcept, DiagnosticReport, Extension, Observation, Specimen } from 'fhir/r4';
import {
  type BridgeRecord,
  getLaboratoryOrderOutcome4,
  type LaboratoryOrderOutcome4,
} from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, dateTime, present, text } from './data-types.ts';
import { own, ownParts, valued } from './extensions.ts';
import { beginningOf } from './header.ts';
import { identifierOf } from './identifiers.ts';
import { orgUnitFrom, professionalFrom, signerOf } from './jol-header.ts';
import { createAnalyses } from './laboratory-analysis.ts';
import { laboratoryReferral } from './laboratory-referral.ts';
import { narrative, readableTime } from './narrative.ts';
import { unitReference } from './performers.ts';
import { professionalOf } from './professional.ts';
import { recordMapping } from './record-mapping.ts';
import { systems } from './systems.ts';

type Group = NonNullable<LaboratoryOrderOutcome4['body']['groupOfAnalyses']>[number];

const reportStatuses: ReadonlySet<string> = new Set(['final', 'partial', 'preliminary']);
const laboratoryReport: CodeableConcept = {
  coding: [{ system: systems.loinc, code: '11502-2', display: 'Laboratory report' }],
  text: 'Laboratoriesvar',
};

/** GetLaboratoryOrderOutcome 4 → DiagnosticReport, its Observations and Specimens (SEEHDSDiagnosticReportLab, …ObservationLab). */
export const laboratory = recordMapping<LaboratoryOrderOutcome4>(getLaboratoryOrderOutcome4, (record, context) => {
  const { header, body } = record.data;
  const professional = professionalOf(professionalFrom(header.author, orgUnitFrom(header.author?.orgUnit)), context);
  const performer = professional.reference ?? unitReference(record.header.careUnit, context);
  const analyses = createAnalyses(record, context);
  const results = (body.groupOfAnalyses ?? []).flatMap((group, index) => groupOf(group, String(index), analyses));
  const specimens = analyses.specimens();
  const status = statusOf(body.type.code);
  const report: DiagnosticReport = {
    ...beginning(record, context),
    text: narrative(codeOf(record.data).text ?? 'Laboratoriesvar', [
      ['Status', text(body.type.displayName) ?? text(body.type.code)],
      ['Svarat', readableTime(header.record.timestamp)],
      ['Svar', text(body.text)],
      ['Kontakt', text(body.contactInformation?.text)],
    ]),
    contained: present(...professional.contained, laboratoryReferral(body, context)),
    extension: present<Extension>(
      ownParts('signature', [
        valued('who', { valueReference: signerOf(header.signature, context) }),
        valued('time', { valueDateTime: dateTime(header.signature?.timestamp) }),
      ]),
      own('block-comparison-time', { valueDateTime: dateTime(header.accessControlHeader.blockComparisonTime) }),
    ),
    basedOn: body.referral ? [{ reference: '#referral' }] : undefined,
    status,
    category: [{ coding: [{ system: systems.diagnosticService, code: 'LAB', display: 'Laboratory' }] }],
    code: codeOf(record.data),
    subject: context.patient,
    effectiveDateTime: dateTime(earliestOf(specimens, header.accessControlHeader.blockComparisonTime)),
    issued: dateTime(header.record.timestamp),
    performer: present(performer),
    specimen: present(...specimens.map(({ resource }) => referenceTo(resource))),
    result: present(...results.map(referenceTo)),
    conclusion: text(body.text),
  };
  return {
    resources: [report, ...analyses.observations(), ...specimens.map(({ resource }) => resource)],
    doubts: [...(status === 'unknown' ? ['type'] : []), ...analyses.doubts()],
  };
});

function beginning(record: BridgeRecord<LaboratoryOrderOutcome4>, context: MappingContext) {
  const { header, body } = record.data;
  const start = beginningOf('DiagnosticReportLab', record.header, [orgUnitFrom(header.author?.orgUnit)], context);
  const others = present(identifierOf(body.identifier, context), identifierOf(body.laboratoryIdentifier, context));
  return {
    resourceType: 'DiagnosticReport' as const,
    ...start,
    identifier: [...start.identifier, ...(others ?? [])],
  };
}

function statusOf(code: string | undefined): DiagnosticReport['status'] {
  const given = text(code) ?? '';
  return reportStatuses.has(given) ? (given as DiagnosticReport['status']) : 'unknown';
}

/** A single group's code says what was ordered; several say no more than that it was the laboratory. */
function codeOf({ body }: LaboratoryOrderOutcome4): CodeableConcept {
  const [group, ...others] = body.groupOfAnalyses ?? [];
  return group?.code && others.length === 0 ? codeableConcept(group.code) : laboratoryReport;
}

/** A group that says something of its own is an Observation without value over its members. */
function groupOf(group: Group, path: string, analyses: ReturnType<typeof createAnalyses>): Observation[] {
  const members = group.analysis.map((analysis, index) => analyses.add(analysis, `${path}.${index}`));
  const says = group.code ?? text(group.name) ?? text(group.comment);
  return says === undefined ? members : [analyses.addPanel(group, path, members)];
}

function earliestOf(specimens: readonly { readonly timestamp: string }[], otherwise: string): string {
  return specimens.map(({ timestamp }) => timestamp).toSorted()[0] ?? otherwise;
}

function referenceTo({ resourceType, id }: Observation | Specimen) {
  return { reference: `${resourceType}/${id}` };
}
