import { parseArgs } from 'node:util';
import { type DeliveryKind, type DeliveryState, deliveryKinds, deliveryStates } from '../deliveries/delivery.ts';
import type { DeliveryFilter } from '../deliveries/desk.ts';
import { BridgeError } from '../errors.ts';
import { periodFrom } from './audit-options.ts';

const options = {
  help: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  days: { type: 'string', default: '30' },
  destination: { type: 'string' },
  kind: { type: 'string' },
  state: { type: 'string' },
  because: { type: 'string' },
  correlation: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  limit: { type: 'string', default: '50' },
  after: { type: 'string' },
  reason: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  as: { type: 'string' },
} as const;

/** Throws COMMAND_INVALID. */
export function parseBus(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

export type BusValues = ReturnType<typeof parseBus>['values'];

/** Which messages: by ids, or by what the options say of them. */
export function filterFrom(values: BusValues, ids: readonly string[]): DeliveryFilter {
  return {
    ...(ids.length > 0 && { ids }),
    ...(values.destination && { destination: values.destination }),
    ...(values.kind && { kind: oneOf<DeliveryKind>('--kind', values.kind, deliveryKinds) }),
    ...(values.state && { state: oneOf<DeliveryState>('--state', values.state, deliveryStates) }),
    ...(values.because && { reason: values.because }),
    ...(values.correlation && { correlationId: values.correlation }),
    ...periodFrom(values),
  };
}

/** The one word after a command. */
export function onlyWord(command: string, what: string, words: readonly string[]): string {
  const [word, ...more] = words;
  if (word !== undefined && more.length === 0) return word;
  throw new BridgeError('COMMAND_INVALID', `Use: npm run bus -- ${command} ${what}.`);
}

export function demandNoWords(command: string, words: readonly string[]): void {
  if (words.length > 0) throw new BridgeError('COMMAND_INVALID', `bus ${command} takes no ${words[0]}.`);
}

function oneOf<T extends string>(option: string, given: string, known: readonly T[]): T {
  const found = known.find((one) => one === given);
  if (found) return found;
  throw new BridgeError('COMMAND_INVALID', `${option} must be one of ${known.join(', ')}, not ${given}.`);
}
