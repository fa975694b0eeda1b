import { type AuditEntry, loggedFirst, type Officer, officerAct, officerId } from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { TableKeeper } from '../routing/index.ts';
import { type CertificateToolsParts, createCertificateTools, createLadder } from './certificate-tools.ts';
import { createMap, type MapParts } from './map/create-map.ts';
import type { Alerts, ToldAlert } from './start-alerts.ts';

interface AlertToolsParts extends MapParts {
  readonly config: MapParts['config'] & Pick<Config, 'bridge' | 'callers' | 'sources'>;
  readonly alerts: Alerts;
  readonly figures: MapParts['figures'] & CertificateToolsParts['figures'];
  readonly table: Pick<TableKeeper, 'current'>;
  readonly directory: CertificateToolsParts['directory'];
  readonly append: (entry: AuditEntry) => Promise<void>;
}

/** What engineers do about alerts. */
export function createAlertTools(parts: AlertToolsParts) {
  const { config, alerts, figures, table, append, directory } = parts;
  const installation: AuditEntry['installation'] = { name: config.bridge.name, kind: config.bridge.kind };
  return {
    open: () => alerts.open(),
    ended: () => alerts.ended(),
    ladder: createLadder({ config, alerts, table }),
    certificates: createCertificateTools({ config, alerts, figures, table, directory }),
    map: createMap(parts),
    /** Says who has it in hand; another may take it over. Throws NOT_FOUND where it is not open. */
    async acknowledge({ engineer, id, note }: { engineer: Officer; id: string; note: string }): Promise<ToldAlert> {
      if (!(await alerts.open()).some((alert) => alert.id === id)) throw notOpen();
      const by = engineer.actor?.name ?? officerId(engineer) ?? '';
      const act = { action: 'alert:acknowledge', reason: note, details: { alert: id } };
      return loggedFirst(append, officerAct(installation, engineer, act), async () => {
        const told = await alerts.acknowledge(id, { by, note, at: new Date().toISOString() });
        if (!told) throw notOpen();
        return told;
      });
    },
  };
}

const notOpen = () => new BridgeError('NOT_FOUND', 'There is no such open alert.');

export type AlertTools = ReturnType<typeof createAlertTools>;
