import type { AlertTools } from '../../../alerts/index.ts';
import type { SourceReports } from '../../../figures/index.ts';
import type { Operations } from '../../../operations/index.ts';
import type { ApiRoute } from '../route.ts';
import { alertRoutes } from './alerts.ts';
import { callRoutes } from './calls.ts';
import { certificateRoutes } from './certificates.ts';
import { directoryCopyRoutes } from './directory-copy.ts';
import { createEventStreams } from './event-streams.ts';
import { eventRoutes } from './events.ts';
import { mapRoutes } from './map.ts';
import { messageRoutes } from './messages.ts';
import { reportRoutes } from './reports/routes.ts';
import { sourceRoutes } from './sources.ts';
import { unmaskingRoutes } from './unmasking.ts';

interface OpsRouteParts {
  readonly operations: Operations;
  readonly alerts: AlertTools;
  readonly reports: SourceReports;
  readonly bridgeHsaId: string;
}

/** What integration engineers do in the portal. */
export function opsRoutes({ operations, alerts, reports, bridgeHsaId }: OpsRouteParts): readonly ApiRoute[] {
  return [
    ...sourceRoutes({ tools: operations.sources, trySource: operations.trySource, bridgeHsaId }),
    ...messageRoutes({ tools: operations.messages, bridgeHsaId }),
    ...unmaskingRoutes({ tools: operations.unmasking, bridgeHsaId }),
    ...alertRoutes({ tools: alerts, bridgeHsaId }),
    ...certificateRoutes(alerts),
    ...directoryCopyRoutes({ tools: operations.directoryCopy, bridgeHsaId }),
    ...mapRoutes(alerts),
    ...callRoutes(operations.calls),
    ...reportRoutes(reports),
    ...eventRoutes(createEventStreams(operations.live)),
  ];
}
