import type { Bundle } from 'fhir/r4';
import type { Config } from '../../../src/config.ts';
import { offeredTypes } from '../../../src/faces/fhir/served/index.ts';
import type { Answer } from '../../support/running-bridge.ts';
import { correlated, givenIf, patients, type Way, type World } from './way.ts';

const identifier = `http://electronichealth.se/identifier/personnummer|${patients.light}`;
const caller = 'ehr-norrbotten';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/fhir+json' };
const parameters = JSON.stringify({
  resourceType: 'Parameters',
  parameter: [{ name: 'identifier', valueString: identifier }],
});
const inAddress = `identifier=${encodeURIComponent(identifier)}`;

/**
 * Every clinical type searched; what differs by route and not by type (searches in a body, reading by id) of one type. And
 * the patient, the provenance and the summary.
 */
export function fhirWays(config: Config): readonly Way[] {
  const types = offeredTypes(config.sources).map(({ type }) => type);
  return [
    ...types.map((type) => searched(type, `patient.${inAddress}`)),
    posted('Condition', 'patient.identifier'),
    readOne('Condition'),
    readOne('Provenance'),
    searchedByTarget(),
    searched('Patient', inAddress),
    posted('Patient', 'identifier'),
    readOne('Patient'),
    summary('POST', ''),
    summary('GET', `?${inAddress}`),
    summaryById('GET'),
    summaryById('POST'),
  ];
}

const get = (path: string) => async (world: World, correlationId: string, prepared: string) => {
  const options = { method: 'GET', headers: correlated(correlationId) };
  return told(await world.running.call(caller, path.replace(':id', prepared), options));
};

function searched(type: string, query: string): Way {
  return { route: 'GET /fhir/:type', what: type, ask: get(`/fhir/${type}?${query}`) };
}

function posted(type: string, name: string): Way {
  return {
    route: 'POST /fhir/:type/_search',
    what: type,
    async ask({ running }, correlationId) {
      const options = { headers: { ...form, ...correlated(correlationId) }, body: `${name}=${identifier}` };
      return told(await running.call(caller, `/fhir/${type}/_search`, options));
    },
  };
}

function readOne(type: string): Way {
  // Every record comes with its provenance.
  const search = type === 'Patient' ? `Patient?${inAddress}` : `Condition?patient.${inAddress}`;
  return {
    route: 'GET /fhir/:type/:id',
    what: type,
    prepare: (world) => idOf(world, type, search),
    ask: get(`/fhir/${type}/:id`),
  };
}

function searchedByTarget(): Way {
  return {
    route: 'GET /fhir/:type',
    what: 'Provenance',
    prepare: (world) => idOf(world, 'Condition', `Condition?patient.${inAddress}`),
    ask: get('/fhir/Provenance?target=Condition/:id'),
  };
}

function summary(method: 'GET' | 'POST', query: string): Way {
  return {
    route: `${method} /fhir/Patient/$summary`,
    what: 'summary',
    ask: method === 'GET' ? get(`/fhir/Patient/$summary${query}`) : post('/fhir/Patient/$summary'),
  };
}

function summaryById(method: 'GET' | 'POST'): Way {
  const path = '/fhir/Patient/:id/$summary';
  return {
    route: `${method} ${path}`,
    what: 'summary',
    prepare: (world) => idOf(world, 'Patient', `Patient?${inAddress}`),
    ask: method === 'GET' ? get(path) : post(path),
  };
}

const post = (path: string) => async (world: World, correlationId: string, prepared: string) => {
  const body = path.includes(':id') ? JSON.stringify({ resourceType: 'Parameters', parameter: [] }) : parameters;
  const options = { headers: { ...json, ...correlated(correlationId) }, body };
  return told(await world.running.call(caller, path.replace(':id', prepared), options));
};

const told = ({ status, body }: Answer) => givenIf(status === 200, body);

async function idOf({ running }: World, type: string, search: string): Promise<string> {
  const { body } = await running.call(caller, `/fhir/${search}`, { method: 'GET' });
  const { entry = [] } = JSON.parse(body) as Bundle;
  const found = entry.find(({ resource }) => resource?.resourceType === type)?.resource?.id;
  if (!found) throw new Error(`No ${type} to read.`);
  return found;
}
