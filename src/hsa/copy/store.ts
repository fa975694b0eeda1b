import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Store } from '../../store/index.ts';
import type { DirectoryObject, SystemRole } from '../model.ts';
import { fold, isShort } from '../search.ts';
import type { Covers } from './generation.ts';
import { keyOf, trigramsOf } from './row.ts';

/** What the copy in force holds. Each question is one statement, which sees one generation. */
export interface CopiedObjects {
  /** Undefined while there is no copy. */
  inForce(): Promise<InForce | undefined>;
  byHsaId(hsaId: string): Promise<readonly DirectoryObject[]>;
  /** In no order. */
  named(dns: readonly string[]): Promise<readonly DirectoryObject[]>;
  children(dn: string): Promise<readonly DirectoryObject[]>;
  /** Of the kinds, those that name the HSA-id as a member. */
  withMember(kinds: readonly Kind[], hsaId: string): Promise<readonly DirectoryObject[]>;
  /** Listed persons who have the role. */
  withRole(role: SystemRole): Promise<readonly DirectoryObject[]>;
  /** Units that name the care provider as theirs, or have the organisation number. */
  withProvider(hsaId: string): Promise<readonly DirectoryObject[]>;
  withOrgNo(orgNo: string): Promise<readonly DirectoryObject[]>;
  /** Those in which every word may occur. */
  containing(words: readonly string[], limit: number): Promise<readonly DirectoryObject[]>;
  listed(kinds: readonly Kind[], limit: number): Promise<readonly DirectoryObject[]>;
}

export interface InForce {
  readonly generation: number;
  /** When it was last known to be as its origin, ISO 8601 in UTC. */
  readonly asOf: string;
  readonly covers: Covers;
}

type Kind = DirectoryObject['kind'];

export function copiedObjects({ db }: Pick<Store, 'db'>): CopiedObjects {
  async function select(condition: RawBuilder<SqlBool>, limit = sql``): Promise<readonly DirectoryObject[]> {
    const { rows } = await sql<{ object: DirectoryObject }>`
      SELECT object FROM bridge.directory_object
      WHERE since <= (SELECT generation FROM bridge.directory_copy)
        AND (until IS NULL OR until > (SELECT generation FROM bridge.directory_copy))
        AND ${condition} ${limit}`.execute(db);
    return rows.map(({ object }) => object);
  }

  return {
    async inForce() {
      const { rows } = await sql<{ generation: number; as_of: Date; covers: Covers }>`
        SELECT copy.generation, copy.as_of, made.covers FROM bridge.directory_copy AS copy
        JOIN bridge.directory_generation AS made ON made.id = copy.generation`.execute(db);
      const [row] = rows;
      return row && { generation: row.generation, asOf: row.as_of.toISOString(), covers: row.covers };
    },
    byHsaId: (hsaId) => select(sql`hsa_id = ${hsaId}`),
    named: (dns) => select(sql`key = ANY(${digests(dns)}::bytea[])`),
    children: (dn) => select(sql`parent = ${digest(dn)}`),
    withMember: (kinds, hsaId) => select(sql`members @> ARRAY[${hsaId}]::text[] AND kind = ANY(${[...kinds]}::text[])`),
    // What an index holds is said as it says it.
    withRole: ({ system, role }) =>
      select(sql`listed AND kind = 'person' AND object ->> 'systemRoles' <> '[]'
        AND (object -> 'systemRoles')::jsonb @> ${JSON.stringify([{ system, role }])}::jsonb`),
    withProvider: (hsaId) => select(sql`object ->> 'responsibleProvider' = ${hsaId}`),
    withOrgNo: (orgNo) => select(sql`object ->> 'orgNo' = ${orgNo}`),
    containing(words, limit) {
      const folded = words.map(fold);
      const trigrams = [...new Set(folded.flatMap(trigramsOf))];
      const begins = folded.filter(isShort).map((word) => `${word}:*`);
      const conditions = [
        ...(trigrams.length > 0 ? [sql<SqlBool>`trigrams @> ${trigrams}::int[]`] : []),
        // What an index holds is said as it says it.
        ...(begins.length > 0
          ? [
              sql<SqlBool>`array_to_tsvector(array_remove(regexp_split_to_array(searched, '[^a-z0-9]+'), ''))
              @@ ${begins.join(' & ')}::tsquery`,
            ]
          : []),
        ...folded.map((word) => sql<SqlBool>`strpos(searched, ${word}) > 0`),
      ];
      return select(
        sql`trigrams IS NOT NULL AND searched IS NOT NULL AND ${sql.join(conditions, sql` AND `)}`,
        sql`LIMIT ${limit}`,
      );
    },
    listed: (kinds, limit) =>
      select(sql`listed AND kind = ANY(${[...kinds]}::text[])`, sql`ORDER BY kind, id LIMIT ${limit}`),
  };
}

function digest(dn: string): Buffer {
  return Buffer.from(keyOf(dn), 'hex');
}

function digests(dns: readonly string[]): Buffer[] {
  return dns.map(digest);
}
