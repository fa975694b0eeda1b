import {
  getCredentialsForPerson2,
  getCredentialsForPersonIncludingProtectedPerson2,
} from '../contracts/directory/authorization-2.ts';
import { getEmployee3, getEmployeeIncludingProtectedPerson4 } from '../contracts/directory/employee.ts';
import { parseHsaId } from '../hsa/values.ts';
import { type DirectoryClient, NotPermitted } from './client.ts';
import type { Card, Credentials } from './read-person.ts';

/** What is said of one person, with whether everybody would have been told of. */
interface Told<T> {
  readonly value: T | undefined;
  readonly everybody: boolean;
}

/** A permission that was missing may have come; so long it is not asked for again. */
const askAgainMs = 10 * 60_000;

/**
 * Asks for people in the contracts that tell of everybody, and where this bridge may not call those, in the plain ones, which
 * are silent about people with protected identity.
 */
export function createPeople(client: DirectoryClient, now: () => number) {
  const refusedAt = new Map<string, number>();

  async function either<T>(
    contract: string,
    everybody: () => Promise<T | undefined>,
    plain: () => Promise<T | undefined>,
  ): Promise<Told<T>> {
    if (now() - (refusedAt.get(contract) ?? Number.NEGATIVE_INFINITY) < askAgainMs)
      return { value: await plain(), everybody: false };
    try {
      return { value: await everybody(), everybody: true };
    } catch (thrown) {
      if (!(thrown instanceof NotPermitted)) throw thrown;
      refusedAt.set(contract, now());
      return { value: await plain(), everybody: false };
    }
  }

  return {
    credentials(hsaId: string): Promise<Told<Credentials>> {
      const request = { personHsaId: hsaId, includeFeignedObject: true };
      const of = ({ credentialInformation = [] }: { readonly credentialInformation?: readonly Credentials[] }) =>
        credentialInformation.find(({ personHsaId }) => parseHsaId(personHsaId) === hsaId);
      return either(
        'credentials',
        async () => of(await client.ask(getCredentialsForPersonIncludingProtectedPerson2, request)),
        async () => of(await client.ask(getCredentialsForPerson2, request)),
      );
    },

    /** Undefined also where this bridge may ask for no cards at all. */
    async card(hsaId: string): Promise<Card | undefined> {
      const request = { personHsaId: hsaId, includeFeignedObject: true };
      const of = ({ personInformation = [] }: { readonly personInformation?: readonly Card[] }) =>
        personInformation.find(({ personHsaId }) => parseHsaId(personHsaId) === hsaId);
      try {
        const { value } = await either(
          'card',
          async () => of(await client.ask(getEmployeeIncludingProtectedPerson4, request)),
          async () => of(await client.ask(getEmployee3, request)),
        );
        return value;
      } catch (thrown) {
        if (thrown instanceof NotPermitted) return undefined;
        throw thrown;
      }
    },
  };
}
