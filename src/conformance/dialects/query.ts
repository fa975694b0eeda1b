import { randomUUID } from 'node:crypto';
import type { RecordFilter } from '../../contracts/index.ts';
import type { SourceQuery } from '../../sources/query.ts';
import { type Asked, everything } from '../dialect.ts';

/** A question as the bridge's own connectors take it. */
export function queryFor(about: Asked, filter: Partial<RecordFilter>): SourceQuery {
  const { contract, address, patient, system } = about;
  const id = randomUUID();
  return {
    id,
    correlationId: id,
    contract: contract.id,
    source: address,
    logicalAddress: address,
    originalConsumer: address,
    deadline: Date.now() + system.patienceMs,
    patient,
    ...everything,
    ...filter,
  };
}
