import type { Bus } from '../bus/index.ts';
import type { Config } from '../config.ts';
import type { DeliveryDesk } from '../deliveries/desk.ts';
import type { Events } from '../events.ts';
import { sameHsaId } from '../identities/index.ts';
import type { KeyWatch } from '../keys/watch.ts';
import type { Maintenance } from '../news/maintenance.ts';
import { readProcesses } from '../processes/index.ts';
import { type CertifiedCaller, type RevocationSource, revocationSourcesOf, type Trust } from '../siths/index.ts';
import type { Store } from '../store/index.ts';
import type { Acknowledgement, Alert } from './alert.ts';
import { type KnownCertificate, knownCertificates } from './certificates/known.ts';
import { ownCertificates } from './certificates/own.ts';
import { createSeenCertificates, type SeenCertificate } from './certificates/seen.ts';
import { type Contact, contactsFor } from './contacts.ts';
import { traitsOf } from './kinds.ts';
import { createLedger } from './ledger.ts';
import { certificatesLook } from './looks/certificates.ts';
import { directoryCopyLook } from './looks/directory-copy.ts';
import { keysLook } from './looks/keys.ts';
import { messagesLook } from './looks/messages.ts';
import { type PartHealth, partsLook } from './looks/parts.ts';
import { processesLook } from './looks/processes.ts';
import { queuesLook } from './looks/queues.ts';
import { securityServicesLook } from './looks/security-services.ts';
import { sourcesLook } from './looks/sources.ts';
import { trustLook } from './looks/trust.ts';
import { withheldLook } from './looks/withheld.ts';
import { type Spoken, sayAlert } from './said.ts';
import { startWatcher } from './watcher.ts';

interface AlertsParts {
  readonly config: Pick<Config, 'operations' | 'sources' | 'referrals' | 'overview' | 'tls' | 'outgoing' | 'directory'>;
  readonly store: Store;
  readonly bus: Pick<Bus, 'status'>;
  readonly desk: Pick<DeliveryDesk, 'status'>;
  /** Of this process, as readiness has them. */
  readonly parts: () => Promise<readonly PartHealth[]>;
  readonly events: Events;
  /** Of a process that callers meet. */
  readonly trust: Trust | undefined;
  readonly keys: Pick<KeyWatch, 'troubles'>;
  readonly maintenance: Pick<Maintenance, 'underWay'>;
}

/** An alert with all that whoever is woken by it needs. */
export interface ToldAlert extends Alert {
  readonly severity: 'critical' | 'warning';
  /** What its subject is called. */
  readonly name: string;
  readonly said: Spoken;
  /** Whom to ring; empty where nobody is configured. */
  readonly contacts: readonly Contact[];
  /** Until when announced work on its record system goes on, because of which it is expected; ISO 8601. */
  readonly expectedUntil: string | undefined;
}

export interface Alerts {
  /** Latest first, those that announced work explains among them. Throws what the database throws, as `ended` does. */
  open(): Promise<readonly ToldAlert[]>;
  /** Those that ended in the last thirty days, latest first. */
  ended(): Promise<readonly ToldAlert[]>;
  /** Undefined: no such alert is open. */
  acknowledge(id: string, by: Acknowledgement): Promise<ToldAlert | undefined>;
  /** Remembers a certificate that was accepted. */
  noteCertificate(caller: CertifiedCaller): void;
  certificates(): Promise<Certificates>;
  /** The same, with those that others have replaced. */
  everyCertificate(): Promise<Certificates>;
  close(): Promise<void>;
}

/** What certificates there are, and what others have shown, persons' among it. */
export interface Certificates {
  /** Soonest end first. */
  readonly known: readonly KnownCertificate[];
  readonly seen: readonly SeenCertificate[];
  /** Where it is learnt what is revoked. */
  readonly revocation: readonly RevocationSource[];
}

type Works = Awaited<ReturnType<Maintenance['underWay']>>;

/** Watches from now on, and knows what all processes of the installation have seen. */
export function startAlerts(given: AlertsParts): Alerts {
  const { config, store, bus, desk, parts, events, trust, keys, maintenance } = given;
  const { alerts, contacts } = config.operations;
  const ledger = createLedger(store, alerts);
  const processes = () => readProcesses(store);
  const seen = createSeenCertificates(store, events);
  const own = () => ownCertificates(config, trust !== undefined);
  const knowing = (shown: readonly SeenCertificate[]): Certificates => ({
    known: knownCertificates(own(), trust, shown),
    seen: shown,
    revocation: trust ? revocationSourcesOf(trust) : [],
  });
  const looks = [
    sourcesLook({ config, events, processes }),
    queuesLook(() => bus.status()),
    messagesLook({ status: () => desk.status(), processes }),
    partsLook(parts),
    processesLook(processes),
    securityServicesLook(events),
    withheldLook(events),
    keysLook(keys),
    trustLook(trust),
    directoryCopyLook(config.directory, store),
    certificatesLook(async () => knownCertificates(own(), trust, await seen.ofSystems())),
  ];
  const sourcesOf = (works: Works) => works.map(({ source }) => source);
  const workedOn = async (now: Date) => sourcesOf(await maintenance.underWay(now));
  const watcher = startWatcher({ looks, ledger, events, ...alerts, workedOn });

  const names = new Map([
    ...config.sources.map(({ hsaId, name }) => [hsaId, name] as const),
    ...config.referrals.systems.map(({ hsaId, name }) => [`referral-${hsaId}`, name] as const),
  ]);

  function told(alert: Alert, works: Works): ToldAlert {
    const name = names.get(alert.subject) ?? alert.subject;
    return {
      ...alert,
      severity: traitsOf[alert.kind].severity,
      name,
      said: sayAlert(alert.kind, name, alert.facts),
      contacts: contactsFor(alert, contacts),
      expectedUntil: works.find(({ source }) => sameHsaId(source, alert.subject))?.until,
    };
  }

  return {
    async open() {
      const works = await maintenance.underWay(new Date());
      return (await ledger.open(sourcesOf(works))).map((alert) => told(alert, works));
    },
    ended: async () => (await ledger.ended()).map((alert) => told(alert, [])),
    async acknowledge(id, by) {
      const alert = await ledger.acknowledge(id, by);
      return alert && told(alert, await maintenance.underWay(new Date()));
    },
    noteCertificate: seen.note,
    certificates: async () => knowing(await seen.list()),
    everyCertificate: async () => knowing(await seen.all()),
    async close() {
      await watcher.close();
      seen.close();
    },
  };
}
