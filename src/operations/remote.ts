import { type AdminClient, type NamedTools, remoteTools, toolHandlers } from '../store/index.ts';
import type { MessageTools } from './message-tools.ts';

export type MessageToolHandlers = NamedTools<'messages', MessageTools>;

/** What the running process does for engineers at the command line, over the admin socket. */
export function messageToolHandlers(tools: MessageTools): MessageToolHandlers {
  return toolHandlers('messages', tools);
}

/** The tools of another process. */
export function remoteMessageTools(client: Pick<AdminClient<MessageToolHandlers>, 'ask'>): MessageTools {
  return remoteTools<MessageTools>('messages', client as never);
}
