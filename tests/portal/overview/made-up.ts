import type { ContractId } from '../../../src/contracts/record.ts';
import type { Done, Part, ReadingEvent, ShownRecord, Started } from '../../../src/faces/portal-api/shapes/reading.ts';
import type { SourceCoverage } from '../../../src/overview/coverage.ts';
import {
  nothingRead,
  type ReadingAction,
  type ReadingState,
  readingState,
} from '../../../src/portal/overview/reading-state.ts';

/** Events as the bridge gives them, of made-up sources. */
export const contracts = {
  alert: 'GetAlertInformation:2',
  diagnosis: 'GetDiagnosis:2',
  contact: 'GetCareContacts:3',
} as const satisfies Record<string, ContractId>;

export function record(source: string, documentId: string, contract: ContractId = contracts.diagnosis): ShownRecord {
  return {
    contract,
    source,
    documentId,
    careProvider: { hsaId: 'SE1-DEMOVG', name: 'Region' },
    careUnit: { hsaId: 'SE1-DEMOVE', name: 'Kliniken' },
    time: '20250101120000',
    approvedForPatient: true,
    nullified: false,
    possibleDuplicate: false,
    data: {},
  };
}

export function started(sources: readonly string[], more: Partial<Started> & { contract?: ContractId } = {}): Started {
  const { contract = contracts.diagnosis, ...rest } = more;
  return {
    kind: 'started',
    correlationId: 'c',
    at: '2025-01-01T00:00:00Z',
    asked: sources.map((source) => ({ contract, source, name: source })),
    notAsked: [],
    deadline: 0,
    ...rest,
  };
}

const base = (source: string, contract: ContractId) => ({
  source,
  name: source,
  contract,
  notes: [],
  deliversFrom: undefined,
});

export function answered(
  source: string,
  more: Partial<Extract<SourceCoverage, { outcome: 'answered' }>> = {},
): SourceCoverage {
  const counts = { records: 0, milliseconds: 1, withheld: 0, duplicateIds: 0 };
  return { ...base(source, contracts.diagnosis), ...counts, ...more, outcome: 'answered' };
}

export function failed(source: string, contract: ContractId = contracts.diagnosis): SourceCoverage {
  return { ...base(source, contract), outcome: 'failed', reason: 'timed-out', status: 504, text: '', milliseconds: 1 };
}

export function notAsked(source: string, contract: ContractId = contracts.diagnosis): SourceCoverage {
  return { ...base(source, contract), outcome: 'not-asked', reason: 'does-not-deliver' };
}

/** A source's whole answer in one part. */
export function part(
  source: string,
  ids: readonly string[],
  { contract = contracts.diagnosis, ...more }: Partial<Part> = {},
): Part {
  return {
    kind: 'part',
    contract,
    source,
    records: ids.map((id) => record(source, id, contract)),
    coverage: answered(source, { contract, records: ids.length }),
    ...more,
  };
}

export function done(more: Partial<Done> = {}): Done {
  const empty = {
    notes: [],
    holders: [],
    blockers: [],
    lacking: [],
    refused: [],
    possibleDuplicates: [],
    aliased: [],
    coverage: [],
  };
  return { kind: 'done', ...empty, emergency: false, coverage: [], decisions: [], ...more };
}

/** The state after these events of one reading, on top of what there was. */
export function read(events: readonly ReadingEvent[], state: ReadingState = nothingRead, reading = 1): ReadingState {
  const request = { choice: { kind: 'everything' } } as const;
  const actions: ReadingAction[] = [
    { kind: 'chosen', reading, request },
    ...events.map((event) => ({ kind: 'came', reading, event }) as const),
  ];
  return actions.reduce(readingState, state);
}
