import type { CodeableConcept, Coding, Extension, Observation } from 'fhir/r4';
import { type BridgeRecord, getObservations1, hsaIdOf, type ObservationGroup } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, dateTime, present, text } from './data-types.ts';
import { own, ownParts, valued } from './extensions.ts';
import { growthMeasures } from './growth.ts';
import { beginningOf } from './header.ts';
import { identifierOf } from './identifiers.ts';
import { signerOf } from './jol-header.ts';
import { narrative } from './narrative.ts';
import { partialDateTime, partialPeriod } from './partial-time.ts';
import { unitReference } from './performers.ts';
import { professionalOf } from './professional.ts';
import { quantityOf, readableAmount } from './quantity.ts';
import { recordMapping } from './record-mapping.ts';
import { systems } from './systems.ts';

type Given = ObservationGroup['observation'][number];
type Value = Given['value'];

/** GetObservations 1 → an Observation for each of the group (SEEHDSObservationBase, for growth SEEHDSObservationGrowth). */
export const observations = recordMapping<ObservationGroup>(getObservations1, (record, context) => {
  const mapped = record.data.observation.map((given, index) => mapObservation(record, given, String(index), context));
  const unknown = mapped.some(({ status }) => status === 'unknown');
  return { resources: mapped, doubts: unknown ? ['observation.status'] : [] };
});

function mapObservation(
  record: BridgeRecord<ObservationGroup>,
  given: Given,
  part: string,
  context: MappingContext,
): Observation {
  const { performerRole, legalAuthenticator } = record.data;
  const code = codeableConcept(given.type);
  const measure = growthOf(given);
  const header = { ...record.header, approvedForPatient: given.approvedForPatient };
  const start = beginningOf(measure ? 'ObservationGrowth' : 'ObservationBase', header, [], context, part);
  const identifier = identifierOf(given.id, context);
  const hsaId = hsaIdOf(performerRole.id) ?? hsaIdOf(performerRole.person?.id);
  const performer = professionalOf(
    {
      ...(hsaId !== undefined && { healthcareProfessionalHSAId: hsaId }),
      ...(performerRole.person?.name !== undefined && { healthcareProfessionalName: performerRole.person.name }),
      healthcareProfessionalRoleCode: performerRole.code,
    },
    context,
  );
  const description = text(given.description);
  const negated = given.valueNegation;
  const said = readable(given.value);
  return {
    resourceType: 'Observation',
    ...start,
    identifier: [...(identifier ? [identifier] : []), ...start.identifier],
    text: narrative(code.text ?? code.coding?.[0]?.code ?? 'Observation', [
      [negated ? 'Negerat' : 'Värde', said],
      ['Beskrivning', description],
    ]),
    contained: present(...performer.contained),
    extension: present<Extension>(
      negated ? own('negated-value', negatedValue(given.value)) : undefined,
      own('asserted-date', { valueDateTime: partialDateTime(legalAuthenticator?.time)?.value }),
      own('legal-authenticator', {
        valueReference: legalAuthenticator && signerOf(signatureOf(legalAuthenticator), context),
      }),
      ...(given.relation ?? []).map(({ code: kind, referredInformation: { id, type, informationOwner } }) =>
        ownParts('relation', [
          valued('code', { valueCodeableConcept: codeableConcept(kind) }),
          valued('id', { valueIdentifier: identifierOf(id, context) }),
          valued('type', { valueString: text(type) }),
          valued('informationOwner', { valueIdentifier: identifierOf(informationOwner.id, context) }),
        ]),
      ),
    ),
    status: statusOf(given),
    category: categoriesOf(measure !== undefined, context),
    code: measure
      ? { ...code, coding: [...(code.coding ?? []), { system: systems.loinc, code: measure.loinc }] }
      : code,
    subject: context.patient,
    ...partialPeriod(given.time),
    issued: dateTime(given.registrationTime),
    performer: present(performer.reference ?? unitReference(record.header.careUnit, context)),
    ...(negated ? negation(said) : observedValue(given.value)),
    note: description ? [{ text: description }] : undefined,
    bodySite: given.targetSite && codeableConcept(given.targetSite),
    method: given.method && codeableConcept(given.method),
  };
}

