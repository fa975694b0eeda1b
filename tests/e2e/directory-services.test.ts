import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  getCredentialsForPerson2 as credentials,
  getCredentialsForPersonIncludingProtectedPerson2 as credentialsWhoever,
  getPersonAuthorizedToSystem2 as system,
} from '../../src/contracts/directory/authorization-2.ts';
import {
  getEmployee3 as employee,
  getEmployeeIncludingProtectedPerson4 as employeeWhoever,
  getCommissionMembers2 as holders,
} from '../../src/contracts/directory/employee.ts';
import { getUnit5 as unit } from '../../src/contracts/directory/get-unit-5.ts';
import * as hsaWs from '../../src/contracts/directory/hsaws-3.ts';
import {
  getHealthCareUnit2 as careUnit,
  getHealthCareUnitList2 as careUnits,
  getHealthCareUnitMembers2 as members,
  getHealthCareProvider1 as provider,
  listUnitsWithinSector1 as sector,
  isUnitWithinSector1 as within,
} from '../../src/contracts/directory/organization-2.ts';
import { directoryContracts, nationalContracts } from '../../src/contracts/directory/registry.ts';
import { contractPath, prefixesFor, type ServiceContract, writeRoot } from '../../src/contracts/index.ts';
import type { ComplexType, ValueOf } from '../../src/contracts/schema.ts';
import { readMessage } from '../contracts/read-message.ts';
import { soap } from '../sources/record-system.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { soapHeaders } from '../support/soap-messages.ts';
import { hasXmllint } from '../support/xmllint.ts';

const national = 'SE165565594230-1000';
const id = (suffix: string, region = '230') => `SE2321000${region}-${suffix}`;

let running: RunningBridge;
/** Bodies of all answers given, to be held against the schemas in the end. */
const given: { readonly contract: ServiceContract; readonly body: string }[] = [];

beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

type Any = ServiceContract;

async function send(who: string, contract: Any, content: string, address = national) {
  const header = `<e:Header><r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${address}</r:LogicalAddress></e:Header>`;
  const body = soap(content).replace('<e:Body>', `${header}<e:Body>`);
  return running.call(who, contractPath(contract), { headers: soapHeaders, body });
}

function written({ namespace, name, request: type }: Any, request: object): string {
  return writeRoot(namespace, name, type, request, prefixesFor(namespace, type));
}

async function ask<Request extends ComplexType, Response extends ComplexType>(
  contract: ServiceContract<Request, Response>,
  request: ValueOf<Request>,
  who = 'ehr-norrbotten',
): Promise<ValueOf<Response>> {
  const any = contract as unknown as Any;
  const { status, body } = await send(who, any, written(any, request));
  expect(body).not.toContain('<faultstring>');
  expect(status).toBe(200);
  const content = /<soap:Body>(.*)<\/soap:Body>/s.exec(body)?.[1] ?? '';
  given.push({ contract: any, body: content });
  const { value, violations } = readMessage(contract.response, `${contract.name}Response`, content);
  expect(violations).toEqual([]);
  return value as ValueOf<Response>;
}

async function faultOf(contract: unknown, content: string, who = 'ehr-norrbotten', address = national) {
  const { status, body } = await send(who, contract as Any, content, address);
  expect(status).toBe(500);
  return /<faultstring>(VP\d{3})/.exec(body)?.[1];
}

