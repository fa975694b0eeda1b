import { readFileSync } from 'node:fs';
import { Agent, fetch } from 'undici';

/** No document of keys, tokens or descriptions is larger. */
const maxBytes = 262_144;

interface Asked {
  readonly method: string;
  readonly headers: Headers | Record<string, string>;
  readonly redirect: 'manual' | 'follow' | 'error';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Calls to issuers of tokens, over TLS to whom `ca` (a PEM file) vouches for. */
export function reachTrusting(ca: string) {
  const dispatcher = new Agent({ connect: { ca: readFileSync(ca) }, maxResponseSize: maxBytes });
  return {
    async fetch(url: string, { headers, body, ...asked }: Asked): Promise<Response> {
      const given = headers instanceof Headers ? [...headers] : Object.entries(headers);
      const sent = body === undefined || body === null ? {} : { body: body as string | URLSearchParams };
      const init = { ...asked, ...sent, headers: given as [string, string][], dispatcher };
      return (await fetch(url, init)) as unknown as Response;
    },
    close: () => dispatcher.close(),
  };
}
