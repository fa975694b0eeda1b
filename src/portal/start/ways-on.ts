import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { kindsOf } from '../news/writes.ts';

const paths = {
  operations: '/operations',
  messages: '/operations/messages',
  trace: '/operations/trace',
  accessLog: '/access-log',
  followUp: '/follow-up',
  write: '/news/written',
  directory: '/directory',
  planned: '/news/planned',
} as const;
type Way = keyof typeof paths;

/** Where the person may go on to from the start page, her own work first. */
export function waysOn(session: Pick<ShownSession, 'roles'>): readonly { readonly way: Way; readonly path: string }[] {
  const { roles } = session;
  const engineers: readonly Way[] = roles.includes('integration-engineer') ? ['operations', 'messages', 'trace'] : [];
  const ways: readonly Way[] = [
    ...engineers,
    ...(roles.includes('security-officer') ? (['accessLog'] as const) : []),
    ...(roles.includes('manager') ? (['followUp'] as const) : []),
    ...(kindsOf(session).length > 0 ? (['write'] as const) : []),
    'directory',
    'planned',
  ];
  return ways.map((way) => ({ way, path: paths[way] }));
}
