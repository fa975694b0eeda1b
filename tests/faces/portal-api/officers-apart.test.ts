import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../../src/audit/index.ts';
import { directoryWithOfficerElsewhere, logsElsewhere } from '../../support/officer-elsewhere.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { personToken, tokenIssuer } from '../../support/person-tokens.ts';
import { assignments, type PortalAnswer, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';
import { signer } from '../../support/tokens.ts';

const NORRBOTTEN = 'SE2321000230-DEMOVG';
const VASTERBOTTEN = 'SE2321000222-DEMOVG';
const officer = 'SE2321000230-DEMOSAKERHET';
const shared = '191212121212';
/** Read in Västernorrland alone. */
const elsewhere = '193811039803';

/** An officer, and the things that she may not hear of. */
interface Side {
  readonly own: string;
  readonly client: PortalClient;
  /** By a token at the FHIR face. */
  readonly audit: (form: Record<string, string>) => Promise<string>;
  readonly foreign: readonly StoredEntry[];
  readonly secrets: readonly string[];
  /** Things of the other officer: a sample, an emergency. */
  readonly others: { review: string; entry: string; emergency: string };
}

let running: RunningBridge;
let directory: string;
let sides: { readonly north: Side; readonly west: Side };
let routes: readonly string[];

beforeAll(async () => {
  const [file, idp] = await Promise.all([directoryWithOfficerElsewhere('officers-apart'), signer('apart-idp')]);
  directory = file;
  running = await startRunningBridge({
    change: (config) => {
      config.directory.url = `file:${directory}`;
      config.tokens.issuers = [{ issuer: tokenIssuer, jwks: idp.jwks }];
    },
  });
  const ask = (who: string, address: string, id = shared) =>
    running.call(who, diagnosisPath, { method: 'POST', headers: soapHeaders, body: soapRequest({ address, id }) });
  await ask('ehr-norrbotten', 'SE2321000222-DEMONCS');
  await ask('ehr-norrbotten', 'SE2321000230-DEMOVAS');
  await ask('ehr-vasterbotten', 'SE2321000222-DEMONCS');
  await ask('ehr-vasternorrland', 'SE2321000206-DEMOFHIR');
  // Of all three: each of the others may see that its own was read, and by whom, and nothing of the rest.
  await ask('ehr-vasternorrland', 'SE2321000230-DEMOBRIDGE');
  await ask('ehr-vasternorrland', 'SE2321000206-DEMOFHIR', elsewhere);
  await ask('bad/revoked', 'SE2321000230-DEMOBRIDGE');
  const physicians = {
    north: await signedIn(running, 'demo-lakare', assignments.care),
    west: await signedIn(running, 'demo-overlakare', assignments.neighbour),
  };
  const declare = { patient: shared, reasonCode: 'danger-to-life', text: 'Medvetslös' };
  const [declaredNorth, declaredWest] = [
    (await physicians.north.post('/emergencies', declare)).body.id,
    (await physicians.west.post('/emergencies', declare)).body.id,
  ];
  const clients = {
    north: await signedIn(running, 'demo-sakerhet', assignments.logs),
    west: await signedIn(running, 'demo-sakerhet', logsElsewhere),
  };
  const all = (await running.log()) as unknown as readonly StoredEntry[];
  const [north, west] = [await drawn(clients.north), await drawn(clients.west)];
  const audit = async (who: string, commission: string) => {
    const token = await personToken(running, idp, who, { hsaId: officer, commission });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' };
    return async (form: Record<string, string>) =>
      (await running.call(who, '/fhir/AuditEvent/_search', { headers, body: `${new URLSearchParams(form)}` })).body;
  };
  sides = {
    north: {
      own: NORRBOTTEN,
      client: clients.north,
      audit: await audit('ehr-norrbotten', assignments.logs),
      others: { ...west, emergency: declaredWest },
      ...(await withNames(apart(all, NORRBOTTEN, true), clients.north)),
    },
    west: {
      own: VASTERBOTTEN,
      client: clients.west,
      audit: await audit('ehr-vasterbotten', logsElsewhere),
      others: { ...north, emergency: declaredNorth },
      ...(await withNames(apart(all, VASTERBOTTEN, false), clients.west)),
    },
  };
  const { body } = await running.call(undefined, '/docs/json', { method: 'GET' });
  const { paths } = JSON.parse(body) as { paths: Record<string, Record<string, unknown>> };
  routes = Object.entries(paths).flatMap(([path, operations]) =>
    /^\/api\/(access-log|why)\b/.test(path)
      ? Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.slice('/api'.length)}`)
      : [],
  );
}, 90_000);
afterAll(async () => {
  await running?.close();
  await rm(directory, { force: true });
});

async function drawn(client: PortalClient): Promise<{ review: string; entry: string }> {
  const { body: drawing } = await client.post('/access-log/reviews', { size: 50 });
  const { body } = await client.get(`/access-log/reviews/${drawing.id}`);
  return { review: drawing.id, entry: body.items[0].entry };
}

/**
 * What an officer may not hear of: entries that her care provider neither read in nor gave to, and whatever stands nowhere
 * in her own part: ids, certificates, people, units. Worked out here anew, not by the code that is tried.
 */
function apart(all: readonly StoredEntry[], own: string, hasStrangers: boolean): Hidden {
  const isOwn = ({ careProvider }: { readonly careProvider?: string | undefined }) => careProvider === own;
  const parts = all.map((entry) => {
    const read = entry.reader?.careProvider;
    if (read === own || (hasStrangers && read === undefined && entry.units.length === 0)) return { entry, seen: entry };
    const units = entry.units.filter(isOwn);
    const { reason, details, decision, sourcesAsked, ...rest } = entry;
    return { entry, seen: units.length > 0 ? { ...rest, units } : undefined };
  });
  const told = JSON.stringify(parts.map(({ seen }) => seen));
  const foreign = parts.flatMap(({ entry, seen }) => (seen ? [] : [entry]));
  const names = parts.flatMap(({ entry }) => [
    entry.id,
    entry.correlationId,
    entry.certificate?.fingerprint,
    entry.certificate?.serial,
    entry.actor?.hsaId,
    entry.caller?.hsaId,
    entry.patient?.id,
    ...entry.units.map(({ careUnit }) => careUnit),
  ]);
  const secrets = [...new Set(names)].filter((name) => name !== undefined && name !== officer && !told.includes(name));
  return { foreign, secrets: secrets as string[] };
}

type Hidden = Pick<Side, 'foreign' | 'secrets'>;

/** What units and systems are called is as much as their HSA-ids; the extract has names alone. */
async function withNames({ foreign, secrets }: Hidden, client: PortalClient): Promise<Hidden> {
  const hsaIds = secrets.filter((secret) => secret.length <= 64);
  const { body } = await client.post('/access-log/names', { hsaIds });
  return { foreign, secrets: [...secrets, ...Object.values<string>(body.names)] };
}

type Answers = readonly Pick<PortalAnswer, 'status' | 'body'>[];
type Walk = (side: Side) => Promise<Answers>;

const period = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
const verdict = { verdict: 'justified', reason: 'Prövar.' };
const absent = (answers: Answers) => {
  for (const { status, body } of answers)
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'NOT_FOUND' });
  return answers;
};
const ofForeign = async ({ client, foreign }: Side, path: (key: string) => string): Promise<Answers> =>
  absent(
    await Promise.all(
      foreign.slice(0, 12).map(({ id, sequence }, at) => client.get(path(at % 2 ? id : `${sequence}`))),
    ),
  );

/** How each route of the officer's is tried: what it gives unasked, and what it gives for ids of others. */
const walks: Readonly<Record<string, Walk>> = {
  'POST /access-log/search': async ({ client }) => [await client.post('/access-log/search', { limit: 1_000 })],
  'POST /access-log/extracts': async ({ client }) => {
    const made = await client.post('/access-log/extracts', { patient: shared });
    return [{ ...made, body: made.body.csv + pdfText(Buffer.from(made.body.pdf, 'base64')) }];
  },
  'POST /access-log/certificates': async ({ client }) => [await client.post('/access-log/certificates', {})],
  'POST /access-log/statistics': async ({ client }) => [await client.post('/access-log/statistics', period)],
  'POST /access-log/names': async ({ client, own }) => [await client.post('/access-log/names', { hsaIds: [own] })],
  'GET /access-log/waiting': async ({ client, own }) => {
    const waiting = await client.get('/access-log/waiting');
    expect(waiting.body).toEqual({ emergencies: 1, refused: own === NORRBOTTEN ? 1 : 0 });
    return [waiting];
  },
  'POST /access-log/refused': async ({ client, own }) => {
    const refused = await client.post('/access-log/refused', { closed: true });
    expect(refused.body.refused).toHaveLength(own === NORRBOTTEN ? 1 : 0);
    return [refused];
  },
  'POST /access-log/refused/sign-offs': async ({ client, foreign }) => {
    const refused = foreign.filter(({ code }) => code?.startsWith('CERT_'));
    const orders = refused.map(({ certificate, code, at }) => ({
      fingerprint: certificate?.fingerprint,
      code,
      upTo: at,
      note: 'Prövar.',
    }));
    return absent(await Promise.all(orders.map((order) => client.post('/access-log/refused/sign-offs', order))));
  },
  'POST /access-log/emergencies': async ({ client }) => {
    const emergencies = await client.post('/access-log/emergencies', { closed: true });
    expect(emergencies.body.emergencies).toHaveLength(1);
    return [emergencies];
  },
  'POST /access-log/emergencies/{id}/verdicts': async ({ client, others }) =>
    absent([await client.post(`/access-log/emergencies/${others.emergency}/verdicts`, verdict)]),
  'GET /access-log/reviews': async ({ client }) => [await client.get('/access-log/reviews')],
  'POST /access-log/reviews': async ({ client }) => [await client.post('/access-log/reviews', { size: 1_000 })],
  'GET /access-log/reviews/{id}': async ({ client, others }) => {
    const { body } = await client.get('/access-log/reviews');
    absent([await client.get(`/access-log/reviews/${others.review}`)]);
    return [await client.get(`/access-log/reviews/${body.reviews[0].id}`)];
  },
  'POST /access-log/reviews/{id}/reproduction': async ({ client, others }) => {
    const { body } = await client.get('/access-log/reviews');
    absent([await client.post(`/access-log/reviews/${others.review}/reproduction`)]);
    return [await client.post(`/access-log/reviews/${body.reviews[0].id}/reproduction`)];
  },
  'POST /access-log/reviews/{id}/summary': async ({ client, others }) => {
    const { body } = await client.get('/access-log/reviews');
    absent([await client.post(`/access-log/reviews/${others.review}/summary`)]);
    const made = await client.post(`/access-log/reviews/${body.reviews[0].id}/summary`);
    return [{ ...made, body: made.body.csv + pdfText(Buffer.from(made.body.pdf, 'base64')) }];
  },
  'POST /access-log/exports': async ({ client }) => [await exported(client)],
  'GET /access-log/exports': async (side) => {
    const { body } = await exported(otherThan(side).client);
    const exports = await side.client.get('/access-log/exports');
    expect(exports.body.exports.map(({ id }: { readonly id: string }) => id)).not.toContain(body.id);
    return [exports];
  },
  'DELETE /access-log/exports/{id}': async (side) => {
    const { body } = await exported(otherThan(side).client);
    return absent([await side.client.delete(`/access-log/exports/${body.id}`)]);
  },
  'POST /access-log/exports/{id}/result': async (side) => {
    const [own, others] = [await exported(side.client), await exported(otherThan(side).client)];
    absent([await side.client.post(`/access-log/exports/${others.body.id}/result`)]);
    const result = await side.client.post(`/access-log/exports/${own.body.id}/result`);
    expect(result.status).toBe(200);
    return [result];
  },
  'POST /access-log/reviews/{id}/verdicts/{entry}': async ({ client, others }) =>
    absent([await client.post(`/access-log/reviews/${others.review}/verdicts/${others.entry}`, verdict)]),
  'GET /access-log/entries/{id}': (side) => ofForeign(side, (key) => `/access-log/entries/${key}`),
  'GET /access-log/entries/{id}/proof': (side) => ofForeign(side, (key) => `/access-log/entries/${key}/proof`),
  'GET /why/{id}': (side) => ofForeign(side, (key) => `/why/${key}`),
  'GET /access-log/head': async ({ client }) => [await client.get('/access-log/head')],
  'POST /access-log/verification': async ({ client }) => [await client.post('/access-log/verification', {})],
  'GET /access-log/verification': async ({ client }) => [await client.get('/access-log/verification')],
  'DELETE /access-log/verification/{id}': async (side) => {
    const { body } = await otherThan(side).client.post('/access-log/verification', {});
    return absent([await side.client.delete(`/access-log/verification/${body.id}`)]);
  },
};

const both = ['north', 'west'] as const;

function otherThan(side: Side): Side {
  return side === sides.north ? sides.west : sides.north;
}

/** Begun, and waited for: one person has two at a time, under whichever assignment. */
async function exported(client: PortalClient): Promise<PortalAnswer> {
  const begun = await client.post('/access-log/exports');
  expect(begun.status).toBe(200);
  const stateOf = async () => {
    const { body } = await client.get('/access-log/exports');
    return body.exports.find(({ id }: { readonly id: string }) => id === begun.body.id).state;
  };
  await expect.poll(stateOf, { timeout: 20_000 }).toBe('finished');
  return begun;
}

describe('officers of two care providers', () => {
  it('have entries of each other, and of others, that they may not see', () => {
    for (const side of both) {
      const { foreign, secrets } = sides[side];
      expect(foreign.length, side).toBeGreaterThan(2);
      expect(secrets, side).toContain(elsewhere);
    }
    expect(sides.west.foreign.some(({ code }) => code === 'CERT_REVOKED')).toBe(true);
  });

  it('are tried at every route that there is for them', () => {
    expect(Object.keys(walks).toSorted()).toEqual([...routes].toSorted());
  });

  it.each(Object.entries(walks).flatMap(([route, walk]) => both.map((side) => [route, side, walk] as const)))(
    '%s tells %s nothing of others',
    async (_route, name, walk) => {
      const side = sides[name];
      const told = JSON.stringify(await walk(side));
      expect(side.secrets.filter((secret) => told.includes(secret))).toEqual([]);
    },
  );

  it.each(both)('AuditEvent tells %s nothing of others', async (name) => {
    const { audit, secrets } = sides[name];
    const told = await audit({ _count: '250' });
    expect(JSON.parse(told).entry.length).toBeGreaterThan(0);
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
  });

  // Last: what was looked for stands on the log as her own act.
  it.each(both)('find nothing by what is others’ (%s)', async (name) => {
    const { client, foreign, secrets } = sides[name];
    const hidden = (value: string | undefined): value is string => value !== undefined && secrets.includes(value);
    const searches = foreign.flatMap(({ actor, caller, certificate, correlationId, patient, units }) => [
      ...[actor?.hsaId].filter(hidden).map((person) => ({ person })),
      ...[caller?.hsaId].filter(hidden).map((system) => ({ caller: system })),
      ...[certificate?.serial, certificate?.fingerprint].filter(hidden).map((each) => ({ certificate: each })),
      ...[correlationId].filter(hidden).map((each) => ({ correlationId: each })),
      ...[patient?.id].filter(hidden).map((each) => ({ patient: each })),
      ...units
        .map(({ careUnit }) => careUnit)
        .filter(hidden)
        .map((unit) => ({ unit })),
    ]);
    const asked = [...new Map(searches.map((search) => [JSON.stringify(search), search])).values()];
    expect(asked.length).toBeGreaterThan(2);
    const to = new Date().toISOString();
    for (const search of asked) {
      const { body } = await client.post('/access-log/search', { ...search, to });
      expect({ search, found: body }).toEqual({ search, found: { entries: [] } });
    }
  });
});
