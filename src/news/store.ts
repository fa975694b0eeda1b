import type { Selectable } from 'kysely';
import type { Store } from '../store/index.ts';
import type { Announcement, Author, NewsItem, NewsKind } from './item.ts';
import type { NewsVersionTable } from './tables.ts';

/** Versions of items, and who has put banners away. Nothing is ever overwritten. */
export interface NewsStore {
  /** The version that holds of each item that is shown after `since`, withdrawn or not; latest written first. */
  current(since: Date): Promise<readonly NewsItem[]>;
  /** All versions of one item, latest first. */
  versions(id: string): Promise<readonly NewsItem[]>;
  /** False when there is such a version already. */
  add(item: NewsItem): Promise<boolean>;
  /** Planned work that goes on at some time between, withdrawn or not. */
  maintenance(from: Date, to: Date): Promise<readonly NewsItem[]>;
  putAway(person: string, id: string, version: number): Promise<void>;
  /** Which version of which item the person has put away. */
  putAwayBy(person: string): Promise<ReadonlyMap<string, number>>;
}

interface Content {
  readonly announcement: Announcement;
  readonly author: Author;
  readonly reason: string | undefined;
}

const keptMs = 7 * 24 * 3_600_000;

export function createNewsStore({ db }: Pick<Store, 'db'>): NewsStore {
  /** Of items that some version shows after `since`: the past grows for ever, and is not read each minute. */
  const holding = (since: Date) =>
    db
      .selectFrom(
        db
          .selectFrom('bridge.news_version')
          .selectAll()
          .distinctOn('item')
          .where('item', 'in', (eb) =>
            eb.selectFrom('bridge.news_version').select('item').where('shown_to', '>', since),
          )
          .orderBy('item')
          .orderBy('version', 'desc')
          .as('held'),
      )
      .selectAll();
  /** Whose banner nobody sees any more need not be remembered as put away. */
  const forgetPutAway = (endedBefore: Date) =>
    db
      .deleteFrom('bridge.news_put_away')
      .where('item', 'in', (eb) =>
        eb
          .selectFrom('bridge.news_version')
          .select('item')
          .groupBy('item')
          .having(({ fn }) => fn.max('shown_to'), '<', endedBefore),
      )
      .execute();
  return {
    async current(since) {
      const rows = await holding(since).where('shown_to', '>', since).orderBy('written_at', 'desc').execute();
      return rows.map(itemOf);
    },
    async versions(id) {
      const rows = await db
        .selectFrom('bridge.news_version')
        .selectAll()
        .where('item', '=', id)
        .orderBy('version', 'desc')
        .execute();
      return rows.map(itemOf);
    },
    async add({ id, version, announcement, careProvider, author, firstWrittenAt, writtenAt, withdrawn }) {
      const content: Content = { announcement, author, reason: withdrawn?.reason };
      await forgetPutAway(new Date(Date.parse(writtenAt) - keptMs));
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('bridge.news_version')
        .values({
          item: id,
          version,
          kind: announcement.kind,
          care_provider: careProvider.toUpperCase(),
          shown_from: new Date(announcement.from),
          begins: announcement.kind === 'maintenance' ? new Date(announcement.begins) : null,
          shown_to: new Date(announcement.to),
          withdrawn_at: withdrawn ? new Date(withdrawn.at) : null,
          content: JSON.stringify(content),
          first_written_at: new Date(firstWrittenAt),
          written_at: new Date(writtenAt),
        })
        .onConflict((conflict) => conflict.columns(['item', 'version']).doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async maintenance(from, to) {
      const kind: NewsKind = 'maintenance';
      const rows = await holding(from)
        .where('kind', '=', kind)
        .where('begins', '<', to)
        .where('shown_to', '>', from)
        .execute();
      return rows.map(itemOf);
    },
    async putAway(person, item, version) {
      await db
        .insertInto('bridge.news_put_away')
        .values({ item, person: person.toUpperCase(), version })
        .onConflict((conflict) => conflict.columns(['item', 'person']).doUpdateSet({ version }))
        .execute();
    },
    async putAwayBy(person) {
      const rows = await db
        .selectFrom('bridge.news_put_away')
        .select(['item', 'version'])
        .where('person', '=', person.toUpperCase())
        .execute();
      return new Map(rows.map(({ item, version }) => [item, version]));
    },
  };
}

function itemOf(row: Selectable<NewsVersionTable>): NewsItem {
  const { announcement, author, reason = '' } = row.content as Content;
  return {
    id: row.item,
    version: row.version,
    announcement,
    careProvider: row.care_provider,
    author,
    firstWrittenAt: row.first_written_at.toISOString(),
    writtenAt: row.written_at.toISOString(),
    withdrawn: row.withdrawn_at ? { at: row.withdrawn_at.toISOString(), reason } : undefined,
  };
}
