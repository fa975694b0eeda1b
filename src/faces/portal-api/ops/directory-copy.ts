import Type from 'typebox';
import { BridgeError } from '../../../errors.ts';
import type { DirectoryTools } from '../../../operations/index.ts';
import { strict, Text } from '../register-parts.ts';
import { officerOf } from '../registering.ts';
import { type ApiRoute, bodyOf, noBody, route } from '../route.ts';
import type { Generation, ShownDirectoryCopy } from '../shapes/directory-copy.ts';
import { engineers } from './ops-call.ts';

const Reason = Type.Object({ reason: Text }, strict);

interface DirectoryCopyParts {
  /** Undefined where there is no copy. */
  readonly tools: DirectoryTools | undefined;
  readonly bridgeHsaId: string;
}

/** How the copy of the care directory does, and the decision about a change that is held back. */
export function directoryCopyRoutes({ tools, bridgeHsaId }: DirectoryCopyParts): readonly ApiRoute[] {
  const decision = (verdict: 'approve' | 'reject', summary: string) =>
    route({
      method: 'POST',
      path: `/ops/directory-copy/:id/${verdict}`,
      access: engineers,
      summary,
      body: bodyOf(Reason),
      async handle(call): Promise<Generation> {
        const id = Number(call.params.id);
        if (!tools || !Number.isSafeInteger(id)) throw new BridgeError('NOT_FOUND', 'There is no such generation.');
        return tools[verdict]({ engineer: officerOf(call, bridgeHsaId), id, reason: call.body.reason });
      },
    });
  return [
    route({
      method: 'GET',
      path: '/ops/directory-copy',
      access: engineers,
      summary:
        'The copy of the care directory: which generation is in force, as of when, and what is held back and why',
      body: noBody,
      handle: async (): Promise<ShownDirectoryCopy> => (tools ? { copy: await tools.status(null) } : {}),
    }),
    decision('approve', 'Bring into force what was held back'),
    decision('reject', 'Take back what was held back; nothing more is read until everything would be'),
  ];
}
