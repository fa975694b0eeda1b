import type { AdminClient } from '../store/index.ts';
import type { LogTools } from './tools.ts';

type Named = { [Name in keyof LogTools & string as `log:${Name}`]: LogTools[Name] };

/** What the process that has the log does for officers at the command line, over the admin socket. */
export function logToolHandlers(tools: LogTools): Named {
  return Object.fromEntries(Object.entries(tools).map(([name, tool]) => [`log:${name}`, tool])) as Named;
}

export type LogToolHandlers = Named;

/** The tools of another process. */
export function remoteLogTools(client: AdminClient<LogToolHandlers>): LogTools {
  const ask = client.ask as (name: string, argument: unknown) => Promise<unknown>;
  // Any tool is one question with one answer; the names are those of the other end.
  return new Proxy({} as LogTools, { get: (_, name) => (argument: unknown) => ask(`log:${String(name)}`, argument) });
}
