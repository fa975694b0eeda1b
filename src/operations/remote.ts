import { type AdminClient, type NamedTools, remoteTools, toolHandlers } from '../store/index.ts';
import type { CallTools } from './call-tools.ts';
import type { Operations } from './create-operations.ts';
import type { MessageTools } from './message-tools.ts';
import type { SourceTools } from './source-tools.ts';

export type MessageToolHandlers = NamedTools<'messages', MessageTools>;
export type OperationsHandlers = NamedTools<'calls', CallTools> & NamedTools<'sources', SourceTools>;

/** What the running process does for engineers at the command line, over the admin socket. */
export function messageToolHandlers(tools: MessageTools): MessageToolHandlers {
  return toolHandlers('messages', tools);
}

export function operationsHandlers({ calls, sources }: Pick<Operations, 'calls' | 'sources'>): OperationsHandlers {
  return { ...toolHandlers('calls', calls), ...toolHandlers('sources', sources) };
}

/** The tools of another process. */
export function remoteMessageTools(client: Pick<AdminClient<MessageToolHandlers>, 'ask'>): MessageTools {
  return remoteTools<MessageTools>('messages', client as never);
}

export function remoteOperations(
  client: Pick<AdminClient<OperationsHandlers>, 'ask'>,
): Pick<Operations, 'calls' | 'sources'> {
  return {
    calls: remoteTools<CallTools>('calls', client as never),
    sources: remoteTools<SourceTools>('sources', client as never),
  };
}
