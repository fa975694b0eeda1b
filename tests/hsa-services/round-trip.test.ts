import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  getAdminCredentialsForPerson2 as adminCredentials,
  getAdminCredentialsForPersonIncludingProtectedPerson2 as adminCredentialsWhoever,
  getHospCredentialsForPerson1 as hospCredentials,
} from '../../src/contracts/directory/registers-2.ts';
import {
  contractPath,
  directoryContracts,
  mustBePermittedByName,
  nationalContracts,
  prefixesFor,
  type ServiceContract,
  writeRoot,
} from '../../src/contracts/index.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory, type Directory, isUnit } from '../../src/hsa/index.ts';
import { loadLdifDirectory } from '../../src/hsa/ldif-source.ts';
import { DirectoryLimitation } from '../../src/hsa/limitation.ts';
import type { DirectoryObject, Person, Unit } from '../../src/hsa/model.ts';
import type { DirectorySource } from '../../src/hsa/source.ts';
import { nationalServicesOf } from '../../src/hsa-services/index.ts';
import { createServiceSource } from '../../src/hsa-services/source.ts';
import { demoFile } from '../hsa/source-conformance.ts';
import { type Received, type RecordSystem, reply, soap, startRecordSystem } from '../sources/record-system.ts';
import { assignments, signedIn } from '../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { soapHeaders } from '../support/soap-messages.ts';

/**
 * One bridge serves the demo directory as the national services do, and a source over them is held against what the file
 * says: the part of tests/hsa/source-conformance.ts that the contracts can express, and which part they cannot.
 */

const id = (suffix: string, region = '230') => `SE2321000${region}-${suffix}`;
const idsOf = (objects: readonly DirectoryObject[]) => objects.map((object) => object.hsaId).sort();

/** The national catalogue, as far as the bridge that reads a file passes questions on to it. */
let catalogue: RecordSystem;
let running: RunningBridge;
let everything: readonly DirectoryObject[];
/** May ask for everybody; may not. */
let source: DirectorySource;
let plain: DirectorySource;

function settings(who: string, more: object = {}) {
  return {
    url: running.url,
    logicalAddress: 'SE165565594230-1000',
    timeoutMs: 5_000,
    outgoing: {
      certificate: running.pki.file(`${who}.crt`),
      key: running.pki.file(`${who}.key`),
      ca: running.pki.file('ca.crt'),
    },
    bridgeHsaId: 'SE2321000230-DEMOBRIDGE',
    providers: [id('DEMOVG')],
    ...more,
  };
}

/** The bridge that reads its directory from the other one. */
const self = id('DEMOBRIDGE');

beforeAll(async () => {
  catalogue = await startRecordSystem(answerAsCatalogue);
  running = await startRunningBridge({
    change: (config) => {
      const named = directoryContracts.map(({ id }) => id).filter(mustBePermittedByName);
      const permissions = ['*', ...named].map((contract) => ({ contract, address: '*' }));
      const passthrough = nationalContracts.map(({ namespace }) => namespace);
      const contracts = nationalContracts.map(({ id }) => id);
      const hsaId = 'SE165565594230-1000';
      config.sources.push({ ...config.sources[0], hsaId, url: catalogue.url, contracts, passthrough });
      for (const id of contracts) config.routes.push({ address: hsaId, contract: id, source: hsaId });
      config.callers.push({ hsaId: self, name: 'Bryggan', gate: 'consumer', careProvider: id('DEMOVG'), permissions });
    },
  });
  everything = (await loadLdifDirectory(demoFile)).objects;
  source = createServiceSource(settings('ehr-norrbotten'));
  plain = createServiceSource(settings('ehr-vasterbotten'));
});
afterAll(async () => {
  await source?.close();
  await plain?.close();
  await running?.close();
  await catalogue?.close();
});

/** One person of each kind, whoever is asked for; of the register of licences nothing but the number. */
function answerAsCatalogue(response: ServerResponse, { body }: Received): void {
  const [, prefix = '', name = '', namespace = ''] = /<(\w+):(Get\w+) xmlns:\w+="([^"]+)"/.exec(body) ?? [];
  const person = (hsaId: string, isProtected: boolean) =>
    `<${prefix}:adminCredentialInformation><t:personHsaId>${hsaId}</t:personHsaId><t:middleAndSurName>X</t:middleAndSurName>` +
    `<t:protectedPerson>${isProtected}</t:protectedPerson></${prefix}:adminCredentialInformation>`;
  const people = person(id('DEMOCHEF'), false) + person(id('DEMOSKYDDAD', '222'), true);
  const number = `<${prefix}:personalIdentityNumber><m:root>1.2.752.129.2.1.3.1</m:root><m:extension>191212121212</m:extension></${prefix}:personalIdentityNumber>`;
  const types = 'urn:riv:infrastructure:directory:authorizationmanagement:2';
  reply(
    response,
    200,
    'text/xml',
    soap(
      `<${prefix}:${name}Response xmlns:${prefix}="${namespace}" xmlns:t="${types}" xmlns:m="${types}.1">` +
        `${name.startsWith('GetHosp') ? number : people}</${prefix}:${name}Response>`,
    ),
  );
}