describe('units', () => {
  it('a unit is told of with all that is read of it', async () => {
    const { unit: found } = await ask(unit, { unitHsaId: id('demosjh') });
    expect(found).toMatchObject({
      unitHsaId: id('DEMOSJH'),
      unitName: 'Norrskenets sjukhus',
      postalAddress: { addressLine: ['Norrskenets sjukhus', '972 00 Luleå'] },
      surgeryHour: [{ fromDay: '1', toDay: '7', fromTime: '00:00:00', toTime: '24:00:00' }],
      geographicalCoordinatesSWEREF99: { nCoordinate: '7291672', eCoordinate: '829850' },
      careType: ['01', '02'],
      structuredPostalAddress: { addressee: ['Norrskenets sjukhus'], postCode: '97200', town: 'Luleå' },
      structuredVisitingAddress: {
        street: 'Sjukhusvägen',
        premisesNumber: expect.stringMatching(/^\d+$/),
        town: 'Luleå',
      },
    });
  });

  it.each([
    ['nobody has', id('DEMONOBODY')],
    ['is malformed', '*)(objectClass=*'],
    ['is blank', ' '],
    ['is long', 'X'.repeat(10_000)],
    ['is a person’s', id('DEMOLAKARE')],
  ])('an id that %s is found nowhere, and that is no fault', async (_what, hsaId) => {
    expect(await ask(unit, { unitHsaId: hsaId })).toEqual({});
    expect(await ask(careUnit, { healthCareUnitMemberHsaId: hsaId })).toEqual({});
    expect(await ask(members, { healthCareUnitHsaId: hsaId })).toEqual({});
    expect(await ask(careUnits, { healthCareProviderHsaId: hsaId })).toEqual({});
    expect(await ask(provider, { healthCareProviderHsaId: hsaId })).toEqual({});
    expect(await ask(within, { unitHsaId: hsaId, sectorHsaId: [hsaId] })).toEqual({ unitIsWithinSector: false });
    expect(await ask(sector, { sectorHsaId: [hsaId] })).toEqual({});
  });
});

describe('care units and care providers', () => {
  it('a unit that belongs to a care unit leads to it and to its care provider', async () => {
    const { healthCareUnit } = await ask(careUnit, { healthCareUnitMemberHsaId: id('DEMOMEDAVD') });
    expect(healthCareUnit).toMatchObject({
      unitIsHealthCareUnit: false,
      healthCareUnitMemberHsaId: id('DEMOMEDAVD'),
      healthCareUnitHsaId: id('DEMOMED'),
      healthCareProviderHsaId: id('DEMOVG'),
      healthCareProviderOrgNo: '232100-0230',
    });
    const itself = await ask(careUnit, { healthCareUnitMemberHsaId: id('DEMOMED') });
    expect(itself.healthCareUnit).toMatchObject({ unitIsHealthCareUnit: true, healthCareUnitHsaId: id('DEMOMED') });
    expect(itself.healthCareUnit).not.toHaveProperty('healthCareUnitMemberHsaId');
  });

  it.each([
    ['belongs to two care units', id('DEMODIALYS', '206')],
    ['is a care unit of nobody', id('DEMOUTANVG', '222')],
    ['belongs to none', id('DEMOSJH')],
  ])('one that %s leads nowhere', async (_what, hsaId) => {
    expect(await ask(careUnit, { healthCareUnitMemberHsaId: hsaId })).toEqual({});
  });

  it('a closed unit still leads to its care provider, and is said to be closed', async () => {
    const { healthCareUnit } = await ask(careUnit, { healthCareUnitMemberHsaId: id('DEMOARKIVHC') });
    expect(healthCareUnit).toMatchObject({ archivedHealthCareUnit: true, archivedHealthCareProvider: true });
    expect(await ask(unit, { unitHsaId: id('DEMOARKIVHC') })).toEqual({});
    const { healthCareUnitList } = await ask(careUnits, { healthCareProviderHsaId: id('DEMOARKIV') });
    expect(healthCareUnitList).toMatchObject({ healthCareUnit: [{ archivedHealthCareUnit: true }] });
  });

  it('a care unit has its members, a care provider its care units', async () => {
    const { healthCareUnitMembers } = await ask(members, { healthCareUnitHsaId: id('DEMOMED') });
    const of = healthCareUnitMembers?.healthCareUnitMember?.map((member) => member.healthCareUnitMemberHsaId);
    expect(of).toContain(id('DEMOMEDAVD'));
    expect(healthCareUnitMembers).toMatchObject({
      healthCareUnitPrescriptionCode: [expect.stringMatching(/^25\d{5}$/)],
      structuredPostalAddress: { postCode: '97200', town: 'Luleå' },
      healthCareProvider: { healthCareProviderHsaId: id('DEMOVG') },
    });
    const { healthCareUnitList } = await ask(careUnits, { healthCareProviderHsaId: id('DEMOVG') });
    expect(healthCareUnitList?.healthCareUnit?.map((one) => one.healthCareUnitHsaId)).toContain(id('DEMOMED'));
  });

  it('a care provider is found by either key', async () => {
    const byId = await ask(provider, { healthCareProviderHsaId: id('DEMOVG') });
    expect(byId.healthCareProvider).toMatchObject([{ healthCareProviderName: 'Region Norrbotten' }]);
    expect(await ask(provider, { healthCareProviderOrgNo: '232100-0230' })).toEqual(byId);
    expect(await ask(provider, { healthCareProviderOrgNo: '2321000230' })).toEqual({});
    expect(await faultOf(provider, written(provider as unknown as Any, {}))).toBe('VP015');
  });

  it('a sector is a unit with all below it', async () => {
    const asked = { unitHsaId: id('DEMOMEDTEAM'), sectorHsaId: [id('DEMONOBODY'), id('demosjh')] };
    expect(await ask(within, asked)).toEqual({ unitIsWithinSector: true });
    expect(await ask(within, { ...asked, sectorHsaId: [id('DEMOMEDMOTT')] })).toEqual({ unitIsWithinSector: false });
    const { unitWithinSector = [] } = await ask(sector, { sectorHsaId: [id('DEMOMED'), id('DEMOMEDAVD')] });
    const found = unitWithinSector.map(({ unitHsaId }) => unitHsaId);
    expect(found).toEqual(expect.arrayContaining(['DEMOMED', 'DEMOMEDAVD', 'DEMOMEDTEAM'].map((one) => id(one))));
    expect(new Set(found).size).toBe(found.length);
  });

  it('is searched for below the search base alone', async () => {
    const below = (searchBase: string) => ask(unit, { unitHsaId: id('DEMOMED'), searchBase });
    expect(await below('l=norrbottens LÄN,c=SE')).toHaveProperty('unit');
    expect(await below('ou=Norrskenets sjukhus,o=Region Norrbotten,l=Norrbottens län,c=SE,')).toHaveProperty('unit');
    expect(await below('l=Västerbottens län,c=SE')).toEqual({});
    expect(await faultOf(unit, written(unit as unknown as Any, { unitHsaId: 'a', searchBase: '*' }))).toBe('VP015');
  });
});

