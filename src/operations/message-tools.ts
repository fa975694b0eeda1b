import { type AuditEntry, type Officer, officerAct, officerId } from '../audit/index.ts';
import type { Config } from '../config.ts';
import type { DeliveryDesk, DeliveryFilter, DeliveryLine, DestinationStatus } from '../deliveries/desk.ts';
import { BridgeError } from '../errors.ts';
import { readProcesses } from '../processes/index.ts';
import type { Store } from '../store/index.ts';
import { breakerOf } from './breaker-of.ts';
import { type Jobs, type MessageAct, type MessageJob, statesOf } from './jobs.ts';
import { type MaskedView, maskedView } from './masked/index.ts';

/** Who repairs: an integration engineer, or somebody on the server itself. */
export type Engineer = Officer;

interface MessageToolsParts {
  readonly config: Pick<Config, 'bridge'>;
  readonly store: Pick<Store, 'db'>;
  readonly desk: DeliveryDesk;
  readonly jobs: Jobs;
  /** Of the access log. */
  readonly append: (entry: AuditEntry) => Promise<void>;
}

/** What replaying or discarding would do, before it is done. */
export interface Preview {
  readonly act: MessageAct;
  readonly total: number;
  /** Of the first thousand: which messages go together, most first. */
  readonly groups: readonly { readonly destination: string; readonly group: string; readonly messages: number }[];
  /** Of the first thousand: those that a later one of their group has overtaken. Replayed, they come out of order. */
  readonly overtaken: readonly string[];
  /** Whether there are more than were looked at. */
  readonly more: boolean;
}

export interface ShownMessage {
  readonly message: DeliveryLine;
  /** Undefined once the content is destroyed: it was delivered or discarded. */
  readonly content: MaskedView | undefined;
}

interface MessageSearch {
  readonly filter: DeliveryFilter;
  readonly limit: number;
  readonly after?: number | undefined;
}

export interface FoundMessages {
  readonly messages: readonly DeliveryLine[];
  /** How many there are in all, before this page and after it. */
  readonly total: number;
  /** Whether there may be more than that: so many are not counted for every look. */
  readonly isMore: boolean;
}

const mostCounted = 10_000;
const previewed = 1_000;

/**
 * What engineers do with durable messages: see what is stuck, and make it go again. What they do is on the access log
 * before it is done. One argument and one answer of plain data each, so that the command line may ask over the admin
 * socket what the portal asks in the same process.
 */
