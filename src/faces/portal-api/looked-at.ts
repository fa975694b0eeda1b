import { type AccessLog, actEntry } from '../../audit/index.ts';
import type { Config } from '../../config.ts';
import type { PatientId } from '../../contracts/index.ts';
import { registrarOf } from './registering.ts';
import type { ApiCall } from './route.ts';

/** What was looked at, by whom the call is. */
interface LookedAt {
  /** `noun:verb` */
  readonly action: string;
  readonly patient: PatientId;
  readonly linked: readonly PatientId[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Puts it on the log that something the patient has decided was looked at. Throws AUDIT_UNAVAILABLE. */
export async function logLookedAt(
  { config, accessLog }: { readonly config: Pick<Config, 'bridge'>; readonly accessLog: Pick<AccessLog, 'append'> },
  call: ApiCall<unknown>,
  { action, patient, linked, details }: LookedAt,
): Promise<void> {
  const { careProviders: _, ...by } = registrarOf(call, config.bridge.hsaId);
  const { careProvider, careUnit } = call.assignment;
  const { name, kind } = config.bridge;
  await accessLog.append(
    actEntry(
      { name, kind },
      {
        ...by,
        action,
        activity: 'Läsa',
        reader: { careProvider: careProvider.hsaId, careUnit: careUnit?.hsaId },
        patient,
        ...(linked.length > 0 && { linked }),
        ...(details && { details }),
      },
    ),
  );
}
