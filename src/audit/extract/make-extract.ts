import type { PatientId } from '../../contracts/record.ts';
import type { Directory } from '../../hsa/directory.ts';
import { identitiesOf } from '../../persons/person.ts';
import type { PersonRegister } from '../../persons/register.ts';
import { emergencyOf } from '../emergency.ts';
import { entriesOf } from '../entries.ts';
import type { AuditEntry, StoredEntry } from '../entry.ts';
import { type LogView, type Officer, officerAct } from '../officer.ts';
import { covers, type Verdict } from '../review/verdict.ts';
import type { Access } from './accesses.ts';
import { extractCsv } from './extract-csv.ts';
import { namesFrom } from './names.ts';
import { type EmergencyVerdict, type PatientExtract, patientExtract } from './patient-extract.ts';
import { extractPdf } from './pdf.ts';

export interface ExtractParts {
  readonly append: (entry: AuditEntry) => Promise<void>;
  readonly directory: Pick<Directory, 'nameOf' | 'person'>;
  readonly persons: Pick<PersonRegister, 'person'>;
  /** Who has taken over a care provider or unit by now; undefined: nobody. */
  readonly heirOf?: (hsaId: string) => string | undefined;
  /** On emergencies, by their ids; oldest first. */
  readonly verdicts: (emergencies: readonly string[]) => Promise<readonly Verdict[]>;
  readonly installation: AuditEntry['installation'];
  readonly now: () => Date;
}

export interface ExtractOrder {
  /** Any of the patient's identities, in canonical form. */
  readonly patient: PatientId;
  /** ISO 8601. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface ExtractForms {
  readonly extract: PatientExtract;
  readonly pdf: Buffer;
  readonly csv: string;
}

/**
 * Makes the patient's extract from what the officer may see of the log, under every identity that register or log knows
 * of. That it was made is on the log before it is given. Throws DIRECTORY_UNAVAILABLE and AUDIT_UNAVAILABLE.
 */
export async function makeExtract(
  parts: ExtractParts,
  officer: Officer,
  view: LogView,
  { patient, from, to }: ExtractOrder,
): Promise<ExtractForms> {
  const answer = await parts.persons.person(patient, { correlationId: officer.correlationId });
  const known = answer.status === 'known' ? identitiesOf(answer.person) : [];
  const { identities, entries } = await everythingAbout([patient, ...known], view, { from, to });
  const emergencies = entries.flatMap((entry) => emergencyOf(entry) ?? []);
  const verdicts = await parts.verdicts([...new Set(emergencies)]);
  const question = { patient, identities, from, to, controller: officer.controller };
  const extract = await patientExtract(
    { ...question, registerAnswered: answer.status !== 'unavailable' },
    entries,
    namesFrom(parts.directory, parts.heirOf),
    (access) => worstOf(access, verdicts),
    parts.now(),
  );
  const forms = { extract, pdf: await extractPdf(extract), csv: extractCsv(extract) };
  const act = { action: 'extract:make', patient, linked: identities.slice(1), details: { from, to } };
  await parts.append(officerAct(parts.installation, officer, act));
  return forms;
}

/** Follows the identities that entries were found to be linked with then: the register of today may have lost them. */
async function everythingAbout(
  start: readonly PatientId[],
  view: LogView,
  { from, to }: Pick<ExtractOrder, 'from' | 'to'>,
): Promise<{ identities: PatientId[]; entries: StoredEntry[] }> {
  const identities = new Map<string, PatientId>();
  const entries = new Map<string, StoredEntry>();
  const waiting = [...start];
  for (let identity = waiting.shift(); identity; identity = waiting.shift()) {
    if (identities.has(identity.id)) continue;
    identities.set(identity.id, identity);
    const filter = { patient: identity.id, ...(from && { from }), ...(to && { to }) };
    for await (const entry of entriesOf(view, filter)) {
      entries.set(entry.id, entry);
      waiting.push(...(entry.linked ?? []), ...(entry.patient ? [entry.patient] : []));
    }
  }
  return { identities: [...identities.values()], entries: [...entries.values()] };
}

function worstOf({ entries }: Access, verdicts: readonly Verdict[]): EmergencyVerdict {
  const found = entries
    .filter((entry) => emergencyOf(entry) !== undefined)
    .map((entry) => verdicts.findLast((one) => one.subject === emergencyOf(entry) && covers(one, entry)))
    .map((one) => one?.verdict ?? 'open');
  return severity.find((verdict) => found.includes(verdict)) ?? 'open';
}

const severity = ['not-justified', 'needs-inquiry', 'open', 'justified'] as const;
