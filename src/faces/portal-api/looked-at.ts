import { loggedRegistrar } from '../../access/registrations.ts';
import { type AccessLog, type AuditEntry, actEntry } from '../../audit/index.ts';
import type { Config } from '../../config.ts';
import type { PatientId } from '../../contracts/index.ts';
import { registrarOf } from './registering.ts';
import type { ApiCall } from './route.ts';

/** What was looked at, asked for or taken out, by whom the call is. */
interface LookedAt
  extends Partial<
    Pick<AuditEntry, 'activity' | 'details' | 'emergency' | 'outcome' | 'records' | 'sourcesAsked' | 'units'>
  > {
  /** `noun:verb` */
  readonly action: string;
  readonly patient: PatientId;
  readonly linked?: readonly PatientId[];
}

/** Puts it on the log that something about the patient was looked at. Throws AUDIT_UNAVAILABLE. */
export async function logLookedAt(
  { config, accessLog }: { readonly config: Pick<Config, 'bridge'>; readonly accessLog: Pick<AccessLog, 'append'> },
  call: ApiCall<unknown>,
  { linked = [], ...lookedAt }: LookedAt,
): Promise<void> {
  const { careProvider, careUnit } = call.assignment;
  const { name, kind } = config.bridge;
  await accessLog.append(
    actEntry(
      { name, kind },
      {
        ...loggedRegistrar(registrarOf(call, config.bridge.hsaId)),
        activity: 'Läsa',
        ...lookedAt,
        reader: { careProvider: careProvider.hsaId, careUnit: careUnit?.hsaId },
        ...(linked.length > 0 && { linked }),
      },
    ),
  );
}
