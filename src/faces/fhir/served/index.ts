import { contractName } from '../identities.ts';
import type { RecordMapping } from '../mapping/record-mapping.ts';
import { allergyIntolerance } from './allergy-intolerance.ts';
import { carePlan } from './care-plan.ts';
import { condition } from './condition.ts';
import { device } from './device.ts';
import { diagnosticReport } from './diagnostic-report.ts';
import { documentReference } from './document-reference.ts';
import { encounter } from './encounter.ts';
import { flag } from './flag.ts';
import { imagingStudy } from './imaging-study.ts';
import { immunization } from './immunization.ts';
import { medicationStatement } from './medication-statement.ts';
import { observation } from './observation.ts';
import type { ServedType } from './served-type.ts';
import { serviceRequest } from './service-request.ts';
import { specimen } from './specimen.ts';
import { task } from './task.ts';

export type { Origin, SearchParameter, ServedType } from './served-type.ts';

/** The clinical types, in the order the capability statement lists them. */
const servedTypes = [
  condition,
  allergyIntolerance,
  flag,
  medicationStatement,
  immunization,
  observation,
  diagnosticReport,
  encounter,
  documentReference,
  carePlan,
  imagingStudy,
  serviceRequest,
  task,
  specimen,
  device,
] as readonly ServedType[];

/**
 * What an installation offers: the types, each with the origins that some connected record system delivers, in whatever
 * version of the contract.
 */
export function offeredTypes(sources: readonly { readonly contracts: readonly string[] }[]): readonly ServedType[] {
  const delivered = new Set(sources.flatMap((source) => source.contracts.map(contractName)));
  return servedTypes
    .map((served) => ({
      ...served,
      origins: served.origins.filter(
        ({ mapping }) => delivered.has('*') || delivered.has(contractName(mapping.contract)),
      ),
    }))
    .filter(({ origins }) => origins.length > 0);
}

/** The mappings behind these types, each once. */
export function mappingsOf(types: readonly ServedType[]): readonly RecordMapping[] {
  return [...new Set(types.flatMap(({ origins }) => origins.map(({ mapping }) => mapping)))];
}
