import type { CodedValue } from '../../contracts/coded-value.ts';
import type { Header } from './header.ts';
import type { Detail } from './item.ts';
import { coded, line, period, text, time, wordsOf } from './said.ts';

/** What GetObservations 1 and GetActivities 1 share: members in groups of one performer, and times that may be partial. */
interface Named {
  readonly name?: string | undefined;
}

interface PartialTime {
  readonly value?: string | undefined;
}

interface Group {
  readonly performerRole?: {
    readonly code?: CodedValue | undefined;
    readonly person?: Named | undefined;
    readonly careUnit?: (Named & { readonly careGiver?: Named | undefined }) | undefined;
  };
  readonly legalAuthenticator?: (Named & { readonly time?: PartialTime | undefined }) | undefined;
  readonly additionalParticipant?: readonly Participant[] | undefined;
}

interface Participant {
  readonly type?: CodedValue | undefined;
  readonly role?: CodedValue | undefined;
  readonly time?: { readonly start?: string; readonly end?: string } | undefined;
  readonly person?: Named | undefined;
  readonly organisation?: Named | undefined;
  readonly device?: Device | undefined;
  readonly location?: Location | undefined;
}

interface Device {
  readonly type?: CodedValue | undefined;
  readonly model?: { readonly code?: CodedValue | undefined; readonly value?: string | undefined } | undefined;
}

interface Location extends Named {
  readonly address?: readonly { readonly part?: readonly { readonly value?: string | undefined }[] }[] | undefined;
  readonly electronicAddress?: readonly { readonly value?: string | undefined }[] | undefined;
}

export function groupHeader({ performerRole, legalAuthenticator, additionalParticipant = [] }: Group): Header {
  const { code, person, careUnit } = performerRole ?? {};
  return {
    author: { name: text(person?.name), role: wordsOf(code), unit: text(careUnit?.name) },
    signed: legalAuthenticator !== undefined,
    origin: [
      ...line('author', person?.name),
      ...coded('role', code),
      ...line('unit', careUnit?.name, { tellsPlace: true }),
      ...line('signedBy', legalAuthenticator?.name),
      ...time('signed', legalAuthenticator?.time?.value),
      ...additionalParticipant.flatMap(participantLines),
    ],
  };
}

function participantLines({
  type,
  role,
  time,
  person,
  organisation,
  device,
  location,
}: Participant): readonly Detail[] {
  const about = [wordsOf(type), wordsOf(role)].filter(Boolean).join(', ');
  return [
    ...line('participant', person?.name ?? organisation?.name, { about }),
    ...period('participated', time, { about }),
    ...deviceLines(device),
    ...locationLines(location),
  ];
}

export function deviceLines(device: Device | undefined): readonly Detail[] {
  const model = text(device?.model?.value) ?? wordsOf(device?.model?.code);
  return line('equipment', [wordsOf(device?.type), model].filter(Boolean).join(', '));
}

export function locationLines(location: Location | undefined): readonly Detail[] {
  const addresses = (location?.address ?? []).map(({ part = [] }) => part.map(({ value }) => text(value)).join(' '));
  return [
    ...line('place', location?.name, { tellsPlace: true }),
    ...addresses.flatMap((address) => line('address', address, { tellsPlace: true })),
    ...(location?.electronicAddress ?? []).flatMap(({ value }) => line('telephone', value, { tellsPlace: true })),
  ];
}

interface Span {
  readonly start?: PartialTime | undefined;
  readonly end?: PartialTime | undefined;
}

export function whenLines(span: Span | undefined): readonly Detail[] {
  return period('when', { start: span?.start?.value, end: span?.end?.value });
}

export function beganOf(span: Span | undefined): string | undefined {
  return text(span?.start?.value) ?? text(span?.end?.value);
}

interface Relation {
  readonly code?: CodedValue | undefined;
  readonly referredInformation?: { readonly type?: string | undefined; readonly time?: PartialTime | undefined };
}

export function relationLines(relations: readonly Relation[] = []): readonly Detail[] {
  return relations.flatMap(({ code, referredInformation: to }) =>
    line('relation', [text(to?.type), text(to?.time?.value)].filter(Boolean).join(' '), { about: wordsOf(code) }),
  );
}
