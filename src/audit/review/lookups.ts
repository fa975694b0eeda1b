import type { Directory } from '../../hsa/directory.ts';
import { isProtected } from '../../persons/person.ts';
import type { PersonRegister } from '../../persons/register.ts';
import type { Lookups } from './sample.ts';

/** From directory and register, each asked once about each. */
export function lookupsFrom(
  directory: Pick<Directory, 'person'>,
  persons: Pick<PersonRegister, 'person'>,
  correlationId: string,
): Lookups {
  const surnames = new Map<string, string | undefined>();
  return {
    async surnameOf(reader) {
      if (!surnames.has(reader)) surnames.set(reader, (await directory.person(reader)).value?.surname);
      return surnames.get(reader);
    },
    async patient(id) {
      const answer = await persons.person(id, { correlationId });
      if (answer.status !== 'known') return answer.status;
      return { surname: answer.person.name?.surname, protected: isProtected(answer.person) };
    },
  };
}
