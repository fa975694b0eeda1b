import { type AdminClient, type NamedTools, remoteTools, toolHandlers } from '../store/index.ts';
import type { CallTools } from './call-tools.ts';
import type { Operations } from './create-operations.ts';
import type { MessageTools } from './message-tools.ts';
import type { SourceTools } from './source-tools.ts';

/** What may be asked for over the admin socket: not what is in messages, since an account on a server is nobody. */
export type RemoteOperations = Pick<Operations, 'calls' | 'messages' | 'sources'>;

export type OperationsHandlers = NamedTools<'calls', CallTools> &
  NamedTools<'messages', MessageTools> &
  NamedTools<'sources', SourceTools>;

/** What the running process does for engineers at the command line. */
export function operationsHandlers({ calls, messages, sources }: RemoteOperations): OperationsHandlers {
  return {
    ...toolHandlers('calls', calls),
    ...toolHandlers('messages', messages),
    ...toolHandlers('sources', sources),
  };
}

/** The tools of another process. */
export function remoteOperations(client: Pick<AdminClient<OperationsHandlers>, 'ask'>): RemoteOperations {
  return {
    calls: remoteTools<CallTools>('calls', client as never),
    messages: remoteTools<MessageTools>('messages', client as never),
    sources: remoteTools<SourceTools>('sources', client as never),
  };
}
