import { csv } from '../../csv.ts';
import type { AccessLogReader } from '../access-log.ts';
import type { StoredEntry } from '../entry.ts';
import { entryOf } from '../leaf.ts';
import { type ExportedPart, leavesOf } from './export.ts';

const COLUMNS: Readonly<Record<string, (entry: StoredEntry) => string | number | undefined>> = {
  number: ({ sequence }) => sequence,
  id: ({ id }) => id,
  at: ({ at }) => at,
  kind: ({ kind }) => kind,
  action: ({ action }) => action,
  contract: ({ contract }) => contract,
  outcome: ({ outcome }) => outcome,
  code: ({ code }) => code,
  patient: ({ patient }) => patient?.id,
  person: ({ actor }) => actor?.hsaId,
  caller: ({ caller }) => caller?.hsaId,
  certificate: ({ certificate }) => certificate?.serial,
  purpose: ({ purpose }) => purpose,
  emergency: ({ emergency }) => (emergency ? 'yes' : ''),
  careProvider: ({ reader }) => reader?.careProvider,
  careUnit: ({ reader }) => reader?.careUnit,
  shownOf: ({ units }) => units.map(({ careUnit, source }) => careUnit ?? source).join(' '),
  records: ({ records }) => records,
  correlationId: ({ correlationId }) => correlationId,
};

/** What is exported as a table; it proves nothing. */
export async function* exportCsv(
  log: AccessLogReader,
  { filter, of = (entry) => entry }: ExportedPart,
): AsyncGenerator<string> {
  yield csv([Object.keys(COLUMNS)]);
  for await (const { text } of leavesOf(log, filter, (await log.head()).size)) {
    const entry = text === null ? undefined : of(entryOf(text));
    if (!entry) continue;
    // A table has its byte order mark once.
    yield csv([Object.values(COLUMNS).map((value) => String(value(entry) ?? ''))]).slice(1);
  }
}
