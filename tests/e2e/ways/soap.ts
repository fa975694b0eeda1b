import { randomUUID } from 'node:crypto';
import {
  type ContractId,
  contractPath,
  contracts,
  directoryContracts,
  type ServiceContract,
  servedContracts,
} from '../../../src/contracts/index.ts';
import { referralContracts } from '../../../src/contracts/referrals/registry.ts';
import { processConfirmation, processOutcome, processRequest } from '../../support/referral-messages.ts';
import { addresses } from '../../support/running-bridge.ts';
import { securityMessage } from '../../support/security-calls.ts';
import { soapHeaders } from '../../support/soap-messages.ts';
import { correlated, givenIf, inHours, patients, type Way, type World } from './way.ts';

const caller = 'ehr-norrbotten';
const [own, unit, doctor] = ['SE2321000230-DEMOVG', 'SE2321000230-DEMOVE1', 'SE2321000230-DEMOLAK'];
const personalNumber = '1.2.752.129.2.1.3.1';
const patientId = { root: personalNumber, extension: patients.registered };
const accessingActor = { employeeId: doctor, careProviderId: own, careUnitId: unit };
const olderActor = { EmployeeId: doctor, CareProviderId: own, CareUnitId: unit };
const action = () => {
  const by = { employeeId: doctor };
  return { requestDate: inHours(0), requestedBy: by, registrationDate: inHours(0), registeredBy: by };
};
const olderAction = () => {
  const by = { EmployeeId: doctor };
  return { RequestDate: inHours(0), RequestedBy: by, RegistrationDate: inHours(0), RegisteredBy: by };
};
const span = { informationStartDate: '2026-01-01T00:00:00', informationEndDate: '2026-01-31T00:00:00' };

/** About the platform and its contracts; no patient stands in question or answer. */
export const withoutPatients: readonly ContractId[] = [
  'PingForConfiguration:1',
  'GetSupportedServiceContracts:1',
  'GetSupportedServiceContracts:2',
  'GetLogicalAddresseesByServiceContract:1',
  'GetLogicalAddresseesByServiceContract:2',
  // Units and staff; see docs/decisions/the-directory-is-no-patient-data.md.
  ...directoryContracts.map(({ id }) => id),
];

/** By these others tell us, and get no data; see docs/decisions/news-for-the-index-are-no-reading.md. */
export const onlyTelling: readonly ContractId[] = ['Update:1', 'ProcessNotification:1'];

const consent = () => ({
  assertionId: randomUUID(),
  assertionType: 'Consent',
  scope: 'NationalLevel',
  patientId,
  careProviderId: own,
  careUnitId: unit,
  registrationAction: action(),
});
const block = () => ({
  blockId: randomUUID(),
  blockType: 'Inner',
  patientId,
  ...span,
  informationCareUnitId: unit,
  informationCareProviderId: own,
});
const lift = (blockId: string) => ({
  temporaryRevokeRegistration: {
    temporaryRevokeId: randomUUID(),
    blockId,
    endDate: inHours(4),
    revokedForCareUnitId: 'SE2321000230-DEMOVE2',
  },
});
const entry = () => ({
  logId: randomUUID(),
  system: { systemId: 'SE2321000230-DEMOEHR' },
  activity: { activityType: 'Läsa', startDate: inHours(-1), purpose: 'Vård och behandling' },
  user: { userId: doctor, careProvider: { careProviderId: own }, careUnit: { careUnitId: unit } },
  resources: {
    resource: [{ resourceType: 'Diagnoser', patient: { patientId }, careProvider: { careProviderId: own } }],
  },
});
const olderEntry = () => ({
  LogId: randomUUID(),
  System: { SystemId: 'SE2321000230-DEMOEHR' },
  Activity: { ActivityType: 'Läsa', StartDate: inHours(-1), Purpose: 'Vård och behandling' },
  User: { UserId: doctor, CareProvider: { CareProviderId: own }, CareUnit: { CareUnitId: unit } },
  Resources: {
    Resource: [
      { ResourceType: 'Diagnoser', Patient: { PatientId: patients.registered }, CareProvider: { CareProviderId: own } },
    ],
  },
});

