import type { Config } from '../../config.ts';
import type { DestinationStatus } from '../../deliveries/desk.ts';
import type { ToldAlert } from '../start-alerts.ts';
import type { Traffic } from './traffic.ts';

/** Somebody that the bridge talks with. */
export interface Place {
  readonly id: string;
  readonly kind: 'caller' | 'bridge' | 'source' | 'destination' | 'register';
  readonly name: string | undefined;
}

/** That two talk, how much, and how it goes. */
export interface Road {
  readonly from: string;
  readonly to: string;
  readonly calls: number | undefined;
  readonly failed: number | undefined;
  readonly waiting: number | undefined;
  readonly dead: number | undefined;
  readonly state: 'good' | 'quiet' | 'trouble' | 'bad';
}

export interface BridgeMap {
  readonly nodes: readonly Place[];
  readonly edges: readonly Road[];
}

export interface MapGround {
  readonly config: Pick<Config, 'callers' | 'sources' | 'referrals' | 'access' | 'persons' | 'routing'>;
  /** By HSA-id in upper case; who is no calling system is a person at the portal. */
  readonly callers: ReadonlyMap<string, Traffic>;
  readonly sources: ReadonlyMap<string, Traffic>;
  readonly destinations: readonly DestinationStatus[];
  readonly alerts: readonly Pick<ToldAlert, 'subject' | 'severity' | 'facts'>[];
}

const bridge = 'bridge';
const none: Traffic = { calls: 0, failed: 0 };

/** Callers to the bridge, and from it to record systems, to receivers of messages, and to registers. */
export function drawMap({ config, callers, sources, destinations, alerts }: MapGround): BridgeMap {
  const named = new Set(config.callers.map(({ hsaId }) => hsaId.toUpperCase()));
  const people = [...callers].filter(([caller]) => !named.has(caller)).map(([, traffic]) => traffic);
  const atPortal = people.reduce(
    (sum, { calls, failed }) => ({ calls: sum.calls + calls, failed: sum.failed + failed }),
    none,
  );
  const systemNames = new Map(config.referrals.systems.map(({ hsaId, name }) => [`referral-${hsaId}`, name]));
  const registers = [
    'directory',
    ...(config.persons ? ['persons'] : []),
    ...(config.routing.catalogue ? ['routing'] : []),
  ];

  const road = (from: string, to: string, more: Partial<Omit<Road, 'state'>>): Road => {
    const end = from === bridge ? to : from;
    const counts = { calls: undefined, failed: undefined, waiting: undefined, dead: undefined, ...more };
    return { from, to, ...counts, state: worstOf(end, alerts) ?? (counts.calls === 0 ? 'quiet' : 'good') };
  };

  return {
    nodes: [
      ...config.callers.map(({ hsaId, name }) => ({ id: hsaId, kind: 'caller' as const, name })),
      { id: 'portal', kind: 'caller', name: undefined },
      { id: bridge, kind: 'bridge', name: undefined },
      ...config.sources.map(({ hsaId, name }) => ({ id: hsaId, kind: 'source' as const, name })),
      ...destinations.map(({ destination }) => ({
        id: destination,
        kind: 'destination' as const,
        name: systemNames.get(destination) ?? destination,
      })),
      ...registers.map((id) => ({ id, kind: 'register' as const, name: undefined })),
      ...config.access.services.map(({ name }) => ({ id: name, kind: 'register' as const, name })),
    ],
    edges: [
      ...config.callers.map(({ hsaId }) => road(hsaId, bridge, callers.get(hsaId.toUpperCase()) ?? none)),
      road('portal', bridge, atPortal),
      ...config.sources.map(({ hsaId }) => road(bridge, hsaId, sources.get(hsaId) ?? none)),
      ...destinations.map(({ destination, waiting, dead }) => road(bridge, destination, { waiting, dead })),
      ...[...registers, ...config.access.services.map(({ name }) => name)].map((id) => road(bridge, id, {})),
    ],
  };
}

function worstOf(end: string, alerts: MapGround['alerts']): 'bad' | 'trouble' | undefined {
  const about = alerts.filter(({ subject, facts }) => [subject, facts.party].some((one) => one === end));
  if (about.length === 0) return undefined;
  return about.some(({ severity }) => severity === 'critical') ? 'bad' : 'trouble';
}
