import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, portalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

/** Whoever stands to the left may do what needs less. */
const visitors = ['stranger', 'signed in', 'quality', 'office', 'officer', 'engineer', 'manager', 'clinician'] as const;
type Visitor = (typeof visitors)[number];

const everybody: readonly Visitor[] = visitors.slice(1);
const assigned: readonly Visitor[] = visitors.slice(2);
const clinician: readonly Visitor[] = ['clinician'];
const officer: readonly Visitor[] = ['officer'];
const engineer: readonly Visitor[] = ['engineer'];
/** A manager of the demo is its editor too. */
const authors: readonly Visitor[] = ['engineer', 'manager'];
const manager: readonly Visitor[] = ['manager'];

/** Every route of the portal's API, and whom the guard lets through. */
const routes: Readonly<Record<string, readonly Visitor[]>> = {
  'GET /session': everybody,
  'GET /assignments': everybody,
  'POST /session/assignment': everybody,
  'POST /launch/take': everybody,
  'POST /patient/find': assigned,
  'POST /patient/open': assigned,
  'GET /patient': assigned,
  'DELETE /patient': assigned,
  'POST /gate': clinician,
  'POST /holders': clinician,
  'POST /output/print': clinician,
  'POST /output/ips': clinician,
  'POST /output/pdf': clinician,
  'POST /readings': clinician,
  'POST /patient/places': clinician,
  'POST /readings/original': clinician,
  'POST /relations': clinician,
  'POST /relations/search': clinician,
  'POST /relations/{id}/end': clinician,
  'POST /consents': clinician,
  'POST /consents/search': clinician,
  'POST /consents/{id}/open': clinician,
  'POST /consents/{id}/withdraw': clinician,
  'POST /emergencies': clinician,
  'POST /emergencies/search': clinician,
  'POST /emergencies/{id}/open': clinician,
  'POST /emergencies/{id}/close': clinician,
  'POST /blocks': assigned,
  'POST /blocks/search': assigned,
  'POST /blocks/{id}/unregister': assigned,
  'POST /blocks/{id}/lift': clinician,
  'POST /lifts/{id}/end': clinician,
  'POST /lift-requests': clinician,
  'POST /lift-requests/search': clinician,
  'GET /lift-requests/count': clinician,
  'GET /lift-requests': clinician,
  'POST /lift-requests/{id}/lift': clinician,
  'POST /lift-requests/{id}/decline': clinician,
  'GET /referrals': clinician,
  'GET /referrals/{id}': clinician,
  'GET /consultations': clinician,
  'POST /consultations/{id}/accept': clinician,
  'POST /directory/search': everybody,
  'POST /directory/points': everybody,
  'GET /directory/units/{hsaId}': everybody,
  'GET /directory/tree': everybody,
  'GET /directory/tree/{hsaId}': everybody,
  'GET /directory/people/{hsaId}': everybody,
  'GET /directory/units.json': everybody,
  'GET /directory/units/{hsaId}.json': everybody,
  'GET /why/{id}': ['officer', 'engineer', 'clinician'],
  'POST /access-log/search': officer,
  'POST /access-log/names': officer,
  'GET /access-log/waiting': officer,
  'POST /access-log/refused': officer,
  'POST /access-log/refused/sign-offs': officer,
  'GET /access-log/entries/{id}': officer,
  'GET /access-log/entries/{id}/proof': officer,
  'GET /access-log/head': officer,
  'POST /access-log/verification': officer,
  'GET /access-log/verification': officer,
  'DELETE /access-log/verification/{id}': officer,
  'POST /access-log/exports': officer,
  'GET /access-log/exports': officer,
  'DELETE /access-log/exports/{id}': officer,
  'POST /access-log/exports/{id}/result': officer,
  'POST /access-log/extracts': officer,
  'POST /access-log/certificates': officer,
  'GET /access-log/reviews': officer,
  'POST /access-log/reviews': officer,
  'GET /access-log/reviews/{id}': officer,
  'POST /access-log/reviews/{id}/verdicts/{entry}': officer,
  'POST /access-log/reviews/{id}/reproduction': officer,
  'POST /access-log/reviews/{id}/summary': officer,
  'POST /access-log/emergencies': officer,
  'POST /access-log/emergencies/{id}/verdicts': officer,
  'POST /access-log/statistics': officer,
  'GET /news': assigned,
  'POST /news/{id}/put-away': assigned,
  'GET /news/written': authors,
  'GET /news/written/{id}': authors,
  'POST /news/preview': authors,
  'POST /news': authors,
  'POST /news/{id}/change': authors,
  'POST /news/{id}/withdraw': authors,
  'GET /follow-up/use': manager,
  'GET /follow-up/use/csv': manager,
  'GET /follow-up/measures': manager,
  'GET /follow-up/measures/{measure}': manager,
  'GET /follow-up/measures/{measure}/csv': manager,
  'GET /follow-up/deliveries': manager,
  'POST /follow-up/deliveries': manager,
  'GET /ops/sources': engineer,
  'GET /ops/alerts': engineer,
  'GET /ops/certificates': engineer,
  'GET /ops/certificates/impact/{of}': engineer,
  'GET /ops/certificates/rotations': engineer,
  'GET /ops/directory-copy': engineer,
  'POST /ops/directory-copy/{id}/approve': engineer,
  'POST /ops/directory-copy/{id}/reject': engineer,
  'GET /ops/map': engineer,
  'POST /ops/alerts/{id}/acknowledge': engineer,
  'GET /ops/trace/{id}': engineer,
  'GET /ops/reports': engineer,
  'GET /ops/reports/{source}/{month}': engineer,
  'GET /ops/reports/{source}/{month}/pdf': engineer,
  'GET /ops/reports/{source}/{month}/csv': engineer,
  'GET /ops/processes': engineer,
  'GET /ops/destinations': engineer,
  'POST /ops/destinations/{id}/pause': engineer,
  'POST /ops/destinations/{id}/resume': engineer,
  'POST /ops/messages/search': engineer,
  'GET /ops/messages/{id}': engineer,
  'POST /ops/messages/preview': engineer,
  'POST /ops/messages/replay': engineer,
  'POST /ops/messages/discard': engineer,
  'GET /ops/jobs': engineer,
  'GET /ops/jobs/{id}': engineer,
  'GET /ops/unmaskings': engineer,
  'POST /ops/unmaskings': engineer,
  'POST /ops/unmaskings/{id}/approve': engineer,
  'POST /ops/unmaskings/{id}/refuse': engineer,
  'POST /ops/unmaskings/{id}/content': engineer,
  'POST /ops/sources/{id}/test': engineer,
};
/** These end the session that they are called with, or begin one, or answer without end. */
const elsewhere = [
  'POST /sign-in/start',
  'GET /sign-in/launch',
  'POST /launch',
  'POST /sign-in',
  'GET /sign-in/siths',
  'GET /sign-in/oidc/{provider}',
  'DELETE /session',
  'DELETE /sessions',
  'GET /ops/events',
];