describe('people', () => {
  const physician = { personHsaId: id('demolakare') };
  const hidden = { personHsaId: id('DEMOSKYDDAD', '222') };

  it('a contact card, with the place in the tree', async () => {
    const { personInformation } = await ask(employee, physician);
    expect(personInformation).toMatchObject([
      { personHsaId: id('DEMOLAKARE'), givenName: 'Ylva', middleAndSurName: 'Demoström', gender: '0' },
    ]);
    const [card] = (await ask(employeeWhoever, physician)).personInformation ?? [];
    expect(card).toMatchObject({ protectedPerson: false, dn: expect.stringMatching(/^cn=Ylva Demoström,.*c=SE$/) });
    expect(card).not.toHaveProperty('gender');
  });

  it('a name that the contract has no room for is told without, and can be asked below', async () => {
    const [card] = (await ask(employee, { personHsaId: id('DEMOCITAT', '206') })).personInformation ?? [];
    expect(card?.dn).toBe('cn=Åsa Ässa Öhn demo,o=Region Västernorrland,l=Västernorrlands län,c=SE');
    const again = await ask(employee, { personHsaId: id('DEMOCITAT', '206'), searchBase: card?.dn ?? '' });
    expect(again.personInformation).toHaveLength(1);
  });

  it('whose identity is protected is told of in contracts of their own alone', async () => {
    expect(await ask(employee, hidden)).toEqual({});
    expect(await ask(credentials, hidden)).toEqual({});
    const { personInformation } = await ask(employeeWhoever, hidden);
    expect(personInformation).toMatchObject([{ personHsaId: hidden.personHsaId, protectedPerson: true }]);
    const { credentialInformation } = await ask(credentialsWhoever, hidden);
    expect(credentialInformation).toMatchObject([{ protectedPerson: true }]);
    expect(await ask(system, { ...hidden, systemId: 'norrbryggan' })).toEqual({ authorizedPerson: false });
  });

  it.each([employeeWhoever, credentialsWhoever])(
    '$id must be permitted by name: every contract is not enough',
    async (contract) => {
      const content = written(contract as unknown as Any, hidden);
      expect(await faultOf(contract, content, 'ehr-vasterbotten')).toBe('VP007');
    },
  );

  it('who is fictitious is told of when asked for', async () => {
    const feigned = { personHsaId: id('DEMOFINGERAD', '206') };
    expect(await ask(employee, feigned)).toEqual({});
    const { personInformation } = await ask(employee, { ...feigned, includeFeignedObject: true });
    expect(personInformation).toMatchObject([{ feignedPerson: true }]);
  });

  it('credentials hold what is held now, whole', async () => {
    const { credentialInformation } = await ask(credentials, physician);
    const [{ commission = [], ...held } = {}] = credentialInformation ?? [];
    expect(held).toMatchObject({
      healthCareProfessionalLicence: ['Läkare'],
      healthCareProfessionalLicenceCode: ['LK'],
      personalPrescriptionCode: '9000000',
      healthcareProfessionalLicenseIdentityNumber: expect.stringMatching(/^\d{6}$/),
    });
    expect(commission).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          commissionPurpose: 'Vård och behandling',
          healthCareUnitHsaId: id('DEMOMED'),
          healthCareProviderHsaId: id('DEMOVG'),
          healthCareProviderOrgNo: '232100-0230',
          commissionRight: expect.arrayContaining([{ activity: 'Läsa', informationClass: 'alla', scope: 'SJF' }]),
        }),
      ]),
    );
    const none = await ask(credentials, { personHsaId: id('DEMONOLL') });
    expect(none.credentialInformation?.[0]).not.toHaveProperty('commission');
    const ended = await ask(credentials, { personHsaId: id('DEMOSLUTAD') });
    expect(ended.credentialInformation?.[0]).not.toHaveProperty('commission');
  });

  it('who holds an assignment is found by purpose, right and licence, without regard to case', async () => {
    const asked = { healthCareUnitHsaId: id('DEMOMED'), commissionPurpose: 'vård OCH behandling' };
    const idsOf = async (more: object = {}) =>
      (await ask(holders, { ...asked, ...more })).personInformation?.map(({ personHsaId }) => personHsaId) ?? [];
    expect(await idsOf()).toContain(id('DEMOLAKARE'));
    expect(await idsOf()).not.toContain(id('DEMOSLUTAD'));
    expect(await idsOf({ commissionRights: ['läsa;ALLA;sjf'] })).toContain(id('DEMOLAKARE'));
    expect(await idsOf({ commissionRights: ['Läsa;alla;SJF', 'Flyga;alla;SJF'] })).toEqual([]);
    expect(await idsOf({ healthCareProfessionalLicense: ['läkare', 'Tandläkare'] })).toContain(id('DEMOLAKARE'));
    expect(await idsOf({ healthCareProfessionalLicense: ['Tandläkare'] })).toEqual([]);
    expect(await idsOf({ commissionPurpose: 'Statistik' })).toEqual([]);
  });

  it('who has a role in a system', async () => {
    const { authorizedPerson, personInformation } = await ask(system, {
      personHsaId: id('DEMOCHEF'),
      systemId: 'norrbryggan',
    });
    expect(authorizedPerson).toBe(true);
    expect(personInformation?.[0]?.hsaSystemRole.map(({ role }) => role)).toEqual(['manager', 'editor']);
    expect(await ask(system, { ...physician, systemId: 'norrbryggan' })).toEqual({ authorizedPerson: false });
  });
});

