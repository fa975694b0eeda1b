import { sql } from 'kysely';
import type { BridgeEvents, Events } from '../../events.ts';
import type { CertifiedCaller } from '../../siths/index.ts';
import type { Store } from '../../store/index.ts';

/** A certificate that another has shown to the bridge lately. */
export interface SeenCertificate {
  readonly shownBy: 'caller' | 'person' | 'source';
  /** HSA-id of the system; empty for persons. */
  readonly party: string;
  readonly fingerprint: string;
  readonly serial: string;
  /** Empty for persons: they are counted, not told. */
  readonly subject: string;
  readonly issuer: string;
  readonly until: Date;
  readonly lastSeen: Date;
}

/** Remembers what others show, in the store that all processes share. */
export interface SeenCertificates {
  /** At the door or at the sign-in, accepted. Never waits and never throws. */
  note(caller: CertifiedCaller): void;
  /** The last ninety days, without those that their owner has replaced. Throws what the database throws. */
  list(): Promise<readonly SeenCertificate[]>;
  /** The same of systems alone, of whom there are few. */
  ofSystems(): Promise<readonly SeenCertificate[]>;
  /** The last ninety days, those that their owner has replaced among them. */
  all(): Promise<readonly SeenCertificate[]>;
  close(): void;
}

const writtenAnewMs = 3_600_000;
/** Of persons there may be very many; beyond this they are written anew. */
const mostRemembered = 20_000;

const lately = sql<Date>`now() - interval '90 days'`;

export function createSeenCertificates({ db }: Pick<Store, 'db'>, events: Events): SeenCertificates {
  let waiting = new Map<string, SeenCertificate>();
  const written = new Map<string, number>();

  function add(seen: SeenCertificate): void {
    const key = `${seen.shownBy} ${seen.party} ${seen.fingerprint}`;
    const now = Date.now();
    if (now - (written.get(key) ?? 0) < writtenAnewMs) return;
    if (written.size >= mostRemembered) written.clear();
    written.set(key, now);
    waiting.set(key, seen);
  }

  const shown = ({ source, validTo, ...facts }: BridgeEvents['source:certificate:shown'][0]) =>
    add({ shownBy: 'source', party: source, ...facts, until: new Date(validTo), lastSeen: new Date() });
  events.on('source:certificate:shown', shown);

  async function write(): Promise<void> {
    const batch = waiting;
    waiting = new Map();
    if (batch.size === 0) return;
    const rows = [...batch.values()].map(({ shownBy, until, lastSeen, ...seen }) => ({
      ...seen,
      shown_by: shownBy,
      valid_to: until,
      last_seen: lastSeen,
    }));
    try {
      await forget();
      await db
        .insertInto('bridge.certificate_seen')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['fingerprint', 'shown_by', 'party'])
            .doUpdateSet({ last_seen: sql`greatest(certificate_seen.last_seen, excluded.last_seen)` }),
        )
        .execute();
    } catch (thrown) {
      for (const [key, seen] of batch) waiting.set(key, seen);
      throw thrown;
    }
  }

  async function forget(): Promise<void> {
    await db.deleteFrom('bridge.certificate_seen').where('last_seen', '<', lately).execute();
  }

  async function read(by: readonly SeenCertificate['shownBy'][]): Promise<readonly SeenCertificate[]> {
    const rows = await db
      .selectFrom('bridge.certificate_seen')
      .selectAll()
      .where('shown_by', 'in', by)
      .where('last_seen', '>=', lately)
      .execute();
    return rows.map(({ shown_by, valid_to, last_seen, ...row }) => ({
      ...row,
      shownBy: shown_by,
      until: valid_to,
      lastSeen: last_seen,
    }));
  }

  return {
    note({ kind, hsaId, certificate: { fingerprint, serial, subject, issuer, validTo } }) {
      const [until, lastSeen] = [new Date(validTo), new Date()];
      if (kind === 'function')
        add({ shownBy: 'caller', party: hsaId, fingerprint, serial, subject, issuer, until, lastSeen });
      else add({ shownBy: 'person', party: '', fingerprint, serial: '', subject: '', issuer, until, lastSeen });
    },
    async list() {
      await write();
      return withoutReplaced(await read(['caller', 'source', 'person']));
    },
    async ofSystems() {
      await write();
      return withoutReplaced(await read(['caller', 'source']));
    },
    async all() {
      await write();
      return read(['caller', 'source', 'person']);
    },
    close: () => void events.off('source:certificate:shown', shown),
  };
}

/** A system that now shows one of the same name that lasts longer will not show the old one again. */
function withoutReplaced(all: readonly SeenCertificate[]): readonly SeenCertificate[] {
  const ofOne = Map.groupBy(all, ({ shownBy, party, subject }) => `${shownBy} ${party} ${subject}`);
  return [...ofOne.values()].flatMap((group) =>
    group.filter(
      (one) =>
        one.shownBy === 'person' ||
        !group.some((other) => other.until > one.until && other.lastSeen.getTime() >= one.lastSeen.getTime()),
    ),
  );
}
