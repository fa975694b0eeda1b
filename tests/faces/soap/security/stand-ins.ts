import type { AccessFacts, BlockState, Fact, InformationEntity } from '../../../../src/access/index.ts';
import type { Outcome, Registrations } from '../../../../src/access/registrations.ts';
import type { AuditEntry, StoredEntry } from '../../../../src/audit/index.ts';
import type { SecurityCall } from '../../../../src/faces/soap/security/call.ts';
import type { SecurityParts } from '../../../../src/faces/soap/security/parts.ts';

export const own = 'SE1-DEMOPROVIDER';
export const number = '191212121212';
export const patientId = { root: '1.2.752.129.2.1.3.1', extension: number };
export const accessingActor = { employeeId: 'SE1-DEMODOCTOR', careProviderId: own, careUnitId: 'SE1-DEMOUNIT' };

export const call = {
  correlationId: 'c',
  caller: { hsaId: 'SE1-DEMOSYSTEM', kind: 'function', name: 'System', organisation: undefined, loa: undefined },
  originalConsumer: 'SE1-DEMOSYSTEM',
  actor: undefined,
  contract: 'CheckBlocks:4',
  logicalAddress: own,
  careProvider: own,
} as unknown as SecurityCall;

export const known = <Value>(value: Value): Fact<Value> => ({ known: true, value, asOf: '', from: 'bridge' });
export const unknown: Fact<never> = { known: false, from: 'elsewhere', reason: 'away' };

interface Choices {
  readonly stateOf?: (entity: InformationEntity) => Fact<BlockState>;
  readonly complete?: boolean;
  readonly facts?: Partial<AccessFacts>;
  readonly registrations?: Partial<Registrations>;
  readonly append?: (entries: AuditEntry | readonly AuditEntry[]) => Promise<void>;
}

/** What the services stand on, with everything that they asked and wrote down. */
export function standIns({
  stateOf = () => known('none'),
  complete = true,
  facts,
  registrations,
  append,
}: Choices = {}) {
  const asked: InformationEntity[][] = [];
  const entries: AuditEntry[] = [];
  const parts: SecurityParts = {
    installation: { name: 'Norrbryggan', kind: 'demo' },
    facts: {
      relation: async () => unknown,
      consent: async () => unknown,
      blocks: async (_reader, _patients, entities) => {
        asked.push([...entities]);
        return entities.map(stateOf);
      },
      ...facts,
    },
    registrations: (registrations ?? {}) as Registrations,
    keeps: (_what, careProvider) => careProvider !== 'SE2-DEMOELSEWHERE',
    findIdentities: async (given) => ({ patients: [given], complete }),
    accessLog: {
      append:
        append ??
        (async (given) => {
          entries.push(...[given].flat());
        }),
    },
  };
  return { parts, asked, entries };
}

export const done: Outcome = { done: true };

/** A log in memory. */
export function logInMemory() {
  const stored = new Map<string, StoredEntry>();
  return {
    stored,
    append: async (given: AuditEntry | readonly AuditEntry[]) => {
      for (const entry of [given].flat()) stored.set(entry.id, { ...entry, sequence: stored.size });
    },
    find: async (id: string) => stored.get(id),
    list: async () => ({ entries: [...stored.values()], next: undefined }),
  };
}
