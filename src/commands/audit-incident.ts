import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AuditFilter,
  entriesOf,
  type IncidentReport,
  type Reach,
  reportIncident,
  type StoredEntry,
  type Suspicion,
  toSwedishTime,
} from '../audit/index.ts';
import { BridgeError } from '../errors.ts';
import { type AuditValues, instantFrom, officerFrom, periodFrom, required } from './audit-options.ts';
import { type ToolCall, writePrivately } from './audit-tools.ts';

/** `incident --certificate | --person | --source … --known-at TIME --out FOLDER` */
export async function incident({ values, tools, log, out }: ToolCall): Promise<number> {
  const suspicion = suspicionFrom(values);
  const folder = required('--out', values.out);
  const knownAt = values['known-at'] === undefined ? new Date() : instantFrom('--known-at', values['known-at']);
  const entries = entriesOf(log, filterOf(suspicion, periodFrom(values)));
  const report = await reportIncident(suspicion, entries, await openFiles(folder), knownAt);
  await writePrivately(folder, 'incident.json', `${JSON.stringify(report, undefined, 2)}\n`);
  const text = incidentText(report);
  await writePrivately(folder, 'incident.txt', text);
  const { reach, controllers } = report;
  const details = { ...suspicion, entries: reach.entries, patients: reach.patients, told: Object.keys(controllers) };
  await tools.note({ officer: officerFrom(values), action: 'incident:report', details });
  out.write(text);
  return 0;
}

function suspicionFrom(values: AuditValues): Suspicion {
  const given = (['certificate', 'person', 'source'] as const).filter((by) => values[by] !== undefined);
  const [by] = given;
  if (by === undefined || given.length > 1)
    throw new BridgeError('COMMAND_INVALID', 'Name one of --certificate, --person and --source.');
  return { by, value: values[by] ?? '', from: undefined, to: undefined, ...periodFrom(values) };
}

/** The log has no column for record systems: all of the period is read, and looked through. */
function filterOf({ by, value }: Suspicion, period: AuditFilter): AuditFilter {
  if (by === 'source') return period;
  return by === 'certificate' ? { ...period, certificate: value } : { ...period, person: value };
}

/** One file for each controller, an entry a line, oldest last; what an earlier run wrote is replaced. */
async function openFiles(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const begun = new Set<string>();
  return {
    async write(controller: string, entry: StoredEntry) {
      const file = join(folder, `${controller.replace(/[^A-Z0-9-]/gi, '_')}.jsonl`);
      if (!begun.has(file)) await rm(file, { force: true });
      begun.add(file);
      await appendFile(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    },
  };
}

function incidentText({ suspicion, reach, controllers, knownAt, clocks, alsoTell }: IncidentReport): string {
  const lines = [
    `Incident: ${suspicion.by} ${suspicion.value}`,
    `Known ${toSwedishTime(new Date(knownAt))}`,
    '',
    `In all: ${reachText(reach)}`,
    ...Object.entries(controllers).map(([controller, own]) => `${controller}: ${reachText(own)}`),
    '',
    'Until when, and to whom:',
    ...clocks.map(
      ({ until, what, to, ground }) => `- ${toSwedishTime(new Date(until))}, to ${to}: ${what} (${ground})`,
    ),
    '',
    'Also:',
    ...alsoTell.map((whom) => `- ${whom}`),
  ];
  return `${lines.join('\n')}\n`.replace(/[^\P{C}\n]/gu, '\uFFFD');
}

function reachText({ entries, refused, patients, units, kinds, first, last }: Reach): string {
  const time = first && last ? ` from ${toSwedishTime(new Date(first))} to ${toSwedishTime(new Date(last))}` : '';
  const shown = kinds.length > 0 ? `; ${kinds.join(', ')}` : '';
  return `${entries} entries (${refused} showed nothing), ${patients} patients, ${units.length} care units${time}${shown}`;
}