interface Question {
  readonly prepare?: (world: World) => Promise<string>;
  request(prepared: string): object;
}

/** What each contract of the security services and of the engagement index is asked; `prepare` gives the id of what is changed. */
const security: Readonly<Record<ContractId, Question>> = {
  'CheckBlocks:4': {
    request: () => ({
      accessingActor,
      patientId,
      informationEntities: [{ ...span, informationCareUnitId: unit, informationCareProviderId: own, rowNumber: 1 }],
    }),
  },
  'CheckBlocks:3': {
    request: () => ({
      AccessingActor: olderActor,
      PatientId: patients.registered,
      InformationEntities: [
        {
          InformationStartDate: span.informationStartDate,
          InformationEndDate: span.informationEndDate,
          InformationCareUnitId: unit,
          InformationCareProviderId: own,
          RowNumber: 1,
        },
      ],
    }),
  },
  'RegisterBlock:4': { request: block },
  'UnregisterBlock:4': { prepare: registerBlock, request: (blockId) => ({ blockId }) },
  'RegisterTemporaryRevoke:4': { prepare: registerBlock, request: lift },
  'UnregisterTemporaryRevoke:4': {
    async prepare(world) {
      const request = lift(await registerBlock(world));
      await done(world, 'RegisterTemporaryRevoke:4', request);
      return request.temporaryRevokeRegistration.temporaryRevokeId;
    },
    request: (temporaryRevokeId) => ({ temporaryRevokeId }),
  },
  'GetBlocks:4': { request: () => ({ patientId }) },
  'GetBlocksForPatient:2': { request: () => ({ PatientId: patients.registered, CareProviderId: own }) },
  'CheckConsent:2': { request: () => ({ accessingActor, patientId }) },
  'CheckConsent:1': { request: () => ({ AccessingActor: olderActor, PatientId: patients.registered }) },
  'RegisterExtendedConsent:2': { request: consent },
  'RegisterExtendedConsent:1': {
    request: () => ({
      AssertionId: randomUUID(),
      AssertionType: 'Consent',
      Scope: 'NationalLevel',
      PatientId: patients.registered,
      CareProviderId: own,
      CareUnitId: unit,
      RegistrationAction: olderAction(),
    }),
  },
  'CancelExtendedConsent:2': {
    prepare: registerConsent,
    request: (assertionId) => ({ assertionId, cancellationAction: action() }),
  },
  'DeleteExtendedConsent:2': {
    prepare: registerConsent,
    request: (assertionId) => ({ assertionId, deletionAction: action() }),
  },
  'GetConsentsForPatient:2': { request: () => ({ careProviderId: own, patientId }) },
  'GetExtendedConsentsForPatient:2': {
    request: () => ({ careProviderId: own, patientId, getCancelledFlag: true }),
  },
  'GetConsentsForCareProvider:2': { request: () => ({ careProviderId: own, getCancelledFlag: true }) },
  'CheckPatientRelation:1': { request: () => ({ AccessingActor: olderActor, PatientId: patients.registered }) },
  'RegisterExtendedPatientRelation:1': {
    request: () => ({
      PatientRelationId: randomUUID(),
      PatientId: patients.registered,
      CareProviderId: own,
      CareUnitId: unit,
      EmployeeId: doctor,
      EndDate: inHours(24),
      RegistrationAction: olderAction(),
    }),
  },
  'AssertCareEngagement:1': {
    request: () => ({
      performer: doctor,
      subjectOfCareId: patients.registered,
      careUnitHsaIdentity: unit,
      careGiverHsaIdentity: own,
    }),
  },
  'FindContent:1': {
    request: () => ({
      registeredResidentIdentification: patients.read,
      serviceDomain: 'riv:clinicalprocess:healthcond:description',
    }),
  },
  'StoreLog:2': { request: () => ({ log: [entry()] }) },
  'StoreLog:1': { request: () => ({ Log: [olderEntry()] }) },
  'GetAccessLogsForPatient:1': {
    request: () => ({ PatientId: patients.registered, FromDate: inHours(-24), ToDate: inHours(0) }),
  },
};

