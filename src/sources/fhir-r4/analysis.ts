import { systemOids } from '../../codes/index.ts';
import type { LaboratoryOrderOutcome4 } from '../../contracts/index.ts';
import { codedValue } from '../coded-value.ts';
import type { Draft } from '../mapped.ts';
import type { Context } from './context.ts';
import { knownIn } from './known-in.ts';
import { effectiveOf, type Observation, wordsOfValue } from './observation.ts';
import type { Identifier, Period, Quantity, Reference, Resource } from './resources.ts';
import type { Measured } from './shapes/results.ts';
import {
  conceptOf,
  extensionOf,
  extensionsOf,
  instanceIdOf,
  isIdentifiedBy,
  joined,
  notesOf,
  quantityOf,
  timeOf,
  wordsOfConcept,
} from './values.ts';

type Group = NonNullable<LaboratoryOrderOutcome4['body']['groupOfAnalyses']>[number];
export type Analysis = Draft<Group['analysis'][number]>;
type Result = Draft<NonNullable<Group['analysis'][number]['result']>[number]>;
type Value = NonNullable<Result>['value'];

/** Deeper than any laboratory nests, and an end to members that contain each other. */
const deepest = 8;

/** Observation of a laboratory → AnalysisType, with its members as analyses of the result. */
export function analysisFrom(observation: Observation, holder: Path, record: RecordOf, context: Context): Analysis {
  const members = holder.length < deepest ? membersOf(observation, holder, context) : [];
  const related = members.map((member) => analysisFrom(member, [...holder, member], record, context));
  const own = resultsOf(observation);
  const [first, ...others] = own.length > 0 || related.length === 0 ? own : [emptyResult];
  return {
    identifier: partIdOf(observation, record),
    timestamp: effectiveOf(observation),
    code: conceptOf(observation.code, [systemOids.npu]),
    method: conceptOf(observation.method),
    status: statusOf(observation.status),
    comment: notesOf(observation.note),
    accredited: extensionOf(observation, 'accredited')?.valueBoolean,
    specimen: specimensOf(observation, record, context),
    device: [{ identifier: observation.device?.identifier && bothPartsOf(observation.device.identifier) }],
    result: first && [{ ...first, related }, ...others],
  };
}

/** R4 has room for one; those beside it stand in an extension. */
function specimensOf(observation: Observation, record: RecordOf, { index }: Context) {
  const further = extensionsOf(observation, 'further-specimen').map(({ valueReference }) => valueReference);
  const found = [observation.specimen, ...further].flatMap((one) => index.find('Specimen', one, observation) ?? []);
  return found.length > 0 ? found.map((one) => specimenFrom(one, record, effectiveOf(observation))) : undefined;
}

/** The observations above, the nearest last. */
export type Path = readonly Observation[];

/** Those that are not above already: members may lead in circles. */
function membersOf(observation: Observation, above: Path, context: Context): readonly Observation[] {
  return (observation.hasMember ?? [])
    .flatMap((reference: Reference) => context.index.find('Observation', reference, observation) ?? [])
    .filter((member) => !above.includes(member) && member.status !== 'entered-in-error');
}

/** A panel has no value of its own, and the contract wants one. */
const emptyResult: Result = { value: { st: 'Se ingående analyser' } };

function resultsOf(observation: Observation): readonly Result[] {
  const own = valueFrom(observation) && resultFrom(observation);
  const parts = (observation.component ?? []).flatMap((component) =>
    valueFrom(component) ? [{ type: conceptOf(component.code), ...resultFrom(component) }] : [],
  );
  return [...(own ? [own] : []), ...parts];
}

function resultFrom(measured: Measured): Result {
  return {
    value: valueFrom(measured),
    interpretation: measured.interpretation?.map((one) => conceptOf(one, [systemOids.snomedCt])),
    reference: referenceFrom(measured),
  };
}

/** As the contract has it where it does; anything else in words. */
function valueFrom(measured: Measured): Value | undefined {
  const { valueQuantity, valueRange, valueCodeableConcept } = measured;
  const cv = conceptOf(valueCodeableConcept);
  if (cv?.code) return { cv };
  const quantity = quantityOf(valueQuantity);
  const interval = valueQuantity?.comparator
    ? compared(valueQuantity)
    : valueRange && intervalOf(valueRange.low, valueRange.high);
  if (interval) return { intervalPQ: interval };
  if (quantity && !valueQuantity?.comparator) return { pq: quantity };
  const words = wordsOfValue(measured);
  return words === undefined ? undefined : { st: words };
}

