import { defineContract, responderNamespace, type Specific } from './contract.ts';
import { ActivityGroupType, actions1 } from './domains/actions-1.ts';
import { groupFilterOf, groupRequestFor, selectsGroup } from './group-filter.ts';
import { anyMemberWithin, comparedTimesOf, groupHeaderOf } from './grouped-records.ts';
import { hsaIdentifier } from './instance-identifier.ts';
import { present } from './present.ts';
import { many, one, optional, schema, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:activity:actions';
const responder = schema(responderNamespace(domain, 'GetActivities', 1), 'GetActivitiesResponder_1.0.xsd');

const { CVType, IIType } = actions1;

const RequestType = responder.open('GetActivitiesType', {
  patientId: one(IIType),
  time: optional(actions1.TimePeriodType),
  activityCode: many(CVType),
  activityId: many(IIType),
  careGiverId: optional(IIType),
  careUnitId: optional(IIType),
  interactionAgreementId: one(actions1.UUIDType),
  sourceSystemId: optional(IIType),
  relation: many(actions1.RelationFilterType),
});

export type ActivityGroup = ValueOf<typeof ActivityGroupType>;

/**
 * GetActivities 1.0: what has been done for the patient. Categorization `caa-ga`.
 *
 * The record is the group (see grouped-records.ts): it carries care unit, care provider and source system, each of its
 * activities an id and whether the patient may see it. The contract states no date rule: an activity whose time overlaps
 * the interval is in it. The interval is asked in seconds.
 */
export const getActivities1 = defineContract({
  name: 'GetActivities',
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['caa-ga'],
  request: RequestType,
  response: responder.open('GetActivitiesResponseType', { activityGroup: many(ActivityGroupType) }),
  itemElement: 'activityGroup',
  item: ActivityGroupType,
  hasResult: false,
  aggregateResult: 'none',
  neverSent: [],
  strictlyCoded: undefined,
  filterOf: (request) =>
    groupFilterOf(request, request.sourceSystemId?.extension, {
      activityCode: request.activityCode,
      activityId: request.activityId,
    }),
  requestFor: (filter) => {
    const { activityCode, activityId } = ownFilters(filter.specific);
    const sourceSystemId = filter.sourceSystem === undefined ? undefined : hsaIdentifier(filter.sourceSystem);
    return { ...groupRequestFor(filter), ...present({ activityCode, activityId, sourceSystemId }) };
  },
  headerOf: (group) => groupHeaderOf(group, group.activity),
  comparedBy: (group) => comparedTimesOf(group, group.activity),
  inPeriod: ({ activity }, period) => anyMemberWithin(activity, period),
  selects: (group, specific) => {
    const { activityCode: kinds, activityId: ids } = ownFilters(specific);
    return selectsGroup(group, group.activity, ({ code }) => code, specific, { kinds, ids });
  },
});

function ownFilters(specific: Specific = {}) {
  return specific as Partial<ValueOf<typeof RequestType>>;
}