/** Every contract, each question such that the person would be in the answer if the identity were not protected. */
describe('of a person with protected identity', () => {
  const who = id('DEMOSKYDDAD', '222');
  const unknown = id('DEMOSKYDDAX', '222');
  const ofCareUnit = { healthCareUnitHsaId: id('DEMOMED', '222'), commissionPurpose: 'Vård och behandling' };

  it.each<[unknown, (person: string) => object, 'absent' | 'told']>([
    [unit, (person) => ({ unitHsaId: person }), 'absent'],
    [careUnit, (person) => ({ healthCareUnitMemberHsaId: person }), 'absent'],
    [members, (person) => ({ healthCareUnitHsaId: person }), 'absent'],
    [careUnits, (person) => ({ healthCareProviderHsaId: person }), 'absent'],
    [provider, (person) => ({ healthCareProviderHsaId: person }), 'absent'],
    [within, (person) => ({ unitHsaId: person, sectorHsaId: [id('DEMOVG', '222')] }), 'absent'],
    [sector, (person) => ({ sectorHsaId: [person] }), 'absent'],
    [employee, (person) => ({ personHsaId: person }), 'absent'],
    [employeeWhoever, (person) => ({ personHsaId: person }), 'told'],
    [holders, () => ofCareUnit, 'absent'],
    [credentials, (person) => ({ personHsaId: person }), 'absent'],
    [credentialsWhoever, (person) => ({ personHsaId: person }), 'told'],
    [system, (person) => ({ personHsaId: person, systemId: 'norrbryggan' }), 'absent'],
    [hsaWs.getMiuForPerson3, (person) => ({ hsaIdentity: person }), 'absent'],
    [hsaWs.getHsaPerson3, (person) => ({ hsaIdentity: person }), 'absent'],
    [hsaWs.getCareUnitMembers3, (person) => ({ hsaIdentity: person }), 'absent'],
  ])('$0.id', async (contract, question, expected) => {
    const any = contract as Any;
    const answer = (person: string) => send('ehr-norrbotten', any, written(any, question(person)));
    const { status, body } = await answer(who);
    expect(status).toBe(200);
    const about = /DEMOSKYDDAD|Kanariedemo|Siriusvega|demoskyddad@|100010/;
    if (expected === 'absent') expect(body).not.toMatch(about);
    else expect(body).toMatch(about);
    // Nor does the plain contract tell that there is somebody of whom it does not tell.
    const same = body === (await answer(unknown)).body;
    expect(same).toBe(expected === 'absent');
  });

  it('every contract that is answered from the directory has been tried', () => {
    const tried = [unit, careUnit, members, careUnits, provider, within, sector, employee, employeeWhoever];
    const others = [holders, credentials, credentialsWhoever, system];
    // Of the older operations these tell of people, or list what stands at an HSA-id; the others repeat what was asked.
    const older = [hsaWs.getCareUnit3, hsaWs.getCareUnitList3, hsaWs.ping3].map(({ id: each }) => each);
    others.push(...([hsaWs.getMiuForPerson3, hsaWs.getHsaPerson3, hsaWs.getCareUnitMembers3] as never[]));
    const answered = directoryContracts.filter((each) => !nationalContracts.includes(each) && !older.includes(each.id));
    expect([...tried, ...others].map(({ id: each }) => each).sort()).toEqual(
      answered.map(({ id: each }) => each).sort(),
    );
  });
});