const one = async (hsaId: string, from = source) => (await from.byHsaId(hsaId))[0];

/** What the contracts can carry of an object. */
function told(object: DirectoryObject | undefined) {
  if (!object) return undefined;
  const { dn: _, ...rest } = object;
  if (rest.kind === 'person') return toldPerson(rest);
  return isUnit(object) ? toldUnit(object) : undefined;
}

/** The web address and the visiting address of a person stand in no card. */
function toldPerson({ contact, ...person }: Omit<Person, 'dn'>) {
  return { ...person, contact: { ...contact, web: undefined, visitingAddress: undefined } };
}

/** Its place in the tree, the head of operations, and the organisation number of what is no care provider are in no contract. */
function toldUnit({ dn: _, manager: __, orgNo, kind: ___, isCareProvider, ...unit }: Unit) {
  return { ...unit, isCareProvider, orgNo: isCareProvider ? orgNo : undefined };
}

/** The contracts leave out a care unit whose care provider is not known, and of two care units that claim a unit, both. */
const careUnitOfNobody = id('DEMOUTANVG', '222');
const claimedTwice = id('DEMODIALYS', '206');

describe('every object that is open', () => {
  const there = new Set<string>();
  beforeAll(() => {
    for (const { hsaId } of everything) there.add(hsaId);
  });

  it('is read as it stands in the file, as far as the contracts tell', async () => {
    const units = everything.filter(isUnit).filter((unit) => !unit.archived);
    expect(units.length).toBeGreaterThan(60);
    for (const unit of units) {
      const { members, ...rest } = toldUnit(unit);
      const expected = { ...rest, members: members.filter((hsaId) => there.has(hsaId)) };
      const isCareUnit = unit.isCareUnit && unit.hsaId !== careUnitOfNobody;
      expect(told(await one(unit.hsaId))).toEqual({ ...expected, isCareUnit });
    }
  });

  it('people too, whether protected, fictitious or not', async () => {
    const people = everything.filter((object) => object.kind === 'person');
    for (const person of people) expect(told(await one(person.hsaId))).toEqual(told(person));
  });

  it('functions, where they belong to a care unit', async () => {
    const members = new Set(everything.filter(isUnit).flatMap((unit) => unit.members));
    const functions = everything.filter(({ kind, hsaId }) => kind === 'function' && members.has(hsaId));
    expect(functions.length).toBeGreaterThan(0);
    for (const { hsaId, name } of functions) expect(await one(hsaId)).toMatchObject({ kind: 'function', hsaId, name });
  });
});

