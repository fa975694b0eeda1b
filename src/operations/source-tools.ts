import { randomUUID } from 'node:crypto';
import { type AuditEntry, officerAct } from '../audit/index.ts';
import type { BreakerState } from '../breaker/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Config } from '../config.ts';
import type { ContractId } from '../contracts/record.ts';
import { BridgeError } from '../errors.ts';
import { identityOfNumber, sameHsaId } from '../identities/index.ts';
import { readProcesses } from '../processes/index.ts';
import { type FailureReason, SourceFailure } from '../sources/query.ts';
import { type TriedStep, tryConnection } from '../sources/try-connection.ts';
import type { Store } from '../store/index.ts';
import type { Engineer } from './message-tools.ts';
import type { SourceHealth, SourceWatch } from './source-watch.ts';

interface SourceToolsParts {
  readonly config: Pick<Config, 'bridge' | 'sources' | 'outgoing'>;
  readonly bus: Pick<Bus, 'ask' | 'status'>;
  readonly watch: SourceWatch;
  readonly store: Pick<Store, 'db'>;
  readonly append: (entry: AuditEntry) => Promise<void>;
}

/** How one record system does, as the process that is asked knows it. */
export interface SourceLine extends SourceHealth {
  readonly source: string;
  readonly name: string;
  readonly protocol: string;
  readonly contracts: readonly string[];
  readonly lifecycle: string;
  readonly waiting: number;
  readonly active: number;
  readonly oldestMilliseconds: number | undefined;
  /** The worst of those of all working processes; undefined where none ever changed. */
  readonly breaker: BreakerState | undefined;
}

/** What came of one call with a test patient: how many records, or why none. */
export interface Sample {
  readonly contract: ContractId;
  readonly ok: boolean;
  readonly text: string;
  readonly milliseconds: number;
}

/** The national test person; never asked for where real patients are. */
const testPatient = '191212121212';
const sampleMs = 10_000;

/** What engineers see of record systems, and how they try the way to one. */
export function createSourceTools({ config, bus, watch, store, append }: SourceToolsParts) {
  const installation: AuditEntry['installation'] = { name: config.bridge.name, kind: config.bridge.kind };

  function find(hsaId: string) {
    const source = config.sources.find((each) => sameHsaId(each.hsaId, hsaId));
    if (!source) throw new BridgeError('NOT_FOUND', 'There is no such source.');
    return source;
  }

  async function sample(source: string, contract: ContractId): Promise<Sample> {
    const started = performance.now();
    const patient = identityOfNumber(testPatient);
    const told = await countRecords(source, contract, patient).then(
      (records) => ({ ok: true, text: `${records} records.` }),
      (thrown: unknown) => ({ ok: false, text: failureOf(thrown) }),
    );
    return { contract, ...told, milliseconds: Math.round(performance.now() - started) };
  }

  async function countRecords(
    source: string,
    contract: ContractId,
    patient: ReturnType<typeof identityOfNumber>,
  ): Promise<number> {
    const query = {
      id: randomUUID(),
      correlationId: randomUUID(),
      contract,
      source,
      logicalAddress: source,
      originalConsumer: config.bridge.hsaId,
      deadline: Date.now() + sampleMs,
      patient,
      period: undefined,
      careUnits: [],
      careContacts: [],
    };
    let records = 0;
    for await (const part of bus.ask(query, { priority: 'background' })) if (part.kind === 'record') records += 1;
    return records;
  }

  return {
    async sources(_: Record<string, never>): Promise<readonly SourceLine[]> {
      const queues = new Map((await bus.status()).map((queue) => [queue.source, queue]));
      const processes = (await readProcesses(store)).filter(({ silent }) => !silent);
      return config.sources.map(({ hsaId, name, protocol, contracts, lifecycle }) => {
        const queue = queues.get(hsaId);
        const { waiting = 0, active = 0, oldestMilliseconds } = queue ?? {};
        const line = { source: hsaId, name, protocol, contracts, lifecycle };
        const breaker = worst(processes.map(({ breakers }) => breakers[hsaId]));
        return { ...line, ...watch.of(hsaId), waiting, active, oldestMilliseconds, breaker };
      });
    },
    /** The handshake, whether it answers, and in demo and test a call with a test patient. Throws NOT_FOUND. */
    async tryOut({ engineer, source }: { engineer: Engineer; source: string }) {
      const known = find(source);
      const real = config.bridge.kind === 'production';
      const patient = real ? undefined : identityOfNumber(testPatient);
      await append(
        officerAct(installation, engineer, { action: 'source:test', patient, details: { source: known.hsaId } }),
      );
      const steps: readonly TriedStep[] = await tryConnection(known, config.outgoing, config.bridge.hsaId);
      const [contract] = known.contracts;
      const goesOn = !real && contract !== undefined && steps.every(({ ok }) => ok);
      return { steps, sample: goesOn ? await sample(known.hsaId, contract as ContractId) : undefined };
    },
  };
}

export type SourceTools = ReturnType<typeof createSourceTools>;

function failureOf(thrown: unknown): FailureReason | 'failed' {
  return thrown instanceof SourceFailure ? thrown.reason : 'failed';
}

function worst(states: readonly (BreakerState | undefined)[]): BreakerState | undefined {
  return (['open', 'half-open', 'closed'] as const).find((state) => states.includes(state));
}