describe('a question that cannot be meant', () => {
  const key = (name: string, value: string) => `<q:${name}>${value}</q:${name}>`;
  const asked = ({ namespace, name }: { namespace: string; name: string }, content: string) =>
    `<q:${name} xmlns:q="${namespace}">${content}</q:${name}>`;
  const person = key('personHsaId', 'SE2321000230-DEMOLAKARE');
  const number = key('personalIdentityNumber', '191212121212');

  it.each([employee, employeeWhoever, credentials, credentialsWhoever])(
    '$id with both keys, none, or a number is refused, and the number is repeated nowhere',
    async (contract) => {
      for (const content of [person + number, '', number]) {
        const { status, body } = await send('ehr-norrbotten', contract as unknown as Any, asked(contract, content));
        expect([status, body]).toEqual([500, expect.stringContaining('<faultstring>VP015')]);
        expect(body).not.toContain('191212121212');
      }
    },
  );

  it.each([
    ['a name of the tree that is none', person + key('searchBase', `${'OU='.repeat(115)}!`)],
    ['an element of no contract', person + key('password', 'x')],
    ['a flag that is none', person + key('includeFeignedObject', 'maybe')],
    ['the same twice', person + person],
  ])('%s', async (_what, content) => {
    const started = performance.now();
    expect(await faultOf(employee, asked(employee, content))).toBe('VP015');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it.each([hsaWs.getMiuForPerson3, hsaWs.getHsaPerson3])(
    '$id with both keys, none, or a number too',
    async (contract) => {
      const one = key('hsaIdentity', 'SE2321000230-DEMOLAKARE');
      for (const content of [one + number, '', number]) {
        const { status, body } = await send('ehr-norrbotten', contract as unknown as Any, asked(contract, content));
        expect([status, body]).toEqual([500, expect.stringMatching(/<faultstring>VP015.*:code>3</s)]);
        expect(body).not.toContain('191212121212');
      }
    },
  );

  it('at the bridge’s own address it is answered as well, at another it is not ours', async () => {
    const content = asked(employee, person);
    const own = await send('ehr-norrbotten', employee as unknown as Any, content, addresses.bridge);
    expect(own.status).toBe(200);
    expect(await faultOf(employee, content, 'ehr-norrbotten', 'SE2321000230-DEMONOBODY')).toBe('VP004');
  });

  it.each(nationalContracts)('$id is not answered from a directory that cannot know it', async (contract) => {
    const content = asked(contract, contract.name.startsWith('GetHosp') ? number : person);
    expect(await faultOf(contract, content)).toBe('VP004');
    expect(await faultOf(contract, content, 'ehr-norrbotten', addresses.bridge)).toBe('VP004');
  });

  it('leaves no entry when it is answered, and one when it is refused', async () => {
    const before = (await running.log({})).length;
    await ask(employee, { personHsaId: id('DEMOLAKARE') });
    expect(await running.log({})).toHaveLength(before);
    await faultOf(employee, asked(employee, ''));
    expect(await running.log({})).toHaveLength(before + 1);
  });
});

describe('HSA-WS 3', () => {
  const physician = { hsaIdentity: id('demolakare') };

  it('tells the assignments of a person', async () => {
    const { MiuInformation = [] } = await ask(hsaWs.getMiuForPerson3, physician);
    expect(MiuInformation).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          hsaIdentity: id('DEMOMEDVOB'),
          miuPurpose: 'Vård och behandling',
          careUnitHsaIdentity: id('DEMOMED'),
          careGiver: id('DEMOVG'),
          careGiverOrgNo: '232100-0230',
          personalPrescriptionCode: '9000000',
          hsaTitles: { hsaTitle: ['Läkare'] },
          miuRights: { miuRight: expect.arrayContaining(['Läsa;alla;SJF']) },
          hsaIdentityPerson: id('DEMOLAKARE'),
          givenName: 'Ylva',
        }),
      ]),
    );
    expect(await ask(hsaWs.getMiuForPerson3, { hsaIdentity: id('DEMONOLL') })).toEqual({});
    const { MiuInformation: chief = [] } = await ask(hsaWs.getMiuForPerson3, { hsaIdentity: id('DEMOCHEF') });
    expect(chief[0]?.hsaSystemRoles.hsaSystemRole).toContain('norrbryggan;manager');
  });

  it('tells of people, units and care providers what the newer contracts do', async () => {
    const { userInformations } = await ask(hsaWs.getHsaPerson3, physician);
    expect(userInformations).toMatchObject({
      userInformation: [
        { sn: 'Demoström', middleName: '', hsaTitles: { hsaTitle: ['Läkare'] }, DN: expect.stringMatching(/c=SE$/) },
      ],
    });
    const belonging = { careUnitHsaIdentity: id('DEMOMED'), careGiver: id('DEMOVG') };
    expect(await ask(hsaWs.getCareUnit3, { hsaIdentity: id('DEMOMEDAVD') })).toMatchObject(belonging);
    const list = await ask(hsaWs.getCareUnitList3, { hsaIdentity: id('DEMOVG') });
    expect(list.careUnits?.careUnit?.map(({ hsaIdentity }) => hsaIdentity)).toContain(id('DEMOMED'));
    const found = await ask(hsaWs.getCareUnitMembers3, { hsaIdentity: id('DEMOMED') });
    expect(found.unitPrescriptionCode).toHaveLength(1);
    const { unit: ward } = await ask(unit, { unitHsaId: id('DEMOMEDAVD') });
    const names = found.careUnitMembers?.careUnitMember?.map(({ careUnitName }) => careUnitName);
    expect(names).toContain(ward?.unitName);
    expect(await ask(hsaWs.ping3, {})).toEqual({ message: 'OK' });
  });

  it.each([id('DEMONOBODY'), '*)(objectClass=*', 'X'.repeat(10_000), id('DEMOLAKARE')])(
    'gives an empty list for %s, and a fault of its own where there is no list',
    async (hsaIdentity) => {
      const list = await ask(hsaWs.getCareUnitList3, { hsaIdentity });
      expect(list.careUnits?.careUnit ?? []).toEqual([]);
      const { careUnitMembers } = await ask(hsaWs.getCareUnitMembers3, { hsaIdentity });
      expect(careUnitMembers?.careUnitMember ?? []).toEqual([]);
      const any = hsaWs.getCareUnit3 as unknown as Any;
      const { status, body } = await send('ehr-norrbotten', any, written(any, { hsaIdentity }));
      expect([status, body]).toEqual([500, expect.stringMatching(/HsaWsFault.*:code>3</s)]);
    },
  );

  it('is called as its old clients call it: addressed by WS-Addressing, at any path', async () => {
    const addressing = 'xmlns:a="http://www.w3.org/2005/08/addressing"';
    const header = `<e:Header><a:MessageID ${addressing}>urn:uuid:1</a:MessageID><a:To ${addressing}>${national}</a:To></e:Header>`;
    const call = (content: string) =>
      running.call('ehr-norrbotten', '/vp/svr-hsaws2/hsaws', {
        headers: { ...soapHeaders, soapaction: '"urn:riv:hsa:HsaWsResponder:2:getMiuForPerson"' },
        body: soap(content).replace('<e:Body>', `${header}<e:Body>`),
      });
    const any = hsaWs.getMiuForPerson3 as unknown as Any;
    expect(await call(written(any, physician))).toMatchObject({
      status: 200,
      body: expect.stringContaining('DEMOMEDVOB'),
    });
    const other = '<q:GetHospPerson xmlns:q="urn:riv:hsa:HsaWsResponder:3"/>';
    expect((await call(other)).body).toContain('<faultstring>VP004');
  });
});

