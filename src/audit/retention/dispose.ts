import { basename } from 'node:path';
import type { Config } from '../../config.ts';
import type { Store } from '../../store/index.ts';
import { productVersion } from '../../version.ts';
import type { AccessLog } from '../access-log.ts';
import { DISPOSAL } from '../disposal.ts';
import { type Officer, officerAct } from '../officer.ts';
import { exportLines } from '../verify/index.ts';
import { createPackage, type PackageWriter } from './package-writer.ts';
import { deleteRegistrations, type PastRegistration, pastRegistrations } from './past-registrations.ts';
import { type Cutoffs, cutoffsAt } from './periods.ts';
import { readme } from './readme.ts';

export interface DisposalParts {
  readonly config: Pick<Config, 'bridge' | 'audit'>;
  readonly store: Pick<Store, 'pool'>;
  readonly log: AccessLog;
  readonly now: () => Date;
}

export interface DisposalOrder {
  /** ISO 8601; undefined: all that is past its time. */
  readonly before: string | undefined;
  /** Where the archive package goes; undefined: nothing is disposed of, only counted. */
  readonly archive: string | undefined;
}

export interface Disposal {
  readonly cutoffs: Cutoffs;
  /** Entries whose content goes. */
  readonly entries: number;
  readonly registrations: number;
  /** Folder of the archive package; undefined where there was nothing, or nothing was done. */
  readonly folder: string | undefined;
}

/**
 * Disposes of what has been kept long enough: archives it, puts the act on the log, then erases the content of the
 * entries with their salts and deletes the registrations. The leaf hashes stay, so the log can be verified as before. In
 * this order: whatever breaks in between, nothing is gone that is not in a whole package and told of on the log.
 * Throws RETENTION_NOT_OVER, AUDIT_UNAVAILABLE, STORE_UNAVAILABLE.
 */
export async function dispose(parts: DisposalParts, officer: Officer, order: DisposalOrder): Promise<Disposal> {
  const { config, store, log } = parts;
  const cutoffs = cutoffsAt(config.audit.retention, parts.now(), order.before ? new Date(order.before) : undefined);
  const registrations = await pastRegistrations(store.pool, cutoffs);
  const counted = await archived(log, cutoffs, async () => undefined);
  const past = { cutoffs, entries: counted.entries, registrations: registrations.length };
  if (order.archive === undefined || past.entries + past.registrations === 0) return { ...past, folder: undefined };
  const { folder, manifestSha256, places } = await writePackage(parts, order.archive, cutoffs, registrations);
  const installation = { name: config.bridge.name, kind: config.bridge.kind };
  const details = { places, registrations: past.registrations, cutoffs, archive: basename(folder), manifestSha256 };
  await log.append(officerAct(installation, officer, { action: DISPOSAL, activity: 'Radera', details }));
  await log.erase(places);
  await deleteRegistrations(store.pool, registrations);
  return { ...past, folder };
}

type Places = readonly (readonly [first: number, last: number])[];

async function writePackage(
  { config, log, now }: DisposalParts,
  archive: string,
  cutoffs: Cutoffs,
  registrations: readonly PastRegistration[],
): Promise<{ folder: string; manifestSha256: string; places: Places }> {
  const createdAt = now().toISOString();
  const { hsaId, name } = config.bridge;
  const pack = await createPackage(archive, {
    id: `access-log-${hsaId}-${createdAt.replace(/[-:]|\.\d+/g, '')}`,
    label: `Access log of ${name}, entries before ${cutoffs.log}`,
    createdAt,
    software: { name: 'Norrbryggan', version: productVersion },
    producer: { name, hsaId },
  });
  await pack.begin({ path: 'documentation/README.txt', mediaType: 'text/plain', use: 'Documentation' });
  await pack.write(readme);
  await begin(pack, 'registrations');
  for (const registration of registrations) await pack.write(`${JSON.stringify(registration)}\n`);
  await begin(pack, 'entries');
  const { places } = await archived(log, cutoffs, pack.write);
  await pack.begin({ path: 'metadata/head.txt', mediaType: 'text/plain', use: 'Metadata' });
  await pack.write((await log.head()).note);
  return { ...(await pack.finish()), places };
}

function begin(pack: PackageWriter, name: string): Promise<void> {
  const path = `representations/entries/data/${name}.jsonl`;
  return pack.begin({ path, mediaType: 'application/jsonl', use: 'Representations/entries' });
}

/** Gives the lines of an export of what is past to `write`, and tells which entries they were. */
async function archived(
  log: AccessLog,
  cutoffs: Cutoffs,
  write: (line: string) => Promise<void>,
): Promise<{ entries: number; places: Places }> {
  const places: [number, number][] = [];
  let entries = 0;
  for await (const line of exportLines(log, { filter: { to: cutoffs.log } })) {
    await write(line);
    const { sequence } = JSON.parse(line) as { readonly sequence?: number };
    // The last line has none: it is what proves the others.
    if (sequence === undefined) continue;
    entries++;
    const last = places.at(-1);
    if (last && last[1] === sequence - 1) last[1] = sequence;
    else places.push([sequence, sequence]);
  }
  return { entries, places };
}
