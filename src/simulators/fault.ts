import { BridgeError } from '../errors.ts';

/** The ways in which a simulated record system can be told to fail. */
const faultKinds = [
  'delay',
  'hang',
  'drip',
  'reset',
  'http500',
  'fault',
  'malformed',
  'wrong-type',
  'huge',
  'half',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Of a delay, milliseconds before the answer begins; default 3000. */
  readonly milliseconds?: number;
}

/** Anything as a fault switch. Throws `PARAMETER_INVALID` with the forms that are understood. */
export function readFault(value: unknown): Fault {
  const { kind, milliseconds } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const known = faultKinds.find((candidate) => candidate === kind);
  const isDuration = typeof milliseconds === 'number' && milliseconds >= 0 && milliseconds <= 600_000;
  if (!known || (milliseconds !== undefined && !isDuration)) {
    throw new BridgeError(
      'PARAMETER_INVALID',
      `Expected {"kind": …} with one of ${faultKinds.join(', ')}, and for delay "milliseconds" up to 600000.`,
    );
  }
  return { kind: known, ...(isDuration && { milliseconds }) };
}

/** `x-demo-fault: hang` or `x-demo-fault: delay=500`. */
export function readFaultHeader(value: string): Fault {
  const [kind, milliseconds] = value.split('=');
  return readFault({ kind, ...(milliseconds !== undefined && { milliseconds: Number(milliseconds) }) });
}