function signatureOf({ id, name }: NonNullable<ObservationGroup['legalAuthenticator']>) {
  return { ...(id !== undefined && { id }), ...(name !== undefined && { name }) };
}

/** A growth measure, where code and unit are those of the growth agreement. */
function growthOf({ type, value, valueNegation }: Given): (typeof growthMeasures)[number] | undefined {
  if (valueNegation || !value.pq || codeableConcept(type).coding?.[0]?.system !== systems.snomedCt) return undefined;
  const unit = value.pq.unit.trim();
  return growthMeasures.find((one) => one.snomed.includes(type.code.trim()) && one.unit === unit);
}

function categoriesOf(isGrowth: boolean, { generation }: MappingContext): CodeableConcept[] | undefined {
  if (!isGrowth) return undefined;
  const coding: Coding[] = [
    { system: systems.observationCategory, code: 'vital-signs', display: 'Vital Signs' },
    ...(generation.staticObservationCategories
      ? [{ system: systems.observationCategory, code: 'exam', display: 'Exam' }]
      : []),
  ];
  return coding.map((one) => ({ coding: [one] }));
}

/** The published map of SNOMED CT states; where the words say otherwise they are believed before the number. */
const statuses: ReadonlyMap<string, Observation['status']> = new Map([
  ['385676005', 'preliminary'],
  ['385651009', 'final'],
  ['272393004', 'amended'],
  ['59776000', 'cancelled'],
  ['444301002', 'cancelled'],
]);
const statusWords: readonly (readonly [RegExp, Observation['status']])[] = [
  [/prelimin/i, 'preliminary'],
  [/slutlig|final/i, 'final'],
  [/ändrad|amend|korriger/i, 'amended'],
  [/avbruten|inställd|cancel/i, 'cancelled'],
];

function statusOf({ status }: Given): Observation['status'] {
  if (!status) return 'final';
  const words = text(status.displayName) ?? '';
  return statusWords.find(([pattern]) => pattern.test(words))?.[1] ?? statuses.get(status.code.trim()) ?? 'unknown';
}

function observedValue({ pq, ts, ivl_ts, cv }: Value): Partial<Observation> {
  if (pq) {
    const quantity = quantityOf(pq);
    return quantity ? { valueQuantity: quantity } : { valueString: readableAmount(pq) };
  }
  if (cv) return { valueCodeableConcept: codeableConcept(cv) };
  if (ts) {
    const time = partialDateTime(ts);
    return time ? { valueDateTime: time.value, ...time.about('_valueDateTime') } : unknownValue;
  }
  if (ivl_ts) {
    const start = partialDateTime(ivl_ts.start)?.value;
    const end = partialDateTime(ivl_ts.end)?.value;
    if (start || end) return { valuePeriod: { start, end } };
  }
  return unknownValue;
}

const unknownValue: Partial<Observation> = {
  dataAbsentReason: { coding: [{ system: systems.dataAbsentReason, code: 'unknown', display: 'Unknown' }] },
};

/** As the value would stand if it had been found; one that is no value of FHIR's as its reader would see it. */
function negatedValue(value: Value): Omit<Extension, 'url'> {
  const { valueQuantity, valueCodeableConcept, valueDateTime, valuePeriod } = observedValue(value);
  if (valueQuantity) return { valueQuantity };
  if (valueCodeableConcept) return { valueCodeableConcept };
  if (valueDateTime) return { valueDateTime };
  return valuePeriod ? { valuePeriod } : { valueString: readable(value) };
}

/** The guide names a code that does not exist; that nothing was detected is the meaning (OBS-002). */
function negation(said: string | undefined): Partial<Observation> {
  return {
    dataAbsentReason: {
      coding: [{ system: systems.interpretation, code: 'ND', display: 'Not detected' }],
      text: `Negerat: ${said ?? 'okänt värde'}`,
    },
  };
}

function readable({ pq, ts, ivl_ts, cv }: Value): string | undefined {
  if (pq) return readableAmount(pq);
  if (cv) return codeableConcept(cv).text ?? text(cv.code);
  if (ts) return text(ts.value);
  return [text(ivl_ts?.start?.value), text(ivl_ts?.end?.value)].filter(Boolean).join('–') || undefined;
}