function compared(quantity: Quantity) {
  const amount = quantityOf(quantity);
  if (!amount) return undefined;
  const { value, unit } = amount;
  const isClosed = quantity.comparator?.endsWith('=') ?? false;
  if (quantity.comparator?.startsWith('<')) return { high: value, highClosed: isClosed, unit };
  return quantity.comparator?.startsWith('>') ? { low: value, lowClosed: isClosed, unit } : undefined;
}

function intervalOf(low: Quantity | undefined, high: Quantity | undefined) {
  const [from, to] = [quantityOf(low), quantityOf(high)];
  const unit = from?.unit || to?.unit || '';
  if ((!from && !to) || (from && to && from.unit && to.unit && from.unit !== to.unit)) return undefined;
  return { low: from?.value, high: to?.value, unit };
}

function referenceFrom({ referenceRange: [range, ...others] = [] }: Measured): NonNullable<Result>['reference'] {
  if (!range) return undefined;
  const wordsOf = ({ low, high, text }: typeof range) =>
    text ?? joined([wordsOfValue({ valueRange: { ...(low && { low }), ...(high && { high }) } })]);
  return {
    interval: intervalOf(range.low, range.high),
    description: joined([range.text, ...others.map(wordsOf)]),
    population: joined(range.appliesTo?.map(wordsOfConcept)),
  };
}

/** Finished where nothing is said. The national list's codes for the others are not published; its words are. */
const statuses: Readonly<Record<string, string>> = {
  registered: 'Registrerad',
  preliminary: 'Preliminär',
  amended: 'Korrigerad',
  corrected: 'Korrigerad',
  cancelled: 'Avbruten',
  unknown: 'Okänd',
};

function statusOf(status: string | undefined) {
  return codedValue({ text: knownIn(statuses, status) });
}

function specimenFrom(specimen: Resource<'Specimen'>, record: RecordOf, effective: string | undefined) {
  const { collection } = specimen;
  return {
    identifier: partIdOf(specimen, record),
    material: conceptOf(specimen.type),
    timestamp:
      timeOf(collection?.collectedDateTime, collection?.collectedPeriod?.start, specimen.receivedTime) ?? effective,
    anatomicalLocation: conceptOf(collection?.bodySite),
    comment: notesOf(specimen.note),
    activity: extensionsOf(specimen, 'specimen-activity').map((activity) => ({
      code: conceptOf(extensionOf(activity, 'code')?.valueCodeableConcept),
      time: periodOf(extensionOf(activity, 'time')?.valuePeriod),
      method: conceptOf(extensionOf(activity, 'method')?.valueCodeableConcept),
    })),
    container: specimen.container?.map(({ identifier, type }) => ({
      identifier: identifier?.map(bothPartsOf),
      type: conceptOf(type),
    })),
  };
}

function periodOf(period: Period | undefined) {
  return { start: timeOf(period?.start), end: timeOf(period?.end) };
}

/** What the whole record was read from. */
export type RecordOf = Resource<'DiagnosticReport'> | Observation;

/** Of a part of a record, which may go by the id of the record too: that is not its own. */
function partIdOf(part: Observation | Resource<'Specimen'>, record: RecordOf) {
  const given = part.identifier ?? [];
  if (part === record || given.length === 0) return localIdOf(part);
  const own = given.find((one) => !isIdentifiedBy(record, one));
  return own && bothPartsOf(own);
}

export function localIdOf({ identifier, id }: Observation | Resource<'Specimen'> | Resource<'DiagnosticReport'>) {
  return bothPartsOf(identifier?.[0]?.value ? identifier[0] : { value: id ?? '' });
}

/** In this contract every id has both parts. */
export function bothPartsOf(identifier: Identifier) {
  const { root, extension } = instanceIdOf(identifier) ?? {};
  return root ? bothParts(root, extension) : undefined;
}

export function bothParts(root: string, extension: string | undefined) {
  return extension ? { root, extension } : { root: systemOids.localId, extension: root };
}
