import { type AccessLog, type AuditEntry, loggedCaller, newEntryId } from '../audit/index.ts';
import type { Config } from '../config.ts';
import type { PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { sameHsaId } from '../identities/index.ts';
import { AccessRefused } from '../overview/index.ts';
import type { Caller } from '../siths/index.ts';

/** What a face knows of a call it refuses. */
export interface RefusedCall {
  readonly correlationId: string;
  readonly face: AuditEntry['face'];
  readonly action: string;
  readonly identified:
    | {
        readonly caller: Caller | undefined;
        readonly certificate: AuditEntry['certificate'];
        readonly address?: string | undefined;
      }
    | undefined;
  /** The person whom the call named, where somebody vouches for her. */
  readonly actor?: AuditEntry['actor'];
  readonly contract?: string | undefined;
  readonly logicalAddress?: string | undefined;
  readonly patient?: PatientId | undefined;
  /** Where she has signed in here; of a system the agreement tells. */
  readonly reader?: AuditEntry['reader'];
  readonly error: BridgeError;
  readonly details?: AuditEntry['details'];
  readonly milliseconds: number;
}

export type LogRefusal = (call: RefusedCall) => Promise<void>;

/**
 * Puts a refused call on the access log, with the certificate: security officers must see refused ones too. A refusal
 * releases nothing, so it goes out even when the log cannot be written; the log itself tells of that.
 */
export function createRefusalLog(config: Config, accessLog: AccessLog): LogRefusal {
  return async (call) => {
    // The gate's own refusals are on the log with what they rest on.
    if (call.error instanceof AccessRefused) return;
    try {
      await accessLog.append(refusalEntry(call, config));
    } catch {
      // The access log has emitted audit:entry:failed; the caller still gets its refusal.
    }
  };
}

function refusalEntry(call: RefusedCall, config: Config): AuditEntry {
  const { identified, actor } = call;
  const error = precisely(call.error);
  const caller = identified?.caller;
  return {
    id: newEntryId(),
    at: new Date().toISOString(),
    installation: { name: config.bridge.name, kind: config.bridge.kind },
    correlationId: call.correlationId,
    kind: 'refusal',
    face: call.face,
    action: call.action,
    contract: call.contract,
    logicalAddress: call.logicalAddress,
    caller: caller && loggedCaller(caller).caller,
    certificate: identified?.certificate,
    originalConsumer: undefined,
    reader: call.reader ?? agreedReader(caller?.hsaId, config),
    actor,
    purpose: actor?.purpose,
    patient: call.patient,
    details: identified?.address === undefined ? call.details : { address: identified.address, ...call.details },
    sourcesAsked: [],
    units: [],
    outcome: 'refused',
    code: error.code,
    reason: error.message,
    records: 0,
    milliseconds: call.milliseconds,
  };
}

/** What officers read where the caller is told no more than that it is refused. */
function precisely(error: BridgeError): BridgeError {
  return error.code === 'CERT_HOLDER_REFUSED' && error.cause instanceof BridgeError ? error.cause : error;
}

/** Whoever is known has a care provider, which is controller of what its systems tried too. */
export function agreedReader(caller: string | undefined, { callers }: Config): AuditEntry['reader'] {
  const agreed = callers.find(({ hsaId }) => caller !== undefined && sameHsaId(hsaId, caller));
  return agreed && { careProvider: agreed.careProvider, careUnit: agreed.careUnit };
}
