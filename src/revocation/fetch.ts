import { Agent, request } from 'undici';

/** By what an origin recognises what it gave before (RFC 9110 section 8.8). */
export interface Marks {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Fetched = Marks & { readonly content: Buffer };

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly patienceMs: number;
  readonly maxBytes: number;
  readonly stop?: AbortSignal;
}

/** Nothing is kept open towards those who are asked a few times an hour. */
const once = () => new Agent({ pipelining: 0, connectTimeout: 5_000 });

/** Lists of national CAs are a few megabytes. */
const list = { patienceMs: 30_000, maxBytes: 33_554_432 } as const;

/** A list; undefined = it is the one that has these marks. Throws what went wrong, in words, also when stopped. */
export async function fetchList(
  url: string,
  { etag, lastModified }: Marks,
  stop: AbortSignal,
): Promise<Fetched | undefined> {
  const headers = {
    ...(etag && { 'if-none-match': etag }),
    ...(lastModified && { 'if-modified-since': lastModified }),
  };
  const answer = await fetched(url, { method: 'GET', headers, ...list, stop });
  if (answer.status === 304) return undefined;
  if (answer.status !== 200) throw new Error(`It answered with ${answer.status}.`);
  return answer;
}

/** What a responder answers. Throws what went wrong, in words. */
export async function post(url: string, body: Buffer, type: string, patienceMs: number): Promise<Buffer> {
  const headers = { 'content-type': type };
  const { status, content } = await fetched(url, { method: 'POST', headers, body, patienceMs, maxBytes: 65_536 });
  if (status !== 200) throw new Error(`It answered with ${status}.`);
  return content;
}

/** Redirects are not followed: what may be asked is configured, and nobody else says. */
async function fetched(
  url: string,
  { method, headers, body, patienceMs, maxBytes, stop }: Asked,
): Promise<Fetched & { readonly status: number }> {
  const dispatcher = once();
  try {
    const patience = AbortSignal.timeout(patienceMs);
    const signal = stop ? AbortSignal.any([patience, stop]) : patience;
    const answer = await request(url, { method, headers, body: body ?? null, signal, dispatcher });
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of answer.body as AsyncIterable<Buffer>) {
      size += part.byteLength;
      if (size > maxBytes) throw new Error(`It answers with more than ${maxBytes} bytes.`);
      parts.push(part);
    }
    const mark = (name: string) => [answer.headers[name]].flat()[0] ?? null;
    return {
      status: answer.statusCode,
      content: Buffer.concat(parts),
      etag: mark('etag'),
      lastModified: mark('last-modified'),
    };
  } finally {
    await dispatcher.destroy();
  }
}
