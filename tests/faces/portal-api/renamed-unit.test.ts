import { expect, it } from 'vitest';
import { blockRoutes } from '../../../src/faces/portal-api/blocks.ts';
import { consentTerms, demandLawfulLength } from '../../../src/faces/portal-api/consent-terms.ts';
import { consentRoutes } from '../../../src/faces/portal-api/consents.ts';
import { outputsOf } from '../../../src/faces/portal-api/output/permit.ts';
import { referralRoutes } from '../../../src/faces/portal-api/referrals.ts';
import { relationRoutes } from '../../../src/faces/portal-api/relations.ts';
import type { ApiRoute } from '../../../src/faces/portal-api/route.ts';
import { createReferrals } from '../../../src/referrals/referrals.ts';
import { demoConfig } from '../../support/config.ts';

const [provider, before, now, other] = [
  'SE2321000230-DEMOVG',
  'SE2321000230-DEMOMED',
  'SE2321000230-DEMONY',
  'SE2321000230-DEMOKIR',
];
const config = demoConfig((file) => {
  file.successions = [{ kind: 'unit-renamed', from: before, into: now, at: '2026-01-01' }];
  file.portal.units = [{ careUnit: before, output: ['print'], consentLengths: ['today'] }];
});
const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
const registered = (careUnit: string | undefined) => ({
  id,
  careUnit,
  kind: 'given',
  revokes: [],
  careProvider: provider,
});

/** By somebody whom the directory has at the unit's new HSA-id; gives the code of a refusal. */
async function call(routes: readonly ApiRoute[], path: string, body: object = { patient: patient.id }) {
  const route = routes.find((one) => one.path === path);
  const asked = {
    ...{ params: { id }, correlationId: 'c', body },
    session: { caller: { hsaId: 'SE2321000230-DEMOLAK' }, proof: { method: 'certificate' } },
    assignment: {
      commission: { hsaId: 'SE2321000230-DEMOUPP', name: 'Vård', purpose: 'Vård och behandling' },
      careUnit: { hsaId: now },
      careProvider: { hsaId: provider },
      takenOver: [],
    },
  };
  return Promise.resolve(route?.handle(asked as never)).then(
    (answer) => answer,
    (thrown) => thrown.code,
  );
}

const done = async () => ({ done: true });
const partsFor = (careUnit: string | undefined, more: object = {}) =>
  ({
    config,
    ...{ persons: { person: async () => ({ status: 'unknown' }) }, accessLog: { append: async () => undefined } },
    cursors: { page: (_kind: string, items: readonly unknown[]) => items },
    directory: { careProviderOf: async () => ({ value: { kind: 'unknown' } }) },
    registrations: {
      ...{ assertions: async () => [registered(careUnit)], relations: async () => [registered(careUnit)] },
      ...{ blocks: async () => [{ ...registered(careUnit), kind: 'inner', registration: {} }] },
      ...{ cancelAssertion: done, endRelation: done, unregisterBlock: done, registerRevoke: done },
    },
    ...more,
  }) as never;

it.each([
  ['/consents/:id/withdraw', consentRoutes],
  ['/relations/:id/end', relationRoutes],
  ['/blocks/:id/unregister', blockRoutes],
])('%s: what was registered at the unit is its own still', async (path, routes) => {
  expect(await call(routes(partsFor(before)), path)).toBeUndefined();
  expect(await call(routes(partsFor(other)), path)).toBe('ROLE_REQUIRED');
});

it('what was registered at the unit is listed, what was at another is not', async () => {
  expect(await call(blockRoutes(partsFor(before)), '/blocks/search')).toHaveLength(1);
  expect(await call(blockRoutes(partsFor(other)), '/blocks/search')).toHaveLength(0);
});

it('nobody lifts for her own unit by its old HSA-id', async () => {
  const lift = { patient: patient.id, end: '2099-01-01T00:00:00Z', ground: 'consent' };
  const asked = (careUnit: string) => call(blockRoutes(partsFor(before)), '/blocks/:id/lift', { ...lift, careUnit });
  expect(await asked(before)).toBe('ROLE_REQUIRED');
  expect(await asked(other)).toMatchObject({ id: expect.any(String) });
});

it('what portal.units says of the unit is said of it still', () => {
  expect(outputsOf(config, { careUnit: { hsaId: now } } as never)).toEqual(['print']);
  expect(consentTerms(config, now ?? '').lengths).toEqual(['today']);
  expect(consentTerms(config, other ?? '').lengths).toContain('12-months');
  expect(() => demandLawfulLength(config, now ?? '', '2099-01-01T00:00:00Z', new Date())).toThrow('end sooner');
});

it('referrals to the unit are its own still', async () => {
  const referral = { id, patient, requestingUnit: other, receivingUnit: before };
  const { isSide } = createReferrals({ config, store: {}, secret: Buffer.alloc(32) } as never);
  const asked: unknown[] = [];
  const acceptConsultation = async (_: unknown, { careUnit }: { careUnit: string }) => {
    asked.push(careUnit);
    return { outcome: { done: true }, until: undefined };
  };
  const referrals = { isSide, find: async () => referral, steps: async () => [], acceptConsultation };
  const logged: object[] = [];
  const accessLog = { append: async (entries: object[]) => void logged.push(...entries) };
  const routes = referralRoutes(partsFor(before, { referrals, accessLog }));
  expect(await call(routes, '/referrals/:id')).toMatchObject({ id });
  expect(await call(routes, '/consultations/:id/accept')).toMatchObject({ consent: null });
  expect(asked).toEqual([now]);
  expect(logged[0]).not.toHaveProperty('named');
});
