import Type from 'typebox';
import type { AlertTools } from '../../../alerts/index.ts';
import { strict, Text } from '../register-parts.ts';
import { officerOf } from '../registering.ts';
import { type ApiRoute, bodyOf, noBody, route } from '../route.ts';
import type { ShownAlert, ShownAlerts } from '../shapes/alerts.ts';
import { engineers } from './ops-call.ts';

interface AlertRouteParts {
  readonly tools: AlertTools;
  readonly bridgeHsaId: string;
}

type Told = Awaited<ReturnType<AlertTools['open']>>[number];

/** What is wrong, for those who are woken by it. */
export function alertRoutes({ tools, bridgeHsaId }: AlertRouteParts): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: '/ops/alerts',
      access: engineers,
      summary: 'What is wrong now and was in the last thirty days: effect on care, what to do first, whom to ring',
      body: noBody,
      async handle(): Promise<ShownAlerts> {
        const [open, ended] = await Promise.all([tools.open(), tools.ended()]);
        return { open: open.map(shown), ended: ended.map(shown) };
      },
    }),
    route({
      method: 'POST',
      path: '/ops/alerts/:id/acknowledge',
      access: engineers,
      summary: 'Say that one has an open alert in hand',
      body: bodyOf(Type.Object({ note: Text }, strict)),
      handle: async (call) =>
        shown(
          await tools.acknowledge({
            engineer: officerOf(call, bridgeHsaId),
            id: call.params.id ?? '',
            note: call.body.note,
          }),
        ),
    }),
  ];
}

function shown({ id, kind, subject, severity, said, facts, expectedUntil, ...rest }: Told): ShownAlert {
  const { startedAt, endedAt, contacts, acknowledged } = rest;
  return {
    id,
    kind,
    subject,
    severity,
    said,
    detail: facts.detail === undefined ? undefined : String(facts.detail),
    startedAt,
    endedAt,
    contacts,
    acknowledged,
    expectedUntil,
  };
}
