import type { AdminClient, AdminHandlers } from './admin-socket.ts';

/** Functions of one argument and one answer of plain data, so that another process may ask for what they do. */
type Tools = AdminHandlers;

/** The tools as the process that has them offers them: each under its name after the prefix. */
export type NamedTools<Prefix extends string, T extends Tools> = {
  [Name in keyof T & string as `${Prefix}:${Name}`]: T[Name];
};

export function toolHandlers<Prefix extends string, T extends Tools>(prefix: Prefix, tools: T): NamedTools<Prefix, T> {
  const named = Object.entries(tools).map(([name, tool]) => [`${prefix}:${name}`, tool]);
  return Object.fromEntries(named) as NamedTools<Prefix, T>;
}

/** The tools of another process. */
export function remoteTools<T extends Tools>(prefix: string, client: Pick<AdminClient<AdminHandlers>, 'ask'>): T {
  // Any tool is one question with one answer; the names are those of the other end.
  return new Proxy({} as T, {
    get: (_, name) => (argument: unknown) => client.ask(`${prefix}:${String(name)}`, argument),
  });
}
