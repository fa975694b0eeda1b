import { Agent, fetch } from 'undici';
import { liveDispatcher, livePair } from '../keys/index.ts';
import type { Outgoing } from '../sources/http.ts';

/** No document of keys, tokens or descriptions is larger. */
const maxBytes = 262_144;

interface Asked {
  readonly method: string;
  readonly headers: Headers | Record<string, string>;
  readonly redirect: 'manual' | 'follow' | 'error';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Calls to issuers of tokens, over TLS to whom `outgoing.ca` vouches for; nothing is shown to them. */
export function reachTrusting(outgoing: Outgoing) {
  const pair = livePair(outgoing);
  const live = liveDispatcher(pair, () => {
    const { ca = '' } = pair.current;
    return new Agent({ connect: { ca }, maxResponseSize: maxBytes });
  });
  return {
    async fetch(url: string, { headers, body, ...asked }: Asked): Promise<Response> {
      const given = headers instanceof Headers ? [...headers] : Object.entries(headers);
      const sent = body === undefined || body === null ? {} : { body: body as string | URLSearchParams };
      const init = { ...asked, ...sent, headers: given as [string, string][], dispatcher: live.current };
      return (await fetch(url, init)) as unknown as Response;
    },
    close: () => live.close(),
  };
}
