import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';
import { asBridgeError, BridgeError } from '../../errors.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { News } from '../../news/index.ts';
import { correlationIdOf } from '../correlation.ts';
import { languageOf, sendProblem } from '../portal-api/problem.ts';
import { atomFeed } from './atom.ts';
import { entryOf, type FeedPlace } from './entry.ts';
import { jsonFeed } from './json-feed.ts';

interface NewsFeedParts {
  readonly config: Pick<Config, 'bridge' | 'sources' | 'news'>;
  readonly news: Pick<News, 'toEveryone'>;
  /** Address of the portal. */
  readonly home: () => string;
}

/** Requests a minute from one address. */
const perMinute = 60;

const feeds = [
  { path: '/news.atom', type: 'application/atom+xml; charset=utf-8', write: atomFeed },
  { path: '/news.json', type: 'application/feed+json; charset=utf-8', write: jsonFeed },
];

/**
 * What is told to everyone, as feeds for anyone, where the configuration opens them (`news.public`). The door must have
 * the rate limiter.
 */
export function registerNewsFeeds(app: FastifyInstance, { config, news, home }: NewsFeedParts): void {
  app.register(async (face) => {
    face.setErrorHandler(async (thrown, request, reply) => {
      const limited = (thrown as { readonly statusCode?: unknown }).statusCode === 429;
      const error = limited ? new BridgeError('TOO_MANY_REQUESTS') : asBridgeError(thrown);
      const { headers } = request;
      return sendProblem(reply, error, correlationIdOf(headers), languageOf(headers['accept-language']));
    });
    for (const { path, type, write } of feeds)
      face.get(path, { config: { rateLimit: { max: perMinute, timeWindow: 60_000 } } }, async (request, reply) => {
        if (!config.news.public) throw new BridgeError('NOT_FOUND', 'News is not open to anyone here (news.public).');
        const place = placeOf(request);
        const entries = (await news.toEveryone()).map((item) => entryOf(item, place));
        return answer(request, reply.type(type).header('content-language', place.language), write(entries, place));
      });
  });

  function placeOf({ headers }: FastifyRequest): FeedPlace {
    return {
      bridge: config.bridge,
      home: home(),
      language: languageOf(headers['accept-language']),
      nameOf: (source) => config.sources.find(({ hsaId }) => sameHsaId(hsaId, source))?.name ?? source,
    };
  }
}

/** Nothing of it where the reader has it already. */
function answer({ headers }: FastifyRequest, reply: FastifyReply, feed: string): FastifyReply {
  const tag = `"${createHash('sha256').update(feed).digest('base64url')}"`;
  reply.headers({ etag: tag, vary: 'Accept-Language', 'cache-control': 'public, max-age=60' });
  const known = headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return known.includes(tag) || known.includes('*') ? reply.code(304).send() : reply.send(feed);
}
