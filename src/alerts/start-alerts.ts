import type { Bus } from '../bus/index.ts';
import type { Config } from '../config.ts';
import type { DeliveryDesk } from '../deliveries/desk.ts';
import type { Events } from '../events.ts';
import { readProcesses } from '../processes/index.ts';
import type { Store } from '../store/index.ts';
import type { Acknowledgement, Alert } from './alert.ts';
import { type Contact, contactsFor } from './contacts.ts';
import { traitsOf } from './kinds.ts';
import { createLedger } from './ledger.ts';
import { messagesLook } from './looks/messages.ts';
import { type PartHealth, partsLook } from './looks/parts.ts';
import { processesLook } from './looks/processes.ts';
import { queuesLook } from './looks/queues.ts';
import { securityServicesLook } from './looks/security-services.ts';
import { sourcesLook } from './looks/sources.ts';
import { withheldLook } from './looks/withheld.ts';
import type { Maintenance, PlannedMaintenance } from './maintenance.ts';
import { type Spoken, sayAlert } from './said.ts';
import { startWatcher } from './watcher.ts';

interface AlertsParts {
  readonly config: Pick<Config, 'operations' | 'sources' | 'referrals' | 'overview'>;
  readonly store: Store;
  readonly bus: Pick<Bus, 'status'>;
  readonly desk: Pick<DeliveryDesk, 'status'>;
  /** Of this process, as readiness has them. */
  readonly parts: () => Promise<readonly PartHealth[]>;
  readonly events: Events;
  readonly maintenance: Maintenance;
}

/** An alert with all that whoever is woken by it needs. */
export interface ToldAlert extends Alert {
  readonly severity: 'critical' | 'warning';
  /** What its subject is called. */
  readonly name: string;
  readonly said: Spoken;
  /** Whom to ring; empty where nobody is configured. */
  readonly contacts: readonly Contact[];
  /** Announced work on its record system, because of which it is expected. */
  readonly maintenance: PlannedMaintenance | undefined;
}

export interface Alerts {
  /** Open ones, then those that ended in the last thirty days; latest first in each. Throws what the database throws. */
  list(): Promise<readonly ToldAlert[]>;
  /** Undefined: no such alert is open. */
  acknowledge(id: string, by: Acknowledgement): Promise<ToldAlert | undefined>;
  close(): Promise<void>;
}

/** Watches from now on, and knows what all processes of the installation have seen. */
export function startAlerts({ config, store, bus, desk, parts, events, maintenance }: AlertsParts): Alerts {
  const { alerts, contacts } = config.operations;
  const ledger = createLedger(store, alerts);
  const processes = () => readProcesses(store);
  const looks = [
    sourcesLook({ config, events, processes }),
    queuesLook(() => bus.status()),
    messagesLook({ status: () => desk.status(), processes }),
    partsLook(parts),
    processesLook(processes),
    securityServicesLook(events),
    withheldLook(events),
  ];
  const workOn = async ({ subject }: Alert) => (await maintenance()).find(({ source }) => source === subject);
  const isMuted = async (alert: Alert) => (await workOn(alert)) !== undefined;
  const watcher = startWatcher({ looks, ledger, events, ...alerts, isMuted });

  const names = new Map([
    ...config.sources.map(({ hsaId, name }) => [hsaId, name] as const),
    ...config.referrals.systems.map(({ hsaId, name }) => [`referral-${hsaId}`, name] as const),
  ]);

  async function told(alert: Alert): Promise<ToldAlert> {
    const name = names.get(alert.subject) ?? alert.subject;
    return {
      ...alert,
      severity: traitsOf[alert.kind].severity,
      name,
      said: sayAlert(alert.kind, name, alert.facts),
      contacts: contactsFor(alert, contacts),
      maintenance: alert.endedAt === undefined ? await workOn(alert) : undefined,
    };
  }

  return {
    list: async () => Promise.all((await ledger.list()).map(told)),
    async acknowledge(id, by) {
      const alert = await ledger.acknowledge(id, by);
      return alert && told(alert);
    },
    close: watcher.close,
  };
}
