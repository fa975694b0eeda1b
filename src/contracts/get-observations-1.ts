import { defineContract, responderNamespace, type Specific } from './contract.ts';
import { basic1, HSAIdType, ObservationGroupType } from './domains/basic-1.ts';
import { groupFilterOf, groupRequestFor, selectsGroup } from './group-filter.ts';
import { anyMemberWithin, comparedTimesOf, groupHeaderOf } from './grouped-records.ts';
import { present } from './present.ts';
import { many, one, optional, schema, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:basic';
const responder = schema(responderNamespace(domain, 'GetObservations', 1), 'GetObservationsResponder_1.1.xsd');

const { CVType, IIType } = basic1;

const RequestType = responder.open('GetObservationsType', {
  patientId: one(IIType),
  time: optional(basic1.TimePeriodType),
  observationType: many(CVType),
  observationId: many(IIType),
  careGiverId: optional(IIType),
  careUnitId: optional(IIType),
  interactionAgreementId: one(basic1.UUIDType),
  sourceSystemHSAId: optional(HSAIdType),
  relation: many(basic1.RelationFilterType),
});

export type ObservationGroup = ValueOf<typeof ObservationGroupType>;

/**
 * GetObservations 1.1: measurements and other findings such as height, weight and smoking. Categorization `chb-o`.
 *
 * The record is the group (see grouped-records.ts): it carries care unit, care provider and source system, each of its
 * observations an id and whether the patient may see it. The contract states no date rule: an observation whose time
 * overlaps the interval is in it. The interval is asked in seconds.
 */
export const getObservations1 = defineContract({
  name: 'GetObservations',
  major: 1,
  minor: 1,
  domain,
  schema: responder,
  categorizations: ['chb-o'],
  request: RequestType,
  response: responder.open('GetObservationsResponseType', { observationGroup: many(ObservationGroupType) }),
  itemElement: 'observationGroup',
  item: ObservationGroupType,
  hasResult: false,
  aggregateResult: 'none',
  neverSent: [],
  strictlyCoded: undefined,
  filterOf: (request) =>
    groupFilterOf(request, request.sourceSystemHSAId, {
      observationType: request.observationType,
      observationId: request.observationId,
    }),
  requestFor: (filter) => {
    const { observationType, observationId } = ownFilters(filter.specific);
    return {
      ...groupRequestFor(filter),
      ...present({ observationType, observationId, sourceSystemHSAId: filter.sourceSystem }),
    };
  },
  headerOf: (group) => groupHeaderOf(group, group.observation),
  comparedBy: (group) => comparedTimesOf(group, group.observation),
  inPeriod: ({ observation }, period) => anyMemberWithin(observation, period),
  selects: (group, specific) => {
    const { observationType: kinds, observationId: ids } = ownFilters(specific);
    return selectsGroup(group, group.observation, ({ type }) => type, specific, { kinds, ids });
  },
});

function ownFilters(specific: Specific = {}) {
  return specific as Partial<ValueOf<typeof RequestType>>;
}
