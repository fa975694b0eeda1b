import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AccessLogReader,
  type AuditFilter,
  entryOf,
  type IncidentReport,
  leavesOf,
  type Reach,
  reportIncident,
  type StoredEntry,
  type StoredLeaf,
  type Suspicion,
  toSwedishTime,
} from '../audit/index.ts';
import { BridgeError } from '../errors.ts';
import { type AuditValues, instantFrom, officerFrom, outFolder, periodFrom } from './audit-options.ts';
import { type ToolCall, writePrivately } from './audit-tools.ts';

/** `incident --certificate | --person | --source … [--known-at TIME] [--out FOLDER]` */
export async function incident({ values, tools, log, out }: ToolCall): Promise<number> {
  const suspicion = suspicionFrom(values);
  const folder = outFolder(values, 'incident');
  const knownAt = values['known-at'] === undefined ? new Date() : instantFrom('--known-at', values['known-at']);
  if (values.controller !== undefined)
    throw new BridgeError('COMMAND_INVALID', 'Each controller gets a file of its own; leave out --controller.');
  const officer = officerFrom(values);
  await tools.note({ officer, action: 'incident:search', details: { ...suspicion } });
  const files = await openFiles(folder, log);
  const entries = files.entries(filterOf(suspicion, periodFrom(values)));
  const report = await reportIncident(suspicion, entries, files, knownAt);
  await writePrivately(folder, 'incident.json', `${JSON.stringify(report, undefined, 2)}\n`);
  const text = incidentText(report);
  await writePrivately(folder, 'incident.txt', text);
  const { reach, controllers } = report;
  const details = { ...suspicion, entries: reach.entries, patients: reach.patients, told: Object.keys(controllers) };
  await tools.note({ officer, action: 'incident:report', details });
  out.write(text);
  out.write(`\nWritten to ${folder}, with a file for each controller and what proves its entries.\n`);
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

/**
 * Reads the entries, and writes a file for each controller, an entry a line, oldest first: a whole one as its leaf's own
 * text, whose hash can be proved; and `proofs.jsonl` with what proves each against `head.txt`. What an earlier run wrote
 * is replaced.
 */
async function openFiles(folder: string, log: AccessLogReader) {
  const head = await log.head();
  await writePrivately(folder, 'head.txt', head.note);
  const begun = new Set<string>();
  let leaf: StoredLeaf | undefined;
  let proved: number | undefined;

  async function line(name: string, content: string): Promise<void> {
    const file = join(folder, `${name}.jsonl`);
    if (!begun.has(file)) await rm(file, { force: true });
    begun.add(file);
    await appendFile(file, `${content}\n`, { mode: 0o600 });
  }

  return {
    async *entries(filter: AuditFilter): AsyncGenerator<StoredEntry> {
      for await (const one of leavesOf(log, filter, head.size)) {
        if (one.text === null) continue;
        leaf = one;
        yield entryOf(one.text);
      }
    },
    /** What is written is always of the entry that was read last. */
    async write(controller: string, entry: StoredEntry, whole: boolean): Promise<void> {
      await line(controller.replace(/[^A-Z0-9-]/gi, '_'), whole ? (leaf?.text ?? '') : JSON.stringify(entry));
      if (!leaf || leaf.sequence === proved) return;
      const { sequence, hash } = leaf;
      proved = sequence;
      const proof = (await log.inclusion(sequence, head.size)).map((each) => each.toString('base64'));
      await line('proofs', JSON.stringify({ sequence, leafHash: hash, proof }));
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
