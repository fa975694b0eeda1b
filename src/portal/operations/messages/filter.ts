import type { DeliveryKind, DeliveryState } from '../../../deliveries/delivery.ts';
import type { DeliveryFilter } from '../../../deliveries/desk.ts';
import { namesPerson } from '../names-person.ts';

/** How long ago a message was accepted, at least; in hours. */
export const ages = ['1', '24', '168'] as const;
export type Age = (typeof ages)[number];

/** What the page's address says that is looked for. */
export interface Wanted {
  readonly destination: string;
  readonly kind: DeliveryKind | '';
  readonly state: DeliveryState | '';
  readonly reason: string;
  readonly age: Age | '';
  readonly call: string;
}

export const kinds: readonly DeliveryKind[] = ['notification', 'index-update', 'referral', 'log-copy'];
export const states: readonly DeliveryState[] = ['dead', 'waiting', 'sending', 'delivered', 'discarded'];

/** Dead messages, until the address says otherwise. What is not known, or names a person, is not there. */
export function wantedIn(address: URLSearchParams): Wanted {
  const one = <Each extends string>(name: string, known: readonly Each[], usual: Each | ''): Each | '' => {
    const given = address.get(name);
    return given === null ? usual : (known.find((each) => each === given) ?? '');
  };
  const text = (name: string): string => {
    const given = (address.get(name) ?? '').slice(0, 200);
    return namesPerson(given) ? '' : given;
  };
  return {
    destination: text('destination'),
    kind: one('kind', kinds, ''),
    state: one('state', states, 'dead'),
    reason: text('reason'),
    age: one('age', ages, ''),
    call: text('call'),
  };
}

/** The address that says so. The first page; `state` always stands in it, since leaving it out means the dead. */
export function addressOf(wanted: Wanted): URLSearchParams {
  const { state, ...others } = wanted;
  return new URLSearchParams([['state', state], ...Object.entries(others).filter(([, value]) => value !== '')]);
}

/** As the bridge is asked. */
export function filterOf({ destination, kind, state, reason, age, call }: Wanted, now: Date): DeliveryFilter {
  return {
    ...(destination && { destination }),
    ...(kind && { kind }),
    ...(state && { state }),
    ...(reason && { reason }),
    ...(age && { to: new Date(now.getTime() - Number(age) * 3_600_000).toISOString() }),
    ...(call && { correlationId: call }),
  };
}

/** Everything at once is never meant by leaving out what is meant: the bridge refuses that. */
export function choosesSome({ state: _, ...chosen }: Wanted): boolean {
  return Object.values(chosen).some((value) => value !== '');
}
