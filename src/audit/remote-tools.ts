import { type AdminClient, type NamedTools, remoteTools, toolHandlers } from '../store/index.ts';
import type { LogTools } from './tools.ts';

export type LogToolHandlers = NamedTools<'log', LogTools>;

/** What the process that has the log does for officers at the command line, over the admin socket. */
export function logToolHandlers(tools: LogTools): LogToolHandlers {
  return toolHandlers('log', tools);
}

/** The tools of another process. */
export function remoteLogTools(client: Pick<AdminClient<LogToolHandlers>, 'ask'>): LogTools {
  return remoteTools<LogTools>('log', client as never);
}
