import { toSwedishTime } from '../audit/index.ts';
import type { DeliveryLine, DestinationStatus } from '../deliveries/desk.ts';
import type { MessageJob, Preview, ShownMessage, Stuck } from '../operations/index.ts';
import { table } from './audit-text.ts';

/** `2 h 13 min`: how long ago, in the two largest units. */
export function ago(since: string, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(since)) / 1_000));
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}

const swedish = (iso: string | undefined): string => (iso === undefined ? '–' : toSwedishTime(new Date(iso)));

export function destinationTable(destinations: readonly DestinationStatus[], now: Date): string {
  const header = ['Destination', 'Waiting', 'Sending', 'Dead', 'Oldest', 'Breaker', 'Last delivered'];
  const rows = destinations.map((each) => [
    each.destination,
    String(each.waiting),
    String(each.sending),
    String(each.dead),
    each.oldestAt ? ago(each.oldestAt, now) : '–',
    each.paused ? 'paused' : (each.breaker ?? '–'),
    swedish(each.lastDeliveredAt),
  ]);
  return table([header, ...rows]);
}

/** What is stuck, since when, why, and for whom; and what to say to make it go again. */
export function stuckText(
  { destination, kind, why, since, messages }: Stuck,
  oldest: DeliveryLine | undefined,
): string {
  const many = `${messages} ${messages === 1 ? 'message' : 'messages'} ${kind === 'dead' ? 'dead' : 'waiting'}`;
  const began = since ?? oldest?.finishedAt;
  const first = `${destination}: ${many}${began ? ` since ${swedish(began)}` : ''}\n`;
  const whom = oldest && factsText(oldest.facts);
  return [
    first,
    `  why: ${why}\n`,
    ...(oldest?.failure ? [`  the oldest: ${failureText(oldest.failure)}\n`] : []),
    ...(whom ? [`  for: ${whom}\n`] : []),
    `  then: ${remedies[kind].replaceAll('DESTINATION', destination)}\n`,
  ].join('');
}

const remedies: Readonly<Record<Stuck['kind'], string>> = {
  paused: 'npm run bus -- resume DESTINATION',
  breaker: 'mend the receiver; it is tried again by itself',
  failing: 'mend the receiver; it is tried again by itself',
  slow: 'npm run bus -- processes; start one with npm run work',
  dead: 'npm run bus -- dead --destination DESTINATION, then show, replay or discard',
};

export function messageTable(messages: readonly DeliveryLine[]): string {
  const header = ['Id', 'Destination', 'Kind', 'State', 'Group', 'Accepted', 'Tries', 'Next try', 'Why', 'Facts'];
  const rows = messages.map((each) => [
    each.id,
    each.destination,
    each.kind,
    each.overtaken ? `${each.state}, overtaken` : each.state,
    each.group,
    swedish(each.acceptedAt),
    String(each.attempts),
    swedish(each.nextAttemptAt),
    each.failure ? `${each.failure.class} ${each.failure.reason}` : '–',
    factsText(each.facts),
  ]);
  return table([header, ...rows]);
}

export function messagePage({ message, content }: ShownMessage): string {
  const facts: readonly (readonly [string, string])[] = [
    ['id', message.id],
    ['destination', message.destination],
    ['kind', message.kind],
    ['state', message.overtaken ? `${message.state}, overtaken by a later one of its group` : message.state],
    ['group', message.group],
    ['sequence', String(message.sequence)],
    ['correlation id', message.correlationId],
    ['accepted', swedish(message.acceptedAt)],
    ['attempts', String(message.attempts)],
    ['next attempt', swedish(message.nextAttemptAt)],
    ['finished', swedish(message.finishedAt)],
    ['why', message.failure ? `${failureText(message.failure)} (${swedish(message.failure.at)})` : '–'],
    ['bytes', String(message.bytes)],
    ...Object.entries(message.facts).map(([name, value]) => [name, String(value)] as const),
  ];
  const head = table(facts.map(([name, value]) => [`${name}:`, value]));
  if (!content) return `${head}\nThe content is destroyed: it was delivered or discarded.\n`;
  const { contract, format, violations, unreadable, lines, omitted } = content;
  return [
    head,
    `\ncontent: ${[format, contract].filter(Boolean).join(', ')}, values masked\n`,
    ...(unreadable ? [`  cannot be read to its end: ${unreadable}\n`] : []),
    ...violations.map(({ path, rule }) => `  breaks its contract: ${path} ${rule}\n`),
    table(lines.map(({ path, value }) => [`  ${path}`, value])),
    ...(omitted > 0 ? [`  and ${omitted} more\n`] : []),
  ].join('');
}

export function previewText({ act, total, groups, overtaken, more }: Preview): string {
  const what = act === 'replay' ? 'would be sent again' : 'would be given up, and their content destroyed';
  const shown = groups.slice(0, 20);
  return [
    `${total} ${total === 1 ? 'message' : 'messages'} ${what}${more ? ' (looked at the first thousand)' : ''}.\n`,
    ...(shown.length > 0
      ? [
          table([
            ['Destination', 'Group', 'Messages'],
            ...shown.map((g) => [g.destination, g.group, String(g.messages)]),
          ]),
        ]
      : []),
    ...(groups.length > shown.length ? [`and ${groups.length - shown.length} more groups\n`] : []),
    ...(act === 'replay' && overtaken.length > 0
      ? [
          `OVERTAKEN: a later message of the group was delivered; these come out of order:\n  ${overtaken.join('\n  ')}\n`,
        ]
      : []),
  ].join('');
}

export function jobText(job: MessageJob): string {
  const end = job.failure ? `: ${job.failure}` : '';
  return `${job.id}  ${job.act}  ${job.state}${end}  ${job.done} of ${job.total}  ${swedish(job.startedAt)}  ${job.by}\n`;
}

function failureText({ class: failure, reason, text }: NonNullable<DeliveryLine['failure']>): string {
  return `${failure}, ${reason}: ${text}`;
}

function factsText(facts: DeliveryLine['facts']): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
