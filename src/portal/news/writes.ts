import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import type { NewsKind } from '../../news/item.ts';

/** What the signed-in person may write: news an editor, how things run an engineer. */
export function kindsOf({ roles }: Pick<ShownSession, 'roles'>): readonly NewsKind[] {
  const kinds: NewsKind[] = [];
  if (roles.includes('integration-engineer')) kinds.push('maintenance', 'operations');
  if (roles.includes('editor')) kinds.push('news');
  return kinds;
}
