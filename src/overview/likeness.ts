import type { BridgeRecord } from '../contracts/index.ts';
import { contentOf } from './content.ts';

/** How far apart two systems may date the same event. */
const apartMilliseconds = 60_000;

/**
 * Marks records of two systems that may be the same one: of one contract, dated within a minute of each other, and with
 * equal content beside the header or the same codes. Nobody has said that they are the same, so both stay; each names its
 * nearest counterpart. Linear in the number of records: content is looked at only where times are near.
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
  const systems = new Set(records.map(systemOf));
  if (systems.size < 2) return [];
  const runs: BridgeRecord[][] = [];
  let last = Number.NaN;
  for (const record of records.toSorted((a, b) =>
    a.header.time < b.header.time ? -1 : a.header.time > b.header.time ? 1 : 0,
  )) {
    const time = timeOf(record);
    const run = runs.at(-1);
    if (run && time - last <= apartMilliseconds) run.push(record);
    else runs.push([record]);
    last = time;
  }
  return runs.filter((run) => run.length > 1 && new Set(run.map(systemOf)).size > 1);
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
  const [year, month, day] = [time.slice(0, 4), time.slice(4, 6), time.slice(6, 8)];
  const [hours, minutes, seconds] = [time.slice(8, 10), time.slice(10, 12), time.slice(12, 14)];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes), Number(seconds));
}
