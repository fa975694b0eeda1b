import type { BridgeRecord } from '../contracts/index.ts';
import { sameHsaId } from '../identities/index.ts';
import { contentOf } from './content.ts';

/** How far apart two systems may date the same event. */
const apartMilliseconds = 60_000;

/**
 * Marks records of two systems that may be the same one: of one contract, dated within a minute of each other, and with
 * equal content beside the header or the same codes. Nobody has said that they are the same, so both stay; each names its
 * nearest counterpart. Linear in the number of records: content is looked at only where times are near.
 * `records`: newest first.
 */
export function markLikenesses(records: readonly BridgeRecord[]): readonly BridgeRecord[] {
  const likenesses = new Map<BridgeRecord, BridgeRecord>();
  for (const near of nearInTime(records)) {
    const latest = new Map<string, Map<string, BridgeRecord>>();
    for (const record of near)
      for (const sign of signsOf(record)) {
        const bySystem = latest.get(sign) ?? new Map<string, BridgeRecord>();
        latest.set(sign, bySystem);
        const system = systemOf(record);
        for (const [other, counterpart] of bySystem) {
          if (other === system || timeOf(record) - timeOf(counterpart) > apartMilliseconds) continue;
          if (!likenesses.has(record)) likenesses.set(record, counterpart);
          if (!likenesses.has(counterpart)) likenesses.set(counterpart, record);
        }
        bySystem.set(system, record);
      }
  }
  if (likenesses.size === 0) return records;
  return records.map((record) => {
    const header = likenesses.get(record)?.header;
    return header ? { ...record, likenessOf: { source: header.sourceSystem, documentId: header.documentId } } : record;
  });
}

/** Runs of records, oldest first, in which each is near the next, and more than one system has a part. */
function nearInTime(records: readonly BridgeRecord[]): BridgeRecord[][] {
  if (!areOfSeveralSystems(records)) return [];
  const runs: BridgeRecord[][] = [];
  let start = 0;
  let later = Number.NaN;
  const endAt = (end: number): void => {
    if (end - start > 1) {
      const run = records.slice(start, end);
      if (areOfSeveralSystems(run)) runs.push(run.sort(oldestFirst));
    }
    start = end;
  };
  records.forEach((record, index) => {
    const time = timeOf(record);
    if (!(later - time <= apartMilliseconds)) endAt(index);
    later = time;
  });
  endAt(records.length);
  return runs;
}

function areOfSeveralSystems(records: readonly BridgeRecord[]): boolean {
  return records.some((record) => !sameHsaId(record.header.sourceSystem, records[0]?.header.sourceSystem ?? ''));
}

function oldestFirst({ header: a }: BridgeRecord, { header: b }: BridgeRecord): number {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : 0;
}

/** What two records have in common when they are alike. */
function signsOf(record: BridgeRecord): string[] {
  const content = contentOf(record);
  const signs = content.codes ? [content.hash, content.codes] : [content.hash];
  return signs.map((sign) => `${record.contract} ${sign}`);
}

function systemOf({ header }: BridgeRecord): string {
  return header.sourceSystem.toUpperCase();
}

/** Swedish wall-clock time as if it were UTC: differences are all that matters here. NaN is near nothing. */
function timeOf({ header: { time } }: BridgeRecord): number {
  if (!/^\d{14}/.test(time)) return Number.NaN;
  const [day, clock] = [Number(time.slice(0, 8)), Number(time.slice(8, 14))];
  return Date.UTC(
    Math.trunc(day / 1e4),
    (Math.trunc(day / 100) % 100) - 1,
    day % 100,
    Math.trunc(clock / 1e4),
    Math.trunc(clock / 100) % 100,
    clock % 100,
  );
}
