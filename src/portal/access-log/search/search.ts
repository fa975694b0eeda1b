import type { PatientId } from '../../../contracts/record.ts';
import type { LogSearch, StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';
import { readIdentity } from '../../patient/identity.ts';

/** What an officer looks for, as she wrote it. It is kept in memory alone: it may name a patient. */
export interface Search extends Omit<LogSearch, 'patient' | 'from' | 'to' | 'outcome' | 'emergency'> {
  readonly outcome?: StoredEntry['outcome'] | undefined;
  readonly emergency?: true | undefined;
  /** A number as it was written, or an identity that an entry holds. */
  readonly patient?: string | PatientId;
  /** `YYYY-MM-DD`, where the browser is. */
  readonly firstDay?: string;
  /** The same; that day is searched too. */
  readonly lastDay?: string;
}

export type Asked =
  | { readonly kind: 'search'; readonly body: LogSearch }
  | { readonly kind: 'wrong'; readonly field: 'patient' | 'lastDay' };

/** What to ask the bridge, or what is wrong with what was written. Blank fields ask for nothing. */
export function askedOf(search: Search, today: Date): Asked {
  const { patient, firstDay, lastDay, ...others } = search;
  const given = typeof patient === 'string' && patient.trim() !== '' ? readIdentity(patient, today) : undefined;
  if (given?.kind === 'wrong') return { kind: 'wrong', field: 'patient' };
  const identity = typeof patient === 'object' ? patient : given?.patient;
  const [from, to] = [firstDay && midnight(firstDay, 0), lastDay && midnight(lastDay, 1)];
  if (from && to && from >= to) return { kind: 'wrong', field: 'lastDay' };
  const written = Object.entries(others).flatMap(([name, value]) => {
    const kept = typeof value === 'string' ? value.trim() : value;
    return kept === '' || kept === undefined ? [] : [[name, kept]];
  });
  const body = { ...Object.fromEntries(written), ...(identity && { patient: identity }) } as LogSearch;
  return { kind: 'search', body: { ...body, ...(from && { from }), ...(to && { to }) } };
}

/** ISO 8601, so many days later. */
export function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
