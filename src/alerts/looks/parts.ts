import type { AlertKind } from '../alert.ts';
import type { Look } from './look.ts';

/** A part of this process, as readiness has it. */
export interface PartHealth {
  readonly part: string;
  readonly ok: boolean;
  /** Full sentences in the bridge's own words. */
  readonly reasons: readonly string[];
}

const kindOf: Readonly<Record<string, AlertKind>> = {
  log: 'AccessLogFailing',
  directory: 'DirectoryFailing',
  persons: 'PersonRegisterFailing',
  witness: 'WitnessAlarm',
};
/** Told of by what looks closer at them. */
const elsewhere = ['process', 'processes', 'deliveries', 'directory-copy'];

/** Parts of this process that are not as they should be. */
export function partsLook(parts: () => Promise<readonly PartHealth[]>): Look {
  return {
    kinds: ['NotReady', ...Object.values(kindOf)],
    look: async () =>
      (await parts())
        .filter(({ part, ok }) => !ok && !elsewhere.includes(part))
        .map(({ part, reasons }) => ({
          kind: kindOf[part] ?? 'NotReady',
          subject: part,
          facts: { detail: reasons.join(' ') },
        })),
  };
}
