import { spawnSync } from 'node:child_process';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import { registerNewsFeeds } from '../../../src/faces/news/face.ts';
import type { NewsItem } from '../../../src/news/index.ts';
import { at, itemOf, work } from '../../news/items.ts';
import { hasXmllint } from '../../support/xmllint.ts';

const source = 'SE2321000222-DEMONCS';
const items: readonly NewsItem[] = [
  itemOf({
    ...work,
    sv: { title: 'Byte <av> & "server"', text: 'Ett.\n\nSe [guiden](https://exempel.se/?a=1&b=2).', effect: 'Dröjer.' },
    en: { title: 'Change of server', text: 'Soon.', effect: 'Slow.' },
  }),
  itemOf({ ...work, kind: 'news', from: at('05:00') }),
];

let face: FastifyInstance | undefined;
afterEach(() => face?.close());

async function get(path: string, headers: Record<string, string> = {}, isPublic = true, told = items) {
  const config = {
    bridge: { name: 'Norrbryggan (test)', hsaId: 'SE2321000230-DEMOBRO' },
    sources: [{ hsaId: source, name: 'Västerbotten' }],
    news: { public: isPublic },
  } as unknown as Config;
  face = Fastify();
  await face.register(rateLimit, { global: false });
  registerNewsFeeds(face, { config, news: { toEveryone: async () => told }, home: () => 'https://portal.example' });
  return face.inject({ path, headers });
}

/** What a parser of XML finds, one line each. */
function xpath(xml: string, path: string): readonly string[] {
  const plain = path.replaceAll(/(^|\/)(\w+)\b(?!\()/g, (_all, slash, name) => `${slash}*[local-name()='${name}']`);
  const { stdout, status, stderr } = spawnSync('xmllint', ['--nonet', '--xpath', plain, '-'], { input: xml });
  if (status !== 0) throw new Error(String(stderr));
  return String(stdout).trim().split('\n');
}

describe('news as feeds', () => {
  it.skipIf(!hasXmllint())('is Atom, with what the standard demands of it', async () => {
    const { body, headers, statusCode } = await get('/news.atom');
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect(xpath(body, '/feed/id/text()')).toEqual(['urn:norrbryggan:news:SE2321000230-DEMOBRO']);
    expect(xpath(body, '/feed/updated/text()')).toEqual([at('05:00')]);
    expect(xpath(body, '/feed/entry/id/text()')).toEqual(items.map(({ id }) => `urn:uuid:${id}`));
    expect(xpath(body, '/feed/entry/updated/text()')).toEqual([at('00:00'), at('05:00')]);
    for (const needed of ['title', 'author/name', 'content', 'link'])
      expect(xpath(body, `/feed/entry/${needed}`).join()).not.toBe('');
    expect(xpath(body, '/feed/entry/title/text()')[0]).toBe('Byte &lt;av&gt; &amp; "server"');
    expect(xpath(body, '/feed/entry/content/div/p/a/@href')).toEqual(['href="https://exempel.se/?a=1&amp;b=2"']);
    expect(body).toContain('Gäller: Västerbotten');
  });

  it('is JSON Feed', async () => {
    const { headers, body } = await get('/news.json');
    expect(headers['content-type']).toBe('application/feed+json; charset=utf-8');
    expect(JSON.parse(body)).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://portal.example/news.json',
      items: [
        {
          id: `urn:uuid:${items[0]?.id}`,
          tags: ['maintenance', 'affects-care', expect.any(String), 'vasterbotten', expect.any(String)],
        },
        { date_published: at('05:00'), authors: [{ name: 'Region Norrbotten' }] },
      ],
    });
  });

  it('is told in the language that is asked for, and says in which each item is', async () => {
    const { headers, body } = await get('/news.json', { 'accept-language': 'en-GB,en;q=0.9' });
    const feed = JSON.parse(body);
    expect([headers['content-language'], headers.vary, feed.language]).toEqual(['en', 'Accept-Language', 'en']);
    expect(feed.items.map((item: { language: string; title: string }) => [item.language, item.title])).toEqual([
      ['en', 'Change of server'],
      ['sv', 'Underhåll'],
    ]);
  });

  it('is not sent again to who has it', async () => {
    const { etag } = (await get('/news.atom')).headers;
    for (const known of [`${etag}`, `"other", W/${etag}`])
      expect(await get('/news.atom', { 'if-none-match': known })).toMatchObject({ statusCode: 304, body: '' });
    expect(await get('/news.atom', { 'if-none-match': `${etag}` }, true, [])).toMatchObject({ statusCode: 200 });
  });

  it('is for nobody where the configuration does not open it', async () => {
    const { statusCode, body } = await get('/news.atom', {}, false);
    expect([statusCode, JSON.parse(body).code]).toEqual([404, 'NOT_FOUND']);
  });
});