let running: RunningBridge;
let clients: Readonly<Record<Visitor, PortalClient>>;
beforeAll(async () => {
  running = await startRunningBridge();
  clients = {
    stranger: portalClient(running),
    'signed in': await signedIn(running, 'demo-lakare'),
    quality: await signedIn(running, 'demo-lakare', assignments.quality),
    office: await signedIn(running, 'demo-sekreterare', assignments.office),
    officer: await signedIn(running, 'demo-sakerhet', assignments.logs),
    engineer: await signedIn(running, 'demo-integration', assignments.operations),
    manager: await signedIn(running, 'demo-chef', assignments.management),
    clinician: await signedIn(running, 'demo-lakare', assignments.care),
  };
});
afterAll(() => running?.close());

const guards = ['NOT_SIGNED_IN', 'ASSIGNMENT_REQUIRED', 'ROLE_REQUIRED'];

describe('who may call what', () => {
  it('is told here of every route', async () => {
    const { body } = await running.call(undefined, '/docs/json', { method: 'GET' });
    const { paths } = JSON.parse(body) as { paths: Record<string, Record<string, unknown>> };
    const described = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/'))
      .flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.slice('/api'.length)}`),
      );
    expect([...Object.keys(routes), ...elsewhere].toSorted()).toEqual(described.toSorted());
  });

  it.each(Object.entries(routes))('%s', async (route, allowed) => {
    const [method = '', path = ''] = route.split(' ');
    const answers = await Promise.all(
      visitors.map(async (visitor) => {
        const { body = {} } = await clients[visitor].call(method, path.replaceAll(/\{\w+\}/g, 'x'), {
          body: method === 'GET' ? undefined : {},
        });
        return { visitor, passes: !guards.includes(body.code) };
      }),
    );
    expect(answers).toEqual(visitors.map((visitor) => ({ visitor, passes: allowed.includes(visitor) })));
  });

  it('says what is lacking, and puts it on the log', async () => {
    for (const [visitor, status, code] of [
      ['stranger', 401, 'NOT_SIGNED_IN'],
      ['signed in', 403, 'ASSIGNMENT_REQUIRED'],
      ['officer', 403, 'ROLE_REQUIRED'],
    ] as const) {
      const answer = await clients[visitor].post('/consents', { patient: '191212121212' });
      expect(answer).toMatchObject({ status, body: { code } });
      const logged = await running.log({ correlationId: answer.body.correlationId });
      expect(logged.map((entry) => entry.code)).toEqual(visitor === 'stranger' ? [] : [code]);
    }
    // Her own care provider is controller of what she tried.
    const [entry] = await running.log({ kind: 'refusal', controller: 'SE2321000230-DEMOVG' });
    expect(entry).toMatchObject({
      reader: { careProvider: 'SE2321000230-DEMOVG' },
      actor: { hsaId: 'SE2321000230-DEMOSAKERHET', commission: assignments.logs },
    });
  });
});
