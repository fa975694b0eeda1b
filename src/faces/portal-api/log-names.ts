import Type from 'typebox';
import type { Directory } from '../../hsa/index.ts';
import { HsaId, strict } from './register-parts.ts';
import { type ApiRoute, bodyOf, route } from './route.ts';
import type { Names } from './shapes/access-log.ts';

const Asked = Type.Object({ hsaIds: Type.Array(HsaId, { maxItems: 2_000 }) }, strict);

/**
 * What people, units and systems on the log are called, by the directory of today: an entry keeps HSA-ids, and names that
 * somebody vouched for without saying whether they are protected. Throws DIRECTORY_UNAVAILABLE.
 */
export function logNamesRoute(directory: Pick<Directory, 'nameOf'>): ApiRoute {
  return route({
    method: 'POST',
    path: '/access-log/names',
    access: ['security-officer'],
    summary: 'What the care directory calls each HSA-id; people with a protected identity are never named',
    body: bodyOf(Asked),
    async handle(call): Promise<Names> {
      const asked = [...new Set(call.body.hsaIds)];
      const found = await Promise.all(
        asked.map(async (hsaId) => [hsaId, (await directory.nameOf(hsaId)).value] as const),
      );
      return {
        names: Object.fromEntries(found.flatMap(([hsaId, name]) => (name === undefined ? [] : [[hsaId, name]]))),
      };
    },
  });
}