export function createMessageTools({ config, store, desk, jobs, append }: MessageToolsParts) {
  const installation: AuditEntry['installation'] = { name: config.bridge.name, kind: config.bridge.kind };

  /** Before it is done, and on the log whether it succeeds or not. */
  const act = (engineer: Engineer, action: string, details: Readonly<Record<string, unknown>>) =>
    append(officerAct(installation, engineer, { action, details, activity: undefined }));

  function begin(
    engineer: Engineer,
    kind: MessageAct,
    filter: DeliveryFilter,
    reason: string | undefined,
  ): Promise<MessageJob> {
    demandChoice(filter);
    return jobs.start({ act: kind, by: nameOf(engineer), reason, filter }, (messages, job) =>
      act(engineer, `message:${kind}`, { job, messages: messages.map(({ id }) => id), filter, reason }),
    );
  }

  async function demandDestination(destination: string): Promise<void> {
    const known = (await desk.status()).some((status) => status.destination === destination);
    if (!known) throw new BridgeError('NOT_FOUND', 'There is no such destination.');
  }

  return {
    async destinations(_: Record<string, never>): Promise<readonly DestinationStatus[]> {
      const [found, processes] = await Promise.all([desk.status(), readProcesses(store)]);
      const heard = processes.filter(({ silent }) => !silent);
      // Whoever is asked need not be the one that sends.
      return found.map((each) => ({ ...each, breaker: breakerOf(each.destination, heard).breaker ?? each.breaker }));
    },
    /** Oldest first; `after`: the sequence of the last one seen. */
    async messages({ filter, limit, after }: MessageSearch): Promise<FoundMessages> {
      const [messages, total] = await Promise.all([desk.list(filter, limit, after), desk.count(filter, mostCounted)]);
      return { messages, total, isMore: total === mostCounted };
    },
    /** One message, masked. Throws NOT_FOUND. */
    async message({ id }: { id: string }): Promise<ShownMessage> {
      const [message] = await desk.list({ ids: [id] }, 1);
      if (!message) throw new BridgeError('NOT_FOUND', 'There is no such message.');
      const content = await desk.content(id);
      return { message, content: content && maskedView(content) };
    },
    async preview({ act: kind, filter }: { act: MessageAct; filter: DeliveryFilter }): Promise<Preview> {
      const found: DeliveryLine[] = [];
      let total = 0;
      for (const state of statesOf(kind, filter)) {
        const matching = { ...filter, state };
        total += await desk.count(matching);
        if (found.length < previewed) found.push(...(await desk.list(matching, previewed - found.length)));
      }
      return { act: kind, total, ...summaryOf(found), more: total > found.length };
    },
    /** Dead ones wait again. Throws PARAMETER_INVALID where nothing is chosen. */
    async replay({ engineer, filter, reason }: Choice): Promise<MessageJob> {
      return begin(engineer, 'replay', filter, reason);
    },
    /** Dead or waiting ones are given up, for a reason. Throws PARAMETER_INVALID where there is none. */
    async discard({ engineer, filter, reason }: Choice): Promise<MessageJob> {
      return begin(engineer, 'discard', filter, demandReason(reason));
    },
    job: ({ id }: { id: string }) => jobs.find(id),
    jobs: (_: Record<string, never>) => jobs.list(),
    /** Nothing more is sent there until it is resumed. Throws NOT_FOUND, PARAMETER_INVALID. */
    async pause({ engineer, destination, reason }: Order): Promise<void> {
      const why = demandReason(reason);
      await demandDestination(destination);
      await act(engineer, 'queue:pause', { destination, reason: why });
      await desk.pause(destination, nameOf(engineer), why);
    },
    async resume({ engineer, destination, reason }: Order): Promise<void> {
      await demandDestination(destination);
      await act(engineer, 'queue:resume', { destination, reason });
      await desk.resume(destination);
    },
  };
}

export type MessageTools = ReturnType<typeof createMessageTools>;

interface Choice {
  readonly engineer: Engineer;
  readonly filter: DeliveryFilter;
  readonly reason?: string | undefined;
}

interface Order {
  readonly engineer: Engineer;
  readonly destination: string;
  readonly reason?: string | undefined;
}

/** HSA-id of the human being; at the command line the account’s name, where nothing else is known. */
function nameOf(engineer: Engineer): string {
  return officerId(engineer) ?? engineer.account ?? 'unknown';
}

function demandReason(reason: string | undefined): string {
  if (reason?.trim()) return reason.trim();
  throw new BridgeError('PARAMETER_INVALID', 'A reason is needed.');
}

/** Everything at once is never meant by leaving out what is meant. */
function demandChoice(filter: DeliveryFilter): void {
  const { state: _, ...chosen } = filter;
  if (Object.values(chosen).every((value) => value === undefined))
    throw new BridgeError('PARAMETER_INVALID', 'Say which messages: ids, destination, kind, reason, time.');
}

function summaryOf(messages: readonly DeliveryLine[]): Pick<Preview, 'groups' | 'overtaken'> {
  const groups = [...Map.groupBy(messages, ({ destination, group }) => `${destination} ${group}`).values()]
    .flatMap((together) => {
      const [first] = together;
      return first ? [{ destination: first.destination, group: first.group, messages: together.length }] : [];
    })
    .toSorted((a, b) => b.messages - a.messages);
  return { groups, overtaken: messages.filter(({ overtaken }) => overtaken).map(({ id }) => id) };
}
