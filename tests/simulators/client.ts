import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { TestPki } from '../support/certs.ts';

/** A caller that knows nothing of the project's own readers and writers: Node's HTTPS with a client certificate. */
export interface Client {
  readonly agent: Agent;
  get(url: string, headers?: Record<string, string>): Promise<Answer>;
  post(url: string, body: string, headers?: Record<string, string>): Promise<Answer>;
  /** The answer's head, its body still to be read. */
  open(url: string, body: string, headers?: Record<string, string>): Promise<IncomingMessage>;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export function createClient(pki: TestPki, certificate: string | undefined): Client {
  const agent = new Agent({
    keepAlive: true,
    ca: readFileSync(pki.file('ca.crt')),
    ...(certificate && {
      cert: readFileSync(pki.file(`${certificate}.crt`)),
      key: readFileSync(pki.file(`${certificate}.key`)),
    }),
  });
  const send = async (method: string, url: string, body: string, headers: Record<string, string> = {}) => {
    const outgoing = request(url, { method, agent, headers });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    return answer;
  };
  const whole = async (answer: IncomingMessage): Promise<Answer> => ({
    status: answer.statusCode ?? 0,
    contentType: answer.headers['content-type'] ?? '',
    body: await text(answer),
  });
  return {
    agent,
    get: async (url, headers) => whole(await send('GET', url, '', headers)),
    post: async (url, body, headers) => whole(await send('POST', url, body, headers)),
    open: (url, body, headers) => send('POST', url, body, headers),
  };
}