describe('the source', () => {
  it('still knows units that are closed', async () => {
    const closed = { archived: true, name: 'Granbarrets läkarmottagning', responsibleProvider: id('DEMOARKIV') };
    expect(await one(id('DEMOARKIVHC'))).toMatchObject({ ...closed, isCareUnit: true });
    expect(await one(id('DEMOARKIV'))).toMatchObject({ archived: true, isCareProvider: true, kind: 'organization' });
  });

  it('compares HSA-ids without regard to letter case', async () => {
    expect(await source.byHsaId('se2321000230-DemoLakare')).toMatchObject([{ name: 'Ylva Demoström' }]);
    expect(idsOf(await source.careUnitsWithMember('se2321000222-demoboka'))).toEqual([id('DEMOHC1', '222')]);
    expect(idsOf(await source.commissionsWithMember('se2321000230-demosekr'))).toContain(id('DEMOMEDADM'));
  });

  it.each([id('DEMONOBODY'), '*', id('DEMO*'), ')(objectClass=*', '\\2a', ''])(
    'finds nothing for %j',
    async (hsaId) => {
      expect(await source.byHsaId(hsaId)).toEqual([]);
      expect(await source.careUnitsWithMember(hsaId)).toEqual([]);
      expect(await source.commissionsWithMember(hsaId)).toEqual([]);
      expect(await source.careUnitsOf(hsaId)).toEqual([]);
      expect(await source.careProvidersWithOrgNo(hsaId)).toEqual([]);
    },
  );

  it('names the care units of a care provider, and care providers by organisation number', async () => {
    for (const provider of [id('DEMOVG'), id('DEMOARKIV')]) {
      const expected = everything.filter(
        (object) => isUnit(object) && object.isCareUnit && object.responsibleProvider === provider,
      );
      expect(idsOf(await source.careUnitsOf(provider))).toEqual(idsOf(expected));
    }
    expect(idsOf(await source.careProvidersWithOrgNo('232100-0230'))).toEqual([id('DEMOVG')]);
  });

  it('lists the care units of the care providers named, with what belongs to them, and says that it is not all', async () => {
    const careUnits = everything
      .filter(isUnit)
      .filter(({ responsibleProvider }) => responsibleProvider === id('DEMOVG'));
    const { items, more } = await source.units(1_000);
    const expected = new Set([id('DEMOVG'), ...careUnits.flatMap(({ hsaId, members }) => [hsaId, ...members])]);
    expect(idsOf(items)).toEqual([...expected].sort());
    expect(more).toBe(true);
    expect(await source.units(2)).toMatchObject({ items: { length: 2 }, more: true });
  });

  it.each<[string, (from: DirectorySource) => Promise<unknown>]>([
    ['what is below a unit', (from) => from.children('ou=a,c=SE')],
    ['what is above a place', (from) => from.ancestors('ou=a,ou=b,c=SE')],
    ['the organizations', (from) => from.roots()],
    ['a search', (from) => from.candidates(['lulea'], 10)],
    ['everybody', (from) => from.people(10)],
    ['every assignment', (from) => from.commissions(10)],
    ['whoever has a role', (from) => from.peopleWithRole({ system: 'norrbryggan', role: 'manager' })],
  ])('says that it cannot tell: %s', async (_what, ask) => {
    await expect(ask(source)).rejects.toBeInstanceOf(DirectoryLimitation);
    await expect(ask(source)).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  });

  it('lists no units where no care provider is named, and says so', async () => {
    const none = createServiceSource(settings('ehr-norrbotten', { providers: [] }));
    await expect(none.units(10)).rejects.toBeInstanceOf(DirectoryLimitation);
    await none.close();
  });

  it('takes whom it is told nothing of for perhaps protected, where it may not ask for everybody', async () => {
    for (const hsaId of [id('DEMOSKYDDAD', '222'), id('DEMONOBODY')])
      expect(await plain.byHsaId(hsaId)).toMatchObject([{ kind: 'person', hsaId, protected: true, licences: [] }]);
    expect(told(await one(id('DEMOLAKARE'), plain))).toEqual(told(await one(id('DEMOLAKARE'))));
    expect(await one(id('DEMOMED'), plain)).toMatchObject({ kind: 'unit', isCareUnit: true });
    expect(await plain.commissionsWithMember(id('DEMOSKYDDAD', '222'))).toEqual([]);
  });
});

describe('the lookups over it', () => {
  let file: Directory;
  let national: Directory;
  beforeAll(async () => {
    const config = { baseDn: 'c=SE', timeoutMs: 1_000 };
    file = await createDirectory({ ...config, url: `file:${demoFile}` }, createEvents());
    const services = () => createServiceSource(settings('ehr-norrbotten'));
    national = await createDirectory({ ...config, url: running.url }, createEvents(), { services });
    return () => national.close();
  });

  it('give everybody the same assignments as the file', async () => {
    const held = async (directory: Directory, person: string) =>
      (await directory.commissionsOf(person)).value.assignments
        .map(({ commission, careUnit, careProvider }) => ({
          hsaId: commission.hsaId,
          name: commission.name,
          purpose: commission.purpose,
          rights: commission.rights,
          careUnit: careUnit?.hsaId,
          careProvider: careProvider.hsaId,
          orgNo: careProvider.orgNo,
        }))
        .sort((a, b) => (a.hsaId < b.hsaId ? -1 : 1));
    const people = everything.filter((object) => object.kind === 'person' && !object.feigned);
    let assignments = 0;
    for (const { hsaId } of people) {
      const expected = await held(file, hsaId);
      assignments += expected.length;
      expect(await held(national, hsaId), hsaId).toEqual(expected);
    }
    expect(assignments).toBeGreaterThan(100);
  });

  it('find the same care unit and care provider for whatever belongs to a care unit', async () => {
    const belonging = everything
      .filter(isUnit)
      .flatMap((unit) => [...(unit.isCareUnit ? [unit.hsaId] : []), ...unit.members]);
    for (const hsaId of new Set(belonging)) {
      if ([careUnitOfNobody, claimedTwice].includes(hsaId)) continue;
      const placed = async (directory: Directory) => {
        const { value } = (await directory.unit(hsaId)).value
          ? await directory.unit(hsaId)
          : await directory.function(hsaId);
        return [value?.careUnit, value?.careProvider].map((found) =>
          found?.kind === 'found' ? found.value.hsaId : found,
        );
      };
      expect(await placed(national), hsaId).toEqual(await placed(file));
    }
    for (const hsaId of [careUnitOfNobody, claimedTwice])
      expect((await national.careProviderOf(hsaId)).value).toEqual({ kind: 'none' });
  });

  it('cannot tell who holds an assignment, and do not say that nobody does', async () => {
    await expect(national.holdersOf(id('DEMOMEDVOB'))).rejects.toBeInstanceOf(DirectoryLimitation);
  });
});

