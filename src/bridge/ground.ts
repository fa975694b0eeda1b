import type { Alerts } from '../alerts/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Keyring } from '../bus/keyring.ts';
import type { Config } from '../config.ts';
import type { Outbox } from '../deliveries/delivery.ts';
import type { Engagements } from '../engagements/index.ts';
import type { Events } from '../events.ts';
import type { Drain } from '../faces/drain.ts';
import type { createMeter } from '../faces/ops/metrics/index.ts';
import type { Figures } from '../figures/index.ts';
import type { KeyWatch } from '../keys/index.ts';
import type { Mending } from '../operations/index.ts';
import type { ReadinessBoard } from '../readiness.ts';
import type { keepRevocation } from '../revocation/index.ts';
import type { createTrust } from '../siths/index.ts';
import type { Store } from '../store/index.ts';
import type { Tracing } from '../tracing/index.ts';

/** What has been started before a process can answer callers. */
export interface ServingGround {
  readonly config: Config;
  readonly events: Events;
  readonly meter: ReturnType<typeof createMeter>;
  readonly readiness: ReadinessBoard;
  readonly drain: Drain;
  /** Files with keys of our own. */
  readonly keys: KeyWatch;
  /** The bus key, from which the others are derived. */
  readonly key: Keyring;
  readonly trust: ReturnType<typeof createTrust>;
  readonly revocation: ReturnType<typeof keepRevocation>;
  readonly tracing: Tracing;
  readonly store: Store;
  readonly bus: Bus;
  readonly outbox: Outbox;
  readonly engagements: Engagements;
  readonly mending: Mending;
  readonly alerts: Alerts;
  readonly figures: Figures;
  /** How what was acquired is released, in the order of acquiring. */
  readonly releases: (() => Promise<void>)[];
}