/** Every contract that is served, at the bridge's own address; contracts of records at a single system's too. */
export function soapWays(): readonly Way[] {
  const filter = {
    patient: { id: patients.read, type: personalNumber },
    period: undefined,
    careUnits: [],
    sourceSystem: undefined,
    careContacts: [],
  };
  const records = contracts.map((contract) => way(contract, { request: () => contract.requestFor(filter) }));
  const [diagnosis] = contracts;
  return [
    ...records,
    ...(diagnosis ? [way(diagnosis, { request: () => diagnosis.requestFor(filter) }, addresses.norrbotten)] : []),
    ...Object.entries(security).map(([id, question]) => way(contractOf(id), question)),
    ...referralContracts.map(referralWay),
  ];
}

/** A referral from Västernorrland to Norrbotten, and what goes back. */
function referralWay(contract: ServiceContract): Way {
  const major = contract.major as 1 | 2;
  const [there, here] = ['SE2321000206-DEMOMED', 'SE2321000230-DEMOMED'];
  const out = { major, patient: patients.registered, from: there, to: here };
  const back = (requestId: string) => ({ ...out, requestId, id: randomUUID(), from: here, to: there });
  const named: Readonly<Record<string, (requestId: string) => string>> = {
    ProcessRequest: () => processRequest({ ...out, requestId: `SE2321000206-DEMOEHR#${randomUUID()}` }),
    ProcessRequestConfirmation: (requestId) => processConfirmation(back(requestId)),
    ProcessRequestOutcome: (requestId) => processOutcome(back(requestId)),
  };
  return {
    route: 'POST /vp/*',
    what: contract.id,
    async prepare({ running }) {
      const requestId = `SE2321000206-DEMOEHR#${randomUUID()}`;
      const body = processRequest({ ...out, requestId });
      const told = await running.call(caller, '/vp', { headers: soapHeaders, body });
      if (!told.body.includes('resultCode>OK')) throw new Error(told.body);
      return requestId;
    },
    async ask({ running }, correlationId, prepared) {
      const body = named[contract.name]?.(prepared) ?? '';
      const headers = { ...soapHeaders, ...correlated(correlationId) };
      const answer = await running.call(caller, contractPath(contract), { headers, body });
      return givenIf(answer.body.includes('resultCode>OK'), answer.body);
    },
  };
}

function way(contract: ServiceContract, { prepare, request }: Question, address: string = addresses.bridge): Way {
  return {
    route: 'POST /vp/*',
    what: contract.id,
    ...(prepare && { prepare }),
    ask: ({ running }, correlationId, prepared) => call(running, contract, request(prepared), correlationId, address),
  };
}

async function call(
  running: World['running'],
  contract: ServiceContract,
  request: object,
  correlationId: string,
  address: string = addresses.bridge,
): Promise<'given' | string> {
  const headers = { ...soapHeaders, ...correlated(correlationId) };
  const body = securityMessage(contract, request as never, address);
  const answer = await running.call(caller, contractPath(contract), { headers, body });
  return givenIf(answer.status === 200 && !/<[^/>]*resultCode>(?!OK|INFO)/i.test(answer.body), answer.body);
}

function contractOf(id: string): ServiceContract {
  const contract = servedContracts.find((one) => one.id === id);
  if (!contract) throw new Error(`${id} is not served.`);
  return contract;
}

async function done({ running }: World, id: ContractId, request: object): Promise<void> {
  const answer = await call(running, contractOf(id), request, randomUUID());
  if (answer !== 'given') throw new Error(answer);
}

async function registerBlock(world: World): Promise<string> {
  const request = block();
  await done(world, 'RegisterBlock:4', request);
  return request.blockId;
}

async function registerConsent(world: World): Promise<string> {
  const request = consent();
  await done(world, 'RegisterExtendedConsent:2', request);
  return request.assertionId;
}