describe('a whole bridge over it', () => {
  let second: RunningBridge;
  const told: string[] = [];
  beforeAll(async () => {
    second = await startRunningBridge({
      pki: running.pki,
      environment: { HSA_URL: running.url },
      change: (config) => {
        config.directory.services.providers = [id('DEMOVG')];
        config.trust.systemsInDirectory = 'noted';
      },
    });
    second.bridge.events.on('directory:lookup:failed', ({ text }) => told.push(text));
    return () => second.close();
  });

  it('signs people in with their assignments, and shows what those allow', async () => {
    const physician = await signedIn(second, 'demo-lakare', assignments.care);
    const found = await physician.get(`/directory/units/${id('DEMOMED')}`);
    expect(found.status).toBe(200);
    expect(found.body).toMatchObject({ careProvider: { hsaId: id('DEMOVG') }, belowUnknown: true });
    const some = await physician.post('/directory/search', { text: 'medicin' });
    expect(some.body).toMatchObject({ kind: 'hits', more: true, peopleMissing: true });
    expect(JSON.stringify(some.body)).toContain(id('DEMOMED'));
    expect((await physician.post('/directory/search', { text: 'Demoström', kind: 'person' })).status).toBe(503);
    expect((await physician.get(`/directory/people/${id('DEMOLAKARE')}`)).status).toBe(200);
  });

  it('takes what cannot be told for no failure of the directory', () => {
    expect(told).toEqual([]);
  });

  const physician = { personHsaId: id('DEMOLAKARE') };
  const number = { personalIdentityNumber: '191212121212' };

  it.each<[string, unknown, object, RegExp | undefined]>([
    ['tells nobody of whose identity is protected', adminCredentials, physician, /DEMOCHEF(?!.*DEMOSKYDDAD)/s],
    ['asks by number too', adminCredentials, number, /DEMOCHEF/],
    ['tells of everybody where that is permitted', adminCredentialsWhoever, physician, /DEMOCHEF.*DEMOSKYDDAD/s],
    ['asks the register of licences', hospCredentials, number, /191212121212/],
  ])('%s, of what the national catalogue alone knows', async (_what, contract, request, expected) => {
    const { namespace, name, request: type, ...rest } = contract as ServiceContract;
    const content = writeRoot(namespace, name, type, request, prefixesFor(namespace, type));
    const header =
      '<e:Header><r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">SE165565594230-1000</r:LogicalAddress></e:Header>';
    const body = soap(content).replace('<e:Body>', `${header}<e:Body>`);
    const path = contractPath({ name, ...rest });
    const sent = (who: string) => second.call(who, path, { headers: soapHeaders, body });
    const answer = await sent('ehr-norrbotten');
    expect([answer.status, answer.body]).toEqual([200, expect.stringMatching(expected ?? /./)]);
    // A permission for every contract is enough for the plain one alone.
    const other = await sent('ehr-vasterbotten');
    expect(other.status).toBe(contract === adminCredentials ? 200 : 500);
  });

  it('keeps no answer to a question by number', async () => {
    const services = nationalServicesOf({
      directory: {
        url: running.url,
        timeoutMs: 5_000,
        services: { logicalAddress: 'SE165565594230-1000', providers: [] },
      },
      ...settings('ehr-norrbotten'),
      bridge: { hsaId: self },
    } as never);
    const askedOf = async (contract: unknown, request: object) => {
      const before = catalogue.received.length;
      for (let times = 0; times < 2; times++) await services?.ask(contract as ServiceContract, request);
      return catalogue.received.length - before;
    };
    expect(await askedOf(hospCredentials, number)).toBe(2);
    expect(await askedOf(adminCredentials, physician)).toBe(1);
    await services?.close();
  });

  it('says nothing of the question when the catalogue gives no answer', async () => {
    const services = nationalServicesOf({
      directory: { url: `${running.url}/nowhere`, timeoutMs: 2_000, services: { logicalAddress: 'x', providers: [] } },
      ...settings('ehr-norrbotten'),
      bridge: { hsaId: self },
    } as never);
    const asked = services?.ask(hospCredentials as unknown as ServiceContract, number) ?? Promise.resolve();
    await expect(asked).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
    await expect(asked).rejects.not.toThrow(/191212121212/);
    await services?.close();
  });
});
