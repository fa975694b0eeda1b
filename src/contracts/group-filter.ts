import { type RecordFilter, type Specific, wholeDays } from './contract.ts';
import { type Group, type Member, spanOf } from './grouped-records.ts';
import {
  extensionOf,
  hsaIdentifier,
  hsaIdOf,
  type InstanceIdentifier,
  patientIdentifier,
  patientIdOf,
  sameIdentifier,
} from './instance-identifier.ts';
import { present } from './present.ts';
import { inSeconds, overlaps } from './spans.ts';

/** What the requests of GetObservations 1 and GetActivities 1 share. */
interface GroupRequest {
  readonly patientId: Id;
  readonly time?: { readonly start?: string; readonly end?: string };
  readonly careGiverId?: Id;
  readonly careUnitId?: Id;
  readonly interactionAgreementId: string;
  readonly relation?: readonly RelationFilter[];
}

interface Id {
  readonly root: string;
  readonly extension: string;
}

interface Coded {
  readonly code: string;
  readonly codeSystem: string;
}

interface RelationFilter {
  readonly id?: Id;
  readonly typeCode?: Coded;
  readonly referredInformationType: string;
}

/** Stands where a caller of another dialect had no interaction agreement to name; the contracts demand a UUID. */
const noAgreement = '00000000-0000-4000-8000-000000000000';

/** `specific`: what else the request has; the interval is in it too, since it is in seconds here. */
export function groupFilterOf(
  request: GroupRequest,
  sourceSystem: string | undefined,
  specific: Specific,
): RecordFilter {
  const { patientId, time, careUnitId, careGiverId, interactionAgreementId, relation } = request;
  return {
    patient: patientIdOf(patientId),
    period: wholeDays(time),
    careUnits: careUnitId ? [careUnitId.extension.trim()] : [],
    sourceSystem: sourceSystem?.trim(),
    careContacts: [],
    specific: present({ ...specific, time, careGiverId, interactionAgreementId, relation }),
  };
}

/** The request's children but the contract's own. One care unit at most can be named: of several, none is. */
export function groupRequestFor({ patient, period, careUnits, specific = {} }: RecordFilter) {
  const [unit, ...others] = careUnits;
  const given = specific as Partial<GroupRequest>;
  return {
    patientId: patientIdentifier(patient),
    interactionAgreementId: given.interactionAgreementId ?? noAgreement,
    ...present({
      time: given.time ?? (period && inSeconds(period)),
      careGiverId: given.careGiverId,
      careUnitId: unit === undefined || others.length > 0 ? undefined : hsaIdentifier(unit),
      relation: given.relation,
    }),
  };
}

/** A member as the filters see it. */
interface Selectable extends Member {
  readonly relation?: readonly {
    readonly code?: Coded;
    readonly referredInformation?: { readonly id?: Partial<InstanceIdentifier>; readonly type?: string };
  }[];
}

/** Whether the group's care provider and one of its members meet the filters; of each filter one value must fit. */
export function selectsGroup<M extends Selectable>(
  group: Group,
  members: readonly M[],
  kindOf: (member: M) => Coded,
  specific: Specific,
  own: { readonly kinds: unknown; readonly ids: unknown },
): boolean {
  const { time, careGiverId, relation } = specific as Partial<GroupRequest>;
  const kinds = own.kinds as readonly Coded[] | undefined;
  const ids = own.ids as readonly Id[] | undefined;
  return (
    isPerformedAt(group, careGiverId) &&
    members.some(
      (member) =>
        (!time || overlaps(spanOf(member), time)) &&
        oneFits(kinds, (kind) => sameCode(kindOf(member), kind)) &&
        oneFits(ids, (id) => sameIdentifier(member.id, id)) &&
        oneFits(relation, (wanted) => isRelated(member, wanted)),
    )
  );
}

function isPerformedAt(group: Group, careGiver: Id | undefined): boolean {
  const performedAt = group.performerRole?.careUnit?.careGiver?.id;
  return !careGiver || hsaIdOf(performedAt)?.toUpperCase() === extensionOf(careGiver)?.toUpperCase();
}

function isRelated(member: Selectable, wanted: RelationFilter): boolean {
  return (member.relation ?? []).some(
    ({ code, referredInformation: referred }) =>
      referred?.type === wanted.referredInformationType &&
      (!wanted.id || sameIdentifier(referred.id, wanted.id)) &&
      (!wanted.typeCode || sameCode(code, wanted.typeCode)),
  );
}

function oneFits<T>(wanted: readonly T[] | undefined, fits: (one: T) => boolean): boolean {
  return !wanted || wanted.length === 0 || wanted.some(fits);
}

function sameCode(a: Coded | undefined, b: Coded): boolean {
  return a?.code === b.code && a?.codeSystem === b.codeSystem;
}
