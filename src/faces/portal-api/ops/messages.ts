import Type from 'typebox';
import { deliveryKinds, deliveryStates } from '../../../deliveries/delivery.ts';
import type { DestinationStatus } from '../../../deliveries/desk.ts';
import { type MessageTools, stuckAt } from '../../../operations/index.ts';
import { Instant, strict, Text } from '../register-parts.ts';
import { officerOf } from '../registering.ts';
import { type ApiCall, type ApiRoute, bodyOf, noBody, route } from '../route.ts';
import { engineers } from './ops-call.ts';

const Name = Type.String({ minLength: 1, maxLength: 200 });
const Filter = Type.Object(
  {
    ids: Type.Optional(Type.Array(Name, { minItems: 1, maxItems: 500 })),
    destination: Type.Optional(Name),
    kind: Type.Optional(Type.Enum([...deliveryKinds])),
    state: Type.Optional(Type.Enum([...deliveryStates])),
    /** Why it was not taken last time. */
    reason: Type.Optional(Name),
    correlationId: Type.Optional(Name),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
  },
  strict,
);
const Search = Type.Object(
  {
    filter: Filter,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    /** Sequence of the last message of the page before. */
    after: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  strict,
);
const Choice = Type.Object({ filter: Filter, reason: Type.Optional(Text) }, strict);
const Preview = Type.Object({ act: Type.Enum(['replay', 'discard']), filter: Filter }, strict);
const Why = Type.Object({ reason: Text }, strict);

/** Durable messages on their way: what is stuck and why, and how it goes again. */
export function messageRoutes({
  tools,
  bridgeHsaId,
}: {
  readonly tools: MessageTools;
  readonly bridgeHsaId: string;
}): readonly ApiRoute[] {
  const id = ({ params }: ApiCall<unknown>): string => params.id ?? '';
  return [
    route({
      method: 'GET',
      path: '/ops/destinations',
      access: engineers,
      summary: 'Where messages go: waiting, dead, oldest, paused, breaker; and what is stuck there, since when and why',
      body: noBody,
      handle: async () => ({ destinations: (await tools.destinations({})).map(withStuck) }),
    }),
    route({
      method: 'POST',
      path: '/ops/destinations/:id/pause',
      access: engineers,
      summary: 'Send nothing more there until it is resumed',
      body: bodyOf(Why),
      handle: (call) =>
        tools.pause({ engineer: officerOf(call, bridgeHsaId), destination: id(call), reason: call.body.reason }),
    }),
    route({
      method: 'POST',
      path: '/ops/destinations/:id/resume',
      access: engineers,
      summary: 'Go on sending there',
      body: bodyOf(Type.Object({ reason: Type.Optional(Text) }, strict)),
      handle: (call) =>
        tools.resume({ engineer: officerOf(call, bridgeHsaId), destination: id(call), reason: call.body.reason }),
    }),
    route({
      method: 'POST',
      path: '/ops/messages/search',
      access: engineers,
      summary: 'Messages, oldest first, without what is in them',
      body: bodyOf(Search),
      handle: ({ body: { filter, limit = 50, after } }) => tools.messages({ filter, limit, after }),
    }),
    route({
      method: 'GET',
      path: '/ops/messages/:id',
      access: engineers,
      summary: 'One message: why it is where it is, and its content with values masked',
      body: noBody,
      handle: (call) => tools.message({ id: id(call) }),
    }),
    route({
      method: 'POST',
      path: '/ops/messages/preview',
      access: engineers,
      summary: 'How many it would be, of which groups, and which have been overtaken',
      body: bodyOf(Preview),
      handle: (call) => tools.preview(call.body),
    }),
    route({
      method: 'POST',
      path: '/ops/messages/replay',
      access: engineers,
      summary: 'Send dead messages again: a job, whose id leads back to it',
      body: bodyOf(Choice),
      handle: (call) => tools.replay({ engineer: officerOf(call, bridgeHsaId), ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/ops/messages/discard',
      access: engineers,
      summary: 'Give dead or waiting messages up, for a reason; their content is destroyed',
      body: bodyOf(Choice),
      handle: (call) => tools.discard({ engineer: officerOf(call, bridgeHsaId), ...call.body }),
    }),
    route({
      method: 'GET',
      path: '/ops/jobs',
      access: engineers,
      summary: 'Replaying and discarding, under way and before',
      body: noBody,
      handle: async () => ({ jobs: await tools.jobs({}) }),
    }),
    route({
      method: 'GET',
      path: '/ops/jobs/:id',
      access: engineers,
      summary: 'How far a job has come',
      body: noBody,
      handle: (call) => tools.job({ id: id(call) }),
    }),
  ];
}

function withStuck(status: DestinationStatus) {
  return { ...status, stuck: stuckAt(status, new Date()) };
}
