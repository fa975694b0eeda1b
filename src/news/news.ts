import { randomUUID } from 'node:crypto';
import { type AccessLog, type AuditEntry, loggedFirst, type Officer, officerAct } from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { sameHsaId } from '../identities/index.ts';
import type { Role } from '../sign-in/index.ts';
import type { Store } from '../store/index.ts';
import { faultsOf, type NewsFault } from './faults.ts';
import { type Announcement, type Author, type NewsItem, writerOf } from './item.ts';
import { createNewsStore } from './store.ts';
import { isShown, isVisibleTo, type NewsReader } from './visible.ts';

/** Who writes, under which roles; what is done is on the access log before it is. */
export interface Writer {
  readonly officer: Officer;
  readonly author: Author;
  readonly roles: readonly Role[];
}

/** News, operating information and planned maintenance. */
export interface News {
  /** What the reader is told now: what affects care first, then what was written last. */
  visibleTo(reader: NewsReader): Promise<readonly NewsItem[]>;
  /** What is shown now to everyone, wherever they are. */
  toEveryone(): Promise<readonly NewsItem[]>;
  /** What the writer may change: of her care provider and of the kinds that she writes, a year back and all that is ahead. */
  writtenBy(writer: Pick<Writer, 'author' | 'officer' | 'roles'>): Promise<readonly NewsItem[]>;
  /** All versions of an item that the writer may change, latest first. Throws NOT_FOUND. */
  versions(writer: Pick<Writer, 'author' | 'officer' | 'roles'>, id: string): Promise<readonly NewsItem[]>;
  /** What keeps it from being written, or from taking the place of what holds. Throws as writing does. */
  faults(
    writer: Pick<Writer, 'author' | 'officer' | 'roles'>,
    announcement: Announcement,
    id?: string,
  ): Promise<readonly NewsFault[]>;
  /** Throws ROLE_REQUIRED, MESSAGE_INVALID. */
  write(writer: Writer, announcement: Announcement): Promise<NewsItem>;
  /** `version`: the one that was changed. Throws also NOT_FOUND, NEWS_CHANGED. */
  change(writer: Writer, id: string, version: number, announcement: Announcement): Promise<NewsItem>;
  /** Shown to nobody any more. */
  withdraw(writer: Writer, id: string, version: number, reason: string): Promise<void>;
  /** The person needs no banner of this version any more. */
  putAway(person: string, id: string, version: number): Promise<void>;
  putAwayBy(person: string): Promise<ReadonlyMap<string, number>>;
}

interface NewsParts {
  readonly config: Pick<Config, 'bridge' | 'sources'>;
  readonly store: Pick<Store, 'db'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
  readonly now?: () => Date;
}

const keptInListMs = 366 * 24 * 3_600_000;

export function createNews({ config, store, accessLog, now = () => new Date() }: NewsParts): News {
  const versions = createNewsStore(store);
  const sources = config.sources.map(({ hsaId }) => hsaId);
  const installation: AuditEntry['installation'] = { name: config.bridge.name, kind: config.bridge.kind };

  /** The version that holds. Throws NOT_FOUND for what the writer may not change. */
  async function ownItem(writer: Pick<Writer, 'author' | 'officer' | 'roles'>, id: string): Promise<NewsItem> {
    const [item] = await versions.versions(id.toLowerCase());
    if (!item || !mayChange(writer, item)) throw new BridgeError('NOT_FOUND');
    return item;
  }

  async function add(writer: Writer, action: string, item: NewsItem): Promise<NewsItem> {
    const { id, version, announcement } = item;
    const details = { id, version, kind: announcement.kind };
    const entry = officerAct(installation, writer.officer, { action, activity: 'Skriva', details });
    return loggedFirst(
      (told) => accessLog.append(told),
      entry,
      async () => {
        if (!(await versions.add(item))) throw new BridgeError('NEWS_CHANGED');
        return item;
      },
    );
  }

  const next = ({ version, ...item }: NewsItem, seen: number): Omit<NewsItem, 'announcement'> => {
    if (version !== seen || item.withdrawn) throw new BridgeError('NEWS_CHANGED');
    return { ...item, version: version + 1, writtenAt: now().toISOString() };
  };

  function demandNoFaults(announcement: Announcement, before: NewsItem | undefined): void {
    const found = faultsOf({ announcement, before, sources, now: now() });
    if (found.length > 0) throw new BridgeError('MESSAGE_INVALID', `It may not be told as it stands: ${found.join()}.`);
  }

  return {
    async visibleTo(reader) {
      const at = now();
      const items = (await versions.current(at)).filter((item) => isVisibleTo(reader, item, at));
      return items.toSorted((one, other) => Number(affectsCare(other)) - Number(affectsCare(one)));
    },
    async toEveryone() {
      const at = now();
      return (await versions.current(at)).filter(
        (item) => isShown(item, at) && item.announcement.audience === 'everyone',
      );
    },
    async writtenBy(writer) {
      const items = await versions.current(new Date(now().getTime() - keptInListMs));
      return items.filter((item) => mayChange(writer, item));
    },
    async versions(writer, id) {
      const item = await ownItem(writer, id);
      return versions.versions(item.id);
    },
    async faults(writer, announcement, id) {
      demandRole(writer, announcement);
      const before = id === undefined ? undefined : await ownItem(writer, id);
      return faultsOf({ announcement, before, sources, now: now() });
    },
    async write(writer, announcement) {
      demandRole(writer, announcement);
      demandNoFaults(announcement, undefined);
      const { author } = writer;
      const writtenAt = now().toISOString();
      return add(writer, 'news:write', {
        id: randomUUID(),
        version: 1,
        announcement,
        careProvider: author.careProvider.hsaId,
        author,
        firstWrittenAt: writtenAt,
        writtenAt,
        withdrawn: undefined,
      });
    },
    async change(writer, id, version, announcement) {
      const before = await ownItem(writer, id);
      if (before.announcement.kind !== announcement.kind)
        throw new BridgeError('MESSAGE_INVALID', 'At /kind: an item stays of its kind.');
      const item = next(before, version);
      demandNoFaults(announcement, before);
      return add(writer, 'news:change', { ...item, announcement, author: writer.author });
    },
    async withdraw(writer, id, version, reason) {
      const before = await ownItem(writer, id);
      const item = next(before, version);
      const withdrawn = { at: item.writtenAt, reason };
      await add(writer, 'news:withdraw', { ...before, ...item, author: writer.author, withdrawn });
    },
    async putAway(person, id, version) {
      const [item] = await versions.versions(id.toLowerCase());
      if (!item || item.version < version) throw new BridgeError('NOT_FOUND');
      await versions.putAway(person, item.id, version);
    },
    putAwayBy: (person) => versions.putAwayBy(person),
  };
}

function mayChange(
  { author, officer, roles }: Pick<Writer, 'author' | 'officer' | 'roles'>,
  { announcement, careProvider }: NewsItem,
): boolean {
  const own = [author.careProvider.hsaId, ...(officer.takenOver ?? [])];
  return roles.includes(writerOf[announcement.kind]) && own.some((one) => sameHsaId(one, careProvider));
}

function demandRole({ roles }: Pick<Writer, 'roles'>, { kind }: Announcement): void {
  if (!roles.includes(writerOf[kind])) throw new BridgeError('ROLE_REQUIRED', `Who writes ${kind} has another role.`);
}

function affectsCare({ announcement }: NewsItem): boolean {
  return announcement.affectsCare;
}
