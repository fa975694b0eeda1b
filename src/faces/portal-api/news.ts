import Type, { type Static } from 'typebox';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import { protectedName } from '../../hsa/index.ts';
import { sameHsaId } from '../../identities/index.ts';
import {
  type Announcement,
  audiences,
  type News,
  type NewsItem,
  newsKinds,
  paragraphsOf,
  regionOf,
  regions,
  sourcesOf,
  type Wording as WordingOfItem,
  type Writer,
} from '../../news/index.ts';
import { HsaId, Instant, strict } from './register-parts.ts';
import { officerOf } from './registering.ts';
import { type Access, type ApiCall, type ApiRoute, bodyOf, noBody, route } from './route.ts';
import type {
  NewsPreview,
  ShownNews,
  ShownNewsList,
  ShownWording,
  WrittenNews,
  WrittenNewsList,
} from './shapes/news.ts';

interface NewsRouteParts {
  readonly config: Pick<Config, 'bridge' | 'sources'>;
  readonly news: News;
}

const Wording = Type.Object(
  {
    title: Type.String({ maxLength: 120 }),
    text: Type.String({ maxLength: 4_000 }),
    effect: Type.Optional(Type.String({ maxLength: 300 })),
  },
  strict,
);
const Draft = Type.Object(
  {
    kind: Type.Enum([...newsKinds]),
    sv: Wording,
    en: Type.Optional(Wording),
    regions: Type.Array(Type.Enum([...regions]), { maxItems: regions.length, uniqueItems: true }),
    audience: Type.Enum([...audiences]),
    affectsCare: Type.Boolean(),
    sources: Type.Optional(Type.Array(HsaId, { maxItems: 50 })),
    from: Instant,
    begins: Type.Optional(Instant),
    to: Instant,
  },
  strict,
);
type Draft = Static<typeof Draft>;
const Version = Type.Integer({ minimum: 1 });
const Id = Type.String({ pattern: '^[0-9a-f-]{36}$' });

const writers: Access = ['editor', 'integration-engineer'];

