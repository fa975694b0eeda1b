import type { Bundle, Provenance } from 'fhir/r4';
import type { PatientId } from '../../../contracts/index.ts';
import { sameIdentity } from '../../../identities/index.ts';
import { answerIssues } from '../answer-issues.ts';
import { coverageIssues, notPermittedIssues } from '../coverage-issues.ts';
import { contractName } from '../identities.ts';
import { provenanceOf } from '../mapping/provenance.ts';
import { ignoredIssues, outcomeWith } from '../operation-outcome.ts';
import { ParameterError } from '../problems.ts';
import { mappingsOf, type ServedType } from '../served/index.ts';
import { outcomeEntry } from './bundle.ts';
import { isIncomplete } from './incomplete.ts';
import { wholeOf } from './inquiry.ts';
import { isPatientParameter, patientIn } from './patient.ts';
import { type Asking, type GatheredRecord, gather, type RecordsParts } from './records.ts';
import { parseReference, type ReferenceCriterion } from './references.ts';
import { alternativesIn } from './tokens.ts';

/** Parameters that shape the answer and not the search. */
const formParameters: ReadonlySet<string> = new Set(['_format', '_pretty']);

type Target = Extract<ReferenceCriterion, { by: 'id' }>;

interface Wanted {
  /** By the ids that a search gave. */
  readonly targets: readonly Target[];
  /** The same as it was written. */
  readonly written: string;
  /** Whom they are about, and the contracts that hold them; undefined where nobody's resource is meant. */
  readonly patient: PatientId | undefined;
  readonly contracts: ReadonlySet<string>;
  readonly ignored: readonly string[];
}

/**
 * Where resources come from, by the ids that a search gave (`target=Condition/<id>`). Those tell the patient and the
 * contracts, which are asked again. Throws PARAMETER_INVALID without a target or with those of several patients,
 * PARAMETER_UNSUPPORTED, SOURCE_* when every source failed, and what the overview throws.
 */
export async function searchProvenances(
  parts: RecordsParts,
  types: readonly ServedType[],
  params: URLSearchParams,
  strict: boolean,
  asking: Asking,
): Promise<Bundle> {
  const { targets, written, patient, contracts, ignored } = wantedIn(parts, params);
  if (strict && ignored[0] !== undefined) throw new ParameterError('PARAMETER_UNSUPPORTED', ignored[0]);
  const url = `${asking.baseUrl}/Provenance`;
  const link = [{ relation: 'self', url: `${url}?${new URLSearchParams({ target: written })}` }];
  if (!patient) {
    const entry = outcomeEntry(outcomeWith(ignoredIssues(ignored), undefined, asking.correlationId));
    return { resourceType: 'Bundle', type: 'searchset', total: 0, link, ...(entry.length > 0 && { entry }) };
  }
  asking.patientKnown(patient);
  const mappings = mappingsOf(types).filter(({ contract }) => contracts.has(contractName(contract)));
  const gathered = await gather(parts, mappings.map(wholeOf), patient, asking);
  const found = gathered.records.flatMap((record) => provenancesIn(record, targets));
  asking.gives(found.map(({ record }) => record));
  const issues = [
    ...coverageIssues(gathered.coverage),
    ...answerIssues(gathered.notes, gathered.accesses),
    ...notPermittedIssues(gathered.notPermitted),
    ...ignoredIssues(ignored),
  ];
  const entry = [
    ...found.map(({ resource }) => ({
      fullUrl: `${url}/${resource.id}`,
      resource,
      search: { mode: 'match' as const },
    })),
    ...outcomeEntry(outcomeWith(issues, undefined, asking.correlationId)),
  ];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: isIncomplete(gathered) ? undefined : found.length,
    link,
    entry: entry.length > 0 ? entry : undefined,
  };
}

function provenancesIn(
  record: GatheredRecord,
  targets: readonly Target[],
): { resource: Provenance; record: GatheredRecord }[] {
  const mapped = record.mapped();
  return mapped.resources
    .filter(({ resourceType, id }) =>
      targets.some((one) => one.id === id && (one.type ?? resourceType) === resourceType),
    )
    .map((resource) => ({ resource: provenanceOf(resource, record.header, mapped, record.context), record }));
}

function wantedIn({ identities }: RecordsParts, params: URLSearchParams): Wanted {
  const given = params.getAll('target').filter((value) => value.trim() !== '');
  const [value, ...others] = given;
  if (value === undefined || others.length > 0) {
    throw new ParameterError(
      'PARAMETER_INVALID',
      'target',
      'Provenance is looked for by one target, or several between commas.',
    );
  }
  const references = alternativesIn(value).map(targetOf);
  const sealed = references.flatMap(({ id }) => identities.resourceOfId(id) ?? []);
  const isNamed = [...params.keys()].some((name) => isPatientParameter(name, false));
  const patients = [
    ...sealed.map(({ patient }) => patient),
    ...(isNamed ? [patientIn(params, false, identities)] : []),
  ];
  const [patient] = patients;
  if (patient && !patients.every((one) => sameIdentity(one, patient))) {
    throw new ParameterError('PARAMETER_INVALID', 'target', 'A search is about one patient.');
  }
  return {
    targets: references,
    written: value,
    patient: sealed.length > 0 ? patient : undefined,
    contracts: new Set(sealed.map(({ contractName: name }) => name)),
    ignored: [...params.keys()].filter(
      (name) => name !== 'target' && !isPatientParameter(name, false) && !formParameters.has(name),
    ),
  };
}

function targetOf(value: string): Target {
  const reference = parseReference(value);
  if (reference?.by === 'id') return reference;
  throw new ParameterError('PARAMETER_INVALID', 'target', 'It is written Type/id, as an earlier answer gave it.');
}
