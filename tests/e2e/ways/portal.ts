import type { PortalClient } from '../../support/portal-client.ts';
import { consultation, processRequest } from '../../support/referral-messages.ts';
import { soapHeaders } from '../../support/soap-messages.ts';
import { correlated, givenIf, inHours, patients, type Way, type World } from './way.ts';

const patient = patients.registered;
const relation = { patient, end: inHours(48) };
const consent = { patient, kind: 'given', for: 'unit' };
const emergency = { patient, reasonCode: 'danger-to-life', text: 'Medvetslös.' };
const block = { patient, kind: 'inner' };
const lift = {
  patient,
  end: inHours(24),
  careUnit: 'SE2321000230-DEMOKIR',
  ground: 'consent',
  text: 'Inför operation',
};

const liftRequest = { patient, careProvider: 'SE2321000222-DEMOVG', ground: 'emergency', text: 'Medvetslös.' };

const neighbour = ({ neighbour: client }: World): PortalClient => client;
const physician = ({ physician: client }: World): PortalClient => client;

/** The portal's API, where it is about patients. */
export function portalWays(): readonly Way[] {
  return [
    portalWay('POST /patient/find', { patient: patients.read }),
    portalWay('POST /patient/open', { patient: patients.read }),
    portalWay('GET /patient', undefined, opened),
    portalWay('POST /readings', { choice: { kind: 'everything' } }, readableOpen),
    {
      route: 'POST /api/readings/original',
      what: 'portal',
      prepare: shownDiagnosis,
      async ask({ physician: client }, correlationId, prepared) {
        const options = { headers: correlated(correlationId) };
        const { status, body } = await client.post('/readings/original', JSON.parse(prepared), options);
        return givenIf(status < 300, body);
      },
    },
    portalWay('POST /gate', { patient }),
    portalWay('POST /patient/places', { reason: 'Remiss' }, opened),
    portalWay('POST /holders', { patient: patients.read }, readable),
    portalWay('POST /output/print', { what: [] }, opened),
    portalWay('POST /output/ips', undefined, readableOpen),
    portalWay('POST /output/pdf', { choices: [{ kind: 'acute' }] }, readableOpen),
    portalWay('POST /relations', relation),
    portalWay('POST /relations/search', { patient }),
    portalWay('POST /relations/:id/end', { patient }, made('/relations', relation)),
    portalWay('POST /consents', consent),
    portalWay('POST /consents/search', { patient }),
    portalWay('POST /consents/:id/open', { patient }, made('/consents', { ...consent, kind: 'incapable' })),
    portalWay('POST /consents/:id/withdraw', { patient }, made('/consents', consent)),
    portalWay('POST /emergencies', emergency),
    portalWay('POST /emergencies/search', { patient }),
    portalWay('POST /emergencies/:id/open', { patient }, made('/emergencies', emergency)),
    portalWay('POST /emergencies/:id/close', { patient }, made('/emergencies', emergency)),
    portalWay('POST /blocks', block),
    portalWay('POST /blocks/search', { patient }),
    portalWay('POST /blocks/:id/unregister', { patient }, made('/blocks', block)),
    portalWay('POST /blocks/:id/lift', lift, made('/blocks', block)),
    portalWay('POST /lifts/:id/end', { patient }, lifted),
    portalWay('POST /lift-requests', liftRequest, declaredEmergency),
    portalWay('POST /lift-requests/search', { patient }),
    portalWay('GET /lift-requests', undefined, liftAsked, neighbour),
    portalWay('POST /lift-requests/:id/lift', { end: inHours(24) }, liftAsked, neighbour),
    portalWay('POST /lift-requests/:id/decline', {}, liftAsked, neighbour),
    portalWay('GET /referrals', undefined, consultationAsked),
    portalWay('GET /referrals/:id', undefined, consultationAsked),
    portalWay('GET /consultations', undefined, consultationAsked),
    portalWay('POST /consultations/:id/accept', undefined, consultationAsked),
  ];
}

export function portalWay(
  route: string,
  body: object | undefined,
  prepare?: (world: World) => Promise<string>,
  client = physician,
): Way {
  const [method = '', path = ''] = route.split(' ');
  return {
    route: `${method} /api${path}`,
    what: 'portal',
    ...(prepare && { prepare }),
    async ask(world, correlationId, prepared) {
      const options = { headers: correlated(correlationId), ...(body && { body }) };
      const { status, body: told } = await client(world).call(method, addressOf(path, prepared), options);
      return givenIf(status < 300, told);
    },
  };
}

/** Where the route names two things, both are given, divided by what stands between them in the address. */
function addressOf(path: string, prepared: string): string {
  return prepared.includes('/') ? path.replace(/:id.*/, prepared) : path.replace(':id', prepared);
}

export const declaredEmergency = (world: World): Promise<string> => made('/emergencies', emergency)(world);

const made = (path: string, body: object) => async (world: World) => idIn(await physician(world).post(path, body));

async function lifted(world: World): Promise<string> {
  const id = await made('/blocks', block)(world);
  return idIn(await physician(world).post(`/blocks/${id}/lift`, lift));
}

/** Västerbotten has a block, and is asked to lift it in an emergency. */
async function liftAsked(world: World): Promise<string> {
  await neighbour(world).post('/blocks', { patient, kind: 'outer' });
  await declaredEmergency(world);
  return idIn(await physician(world).post('/lift-requests', liftRequest));
}

/** Relation and consent, without which there is nothing to open. */
async function readable(world: World): Promise<string> {
  await physician(world).post('/relations', { ...relation, patient: patients.read });
  return idIn(await physician(world).post('/consents', { ...consent, patient: patients.read }));
}

async function opened({ physician: client }: World): Promise<string> {
  const { body } = await client.post('/patient/open', { patient: patients.read });
  return body.opening;
}

async function readableOpen(world: World): Promise<string> {
  await readable(world);
  return opened(world);
}

/** Names a diagnosis that has been shown. */
async function shownDiagnosis(world: World): Promise<string> {
  await readableOpen(world);
  const choice = { kind: 'contracts', contracts: ['GetDiagnosis:2'] };
  const { body } = await physician(world).post('/readings', { choice });
  const [, record = ''] = /"records":\[(\{.*?\}),/.exec(body) ?? [];
  const [, source] = /"source":"([^"]+)"/.exec(record) ?? [];
  const [, documentId] = /"documentId":"([^"]+)"/.exec(record) ?? [];
  return JSON.stringify({ contract: 'GetDiagnosis:2', source, documentId });
}

function idIn({ status, body }: { readonly status: number; readonly body: { readonly id?: string } }): string {
  if (status !== 200 || !body.id) throw new Error(`What was to be made was answered with ${status}.`);
  return body.id;
}

/** A consultation that Västernorrland asks of the physician's unit; gives its id in the portal. */
async function consultationAsked({ running, physician: client }: World): Promise<string> {
  const more = consultation(`until="${inHours(24)}"`);
  const units = { from: 'SE2321000206-DEMOMED', to: 'SE2321000230-DEMOMED' };
  const requestId = `SE2321000206-DEMOEHR#${crypto.randomUUID()}`;
  const body = processRequest({ ...units, requestId, patient, more });
  await running.call('ehr-vasternorrland', '/vp', { headers: soapHeaders, body });
  const { body: listed } = await client.get('/consultations');
  return listed.items.find((one: { readonly requestId: string }) => one.requestId === requestId).id;
}