/** What is told to whom under the assignment chosen, and how it is written. Never about a patient. */
export function newsRoutes({ config, news }: NewsRouteParts): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/news',
      access: 'assigned',
      summary: 'News, operating information and planned maintenance for the reader, now',
      body: noBody,
      ofAnyPatient: true,
      async handle({ session, assignment }): Promise<ShownNewsList> {
        const reader = { roles: session.roles, region: regionOf(assignment) };
        const [items, putAway] = await Promise.all([news.visibleTo(reader), news.putAwayBy(session.caller.hsaId)]);
        return { items: items.map((item) => ({ ...shown(item), putAway: putAway.get(item.id) === item.version })) };
      },
    }),
    route({
      method: 'POST',
      path: '/news/:id/put-away',
      access: 'assigned',
      summary: 'No banner of this version any more, for the person who is signed in',
      body: bodyOf(Type.Object({ version: Version }, strict)),
      ofAnyPatient: true,
      handle: ({ session, params, body }) => news.putAway(session.caller.hsaId, params.id ?? '', body.version),
    }),
    route({
      method: 'GET',
      path: '/news/written',
      access: writers,
      summary: 'What the author may change, of the last year and ahead',
      body: noBody,
      ofAnyPatient: true,
      async handle(call): Promise<WrittenNewsList> {
        return { items: (await news.writtenBy(writerOf(call))).map(written) };
      },
    }),
    route({
      method: 'GET',
      path: '/news/written/:id',
      access: writers,
      summary: 'All versions of one of them, latest first',
      body: noBody,
      ofAnyPatient: true,
      async handle(call): Promise<WrittenNewsList> {
        return { items: (await news.versions(writerOf(call), call.params.id ?? '')).map(written) };
      },
    }),
    route({
      method: 'POST',
      path: '/news/preview',
      access: writers,
      summary: 'How it would be shown, and what keeps it from being; `id`: of which it would take the place',
      body: bodyOf(Type.Object({ draft: Draft, id: Type.Optional(Id) }, strict)),
      ofAnyPatient: true,
      async handle(call): Promise<NewsPreview> {
        const { draft, id } = call.body;
        const writer = writerOf(call);
        const announcement = announcementOf(draft);
        return { item: shown(imagined(writer, announcement)), faults: await news.faults(writer, announcement, id) };
      },
    }),
    route({
      method: 'POST',
      path: '/news',
      access: writers,
      summary: 'Tell something: news an editor, operating information and planned maintenance an engineer',
      body: bodyOf(Type.Object({ draft: Draft }, strict)),
      ofAnyPatient: true,
      async handle(call): Promise<WrittenNews> {
        return written(await news.write(writerOf(call), announcementOf(call.body.draft)));
      },
    }),
    route({
      method: 'POST',
      path: '/news/:id/change',
      access: writers,
      summary: 'Another version of it; banners come back',
      body: bodyOf(Type.Object({ version: Version, draft: Draft }, strict)),
      ofAnyPatient: true,
      async handle(call): Promise<WrittenNews> {
        const { version, draft } = call.body;
        return written(await news.change(writerOf(call), call.params.id ?? '', version, announcementOf(draft)));
      },
    }),
    route({
      method: 'POST',
      path: '/news/:id/withdraw',
      access: writers,
      summary: 'Show it to nobody any more',
      body: bodyOf(Type.Object({ version: Version, reason: Type.String({ minLength: 1, maxLength: 300 }) }, strict)),
      ofAnyPatient: true,
      handle: (call) => news.withdraw(writerOf(call), call.params.id ?? '', call.body.version, call.body.reason),
    }),
  ];

  function writerOf(call: ApiCall<unknown>): Writer {
    const { session, assignment } = call;
    const { hsaId, name } = assignment.careProvider;
    return {
      officer: officerOf(call, config.bridge.hsaId),
      author: {
        hsaId: session.caller.hsaId,
        name: session.person?.protected ? protectedName : (session.person?.name ?? session.caller.name),
        careProvider: { hsaId, name },
      },
      roles: session.roles,
    };
  }

  function shown({ id, version, announcement, author, firstWrittenAt, writtenAt }: NewsItem): ShownNews {
    const { kind, sv, en, audience, affectsCare, from, to } = announcement;
    return {
      id,
      version,
      kind,
      sv: shownWording(sv),
      en: en && shownWording(en),
      regions: announcement.regions,
      audience,
      affectsCare,
      sources: sourcesOf(announcement).map((hsaId) => ({ hsaId, name: nameOf(hsaId) })),
      from,
      to,
      begins: announcement.kind === 'maintenance' ? announcement.begins : undefined,
      author: { name: author.name, careProvider: author.careProvider.name },
      firstWrittenAt,
      writtenAt,
      putAway: false,
    };
  }

  /** By its HSA-id where it is no longer in the configuration. */
  function nameOf(source: string): string {
    return config.sources.find(({ hsaId }) => sameHsaId(hsaId, source))?.name ?? source;
  }

  function written(item: NewsItem): WrittenNews {
    return { ...shown(item), draft: item.announcement, withdrawn: item.withdrawn };
  }
}

function shownWording({ title, text, effect }: WordingOfItem): ShownWording {
  return { title, paragraphs: paragraphsOf(text), effect: effect || undefined };
}

/** Throws MESSAGE_INVALID. */
function announcementOf({ kind, sources = [], begins, ...said }: Draft): Announcement {
  if (kind === 'news') return { ...said, kind };
  if (kind === 'operations') return { ...said, kind, sources };
  if (begins === undefined) throw new BridgeError('MESSAGE_INVALID', 'At /draft/begins: required.');
  return { ...said, kind, sources, begins };
}

function imagined({ author }: Writer, announcement: Announcement): NewsItem {
  const now = new Date().toISOString();
  const careProvider = author.careProvider.hsaId;
  return {
    id: 'preview',
    version: 1,
    announcement,
    careProvider,
    author,
    firstWrittenAt: now,
    writtenAt: now,
    withdrawn: undefined,
  };
}
