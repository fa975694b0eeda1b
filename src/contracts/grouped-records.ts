import type { Days } from './contract.ts';
import { extensionOf, hsaIdOf, type InstanceIdentifier, patientIdOf } from './instance-identifier.ts';
import type { RecordHeader } from './record.ts';
import { firstSecond, inSeconds, lastSecond, overlaps, type Span } from './spans.ts';

/**
 * GetObservations 1 and GetActivities 1 have no record header: members come in groups that share patient, performer and
 * source system. The group is the bridge's record. Every part may be missing in a broken item.
 */
export interface Group {
  readonly patient?: { readonly id?: Id };
  readonly performerRole?: {
    readonly careUnit?: { readonly id?: Id; readonly careGiver?: { readonly id?: Id } };
  };
  readonly legalAuthenticator?: { readonly time?: PartialTime };
  readonly sourceSystem?: { readonly id?: Id };
}

export interface Member {
  readonly id?: Id;
  readonly time?: { readonly start?: PartialTime; readonly end?: PartialTime };
  readonly approvedForPatient?: boolean;
  readonly registrationTime?: string;
}

type Id = Partial<InstanceIdentifier>;

/** `YYYY` or as much more as is known. */
interface PartialTime {
  readonly value?: string;
}

/**
 * The group in the shape of every header.
 * - document id: the ids of its members, since a group has none;
 * - time: the latest registration of a member, else the signing, else the latest start;
 * - care unit and care provider: those of the performer's role, and only where they are HSA-ids;
 * - approved for the patient: when every member is;
 * - never withdrawn: the contracts have no way to say it.
 */
export function groupHeaderOf(group: Group, members: readonly Member[] = []): RecordHeader {
  const careUnit = group.performerRole?.careUnit;
  return {
    documentId: members.flatMap((member) => nameOf(member.id)).join(' '),
    sourceSystem: hsaIdOf(group.sourceSystem?.id) ?? '',
    patient: patientIdOf(group.patient?.id),
    time: timeOf(group, members),
    careUnit: hsaIdOf(careUnit?.id),
    careProvider: hsaIdOf(careUnit?.careGiver?.id),
    approvedForPatient: members.length > 0 && members.every((member) => member.approvedForPatient === true),
    nullified: false,
  };
}

/**
 * What blocks are compared with: when each member was registered, empty where it does not say. Where none does, the time of
 * the header is another one, and stands beside the time that is lacking.
 */
export function comparedTimesOf(group: Group, members: readonly Member[] = []): readonly string[] {
  const registrations = members.map(({ registrationTime }) => registrationTime ?? '');
  return registrations.some(Boolean) ? registrations : ['', timeOf(group, members)];
}

/** Whether the time of any member overlaps the days. */
export function anyMemberWithin(members: readonly Member[], period: Days): boolean {
  return members.some((member) => overlaps(spanOf(member), inSeconds(period)));
}

/** As long as its times may mean; an end that is missing is open, so that nothing is left out for what is not known. */
export function spanOf({ time }: Member): Span {
  const start = time?.start?.value;
  const end = time?.end?.value;
  return { start: start && firstSecond(start), end: end && lastSecond(end) };
}

function nameOf(id: Id | undefined): string[] {
  const extension = extensionOf(id);
  return extension === undefined ? [] : [`${id?.root?.trim() ?? ''}:${extension}`];
}

function timeOf(group: Group, members: readonly Member[]): string {
  const registered = members.flatMap(({ registrationTime }) => registrationTime || []);
  const signed = group.legalAuthenticator?.time?.value ?? [];
  const began = members.flatMap(({ time }) => time?.start?.value ?? []);
  const [latest = ''] = [registered, [signed].flat(), began].flatMap((times) =>
    times.map(firstSecond).sort().slice(-1),
  );
  return latest;
}
