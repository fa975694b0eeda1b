import { randomUUID } from 'node:crypto';
import { type AuditEntry, officerAct } from '../audit/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Config } from '../config.ts';
import type { ContractId } from '../contracts/record.ts';
import { BridgeError } from '../errors.ts';
import { identityOfNumber, sameHsaId } from '../identities/index.ts';
import { type TriedStep, tried, tryConnection } from '../sources/try-connection.ts';
import type { Engineer } from './message-tools.ts';

export interface TryingParts {
  readonly config: Pick<Config, 'bridge' | 'sources' | 'outgoing'>;
  readonly bus: Pick<Bus, 'ask'>;
  readonly append: (entry: AuditEntry) => Promise<void>;
}

/**
 * Tries the way to a record system: the handshake, whether it answers, and in demo and test a call with a test patient. On the
 * access log before it begins. Gives each step as it is taken. Throws NOT_FOUND.
 */
export type TrySource = (asked: {
  readonly engineer: Engineer;
  readonly source: string;
}) => Promise<AsyncIterable<TriedStep>>;

/** The national test person; never asked for where real patients are. */
const testPatient = '191212121212';
const sampleMs = 10_000;

export function createTrySource({ config, bus, append }: TryingParts): TrySource {
  const installation: AuditEntry['installation'] = { name: config.bridge.name, kind: config.bridge.kind };
  const hasRealPatients = config.bridge.kind === 'production';

  async function* steps(source: Config['sources'][number]): AsyncGenerator<TriedStep> {
    for await (const step of tryConnection(source, config.outgoing, config.bridge.hsaId)) {
      yield step;
      if (!step.ok) return;
    }
    const [contract] = source.contracts;
    if (hasRealPatients || contract === undefined) return;
    yield await tried('sample', async () => {
      const records = await countRecords(source.hsaId, contract as ContractId);
      return { step: 'sample', ok: true, contract, records };
    });
  }

  async function countRecords(source: string, contract: ContractId): Promise<number> {
    const query = {
      id: randomUUID(),
      correlationId: randomUUID(),
      contract,
      source,
      logicalAddress: source,
      originalConsumer: config.bridge.hsaId,
      deadline: Date.now() + sampleMs,
      patient: identityOfNumber(testPatient),
      period: undefined,
      careUnits: [],
      careContacts: [],
    };
    let records = 0;
    for await (const batch of bus.ask(query, { priority: 'background' }))
      records += batch.filter(({ kind }) => kind === 'record').length;
    return records;
  }

  return async ({ engineer, source }) => {
    const known = config.sources.find((each) => sameHsaId(each.hsaId, source));
    if (!known) throw new BridgeError('NOT_FOUND', 'There is no such source.');
    const patient = hasRealPatients ? undefined : identityOfNumber(testPatient);
    await append(
      officerAct(installation, engineer, { action: 'source:test', patient, details: { source: known.hsaId } }),
    );
    return steps(known);
  };
}
