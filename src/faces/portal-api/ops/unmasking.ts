import Type from 'typebox';
import type { UnmaskingTools } from '../../../operations/index.ts';
import { HsaId, strict, Text } from '../register-parts.ts';
import { officerOf } from '../registering.ts';
import { type ApiRoute, bodyOf, noBody, route } from '../route.ts';
import { engineers } from './ops-call.ts';

const OneMessage = Type.Object({ kind: Type.Literal('message'), message: HsaId }, strict);
const NextExchanges = Type.Object(
  {
    kind: Type.Literal('capture'),
    consumer: HsaId,
    producer: HsaId,
    exchanges: Type.Integer({ minimum: 1, maximum: 20 }),
  },
  strict,
);
const Wish = Type.Object({ subject: Type.Union([OneMessage, NextExchanges]), reason: Text }, strict);

/** Seeing what is in messages: one asks, another approves, and it lasts thirty minutes. */
export function unmaskingRoutes({
  tools,
  bridgeHsaId,
}: {
  readonly tools: UnmaskingTools;
  readonly bridgeHsaId: string;
}): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/ops/unmaskings',
      access: engineers,
      summary: 'What somebody asked to see, by whom it was answered, and until when it lasts',
      body: noBody,
      handle: async () => ({ unmaskings: await tools.list({}) }),
    }),
    route({
      method: 'POST',
      path: '/ops/unmaskings',
      access: engineers,
      summary: 'Ask to see one message as it is, or the next exchanges between two parties, for a reason',
      body: bodyOf(Wish),
      handle: (call) => tools.ask({ engineer: officerOf(call, bridgeHsaId), ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/ops/unmaskings/:id/approve',
      access: engineers,
      summary: 'Approve what somebody else asked for; it lasts thirty minutes from now',
      body: noBody,
      handle: (call) => tools.approve({ engineer: officerOf(call, bridgeHsaId), id: call.params.id ?? '' }),
    }),
    route({
      method: 'POST',
      path: '/ops/unmaskings/:id/refuse',
      access: engineers,
      summary: 'Refuse what somebody else asked for',
      body: noBody,
      handle: (call) => tools.refuse({ engineer: officerOf(call, bridgeHsaId), id: call.params.id ?? '' }),
    }),
    route({
      method: 'POST',
      path: '/ops/unmaskings/:id/content',
      access: engineers,
      summary: 'The content, for whoever asked; each look is on the access log as a reading about each patient in it',
      body: noBody,
      handle: async (call) => ({
        messages: await tools.look({ engineer: officerOf(call, bridgeHsaId), id: call.params.id ?? '' }),
      }),
    }),
  ];
}
