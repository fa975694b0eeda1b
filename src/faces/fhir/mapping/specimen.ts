import type { Specimen, SpecimenContainer } from 'fhir/r4';
import type { LaboratoryOrderOutcome4, RecordHeader } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { absent, codeableConcept, dateTime, period, present, text } from './data-types.ts';
import { ownParts, valued } from './extensions.ts';
import { beginningOf } from './header.ts';
import { identifierOf } from './identifiers.ts';
import { narrative, readableTime } from './narrative.ts';

type Analysis = NonNullable<LaboratoryOrderOutcome4['body']['groupOfAnalyses']>[number]['analysis'][number];
export type SpecimenOfAnalysis = NonNullable<Analysis['specimen']>[number];

/** What was examined. `part` tells it from the record's other specimens. */
export function specimenOf(
  given: SpecimenOfAnalysis,
  header: RecordHeader,
  part: string,
  context: MappingContext,
): Specimen {
  const start = beginningOf('Specimen', header, [], context, part);
  const identifier = identifierOf(given.identifier, context);
  const type = given.material ? codeableConcept(given.material) : { extension: [absent('unknown')] };
  const comment = text(given.comment);
  return {
    resourceType: 'Specimen',
    ...start,
    identifier: [...(identifier ? [identifier] : []), ...start.identifier],
    text: narrative('text' in type && type.text ? type.text : 'Prov', [['Provtid', readableTime(given.timestamp)]]),
    extension: present(
      ...(given.activity ?? []).map(({ code, time, method }) =>
        ownParts('specimen-activity', [
          valued('code', { valueCodeableConcept: codeableConcept(code) }),
          valued('time', { valuePeriod: period(time.start, time.end) }),
          valued('method', { valueCodeableConcept: method && codeableConcept(method) }),
        ]),
      ),
    ),
    type,
    subject: context.patient,
    collection: {
      ...(dateTime(given.timestamp)
        ? { collectedDateTime: dateTime(given.timestamp) }
        : ({ _collectedDateTime: { extension: [absent('unknown')] } } as object)),
      bodySite: given.anatomicalLocation && codeableConcept(given.anatomicalLocation),
    },
    container: present(
      ...(given.container ?? []).map(
        (container): SpecimenContainer => ({
          identifier: present(...(container.identifier ?? []).map((one) => identifierOf(one, context))),
          type: codeableConcept(container.type),
        }),
      ),
    ),
    note: comment ? [{ text: comment }] : undefined,
  };
}
