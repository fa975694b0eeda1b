import type { Observation, ObservationComponent, ObservationReferenceRange, Reference, Specimen } from 'fhir/r4';
import type { BridgeRecord, LaboratoryOrderOutcome4 } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, dateTime, present, text, words } from './data-types.ts';
import { own, ownDefinitions } from './extensions.ts';
import { beginningOf } from './header.ts';
import { identifierOf } from './identifiers.ts';
import { signerOf } from './jol-header.ts';
import { narrative, readableTime } from './narrative.ts';
import { unitReference } from './performers.ts';
import { quantityOf, rangeOrQuantity, readableAmount } from './quantity.ts';
import { type SpecimenOfAnalysis, specimenOf } from './specimen.ts';
import { systems } from './systems.ts';

type Group = NonNullable<LaboratoryOrderOutcome4['body']['groupOfAnalyses']>[number];
type Analysis = Group['analysis'][number];
type Result = NonNullable<Analysis['result']>[number];

interface Analyses {
  /** The Observation of an analysis; those of analyses inside its results are added with it. */
  add(analysis: Analysis, path: string): Observation;
  addPanel(group: Group, path: string, members: readonly Observation[]): Observation;
  observations(): readonly Observation[];
  /** Each specimen once, however many analyses were made of it. */
  specimens(): readonly { readonly resource: Specimen; readonly timestamp: string }[];
  doubts(): readonly string[];
}

/** Collects what the analyses of one record become. `path` tells them apart, by where they stand in the record. */
export function createAnalyses(record: BridgeRecord<LaboratoryOrderOutcome4>, context: MappingContext): Analyses {
  const observations: Observation[] = [];
  const specimens = new Map<string, { readonly resource: Specimen; readonly timestamp: string }>();
  const doubts: string[] = [];
  const { blockComparisonTime } = record.data.header.accessControlHeader;
  const careUnit = unitReference(record.header.careUnit, context);

  function add(analysis: Analysis, path: string): Observation {
    const { specimen: given = [], result = [] } = analysis;
    const [first, ...further] = given.map((one, index) => specimenFor(one, `${path}.${index}`));
    const status = statusOf(analysis);
    if (status === 'unknown') doubts.push('analysis.status');
    const members = result.flatMap(({ related = [] }, index) =>
      related.map((one, place) => add(one, `${path}.r${index}.${place}`)),
    );
    const code = codeableConcept(analysis.code);
    const observation: Observation = {
      ...beginning(path, analysis),
      text: narrative(code.text ?? code.coding?.[0]?.code ?? 'Analys', [
        ...result.map((one) => [codeableConceptText(one) ?? 'Resultat', readableValue(one)] as const),
        ['Provtid', readableTime(given[0]?.timestamp)],
        ['Kommentar', text(analysis.comment)],
      ]),
      extension: present(
        own('accredited', { valueBoolean: analysis.accredited }),
        // R4 has room for one specimen.
        ...further.map((specimen) => own('further-specimen', { valueReference: referenceTo(specimen) })),
      ),
      status,
      code,
      effectiveDateTime: dateTime(analysis.timestamp ?? given[0]?.timestamp ?? blockComparisonTime),
      performer: performersOf(result),
      ...valuesOf(result, code, members.length > 0),
      note: notesOf(analysis, result),
      method: analysis.method && codeableConcept(analysis.method),
      specimen: first && referenceTo(first),
      device: deviceOf(analysis),
      hasMember: present(...members.map(referenceTo)),
    };
    observations.push(observation);
    return observation;
  }

  function addPanel(group: Group, path: string, members: readonly Observation[]): Observation {
    const comment = text(group.comment);
    const name = text(group.name);
    const code = group.code
      ? { ...codeableConcept(group.code), ...(name && { text: name }) }
      : words(name, 'Analysgrupp');
    const observation: Observation = {
      ...beginning(path, undefined),
      text: narrative(name ?? code.text ?? 'Analysgrupp', [['Kommentar', comment]]),
      status: members.every((one) => one.status === 'final') ? 'final' : 'preliminary',
      code,
      effectiveDateTime: members[0]?.effectiveDateTime ?? dateTime(blockComparisonTime),
      performer: present(careUnit),
      note: comment ? [{ text: comment }] : undefined,
      hasMember: present(...members.map(referenceTo)),
    };
    observations.push(observation);
    return observation;
  }

  function beginning(path: string, analysis: Analysis | undefined) {
    const start = beginningOf('ObservationLab', record.header, [], context, path);
    const identifier = identifierOf(analysis?.identifier, context);
    return {
      resourceType: 'Observation' as const,
      ...start,
      identifier: [...(identifier ? [identifier] : []), ...start.identifier],
      category: [{ coding: [{ system: systems.observationCategory, code: 'laboratory', display: 'Laboratory' }] }],
      subject: context.patient,
    };
  }

  function specimenFor(given: SpecimenOfAnalysis, path: string): Specimen {
    const { root, extension } = given.identifier ?? {};
    const key = extension ? `${root}/${extension}` : path;
    const known = specimens.get(key);
    if (known) return known.resource;
    const resource = specimenOf(given, record.header, key, context);
    specimens.set(key, { resource, timestamp: given.timestamp });
    return resource;
  }

  /** Who answers for the result: the person who did the analysis, else the unit. */
  function performersOf(results: readonly Result[]): Reference[] | undefined {
    const signers = results.map(({ performerSignature }) => signerOf(performerSignature, context));
    return present(...signers) ?? present(careUnit);
  }

  /** One device is the device; of several R4 has no place for the others but the note. */
  function deviceOf({ device = [] }: Analysis): Reference | undefined {
    const identifier = identifierOf(device[0]?.identifier, context);
    return identifier && { type: 'Device', identifier };
  }

  function notesOf(analysis: Analysis, results: readonly Result[]): Observation['note'] {
    const others = (analysis.device ?? []).slice(1).map(({ identifier }) => `Utrustning: ${identifier.extension}`);
    const single = results.length === 1 ? [text(results[0]?.comment)] : results.map((one) => commentOf(one));
    return present(
      ...[text(analysis.comment), ...single, ...others].map((said) => (said ? { text: said } : undefined)),
    );
  }

  return {
    add,
    addPanel,
    observations: () => observations,
    specimens: () => [...specimens.values()],
    doubts: () => doubts,
  };
}

