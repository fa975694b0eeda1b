import { createPageTokens } from '../fhir/search/page-token.ts';
import type { ApiCall } from './route.ts';

const pageSize = 50;

export interface Cursors {
  /**
   * One page of a list, and where the next begins: sealed, and bound to the person and the list.
   * Throws PARAMETER_INVALID for a cursor that is none of hers.
   */
  page<T>(
    list: string,
    items: readonly T[],
    call: ApiCall<{ readonly cursor?: string | undefined; readonly limit?: number | undefined }>,
  ): { readonly items: readonly T[]; readonly next: string | null };
}

/** `key`: at least 32 bytes. */
export function createCursors(key: Buffer): Cursors {
  const tokens = createPageTokens(key);
  return {
    page(list, items, { body, session }) {
      const { cursor, limit = pageSize } = body;
      const reader = session.caller.hsaId;
      const offset = cursor === undefined ? 0 : tokens.read(cursor, list, reader, Date.now()).offset;
      const end = offset + limit;
      const next = tokens.write({ type: list, query: '', offset: end }, reader, Date.now());
      return { items: items.slice(offset, end), next: end < items.length ? next : null };
    },
  };
}
