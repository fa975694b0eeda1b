import { expect, it } from 'vitest';
import { consentRoutes } from '../../../src/faces/portal-api/consents.ts';
import { emergencyRoutes } from '../../../src/faces/portal-api/emergencies.ts';
import { relationRoutes } from '../../../src/faces/portal-api/relations.ts';
import { demoConfig } from '../../support/config.ts';

const [former, heir, unit] = ['SE2321000222-DEMOVG', 'SE2321000230-DEMOVG', 'SE2321000222-DEMOMED'];
const patient = '191212121212';
const commission = { hsaId: 'SE2321000222-DEMOUPP', name: 'Vård', purpose: 'Vård och behandling' };
const call = {
  params: {},
  correlationId: 'c',
  session: { caller: { hsaId: 'SE2321000222-DEMOLAK' }, proof: { method: 'certificate' } },
  assignment: {
    commission,
    careUnit: { hsaId: unit },
    careProvider: { hsaId: heir },
    formerProvider: { hsaId: former },
    takenOver: [former],
  },
};

it.each([
  ['/consents', consentRoutes, { patient, kind: 'refused', for: 'unit' }],
  ['/emergencies', emergencyRoutes, { patient, reasonCode: 'danger-to-life', text: 'Medvetslös' }],
  ['/relations', relationRoutes, { patient, end: '2099-01-01T00:00:00Z' }],
])('%s: registered as the directory names the care provider, whose master is asked', async (path, routes, body) => {
  const registered: string[] = [];
  const register = async (_by: unknown, { careProvider }: { readonly careProvider: string }) => {
    registered.push(careProvider);
    return { done: true };
  };
  const registrations = { registerAssertion: register, registerRelation: register };
  const parts = { config: demoConfig(), registrations } as unknown as Parameters<typeof consentRoutes>[0];
  const route = routes(parts).find((one) => one.method === 'POST' && one.path === path);
  await route?.handle({ ...call, body } as unknown as Parameters<typeof route.handle>[0]);
  expect(registered).toEqual([former]);
});