/** Words by which the state of an analysis is understood; the codes of the list are not published with the contract. */
const statusWords: readonly (readonly [RegExp, Observation['status']])[] = [
  [/prelimin/i, 'preliminary'],
  [/korriger|rättad|ändrad|correct/i, 'corrected'],
  [/avbruten|makulerad|inställd|annuller|cancel/i, 'cancelled'],
  [/beställd|påbörjad|registrer|pågår|order|start/i, 'registered'],
  [/slut|klar|avslutad|final|finish|complete/i, 'final'],
];

/** An analysis that says nothing of its state is finished. */
function statusOf({ status }: Analysis): Observation['status'] {
  if (!status) return 'final';
  const said = [status.displayName, status.originalText, status.code].map(text).filter(Boolean).join(' ');
  return statusWords.find(([pattern]) => pattern.test(said))?.[1] ?? 'unknown';
}

/** One result is the Observation's own value; several are a component each. */
function valuesOf(results: readonly Result[], code: Observation['code'], hasMembers: boolean): Partial<Observation> {
  const [only] = results;
  if (results.length === 1 && only) {
    return {
      ...resultValue(only),
      interpretation: present(...(only.interpretation ?? []).map((one) => codeableConcept(one))),
      referenceRange: referenceRangeOf(only),
    };
  }
  if (results.length === 0) return hasMembers ? {} : unknownValue;
  return {
    component: results.map(
      (one): ObservationComponent => ({
        code: one.type ? codeableConcept(one.type) : code,
        ...resultValue(one),
        interpretation: present(...(one.interpretation ?? []).map((said) => codeableConcept(said))),
        referenceRange: referenceRangeOf(one),
      }),
    ),
  };
}

const unknownValue = {
  dataAbsentReason: { coding: [{ system: systems.dataAbsentReason, code: 'unknown', display: 'Unknown' }] },
};

type Value = Pick<
  ObservationComponent,
  'valueCodeableConcept' | 'valueQuantity' | 'valueRange' | 'valueString' | 'dataAbsentReason'
>;

function resultValue({ value }: Result): Value {
  const { cv, pq, intervalPQ, st } = value;
  if (cv) return { valueCodeableConcept: codeableConcept(cv) };
  if (pq) {
    const quantity = quantityOf(pq);
    return quantity ? { valueQuantity: quantity } : { valueString: readableAmount(pq) };
  }
  if (intervalPQ) {
    const { range, quantity } = rangeOrQuantity(intervalPQ);
    if (range) return { valueRange: range };
    if (quantity) return { valueQuantity: quantity };
  }
  const said = text(st);
  return said ? { valueString: said } : unknownValue;
}

function referenceRangeOf({ reference }: Result): ObservationReferenceRange[] | undefined {
  if (!reference) return undefined;
  const { interval, description, population, comment } = reference;
  const low = interval?.low === undefined ? undefined : quantityOf({ value: interval.low, unit: interval.unit });
  const high = interval?.high === undefined ? undefined : quantityOf({ value: interval.high, unit: interval.unit });
  const said = [text(description), text(comment)].filter(Boolean).join(' ');
  const words = said || (interval && intervalWords(interval));
  const appliesTo = text(population);
  // obs-3: a bound, or words; a range that says neither is none.
  if (!low && !high && !words) return undefined;
  return [{ low, high, appliesTo: appliesTo ? [{ text: appliesTo }] : undefined, text: words || undefined }];
}

function intervalWords({ low, high, unit }: NonNullable<NonNullable<Result['reference']>['interval']>): string {
  if (low !== undefined && high !== undefined) return readableAmount({ value: `${low}–${high}`, unit });
  if (low !== undefined) return `≥ ${readableAmount({ value: low, unit })}`;
  return high === undefined ? '' : `≤ ${readableAmount({ value: high, unit })}`;
}

function codeableConceptText({ type }: Result): string | undefined {
  return type && codeableConcept(type).text;
}

function readableValue({ value }: Result): string | undefined {
  if (value.pq) return readableAmount(value.pq);
  if (value.intervalPQ) return intervalWords(value.intervalPQ);
  return value.cv ? codeableConcept(value.cv).text : text(value.st);
}

function commentOf(result: Result): string | undefined {
  const comment = text(result.comment);
  return comment && [codeableConceptText(result), comment].filter(Boolean).join(': ');
}

/** Everything that was examined, wherever it stands in the Observation. */
export function specimensOf({ specimen, extension = [] }: Observation): readonly (Reference | undefined)[] {
  const further = extension.filter(({ url }) => url === `${ownDefinitions}further-specimen`);
  return [specimen, ...further.map(({ valueReference }) => valueReference)];
}

function referenceTo({ resourceType, id }: Observation | Specimen): Reference {
  return { reference: `${resourceType}/${id}` };
}
