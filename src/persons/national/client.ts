import type { Events } from '../../events.ts';
import { createEndpoint, type Outgoing } from '../../sources/http.ts';
import { SourceFailure } from '../../sources/query.ts';
import type { PersonAnswer, PersonRegister } from '../register.ts';
import { personBehind } from './links.ts';
import { lookUp } from './lookup.ts';

export interface NationalRegisterOptions {
  /** What stands before `/vp/…`. */
  readonly url: string;
  readonly logicalAddress: string;
  /** For one person, with all links. */
  readonly timeoutMs: number;
  readonly outgoing: Outgoing;
  readonly bridgeHsaId: string;
  readonly events: Events;
}

/** Lookups at the same time; the register answers ten a second by agreement, in about 120 milliseconds each. */
const concurrency = 10;
/** Some 8 KB for each of the 500 identities that one request may hold. */
const maxAnswerBytes = 4 * 1024 * 1024;

/** The national person data service (Personuppgiftstjänsten) over GetPersonsForProfile 5, with mutual TLS. */
export function createNationalRegister(options: NationalRegisterOptions): PersonRegister {
  const { url, logicalAddress, timeoutMs, bridgeHsaId, events } = options;
  const endpoint = createEndpoint(
    { url, timeoutMs, concurrency, maxAnswerBytes, correlationId: false },
    options.outgoing,
    'Norrbryggan',
  );
  const where = { basePath: endpoint.base.pathname.replace(/\/$/, ''), logicalAddress };
  let trouble: string | undefined;

  async function ask(...[identity, { correlationId }]: Parameters<PersonRegister['person']>): Promise<PersonAnswer> {
    const errand = { correlationId, originalConsumer: bridgeHsaId, deadline: Date.now() + timeoutMs };
    const conversation = endpoint.converse(errand, new AbortController().signal);
    const person = await personBehind(identity, (identities) => lookUp(identities, conversation, where));
    return person ? { status: 'known', person } : { status: 'unknown' };
  }

  return {
    person: async (identity, errand) => {
      const startedAt = Date.now();
      try {
        const answer = await ask(identity, errand);
        trouble = undefined;
        return answer;
      } catch (thrown) {
        if (!(thrown instanceof SourceFailure)) throw thrown;
        const { reason, status } = thrown;
        trouble = `The person register did not answer the latest lookup: ${reason}.`;
        // The register's own words may name the person: they are told nowhere.
        const { correlationId } = errand;
        events.emit('persons:lookup:failed', { reason, status, milliseconds: Date.now() - startedAt, correlationId });
        return { status: 'unavailable', reason };
      }
    },
    health: () => ({ ok: trouble === undefined, reasons: trouble === undefined ? [] : [trouble] }),
    close: () => endpoint.close(),
  };
}
