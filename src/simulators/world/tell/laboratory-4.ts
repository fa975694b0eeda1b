import type { LaboratoryOrderOutcome4 } from '../../../contracts/index.ts';
import { type Coded, codeSystem, snomed } from '../content/code.ts';
import { describeAnalysis, isAbnormal, type LaboratoryReport, type LaboratoryResult } from '../content/laboratory.ts';
import type { Entry } from '../entries.ts';
import type { History } from '../history.ts';
import { cv, words } from './coded.ts';
import { hsaId, localId, nameOf, roleOf, writtenAt } from './header.ts';
import { sampledAt, valueText } from './laboratory-3.ts';

const statuses: Readonly<Record<string, Coded>> = {
  final: { code: 'final', system: codeSystem.reportStatus, name: 'Slutgiltigt' },
  preliminary: { code: 'preliminary', system: codeSystem.reportStatus, name: 'Preliminärt' },
  supplementary: { code: 'appended', system: codeSystem.reportStatus, name: 'Kompletterat' },
};
const outsideReference = snomed('394844007', 'Utanför referensintervall');
const specimens: Readonly<Record<string, Coded>> = {
  Venblod: snomed('122555007', 'Venblod'),
  Kapillärblod: snomed('122554006', 'Kapillärblod'),
  Urin: snomed('122575003', 'Urin'),
  Svalgsekret: snomed('258529004', 'Svalgsekret'),
};

export function laboratory4({ chart, entries }: History): LaboratoryOrderOutcome4[] {
  return entries('laboratory').map((entry) => ({
    header: {
      accessControlHeader: {
        accountableCareGiver: hsaId(entry.unit.provider),
        ...(!entry.ownerless && { accountableCareUnit: hsaId(entry.unit.hsaId) }),
        blockComparisonTime: sampledAt(entry),
        approvedForPatient: entry.approved,
        patientId: { root: chart.patient.identity.type, extension: chart.patient.identity.id },
      },
      sourceSystemId: hsaId(chart.source),
      // The record's id is that of version 3, so that those who ask for both keep one.
      record: { id: localId(entry.id), timestamp: writtenAt(entry) },
      author: {
        id: hsaId(entry.author.hsaId),
        name: nameOf(entry),
        timestamp: writtenAt(entry),
        byRole: roleOf(entry),
        orgUnit: { id: hsaId(entry.unit.hsaId), name: entry.unit.name },
      },
      ...(entry.signed && {
        signature: { id: hsaId(entry.author.hsaId), name: nameOf(entry), timestamp: entry.signed },
      }),
    },
    body: bodyOf(entry),
  }));
}

function bodyOf(entry: Entry<LaboratoryReport>): LaboratoryOrderOutcome4['body'] {
  const { content } = entry;
  const unit = { id: hsaId(entry.unit.hsaId), name: entry.unit.name };
  return {
    identifier: localId(`${entry.id}-s`),
    laboratoryIdentifier: localId(`${entry.id}-lid`),
    type: cv(
      statuses[content.status ?? 'final'] ?? { code: 'final', system: codeSystem.reportStatus, name: 'Slutgiltigt' },
    ),
    ...(content.statement && { text: content.statement }),
    referral: {
      identifier: localId(`${entry.id}-b`),
      timestamp: sampledAt(entry),
      version: 1,
      question: content.question,
      requester: { id: hsaId(entry.author.hsaId), name: nameOf(entry), orgUnit: unit },
    },
    groupOfAnalyses: [
      { name: 'Klinisk kemi', analysis: content.results.map((result, index) => analysis(entry, result, index)) },
    ],
    recipientUnit: unit,
    ...(entry.signed && {
      recipientSignature: { id: hsaId(entry.author.hsaId), name: nameOf(entry), timestamp: entry.signed },
    }),
    contactInformation: { text: 'Laboratoriemedicin, kundtjänst dygnet runt.' },
  };
}

function analysis(entry: Entry<LaboratoryReport>, result: LaboratoryResult, index: number) {
  const { name, npu, unit, specimen } = describeAnalysis(result.analysis);
  const material = specimens[specimen];
  const reference = referenceOf(result);
  return {
    identifier: localId(`${entry.id}-${index + 1}`),
    timestamp: writtenAt(entry),
    code: npu ? cv({ code: npu, system: codeSystem.npu, name }) : words(name),
    ...(result.comment && { comment: result.comment }),
    ...(npu && { accredited: true }),
    specimen: [
      {
        identifier: localId(`${entry.id}-p${index + 1}`),
        material: material ? cv(material) : words(specimen),
        timestamp: sampledAt(entry),
      },
    ],
    result: [
      {
        value:
          typeof result.value === 'number' ? { pq: { value: valueText(result), unit } } : { st: valueText(result) },
        ...(isAbnormal(result) && { interpretation: [cv(outsideReference)] }),
        ...(reference && { reference }),
      },
    ],
  };
}

function referenceOf({ analysis: which }: LaboratoryResult) {
  const { low, high, unit } = describeAnalysis(which);
  if (low === undefined && high === undefined) return undefined;
  return {
    interval: {
      ...(low !== undefined && { low: String(low), lowClosed: true }),
      ...(high !== undefined && { high: String(high), highClosed: true }),
      unit,
    },
    population: 'Vuxna',
  };
}
