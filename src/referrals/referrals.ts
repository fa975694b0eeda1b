import type { Registrations } from '../access/registrations.ts';
import type { AccessLog } from '../audit/index.ts';
import type { Keys } from '../bus/keyring.ts';
import type { Config } from '../config.ts';
import type { Destination, Outbox } from '../deliveries/delivery.ts';
import type { Events } from '../events.ts';
import { type Directory, successionsOf } from '../hsa/index.ts';
import { createAddressTree, createHeirs, type TableIndex } from '../routing/index.ts';
import type { Store } from '../store/index.ts';
import { type Accept, createAccept } from './accept.ts';
import { acceptConsultation, type Specialist } from './accept-consultation.ts';
import { createReferralDestinations } from './destinations.ts';
import { startForgetting } from './forgetting.ts';
import { createKeeping } from './keeping.ts';
import { createReceivers } from './receivers.ts';
import { createReferralStore, type Referral, type ReferralStep, type UnitQuestion } from './store.ts';

interface ReferralsParts {
  readonly config: Pick<Config, 'bridge' | 'referrals' | 'successions'>;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly accessLog: AccessLog;
  readonly directory: Directory;
  readonly registrations: Registrations;
  readonly events: Events;
  /** The routing table in force. */
  readonly table: () => TableIndex;
  /** 32 bytes, the same in every process of the installation. */
  readonly secret: Keys;
}

export interface Referrals {
  readonly accept: Accept;
  /** Of which the unit is one side, by whichever of its HSA-ids, changed last first. */
  ofUnit(unit: string, question: UnitQuestion): Promise<readonly Referral[]>;
  /** Whether one side of a referral is the unit. */
  isSide(side: string, unit: string): boolean;
  find(id: string): Promise<Referral | undefined>;
  /** In the order in which they were accepted. */
  steps(referral: string): Promise<readonly ReferralStep[]>;
  /** See {@link acceptConsultation}. */
  acceptConsultation(referral: Referral, specialist: Specialist): ReturnType<typeof acceptConsultation>;
}

/** What a process that serves does with referrals. */
export function createReferrals(parts: ReferralsParts): Referrals {
  const { config, store, table, directory, events, secret } = parts;
  const { name, kind } = config.bridge;
  const { systems, consultationDays } = config.referrals;
  const keeping = createKeeping(secret);
  const kept = createReferralStore(store, keeping);
  const successions = successionsOf(config);
  const tree = createAddressTree(directory, events);
  const receivers = createReceivers({ systems, table, tree, heirOf: createHeirs(config) });
  const common = {
    ...parts,
    installation: { name, kind },
    keeping,
    store: kept,
    receivers,
    consultationDays,
    successions,
  };
  const { find, steps } = kept;
  return {
    accept: createAccept(common),
    ofUnit: (unit, question) => kept.ofUnit(successions.namesOfUnit(unit, new Date()), question),
    isSide: (side, unit) => successions.isSameUnit(side, unit, new Date()),
    find,
    steps,
    acceptConsultation: (referral, specialist) =>
      acceptConsultation({ ...common, bridgeHsaId: config.bridge.hsaId }, referral, specialist),
  };
}

interface ReferralWork {
  readonly destinations: readonly Destination[];
  close(): Promise<void>;
}

/** What a process that works does with them: it delivers, and forgets what is old. */
export function workOnReferrals(
  config: Pick<Config, 'bridge' | 'referrals' | 'outgoing'>,
  { store, secret, events }: Pick<ReferralsParts, 'store' | 'secret' | 'events'>,
): ReferralWork {
  const { referrals, outgoing, bridge } = config;
  const kept = createReferralStore(store, createKeeping(secret));
  const forgetting = startForgetting({ config, store: kept, events });
  const destinations = createReferralDestinations({
    // Where nobody has started the simulated one, messages to it wait.
    systems: referrals.systems.filter(({ url }) => !url.startsWith('simulator:')),
    outgoing,
    bridgeHsaId: bridge.hsaId,
    store: kept,
  });
  return { destinations, close: forgetting.stop };
}
