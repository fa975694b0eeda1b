import { type AccessLog, type AuditEntry, actEntry, loggedCaller } from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Directory } from '../hsa/index.ts';
import type { CertifiedCaller } from '../siths/index.ts';
import { organisationConflict } from '../siths/organisation.ts';
import { agreedReader } from './refusal-log.ts';

/** What is known of the call. */
export interface Arrival {
  readonly face: AuditEntry['face'];
  readonly correlationId: string;
}

interface RemarkParts {
  readonly config: Config;
  readonly directory: Pick<Directory, 'function'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
  readonly events: Events;
}

/** So often the same is said of one certificate: an act of every call would drown the log. */
const saidAnewMs = 3_600_000;
const mostRemembered = 10_000;

/**
 * Remarks on certificates that are accepted: what security officers should look into, though it is no reason to refuse.
 * Each is an event and an act on the access log. Never throws.
 */
export function createRemarks({ config, directory, accessLog, events }: RemarkParts) {
  const lookedAt = new Map<string, number>();

  /** `doubt`: of the care directory's word about the system. */
  return async (caller: CertifiedCaller, arrival: Arrival, doubt: BridgeError | undefined): Promise<void> => {
    const { fingerprint } = caller.certificate;
    const now = Date.now();
    if (now - (lookedAt.get(fingerprint) ?? Number.NEGATIVE_INFINITY) < saidAnewMs) return;
    if (lookedAt.size >= mostRemembered) lookedAt.clear();
    lookedAt.set(fingerprint, now);
    const conflict = await conflictOf(caller);
    const remarks = [
      ...(caller.hsaIdFrom === 'OU' ? [new BridgeError('CERT_HSA_ID_FROM_OU')] : []),
      ...(conflict === undefined ? [] : [new BridgeError('CERT_OTHER_ORGANISATION', conflict)]),
      ...(doubt && doubt.code !== 'DIRECTORY_UNAVAILABLE' ? [doubt] : []),
    ];
    for (const remark of remarks) await tell(remark, caller, arrival);
  };

  async function conflictOf({ hsaId, organisation }: CertifiedCaller): Promise<string | undefined> {
    try {
      const { value: place } = await directory.function(hsaId);
      const above = place?.parents.find(({ kind }) => kind === 'organization');
      return organisationConflict(hsaId, organisation, above);
    } catch {
      // The directory has told of it as an event; the certificate alone may say something.
      return organisationConflict(hsaId, organisation, undefined);
    }
  }

  async function tell({ code, message }: BridgeError, caller: CertifiedCaller, { face, correlationId }: Arrival) {
    const { fingerprint } = caller.certificate;
    events.emit('caller:certificate:remarked', { code, hsaId: caller.hsaId, face, correlationId, fingerprint });
    const { name, kind } = config.bridge;
    const entry = actEntry(
      { name, kind },
      {
        ...loggedCaller(caller),
        correlationId,
        face,
        action: 'certificate:remark',
        activity: undefined,
        reader: agreedReader(caller.hsaId, config),
        code,
        reason: message,
      },
    );
    // The access log tells of it itself when it cannot be written.
    await accessLog.append(entry).catch(() => undefined);
  }
}
