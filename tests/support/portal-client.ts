import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import type { RunningBridge } from './running-bridge.ts';

/** Where a person meets a bridge. */
export interface Doors extends Pick<RunningBridge, 'pki' | 'call'> {
  readonly bridge: { readonly ports: { readonly portal?: number } | undefined };
}

/** What the portal answered. */
export interface PortalAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what tests are about.
  readonly body: any;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
}

/** A person at a browser: keeps the cookie and calls `/api` on the portal's port. */
export interface PortalClient {
  call(method: string, path: string, options?: CallOptions): Promise<PortalAnswer>;
  get(path: string, options?: CallOptions): Promise<PortalAnswer>;
  post(path: string, body?: unknown, options?: CallOptions): Promise<PortalAnswer>;
  delete(path: string): Promise<PortalAnswer>;
  cookie: string | undefined;
}

export const assignments = {
  care: 'SE2321000230-DEMOMEDVOB',
  quality: 'SE2321000230-DEMOMEDKVAL',
  office: 'SE2321000230-DEMOMEDADM',
  logs: 'SE2321000230-DEMOLOGG',
  operations: 'SE2321000230-DEMODRIFT',
  management: 'SE2321000230-DEMOLEDNING',
  /** Of demo-overlakare, at the medicine clinic of Västerbotten. */
  neighbour: 'SE2321000222-DEMOMEDVOB',
} as const;

/** A person who has not signed in. */
export function portalClient(running: Doors, port = running.bridge.ports?.portal): PortalClient {
  const dispatcher = new Agent({ connect: { ca: readFileSync(running.pki.file('ca.crt')) } });
  const client: PortalClient = {
    cookie: undefined,
    async call(method, path, { body, headers = {}, text } = {}) {
      const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
      const answer = await request(`https://localhost:${port}/api${path}`, {
        method: method as 'POST',
        dispatcher,
        headers: {
          ...(client.cookie ? { cookie: client.cookie } : {}),
          ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      const received = await answer.body.text();
      for (const set of [answer.headers['set-cookie'] ?? []].flat()) client.cookie = kept(client.cookie, set);
      const isJson = /^application\/(problem\+)?json/.test(String(answer.headers['content-type']));
      return { status: answer.statusCode, headers: answer.headers, body: isJson ? JSON.parse(received) : received };
    },
    get: (path, options) => client.call('GET', path, options),
    post: (path, body, options) => client.call('POST', path, { ...options, body }),
    delete: (path) => client.call('DELETE', path),
  };
  return client;
}

/** The cookies that a browser has after this one was set. */
function kept(cookies: string | undefined, set: string): string | undefined {
  const [pair = '', ...attributes] = set.split('; ');
  const name = `${pair.split('=')[0]}=`;
  const others = cookies?.split('; ').filter((one) => !one.startsWith(name)) ?? [];
  return (attributes.includes('Max-Age=0') ? others : [...others, pair]).join('; ') || undefined;
}

/** The one-time code that a person certificate of the test PKI is given, e.g. that of `demo-lakare`. */
export async function codeFor(running: Doors, who: string, query = ''): Promise<string> {
  const show = () => running.call(who, `/api/sign-in/siths${query}`, { method: 'GET' });
  const first = await show();
  // Over a session that was resumed the card is to be shown again.
  const { status, headers } = first.status === 307 ? await show() : first;
  const [, code] = /#sign-in=(.+)$/.exec(String(headers.location)) ?? [];
  if (status !== 303 || !code) throw new Error(`The sign-in answered ${status}.`);
  return code;
}

/** A person who has signed in, and chosen the assignment when one is named. */
export async function signedIn(running: Doors, who: string, assignment?: string): Promise<PortalClient> {
  const client = portalClient(running);
  const { status } = await client.post('/sign-in', { code: await codeFor(running, who), confirmed: true });
  if (status !== 204) throw new Error(`The code was answered with ${status}.`);
  if (assignment) {
    const chosen = await client.post('/session/assignment', { assignment });
    if (chosen.status !== 204) throw new Error(`The assignment was answered with ${chosen.status}.`);
  }
  return client;
}
