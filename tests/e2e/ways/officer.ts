import { setTimeout } from 'node:timers/promises';
import { declaredEmergency, portalWay } from './portal.ts';
import { inHours, patients, type Way, type World } from './way.ts';

const officer = ({ officer: client }: World) => client;
const verdict = { verdict: 'justified', reason: 'Pågående vård.' };

/** The access log, by which an officer learns who has been in care. */
export function officerWays(): readonly Way[] {
  return [
    ask('POST /access-log/search', { patient: patients.read }),
    ask('GET /access-log/entries/:id', undefined, anEntry),
    ask('GET /access-log/entries/:id/proof', undefined, anEntry),
    ask('GET /why/:id', undefined, aDecision),
    ask('POST /access-log/exports/:id/result', undefined, anExport),
    ask('POST /access-log/extracts', { patient: patients.light, from: inHours(-1) }),
    ask('POST /access-log/reviews', { size: 5 }),
    ask('GET /access-log/reviews/:id', undefined, async (world) => (await drawn(world)).id),
    ask('POST /access-log/reviews/:id/verdicts/:entry', verdict, async (world) => {
      const { id } = await drawn(world);
      const { body } = await officer(world).get(`/access-log/reviews/${id}`);
      // A system's: nobody judges her own.
      const item = body.items.find(({ access }: { readonly access: { readonly actor?: object } }) => !access.actor);
      return `${id}/verdicts/${item.entry}`;
    }),
    ask('POST /access-log/reviews/:id/reproduction', undefined, async (world) => (await drawn(world)).id),
    ask('POST /access-log/reviews/:id/summary', undefined, async (world) => (await drawn(world)).id),
    ask('POST /access-log/emergencies', {}),
    ask('POST /access-log/emergencies/:id/verdicts', verdict, declaredEmergency),
  ];
}

function ask(route: string, body: object | undefined, prepare?: (world: World) => Promise<string>): Way {
  return portalWay(route, body, prepare, officer);
}

async function anEntry(world: World): Promise<string> {
  const { body } = await officer(world).post('/access-log/search', { patient: patients.read, limit: 1 });
  return body.entries[0].id;
}

/** An entry that tells of a decision. */
async function aDecision(world: World): Promise<string> {
  const { body } = await officer(world).post('/access-log/search', { patient: patients.read, limit: 100 });
  return body.entries.find(({ decision }: { readonly decision?: object }) => decision).id;
}

/** One that has been made. */
async function anExport(world: World): Promise<string> {
  const { body: begun } = await officer(world).post('/access-log/exports');
  for (;;) {
    const { body } = await officer(world).get('/access-log/exports');
    const { state } = body.exports.find(({ id }: { readonly id: string }) => id === begun.id);
    if (state !== 'running') return begun.id;
    await setTimeout(100);
  }
}

async function drawn(world: World): Promise<{ readonly id: string }> {
  return (await officer(world).post('/access-log/reviews', { size: 100 })).body;
}
