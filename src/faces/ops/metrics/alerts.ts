import type { Alerts } from '../../../alerts/index.ts';
import type { Meter } from './meter.ts';

/** Open alerts of the installation; those that announced work explains are not counted. */
export function measureAlerts(meter: Meter, alerts: Pick<Alerts, 'open'>): void {
  meter.readings(
    async () => {
      const open = (await alerts.open()).filter(({ expectedUntil }) => !expectedUntil);
      return [...Map.groupBy(open, ({ kind }) => kind)].map(([kind, group]) => ({
        kind,
        severity: group[0]?.severity ?? '',
        count: group.length,
      }));
    },
    {
      name: 'norrbryggan_alerts',
      help: 'Open alerts, by kind: what the page of alerts shows, without what announced work explains.',
      labels: ['kind', 'severity'],
      value: ({ count }) => count,
    },
  );
}
