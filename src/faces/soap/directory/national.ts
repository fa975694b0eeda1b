import {
  getAdminCredentialsForPerson2,
  getAdminCredentialsForPersonIncludingProtectedPerson2,
  getHospCredentialsForPerson1,
} from '../../../contracts/directory/registers-2.ts';
import type { ServiceContract } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type { NationalServices } from '../../../hsa-services/index.ts';

type Told = ValueOf<typeof getAdminCredentialsForPerson2.response>;

/** Answers what the national catalogue alone knows, by asking it. */
export function createNationalAnswers(national: NationalServices) {
  const asked = (contract: unknown) => (request: object) => national.ask(contract as ServiceContract, request);
  return {
    async [getAdminCredentialsForPerson2.id](request: object): Promise<object> {
      const told = (await asked(getAdminCredentialsForPerson2)(request)) as Told;
      const open = told.adminCredentialInformation?.filter(({ protectedPerson }) => !protectedPerson);
      return { ...told, adminCredentialInformation: open };
    },
    [getAdminCredentialsForPersonIncludingProtectedPerson2.id]: asked(
      getAdminCredentialsForPersonIncludingProtectedPerson2,
    ),
    [getHospCredentialsForPerson1.id]: asked(getHospCredentialsForPerson1),
  };
}