describe('a stock SOAP client', () => {
  it.each([
    [careUnit, { healthCareUnitMemberHsaId: id('DEMOMEDAVD') }, /DEMOVG/],
    [employee, { personHsaId: id('DEMOLAKARE') }, /Demostr/],
    [credentials, { personHsaId: id('DEMOLAKARE') }, /DEMOMEDVOB/],
    [unit, { unitHsaId: id('DEMOSJH') }, /Norrskenets sjukhus/],
    [hsaWs.getMiuForPerson3, { hsaIdentity: id('DEMOLAKARE') }, /DEMOMEDVOB/],
  ] as const)('zeep calls $id', async (contract, request, expected) => {
    const python = promisify(execFile);
    const zeep = await python('/usr/bin/python3', ['-c', 'import zeep']).catch(() => undefined);
    if (!zeep && process.env.CI === 'true') throw new Error('python3-zeep is not installed.');
    if (!zeep) return;
    const { pki, url } = running;
    const { stdout } = await python('/usr/bin/python3', [
      'tests/e2e/zeep_infrastructure.py',
      `${url}${contractPath(contract)}?wsdl`,
      ...[pki.file('ca.crt'), pki.file('ehr-norrbotten.crt'), pki.file('ehr-norrbotten.key')],
      ...[national, JSON.stringify(request)],
    ]);
    expect(stdout).toMatch(expected);
  });
});

describe('the answers, at last', () => {
  it.skipIf(!hasXmllint())('all validate against our schemas', () => {
    expect(given.length).toBeGreaterThan(directoryContracts.length);
    const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-hsa-'));
    for (const contract of directoryContracts.filter((each) => !nationalContracts.includes(each))) {
      const files = given
        .filter((answer) => answer.contract.id === contract.id)
        .map(({ body }, index) => {
          const file = join(folder, `${contract.name}-${index}.xml`);
          writeFileSync(file, body);
          return file;
        });
      expect([contract.id, files.length > 0]).toEqual([contract.id, true]);
      const told = spawnSync('xmllint', ['--noout', '--schema', join('wsdl', contract.schema.file), ...files]);
      expect(String(told.stderr).replaceAll(/^.* validates\n/gm, '')).toBe('');
    }
    rmSync(folder, { recursive: true });
  });
});
