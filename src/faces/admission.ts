import type { AccessLog } from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Directory } from '../hsa/index.ts';
import { covers } from '../hsa/model.ts';
import type { CertifiedCaller } from '../siths/index.ts';
import { type Arrival, createRemarks } from './remarks.ts';

/**
 * Why a system with an accepted certificate is not let in all the same; undefined: it is. Caused by what the access log
 * tells of it ({@link createRefusalLog}), and the caller is not told. Never throws.
 */
export type Admit = (caller: CertifiedCaller, arrival: Arrival) => Promise<BridgeError | undefined>;

interface AdmissionParts {
  readonly config: Config;
  readonly directory: Pick<Directory, 'object' | 'function'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
  readonly events: Events;
}

/**
 * The last question at the door: does the care directory know the system, and is it in force there? Answered from the
 * directory's cache. What is odd but no reason to refuse is remarked on.
 */
export function createAdmission({ config, directory, accessLog, events }: AdmissionParts): Admit {
  const { systemsInDirectory } = config.trust;
  const remark = createRemarks({ config, directory, accessLog, events });
  return async (caller, arrival) => {
    const doubt = systemsInDirectory === 'off' ? undefined : await doubtAbout(caller.hsaId, directory);
    if (doubt && systemsInDirectory === 'required') return refusalFor(doubt);
    // Not awaited: nothing depends on it.
    void remark(caller, arrival, doubt);
    return undefined;
  };
}

/** Whoever might be known is not called unknown, and may come again. */
function refusalFor(doubt: BridgeError): BridgeError {
  return doubt.code === 'DIRECTORY_UNAVAILABLE'
    ? doubt
    : new BridgeError('CERT_HOLDER_REFUSED', undefined, { cause: doubt });
}

async function doubtAbout(hsaId: string, directory: Pick<Directory, 'object'>): Promise<BridgeError | undefined> {
  try {
    const { value: object } = await directory.object(hsaId);
    // Nor is a person or an assignment a system.
    if (!object || object.kind === 'person' || object.kind === 'commission')
      return new BridgeError('CERT_HOLDER_UNKNOWN');
    const inForce = !object.archived && covers(object.period, new Date());
    return inForce ? undefined : new BridgeError('CERT_HOLDER_CLOSED');
  } catch (cause) {
    // The directory has told of it as an event.
    return new BridgeError('DIRECTORY_UNAVAILABLE', undefined, { cause });
  }
}
