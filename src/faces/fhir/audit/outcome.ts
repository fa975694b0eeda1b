import type { StoredEntry } from '../../../audit/index.ts';
import { type ErrorKind, errorCatalogue } from '../../../errors.ts';

/** audit-event-outcome: 0 success, also when there was nothing; 4 refused; 8 the sources failed; 12 this bridge did. */
export type Outcome = '0' | '4' | '8' | '12';

const byKind: Partial<Readonly<Record<ErrorKind, Outcome>>> = {
  upstream: '8',
  timeout: '8',
  overloaded: '12',
  internal: '12',
  operator: '12',
};

export function outcomeOf({ outcome, kind, code }: Pick<StoredEntry, 'outcome' | 'kind' | 'code'>): Outcome {
  if (outcome === 'failed') return kind === 'closing' ? '12' : '8';
  if (outcome !== 'refused') return '0';
  return (code && byKind[errorCatalogue[code].kind]) ?? '4';
}
