import {
  getCredentialsForPerson2,
  getCredentialsForPersonIncludingProtectedPerson2,
  getPersonAuthorizedToSystem2,
} from '../../../contracts/directory/authorization-2.ts';
import {
  getCommissionMembers2,
  getEmployee3,
  getEmployeeIncludingProtectedPerson4,
} from '../../../contracts/directory/employee.ts';
import { getUnit5 } from '../../../contracts/directory/get-unit-5.ts';
import {
  getHealthCareProvider1,
  getHealthCareUnit2,
  getHealthCareUnitList2,
  getHealthCareUnitMembers2,
  isUnitWithinSector1,
  listUnitsWithinSector1,
} from '../../../contracts/directory/organization-2.ts';
import type { ContractId, ServiceContract } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import type { Directory } from '../../../hsa/index.ts';
import type { NationalServices } from '../../../hsa-services/index.ts';
import { createHsaWsAnswers } from './hsaws.ts';
import { createNationalAnswers } from './national.ts';
import { createPeopleAnswers } from './people.ts';
import { createSectorAnswers } from './sectors.ts';
import { createUnitAnswers } from './units.ts';

type Answer = (request: never) => Promise<object>;

/**
 * The directory's contracts as this bridge offers them. What is not found is an empty answer. Throws DIRECTORY_UNAVAILABLE,
 * and MESSAGE_INVALID for what cannot be asked here.
 */
export interface DirectoryServices {
  /** Whether it is answered here; if not, another may know more of it. */
  answers(contract: ServiceContract): boolean;
  /** Gives the value of the response. */
  answer(contract: ServiceContract, request: object): Promise<object>;
}

/** Over the directory that the bridge reads; `national` are the services that it is read from, if it is. */
export function createDirectoryServices(directory: Directory, national?: NationalServices): DirectoryServices {
  const units = createUnitAnswers(directory);
  const sectors = createSectorAnswers(directory);
  const people = createPeopleAnswers(directory);

  const answers: Readonly<Record<ContractId, Answer>> = {
    [getUnit5.id]: units.unit,
    [getHealthCareUnit2.id]: units.careUnit,
    [getHealthCareUnitMembers2.id]: units.members,
    [getHealthCareUnitList2.id]: units.careUnits,
    [getHealthCareProvider1.id]: units.providers,
    [isUnitWithinSector1.id]: sectors.isWithin,
    [listUnitsWithinSector1.id]: sectors.units,
    [getEmployee3.id]: people.employee,
    [getEmployeeIncludingProtectedPerson4.id]: people.employeeWhoever,
    [getCommissionMembers2.id]: people.commissionMembers,
    [getCredentialsForPerson2.id]: people.credentials,
    [getCredentialsForPersonIncludingProtectedPerson2.id]: people.credentialsWhoever,
    [getPersonAuthorizedToSystem2.id]: people.authorizedToSystem,
    ...createHsaWsAnswers(units, people),
    ...(national && createNationalAnswers(national)),
  };

  return {
    answers: ({ id }) => id in answers,
    async answer(contract, request) {
      const answer = answers[contract.id];
      if (!answer) throw new BridgeError('ADDRESS_UNKNOWN');
      return answer(request as never);
    },
  };
}
